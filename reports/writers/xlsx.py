"""A sheet written to an Excel file, row by row, in constant memory; ready to print on A4."""

import datetime
import math
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

from reports.writers.sheet import Cell, Column, Heading, Sheet

Progress = Callable[[int], None]
STEP = 250  # rows between two reports of progress
_FONT = {"font_name": "Times New Roman", "font_size": 10, "valign": "top", "text_wrap": True}


class _Formats:
    """The cell formats of a workbook."""

    def __init__(self, book: Any) -> None:
        self.cell = book.add_format({**_FONT, "border": 1, "num_format": "@"})
        self.date = book.add_format({**_FONT, "border": 1, "num_format": "dd.mm.yyyy", "align": "left"})
        self.head = book.add_format(
            {
                **_FONT,
                "border": 1,
                "bold": True,
                "align": "center",
                "valign": "vcenter",
                "bg_color": "#EAEEF3",
            }
        )
        self.section = book.add_format({**_FONT, "border": 1, "bold": True, "bg_color": "#F4F6FA"})
        self.title = book.add_format({**_FONT, "bold": True, "font_size": 14, "align": "center"})
        self.line = book.add_format({**_FONT, "align": "center"})


def write(sheet: Sheet, path: Path, *, progress: Progress = lambda rows: None) -> int:
    """Write ``sheet`` to ``path`` and return the number of rows; ``progress`` is told every STEP rows.

    Text stays text: what begins like a formula or looks like a number or an address is written as it stands.
    Whatever ``progress`` raises ends the writing.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        page = book.add_worksheet(sheet.name[:31])
        formats = _Formats(book)
        row = _head(page, sheet, formats)
        count = 0
        width, total = len(sheet.columns), _total_width(sheet.columns)
        for line in sheet.rows:
            if isinstance(line, Heading):
                _merged(page, row, width, line.text, style=formats.section, characters=total)
            else:
                _cells(page, row, line.cells, formats)
                count += 1
                if count % STEP == 0:
                    progress(count)
            row += 1
    progress(count)
    return count


def _cells(page: Any, row: int, cells: tuple[Cell, ...], formats: _Formats) -> None:
    for column, value in enumerate(cells):
        if not value and value != 0:
            page.write_blank(row, column, None, formats.cell)
        elif isinstance(value, datetime.date):
            page.write_datetime(row, column, value, formats.date)
        elif isinstance(value, int):
            page.write_number(row, column, value, formats.cell)
        else:
            page.write_string(row, column, value, formats.cell)


def _head(page: Any, sheet: Sheet, formats: _Formats) -> int:
    """Write title, lines and headings; return the first row of the table's body."""
    width, total = len(sheet.columns), _total_width(sheet.columns)
    for column, definition in enumerate(sheet.columns):
        page.set_column(column, column, definition.width)
    _merged(page, 0, width, sheet.title, style=formats.title, characters=total * 0.7)
    row = 1
    for line in sheet.lines:
        _merged(page, row, width, line, style=formats.line, characters=total)
        row += 1
    row += 1
    _headings(page, row, sheet.columns, formats)
    page.repeat_rows(row, row + 2)
    page.freeze_panes(row + 3, 2)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(f"&L&8{_escaped(sheet.foot)}&R&8&P / &N")
    return row + 3


def _headings(page: Any, row: int, columns: tuple[Column, ...], formats: _Formats) -> None:
    """Two rows of headings, shared ones above their own, and a row of column numbers as in the order."""
    lower: list[tuple[int, str]] = []
    place = 0
    merges: list[tuple[int, int, int, str]] = []
    for above, group in groupby(columns, key=lambda column: column.above):
        members = list(group)
        if above:
            merges.append((row, place, place + len(members) - 1, above))
            lower += [(place + index, member.heading) for index, member in enumerate(members)]
        else:
            merges += [
                (row, place + index, place + index, member.heading) for index, member in enumerate(members)
            ]
        place += len(members)
    for top, first, last, text in merges:
        if first < last:
            page.merge_range(top, first, top, last, text, formats.head)
        else:
            page.write_string(top, first, text, formats.head)
    named = dict(lower)
    for column in range(len(columns)):
        page.write_string(row + 1, column, named.get(column, ""), formats.head)
    for column in range(len(columns)):
        page.write_number(row + 2, column, column + 1, formats.head)


def _merged(page: Any, row: int, width: int, text: str, *, style: Any, characters: float) -> None:
    """Write one text across the table, high enough for its length (Excel fits no merged cell by itself)."""
    lines = max(1, math.ceil(len(text) / max(1.0, characters)))
    page.set_row(row, 15 * lines + (6 if style.font_size > 12 else 0))
    page.merge_range(row, 0, row, width - 1, "", style)
    page.write_string(row, 0, text, style)


def _total_width(columns: tuple[Column, ...]) -> int:
    return sum(column.width for column in columns)


def _escaped(text: str) -> str:
    return text.replace("&", "&&")[:200]
