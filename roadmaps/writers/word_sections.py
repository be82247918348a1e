"""Sections of a Word document: pages upright and on their side, and how wide their text is."""

import copy
from collections.abc import Iterator, Sequence
from typing import Any, Final

from lxml import etree

from roadmaps.documents.own_form import FORM, STYLES
from roadmaps.writers.word_pieces import Page, Piece
from roadmaps.writers.word_xml import W

_A4: Final = (11906, 16838)
_MARGIN: Final = 1134


def sectioned(
    pieces: Sequence[Piece], marked: etree._Element, section: etree._Element | None
) -> Iterator[str]:
    """The XML of the pieces, a section's end wherever the page turns and turns back."""
    runs: list[tuple[bool, list[Piece]]] = []
    for piece in pieces:
        if not runs or runs[-1][0] != piece.is_across:
            runs.append((piece.is_across, []))
        runs[-1][1].append(piece)
    own = _is_across(section)
    is_last = _is_last(marked)
    if runs and runs[0][0] != own and _has_before(marked):
        yield _section_end(section, is_across=own)
        _number_first_page(section)
    for number, (is_across, inside) in enumerate(runs):
        yield from (piece.xml for piece in inside)
        if number < len(runs) - 1 or (is_across != own and not is_last):
            yield _section_end(section, is_across=is_across)
            _number_first_page(section)
        elif is_across != own and section is not None:
            _turn(section, is_across=is_across)


def section_of(element: etree._Element) -> etree._Element | None:
    """The properties of the section in which an element of the body stands."""
    top = element
    while top.getparent() is not None and top.getparent().tag != f"{W}body":
        top = top.getparent()
    for sibling in (top, *top.itersiblings()):
        if sibling.tag == f"{W}sectPr":
            return sibling
        inside = sibling.find(f"{W}pPr/{W}sectPr")
        if inside is not None:
            return inside
    return None


def _is_last(marked: etree._Element) -> bool:
    """Whether the section ends with the paragraph."""
    following = marked.getnext()
    if marked.find(f"{W}pPr/{W}sectPr") is not None or following is None:
        return True
    return bool(following.tag == f"{W}sectPr")


def _has_before(marked: etree._Element) -> bool:
    """Whether anything stands before the paragraph in its section."""
    before = marked.getprevious()
    return before is not None and before.find(f"{W}pPr/{W}sectPr") is None


def _section_end(section: etree._Element | None, *, is_across: bool) -> str:
    """An empty paragraph that ends a section of this orientation."""
    properties = copy.deepcopy(section) if section is not None else etree.Element(f"{W}sectPr")
    _turn(properties, is_across=is_across)
    kind = properties.find(f"{W}type")
    if kind is not None:
        properties.remove(kind)
    inside = etree.tostring(properties, encoding="unicode")
    return f'<w:p><w:pPr><w:pStyle w:val="{STYLES[FORM]}"/>{_TINY}{inside}</w:pPr></w:p>'


def _number_first_page(section: etree._Element | None) -> None:
    """Only the first page of the first section is unlike the others: what follows is numbered throughout."""
    title = section.find(f"{W}titlePg") if section is not None else None
    if section is not None and title is not None:
        section.remove(title)


_TINY: Final = (
    '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>'
)


def _turn(section: etree._Element, *, is_across: bool) -> None:
    size = section.find(f"{W}pgSz")
    if size is None:
        size = etree.SubElement(section, f"{W}pgSz")
    short, long = sorted(_sides(size))
    size.set(f"{W}w", str(long if is_across else short))
    size.set(f"{W}h", str(short if is_across else long))
    if is_across:
        size.set(f"{W}orient", "landscape")
    else:
        size.attrib.pop(f"{W}orient", None)


def _sides(size: Any) -> tuple[int, int]:
    width, height = (size.get(f"{W}{side}") if size is not None else None for side in ("w", "h"))
    return (int(width), int(height)) if width and height else _A4


def _is_across(section: etree._Element | None) -> bool:
    width, height = _sides(section.find(f"{W}pgSz") if section is not None else None)
    return width > height


def page_of(section: etree._Element | None) -> Page:
    """How wide the text is on a page of the section, upright and across."""
    short, long = sorted(_sides(section.find(f"{W}pgSz") if section is not None else None))
    margins = section.find(f"{W}pgMar") if section is not None else None
    sides = [margins.get(f"{W}{side}") if margins is not None else None for side in ("left", "right")]
    taken = sum(int(side) if side and side.lstrip("-").isdigit() else _MARGIN for side in sides)
    return Page(max(short - taken, short // 2), max(long - taken, long // 2))
