"""Automatic numbering of a Word document: the number before a paragraph that is written nowhere."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from roadmaps.documents.numbers import whole

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_LEVELS = 9


@dataclass
class Level:
    """One level of a list: how its number looks («%1.%2.») and where it starts."""

    start: int = 1
    shape: str = "decimal"
    pattern: str = ""
    is_legal: bool = False


@dataclass
class _List:
    key: str
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        self._styles = _style_numbers(styles)
        if numbering is not None:
            self._read(numbering)

    def label(self, paragraph: etree._Element) -> str:
        """The number before this paragraph («1.2.»), or nothing; call once for each, in order."""
        number, depth = self._place(paragraph)
        found = self._lists.get(number)
        if found is None or depth not in found.levels:
            return ""
        counters = self._counters.setdefault(found.key, {})
        if number not in self._begun:
            self._begun.add(number)
            counters.update({level: start - 1 for level, start in found.restarts.items()})
        counters[depth] = counters.get(depth, found.levels[depth].start - 1) + 1
        for deeper in [level for level in counters if level > depth]:
            del counters[deeper]
        return self._show(found, depth, counters)

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return "", 0
        style = properties.find(f"{_W}pStyle")
        number, depth = self._styles.get(style.get(f"{_W}val", "") if style is not None else "", ("", 0))
        own = properties.find(f"{_W}numPr")
        if own is not None:
            number, depth = _value(own, "numId", number), whole(_value(own, "ilvl", str(depth)))
        return number, depth

    def _show(self, found: _List, depth: int, counters: dict[int, int]) -> str:
        level = found.levels[depth]

        def one(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            upper = found.levels.get(other, Level())
            value = counters.get(other, upper.start)
            return str(value) if level.is_legal else SHAPES.get(upper.shape, str)(value)

        return "" if level.shape in ("bullet", "none") else re.sub(r"%([1-9])", one, level.pattern).strip()

    def _read(self, numbering: etree._Element) -> None:
        abstracts: dict[str, dict[int, Level]] = {}
        links: dict[str, str] = {}
        for abstract in numbering.findall(f"{_W}abstractNum"):
            key = abstract.get(f"{_W}abstractNumId", "")
            abstracts[key] = {level: _level(node) for level, node in _numbered(abstract, "lvl")}
            links[_value(abstract, "styleLink", "")] = key
        for abstract in numbering.findall(f"{_W}abstractNum"):
            linked = links.get(_value(abstract, "numStyleLink", "") or "-")
            if linked:
                abstracts[abstract.get(f"{_W}abstractNumId", "")] = abstracts[linked]
        for node in numbering.findall(f"{_W}num"):
            key = _value(node, "abstractNumId", "")
            found = _List(key, dict(abstracts.get(key, {})))
            for depth, override in _numbered(node, "lvlOverride"):
                own = override.find(f"{_W}lvl")
                if own is not None:
                    found.levels[depth] = _level(own)
                start = _value(override, "startOverride", "")
                if start:
                    found.restarts[depth] = whole(start)
            self._lists[node.get(f"{_W}numId", "")] = found


def _numbered(parent: etree._Element, name: str) -> list[tuple[int, etree._Element]]:
    found = [(node.get(f"{_W}ilvl", ""), node) for node in parent.findall(f"{_W}{name}")]
    return [(place, node) for depth, node in found if 0 <= (place := whole(depth, -1)) < _LEVELS]


def _level(node: etree._Element) -> Level:
    start = _value(node, "start", "1")
    return Level(
        start=whole(start, 1),
        shape=_value(node, "numFmt", "decimal"),
        pattern=_value(node, "lvlText", ""),
        is_legal=node.find(f"{_W}isLgl") is not None,
    )


def _value(parent: etree._Element, name: str, default: str) -> str:
    node = parent.find(f"{_W}{name}")
    return str(node.get(f"{_W}val", default)) if node is not None else default


def _style_numbers(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    """The list and level that a paragraph style gives, those of the styles it is based on too."""
    found: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in styles.findall(f"{_W}style") if styles is not None else []:
        name = style.get(f"{_W}styleId", "")
        based[name] = _value(style, "basedOn", "")
        own = style.find(f"{_W}pPr/{_W}numPr")
        if own is not None:
            depth = _value(own, "ilvl", "0")
            found[name] = (_value(own, "numId", ""), whole(depth))
    bare: set[str] = set()  # styles of which none above gives a list
    for name in based:
        line: list[str] = []
        while name and name not in found and name not in bare:
            line.append(name)
            bare.add(name)
            name = based.get(name, "")  # noqa: PLW2901 the next one up
        if name in found:
            found |= dict.fromkeys(line, found[name])
    return found


def _roman(value: int) -> str:
    shown = ""
    for weight, sign in _ROMAN:
        while value >= weight and len(shown) < 20:
            shown += sign
            value -= weight
    return shown


def _letters(alphabet: str) -> Callable[[int], str]:
    def show(value: int) -> str:
        return (
            alphabet[(value - 1) % len(alphabet)] * min(9, (value - 1) // len(alphabet) + 1)
            if value > 0
            else ""
        )

    return show


SHAPES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": lambda value: _letters(_LATIN)(value).upper(),
    "lowerLetter": _letters(_LATIN),
    "russianUpper": lambda value: _letters(_RUSSIAN)(value).upper(),
    "russianLower": _letters(_RUSSIAN),
}
