"""Word's XML as text: paragraphs and tables, built in one go and parsed once."""

import re
from collections.abc import Iterable, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W: Final = f"{{{NAMESPACE}}}"
# Characters that no XML may hold.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PADDING: Final = (
    '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
)


def run(text: str) -> str:
    """A text with its tabs and line breaks."""
    if not text:
        return ""
    text = escape(_UNFIT.sub("", text))
    if "\n" in text or "\t" in text:
        text = text.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        text = text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str, style: str, properties: str = "") -> str:
    """A paragraph in a style; `properties` are those of `w:pPr` after the style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{run(text)}</w:p>'


def cell(text: str, width: int, style: str, *, span: int = 1) -> str:
    """A cell, a paragraph for each line of its text."""
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    opening = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    if "\n" in text:
        body = "".join(f"{opening}{run(line)}</w:p>" for line in text.split("\n"))
    else:
        body = f"{opening}{run(text)}</w:p>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}</w:tcPr>{body}</w:tc>'


def row(cells: Iterable[str], *, is_heading: bool = False) -> str:
    """A row that no page break cuts; a heading is repeated on each page."""
    heading = "<w:tblHeader/>" if is_heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{heading}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[int], *, title: str, is_ruled: bool = True) -> str:
    """A table with cells of these widths, ruled or not; `title` is its alternative text."""
    borders = f"<w:tblBorders>{_BORDERS}</w:tblBorders>" if is_ruled else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{borders}'
        f'<w:tblLayout w:type="fixed"/>{_PADDING}<w:tblCaption w:val={quoteattr(title)}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def shared_out(width: int, shares: Sequence[int]) -> list[int]:
    """A width shared out by shares, to the last unit."""
    total = sum(shares)
    found = [width * share // total for share in shares]
    found[-1] += width - sum(found)
    return found


def parsed(xml: str) -> list[etree._Element]:
    """The elements of a text of XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(f'<w:body xmlns:w="{NAMESPACE}">{xml}</w:body>', parser)
    return list(root)
