"""A workbook as blocks: the rows round the tables as paragraphs, the tables with their merged cells."""

import io
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from roadmaps.documents.blocks import Block, Cell, Paragraph, Row
from roadmaps.documents.content import Notice
from roadmaps.documents.errors import DocumentError
from roadmaps.documents.excel_formulas import Uncounted, uncounted
from roadmaps.documents.excel_values import plan_number, shown
from roadmaps.documents.progress import ROWS, tell
from roadmaps.documents.sheet_blocks import Sheet, sheets_as_blocks

MAX_ROWS = 10_000
MAX_COLUMNS = 60
MOST_NAMED = 20  # cells
TOLD_EVERY = 100  # rows


def read_excel(data: bytes) -> tuple[list[Block], list[Notice]]:
    """The visible sheets in order, with remarks on what is hidden."""
    workbook, formulas = _open(data)
    sheets = [_sheet(sheet, formulas.get(sheet.title, {})) for sheet in workbook.worksheets]
    blocks, notices = sheets_as_blocks(sheets)
    for name, cells in formulas.items():
        listed = ", ".join(list(cells)[:MOST_NAMED]) + ("…" if len(cells) > MOST_NAMED else "")
        notices.append(Notice("document", "uncounted", {"sheet": name, "cells": listed}))
    return blocks, notices


def _sheet(sheet: Any, formulas: Mapping[str, str]) -> Sheet:
    for (row, column), cell in sheet._cells.items():
        if formulas and (formula := formulas.get(f"{get_column_letter(column)}{row}")):
            cell.value = formula
    rows = _rows(sheet)
    hidden = sheet.row_dimensions
    return Sheet(
        sheet.title,
        rows,
        is_hidden=sheet.sheet_state != "visible",
        hidden_rows=tuple(
            number
            for number, row in enumerate(rows, start=1)
            if not row.is_blank and number in hidden and hidden[number].hidden
        ),
        hidden_columns=tuple(_hidden_columns(sheet, rows)),
    )


def _hidden_columns(sheet: Any, rows: list[Row]) -> Iterator[str]:
    filled = {cell.column for row in rows for cell in row.own}
    for letter, dimension in sheet.column_dimensions.items():
        if dimension.hidden and any(dimension.min <= column <= dimension.max for column in filled):
            yield letter


def _open(data: bytes) -> tuple[Any, Uncounted]:
    try:
        with warnings.catch_warnings(action="ignore"):  # of styles and extensions that it leaves out
            workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        return workbook, uncounted(data)
    except Exception as error:  # whatever openpyxl stumbles over in a stranger's file
        raise DocumentError("broken") from error


def _rows(sheet: Any) -> list[Row]:
    tops: dict[tuple[int, int], tuple[int, int]] = {}
    spans: dict[tuple[int, int], int] = {}
    for merged in sheet.merged_cells.ranges:
        first = (merged.min_row, merged.min_col)
        for number in range(merged.min_row, min(merged.max_row, MAX_ROWS) + 1):
            tops[number, merged.min_col] = first
            spans[number, merged.min_col] = merged.max_col - merged.min_col + 1
    if (sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS) and any(
        (row > MAX_ROWS or column > MAX_COLUMNS) and cell.value not in (None, "")
        for (row, column), cell in sheet._cells.items()
    ):
        raise DocumentError("too_heavy")
    grid = sheet.iter_rows(max_row=min(sheet.max_row, MAX_ROWS), max_col=min(sheet.max_column, MAX_COLUMNS))
    made: dict[tuple[int, int], Cell] = {}
    rows = []
    for number, cells in enumerate(grid, start=1):
        if not number % TOLD_EVERY:
            tell(ROWS, number, sheet.max_row)
        row: list[Cell] = []
        for column, cell in enumerate(cells, start=1):
            if row and row[-1].end > column:
                continue
            top = tops.get((number, column), (number, column))
            span = spans.get((number, column), 1)
            if top[0] < number and top in made:
                row.append(Cell(column, span, made[top].paragraphs, is_continued=True))
            else:
                row.append(_cell(cell, column, span))
                made[number, column] = row[-1]
        rows.append(Row(tuple(row)))
    return rows


def _cell(cell: Any, column: int, span: int) -> Cell:
    shape, strong = _style(cell)
    text = shown(cell.value, shape)
    paragraphs = tuple(Paragraph(line, is_strong=strong) for line in text.split("\n")) if text else ()
    is_figure = isinstance(cell.value, int | float) and shape == "General"
    return Cell(column, span, paragraphs, as_number=plan_number(cell.value), is_figure=is_figure)


def _style(cell: Any) -> tuple[str, bool]:
    """How the cell is shown and whether it is bold; a style that the book does not have says nothing."""
    try:
        return cell.number_format, bool(cell.font and cell.font.b)
    except (IndexError, KeyError, AttributeError):
        return "General", False
