"""The text of a Word paragraph as a person sees it: changes accepted, breaks kept, hidden text left out."""

from collections.abc import Iterator

from lxml import etree

from roadmaps.documents.blocks import Paragraph
from roadmaps.documents.own_form import ROLES
from roadmaps.documents.word_numbering import Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TEXT_BOX = f"{W}txbxContent"

_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
# Struck out by a tracked change, or said twice, or no text at all.
SKIPPED = frozenset({
    f"{W}del", f"{W}moveFrom", f"{W}rPr", f"{W}pPr", f"{_MARKUP}Fallback", f"{W}instrText", f"{W}delText",
    f"{W}annotationRef", _TEXT_BOX,
})  # fmt: skip
_HEADING_STYLES = ("heading", "title", "заголовок", "название")
_OFF = ("0", "false", "off", "none")


class WordText:
    """Reads paragraphs of one document, in its order."""

    def __init__(self, numbering: Numbering, styles: etree._Element | None) -> None:
        self._numbering = numbering
        self._headings = _heading_styles(styles)

    def paragraph(self, element: etree._Element, *, is_hidden: bool = False) -> Paragraph:
        """The paragraph of an element `w:p`; one that is hidden by a merged cell takes no number."""
        label = "" if is_hidden else self._numbering.label(element)
        raw = "".join(_strings(element))
        style = element.find(f"{W}pPr/{W}pStyle")
        name = style.get(f"{W}val", "") if style is not None else ""
        outlined = element.find(f"{W}pPr/{W}outlineLvl") is not None
        is_heading = outlined or name in self._headings
        return Paragraph(raw, label, is_heading, _is_strong(element, raw), ROLES.get(name, ""))


def ends_struck_out(element: etree._Element) -> bool:
    """Whether a tracked change took out the paragraph's end, so that it goes on in the next one."""
    return element.find(f"{W}pPr/{W}rPr/{W}del") is not None


def text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The text boxes that hang on a paragraph, each once."""
    if next(element.iter(_TEXT_BOX), None) is not None:  # few paragraphs have one
        yield from _boxes(element)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == _TEXT_BOX:
            yield child
        elif child.tag not in (f"{_MARKUP}Fallback", f"{W}del", f"{W}moveFrom"):
            yield from _boxes(child)


def _strings(element: etree._Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in SKIPPED:
            continue
        if tag in (f"{W}t", _MATH_TEXT):
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == f"{W}sym":
            yield _symbol(child)
        elif tag != f"{W}r" or not _is_on(child.find(f"{W}rPr/{W}vanish")):
            yield from _strings(child)


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= code <= 0xF8FF or code > 0x10FFFF else chr(code)


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "1") not in _OFF


def _is_strong(element: etree._Element, raw: str) -> bool:
    """Whether the whole paragraph is bold or in capitals."""
    if raw.strip() and raw == raw.upper() and any(sign.isalpha() for sign in raw):
        return True
    runs = [
        run for run in element.iter(f"{W}r") if any((text.text or "").strip() for text in run.iter(f"{W}t"))
    ]
    return bool(runs) and all(_is_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _heading_styles(styles: etree._Element | None) -> frozenset[str]:
    found = set()
    for style in styles.findall(f"{W}style") if styles is not None else []:
        name = style.find(f"{W}name")
        shown = (name.get(f"{W}val", "") if name is not None else "").lower()
        if shown.startswith(_HEADING_STYLES) and style.get(f"{W}type", "paragraph") == "paragraph":
            found.add(style.get(f"{W}styleId", ""))
    return frozenset(found)
