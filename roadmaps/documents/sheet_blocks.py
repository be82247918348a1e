"""Sheets as blocks: the rows round the tables as paragraphs, the tables with their merged cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmaps.documents.blocks import Block, Paragraph, Row, Table
from roadmaps.documents.content import Notice
from roadmaps.documents.own_sheets import own_blocks
from roadmaps.documents.tables import Kind, recognise_table

_MOST = 0.5
_TELLING = re.compile(
    r"(?:раздел|направлени|трек|блок|этап|модуль|задача|контрольн|механизм|показател|индикатор|специалист|"
    r"паспорт|\d+[.)])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its rows, whether it is hidden, and which rows and columns of it are."""

    name: str
    rows: Sequence[Row]
    is_hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()


def sheets_as_blocks(sheets: Sequence[Sheet]) -> tuple[list[Block], list[Notice]]:
    """The visible sheets in order; remarks on hidden sheets left out, on hidden rows and columns read."""
    written = own_blocks(sheets)
    if written is not None:
        return written, []
    blocks: list[Block] = []
    notices: list[Notice] = []
    filled = [sheet for sheet in sheets if any(not row.is_blank for row in sheet.rows)]
    for sheet in filled:
        if sheet.is_hidden:
            notices.append(Notice("document", "hidden_sheet", {"sheet": sheet.name}))
            continue
        for hidden, code in ((sheet.hidden_rows, "hidden_rows"), (sheet.hidden_columns, "hidden_columns")):
            if hidden:
                details: dict[str, int | str] = {"sheet": sheet.name, "hidden": _listed(hidden)}
                notices.append(Notice("document", code, details))
        if len(filled) > 1 and _TELLING.match(sheet.name):
            blocks.append(Paragraph(sheet.name, is_heading=True))
        blocks += _blocks(sheet.rows)
    return blocks, notices


def _listed(numbers: Sequence[int | str]) -> str:
    shown = ", ".join(map(str, numbers[:10]))
    return f"{shown}, …" if len(numbers) > 10 else shown


def _blocks(rows: Sequence[Row]) -> Iterator[Block]:
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


def _pieces(rows: Sequence[Row]) -> Iterator[list[Row]]:
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
