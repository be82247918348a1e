"""A table of an OpenDocument file as a grid: repeated rows and cells, spans, covered cells, hidden rows."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from roadmaps.documents.blocks import Cell, Paragraph, Row
from roadmaps.documents.errors import DocumentError
from roadmaps.documents.numbers import whole
from roadmaps.documents.open_styles import OFFICE
from roadmaps.documents.open_text import TABLE

MAX_ROWS = 10_000
MAX_COLUMNS = 500
MAX_REPEATED = 500
MAX_NUMBER = 2_000_000
MAX_CELLS = 300_000
DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")  # as the file holds it
Read = Callable[[etree._Element], tuple[Paragraph, ...]]
_GROUPS = tuple(f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group"))


@dataclass
class Grid:
    """The rows of a table, and the numbers of those that are hidden though something is written there."""

    rows: list[Row] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)


def read_grid(element: etree._Element, read: Read) -> Grid:
    """The grid of an element `table:table`; `read` gives a cell's paragraphs."""
    grid = Grid()
    above: dict[int, tuple[Cell, int]] = {}
    cells, number = 0, 1
    for source in _rows(element):
        row, below = _row(source, above, read)
        cells += len(row.cells)
        repeated = _number(source, "number-rows-repeated", MAX_NUMBER)
        if source.get(f"{TABLE}visibility", "visible") != "visible" and not row.is_blank:
            grid.hidden.append(number)
        number += repeated
        grid.rows += [row] * (1 if row.is_blank else min(repeated, MAX_REPEATED))
        above = below
        if len(grid.rows) > MAX_ROWS or cells > MAX_CELLS:
            raise DocumentError("too_heavy")
    return grid


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _row(
    source: etree._Element, above: dict[int, tuple[Cell, int]], read: Read
) -> tuple[Row, dict[int, tuple[Cell, int]]]:
    """A row, and what is held for the next one: cells by columns, and for how many rows yet."""
    cells: list[Cell] = []
    below: dict[int, tuple[Cell, int]] = {}
    column = 0
    for element in source:
        if element.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            continue
        is_covered = element.tag.endswith("covered-table-cell")
        made = None if is_covered else _cell(element, column, read)
        repeated = _number(element, "number-columns-repeated", MAX_COLUMNS)
        for place in range(column, min(column + repeated, MAX_COLUMNS)):
            held = above.get(place)
            if made is None and held is not None:
                upper, left = held
                cells.append(Cell(place, upper.span, upper.paragraphs, is_continued=True))
                if left > 1:
                    below[place] = (upper, left - 1)
            elif made is not None:
                cell = made if place == column else Cell(place, made.span, made.paragraphs)
                cells.append(cell)
                height = _number(element, "number-rows-spanned", MAX_ROWS)
                if height > 1:
                    below[place] = (cell, height - 1)
        column += repeated
        if column >= MAX_COLUMNS:
            break
    return Row(tuple(_without_tail(cells))), below


def _cell(element: etree._Element, column: int, read: Read) -> Cell:
    kind = element.get(f"{OFFICE}value-type", "")
    return Cell(
        column,
        _number(element, "number-columns-spanned", MAX_COLUMNS),
        read(element),
        as_number=_plan_number(element.get(f"{OFFICE}date-value", "")),
        is_figure=kind == "float",
    )


def _plan_number(date: str) -> str:
    """What a date in the numbers' column was typed as: «1.2», which the sheet took for 1 February."""
    found = DATE.match(date)
    return f"{whole(found[3])}.{whole(found[2])}" if found else ""


def _without_tail(cells: list[Cell]) -> list[Cell]:
    """The cells without a tail of blank ones that only fills the sheet."""
    if len(cells) < MAX_COLUMNS // 10:
        return cells
    last = max((index for index, cell in enumerate(cells) if not cell.is_blank), default=0)
    return cells[: last + 1]


def _number(element: etree._Element, name: str, most: int) -> int:
    return max(1, min(most, whole(element.get(f"{TABLE}{name}", "1"), 1)))
