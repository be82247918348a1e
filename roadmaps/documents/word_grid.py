"""A Word table as a grid, read from the XML itself: spans, vertical merges, shifted and struck-out rows."""

from collections.abc import Callable, Iterator

from lxml import etree

from roadmaps.documents.blocks import Cell, Paragraph, Row, Table, as_text
from roadmaps.documents.errors import DocumentError
from roadmaps.documents.own_form import TABLE_ROLES
from roadmaps.documents.word_text import SKIPPED, W

MAX_SPAN = 500
MAX_WIDTH = 100_000
MAX_ROW = 1_000  # cells
Read = Callable[[etree._Element, bool], list[Paragraph]]


def read_table(element: etree._Element, read: Read) -> Table:
    """The grid of an element `w:tbl`; `read` gives the paragraphs of a cell, told whether they are hidden."""
    rows: list[Row] = []
    above: dict[int, Cell] = {}
    for row in children(element, f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        cells = _cells(row, above, read)
        above = {column: cell for cell in cells for column in range(cell.column, cell.end)}
        rows.append(Row(tuple(cells)))
    widths = tuple(
        _number(column.get(f"{W}w"), 0, at_most=MAX_WIDTH)
        for column in element.findall(f"{W}tblGrid/{W}gridCol")
    )
    title = element.find(f"{W}tblPr/{W}tblCaption")
    role = TABLE_ROLES.get(title.get(f"{W}val", ""), "") if title is not None else ""
    return Table(tuple(rows), widths, role)


def children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children of this tag, also inside content controls, insertions and the like, in order."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in SKIPPED and child.tag not in (f"{W}tbl", f"{W}p", f"{W}tr", f"{W}tc"):
            yield from children(child, tag)


def nested_as_paragraphs(table: Table) -> list[Paragraph]:
    """A table inside a cell as that cell's paragraphs: a row each, cells joined by tabs."""
    return [Paragraph(line) for line in as_text(table.rows).split("\n") if line.strip()]


def _cells(row: etree._Element, above: dict[int, Cell], read: Read) -> list[Cell]:
    cells: list[Cell] = []
    column = _number(_property(row, "trPr", "gridBefore"), 0)
    for element in children(row, f"{W}tc"):
        if element.find(f"{W}tcPr/{W}cellDel") is not None:
            continue
        span = max(1, _number(_property(element, "tcPr", "gridSpan"), 1))
        if _merge(element, "hMerge") == "continue" and cells:
            last = cells[-1]
            cells[-1] = Cell(last.column, last.span + span, last.paragraphs, last.is_continued)
        else:
            cells.append(_cell(element, column, span, above, read))
        column += span
        if len(cells) > MAX_ROW:
            raise DocumentError("too_heavy")
    return cells


def _cell(element: etree._Element, column: int, span: int, above: dict[int, Cell], read: Read) -> Cell:
    upper = above.get(column)
    continued = _merge(element, "vMerge") == "continue" and upper is not None
    paragraphs = tuple(read(element, continued))
    if continued and upper is not None and not any(not paragraph.is_blank for paragraph in paragraphs):
        return Cell(column, span, upper.paragraphs, is_continued=True)
    return Cell(column, span, paragraphs)


def _merge(element: etree._Element, name: str) -> str:
    node = element.find(f"{W}tcPr/{W}{name}")
    return "" if node is None else str(node.get(f"{W}val", "continue"))


def _property(element: etree._Element, group: str, name: str) -> str | None:
    node = element.find(f"{W}{group}/{W}{name}")
    return None if node is None else node.get(f"{W}val")


def _number(text: str | None, default: int, *, at_most: int = MAX_SPAN) -> int:
    try:
        return min(at_most, max(0, round(float(text)))) if text else default
    except (ValueError, OverflowError):
        return default
