"""A workbook as blocks: the rows round the tables as paragraphs, the tables with their merged cells."""

import io
import warnings
from collections.abc import Iterator
from typing import Any

import openpyxl

from roadmaps.documents.blocks import Block, Cell, Paragraph, Row, Table
from roadmaps.documents.content import Notice
from roadmaps.documents.errors import DocumentError
from roadmaps.documents.excel_values import plan_number, shown
from roadmaps.documents.tables import Kind, recognise_table

MAX_ROWS = 3_000
MAX_COLUMNS = 60
_MOST = 0.5


def read_excel(data: bytes) -> tuple[list[Block], list[Notice]]:
    """The visible sheets in order, and a remark for each hidden one that has text."""
    workbook = _open(data)
    blocks: list[Block] = []
    notices: list[Notice] = []
    for sheet in workbook.worksheets:
        rows = _rows(sheet)
        if sheet.sheet_state == "visible":
            blocks += _blocks(rows)
        elif any(not row.is_blank for row in rows):
            notices.append(Notice("document", "hidden_sheet", {"sheet": sheet.title}))
    return blocks, notices


def _open(data: bytes) -> Any:
    try:
        with warnings.catch_warnings(action="ignore"):  # of styles and extensions that it leaves out
            return openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
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
    grid = sheet.iter_rows(max_row=min(sheet.max_row, MAX_ROWS), max_col=min(sheet.max_column, MAX_COLUMNS))
    made: dict[tuple[int, int], Cell] = {}
    rows = []
    for number, cells in enumerate(grid, start=1):
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
    text = shown(cell.value, cell.number_format)
    strong = bool(cell.font and cell.font.b)
    paragraphs = tuple(Paragraph(line, is_strong=strong) for line in text.split("\n")) if text else ()
    is_figure = isinstance(cell.value, int | float) and cell.number_format == "General"
    return Cell(column, span, paragraphs, as_number=plan_number(cell.value), is_figure=is_figure)


def _blocks(rows: list[Row]) -> Iterator[Block]:
    """The rows cut at blank ones; what is above a table's headings in its piece are paragraphs."""
    has_plan = False
    for piece in _pieces(rows):
        table = Table(tuple(piece), ())
        form = recognise_table(table, caption="", previous=None)
        if form.header is not None and not form.is_guessed:
            yield from (_paragraph(row) for row in piece[: form.header.first])
            yield Table(tuple(piece[form.header.first :]), ())
            has_plan = True
        elif form.kind is Kind.PASSPORT or (has_plan and _goes_on(piece)) or _is_table(piece):
            yield table
        else:
            yield from (_paragraph(row) for row in piece)
        yield Paragraph("")


def _pieces(rows: list[Row]) -> Iterator[list[Row]]:
    piece: list[Row] = []
    for row in [*rows, Row(())]:
        if not row.is_blank:
            piece.append(row)
        elif piece:
            yield piece
            piece = []


def _goes_on(piece: list[Row]) -> bool:
    """Whether rows below a blank one go on with the plan: filled cells, or a heading merged across."""
    usual = sum(1 for row in piece if len(row.own) > 2 or any(cell.span > len(row.cells) for cell in row.own))
    return usual > len(piece) * _MOST


def _is_table(piece: list[Row]) -> bool:
    filled = sum(1 for row in piece if len(row.own) > 1)
    return len(piece) > 1 and filled > len(piece) * _MOST


def _paragraph(row: Row) -> Paragraph:
    texts = [cell.text for cell in row.own]
    strong = any(paragraph.is_strong for cell in row.own for paragraph in cell.paragraphs)
    return Paragraph("\t".join(texts), is_strong=strong and len(texts) == 1)
