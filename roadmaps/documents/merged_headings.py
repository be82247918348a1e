"""Headings of several rows whose cells are not merged but left blank: what each of them stands over."""

from collections.abc import Sequence
from dataclasses import replace

from roadmaps.documents.blocks import Cell, Row, Table
from roadmaps.documents.numbers import as_number

_MOST = 4  # rows of headings
_WIDEST = 200  # columns
_LEAST_YEAR, _LAST_YEAR = 1990, 2100


def with_merged_headings(table: Table) -> Table:
    """The table, its upper rows merged as they are meant; one that merges them itself is left alone."""
    depth = _depth(table.rows)
    rows = table.rows[:depth]
    if depth < 2 or table.width > _WIDEST or any(_is_merged(row) for row in rows):
        return table
    made: list[Row] = []
    for row in rows:
        made.append(_merged(row, made[-1] if made else None, table.width))
    return replace(table, rows=(*made, *table.rows[depth:]))


def _depth(rows: Sequence[Row]) -> int:
    """How many rows stand above the first that has a name and numbers; the second of them has no name."""
    for index, row in enumerate(rows[: _MOST + 1]):
        if not row.cells:
            return 0
        is_named = not row.cells[0].is_blank
        if index and is_named:
            return index if any(_is_figure(cell) for cell in row.cells[1:]) else 0
        if not index and not is_named:
            return 0
    return 0


def _is_figure(cell: Cell) -> bool:
    text = cell.text.replace(",", ".").rstrip(" %")
    return text.replace(".", "", 1).isdigit() and not _is_year(text)


def _is_year(text: str) -> bool:
    return as_number(text) == text and text.isdigit() and _LEAST_YEAR < int(text) < _LAST_YEAR


def _is_merged(row: Row) -> bool:
    return any(cell.span > 1 or cell.is_continued for cell in row.cells)


def _merged(row: Row, above: Row | None, width: int) -> Row:
    """A blank cell belongs to the filled one on its left under the same heading, else to that heading."""
    texts = {cell.column: cell for cell in row.cells}
    parents = {
        place: parent
        for parent in (above.cells if above else ())
        for place in range(parent.column, parent.end)
    }
    cells: list[Cell] = []
    for place in range(width):
        own, parent = texts.get(place, Cell(place, 1, ())), parents.get(place)
        last = cells[-1] if cells else None
        is_same = last is not None and parents.get(last.column) is parent
        if not own.is_blank:
            cells.append(replace(own, span=1))
        elif last is not None and is_same:
            cells[-1] = replace(last, span=last.span + 1)
        elif parent is not None:
            cells.append(replace(parent, is_continued=True, span=1, column=place))
        else:
            cells.append(replace(own, span=1))
    return Row(tuple(cells))
