"""The styles of an OpenDocument file: what is bold, hidden or a heading, and the numbers of its lists."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from roadmaps.documents.numbers import whole
from roadmaps.documents.word_numbering import SHAPES

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}num-list-format"
_SHAPES = {"1": "decimal", "I": "upperRoman", "i": "lowerRoman", "A": "upperLetter", "a": "lowerLetter"}
_LEVELS = 10
_MOST_PARENTS = 20


@dataclass(frozen=True)
class _Level:
    shape: str
    pattern: str
    start: int


@dataclass
class Counter:
    """How far a list has been counted, by levels."""

    values: dict[int, int] = field(default_factory=dict)


class OpenStyles:
    """The styles of a document by their names."""

    def __init__(self, roots: Iterable[etree._Element | None]) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._lists: dict[str, dict[int, _Level]] = {}
        for root in roots:
            for element in root.iter(f"{STYLE}style", f"{TEXT}list-style") if root is not None else ():
                name = element.get(f"{STYLE}name", "")
                if element.tag == f"{STYLE}style":
                    self._styles[name] = element
                else:
                    self._lists[name] = dict(_levels(element))

    def is_bold(self, name: str) -> bool:
        """Whether text of this style is bold."""
        return self._text(name, f"{FO}font-weight") in ("bold", "600", "700", "800", "900")

    def is_hidden(self, name: str) -> bool:
        """Whether text of this style is not shown."""
        return self._text(name, f"{TEXT}display") == "none"

    def list_of(self, name: str) -> str:
        """The list style that a paragraph style gives."""
        return next((one.get(f"{STYLE}list-style-name", "") for one in self._chain(name)), "")

    def label(self, style: str, level: int, counter: Counter, *, start: str = "") -> str:
        """Count one item of a list on and give its number («1.2.»), or nothing for a bullet."""
        levels = self._lists.get(style, {})
        found = levels.get(level)
        if found is None:
            return ""
        values = counter.values
        values[level] = whole(start, values.get(level, found.start - 1) + 1)
        for deeper in [one for one in values if one > level]:
            del values[deeper]

        def one(match: re.Match[str]) -> str:
            other = whole(match[1])
            upper = levels.get(other, found)
            return SHAPES.get(upper.shape, str)(values.get(other, upper.start))

        return re.sub(r"%(\d{1,2})%", one, found.pattern).strip()

    def _text(self, name: str, attribute: str) -> str:
        for one in self._chain(name):
            properties = one.find(f"{STYLE}text-properties")
            value = properties.get(attribute) if properties is not None else None
            if value is not None:
                return str(value)
        return ""

    def _chain(self, name: str) -> Iterable[etree._Element]:
        for _ in range(_MOST_PARENTS):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name", "")


def _levels(element: etree._Element) -> Iterable[tuple[int, _Level]]:
    for node in element:
        level = whole(node.get(f"{TEXT}level", ""))
        if node.tag != f"{TEXT}list-level-style-number" or not 0 < level <= _LEVELS:
            continue
        shape = node.get(f"{STYLE}num-format", "")
        yield (
            level,
            _Level(
                _SHAPES.get(shape, "decimal"),
                _pattern(node, level) if shape else "",
                whole(node.get(f"{TEXT}start-value", "1"), 1),
            ),
        )


def _pattern(node: etree._Element, level: int) -> str:
    said = node.get(f"{STYLE}num-list-format") or node.get(_LOEXT)
    if said:
        return str(said)
    count = min(level, whole(node.get(f"{TEXT}display-levels", "1"), 1))
    numbers = ".".join(f"%{one}%" for one in range(level - count + 1, level + 1))
    return f"{node.get(f'{STYLE}num-prefix', '')}{numbers}{node.get(f'{STYLE}num-suffix', '')}"
