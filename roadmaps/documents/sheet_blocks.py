"""Sheets as blocks: the rows round the tables as paragraphs, the tables with their merged cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmaps.documents.blocks import APART, Block, Paragraph, Row, Table
from roadmaps.documents.content import Notice
from roadmaps.documents.own_sheets import is_own_sheet, own_blocks
from roadmaps.documents.tables import ITEM_KINDS, Kind, recognise_table

_MOST = 0.5
_UNNAMED = re.compile(r"(?:лист|sheet)\s*\d+", re.IGNORECASE)
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
    """The visible sheets in order, hidden ones below them as text; remarks on what was hidden.

    Where no visible sheet has a plan, hidden ones are read as if they were seen.
    """
    written = own_blocks(sheets)
    filled = [sheet for sheet in sheets if any(not row.is_blank for row in sheet.rows)]
    if written is not None:
        others = [sheet for sheet in filled if not is_own_sheet(sheet.name)]
        return [*written, *_apart(others)], [_of_sheet("other_sheet", sheet) for sheet in others]
    hidden = [sheet for sheet in filled if sheet.is_hidden]
    seen = [sheet for sheet in filled if not sheet.is_hidden]
    is_read = bool(hidden) and not any(map(_has_plan, seen)) and any(map(_has_plan, hidden))
    if is_read:
        seen = filled
    notices = [_of_sheet("hidden_sheet_read" if is_read else "hidden_sheet", sheet) for sheet in hidden]
    planned = [sheet for sheet in seen if _has_plan(sheet)]
    named = [sheet for sheet in planned if len(planned) > 1 and not _UNNAMED.fullmatch(sheet.name.strip())]
    blocks: list[Block] = []
    for sheet in seen:
        notices += _hidden_parts(sheet)
        if sheet in named:  # no line of the order's own
            blocks.append(Paragraph(sheet.name, is_heading=True, role=APART))
        elif len(seen) > 1 and _TELLING.match(sheet.name):
            blocks.append(Paragraph(sheet.name, is_heading=True))
        blocks += _blocks(sheet.rows)
    return blocks + ([] if is_read else _apart(hidden)), notices


def _apart(sheets: Sequence[Sheet]) -> list[Block]:
    """Sheets that are kept as text, each under its name."""
    blocks: list[Block] = []
    for sheet in sheets:
        blocks.append(Paragraph(sheet.name, is_heading=True, role=APART))
        blocks.append(Table(tuple(row for row in sheet.rows if not row.is_blank), (), APART))
    return blocks


def _of_sheet(code: str, sheet: Sheet) -> Notice:
    return Notice("document", code, {"sheet": sheet.name})


def _has_plan(sheet: Sheet) -> bool:
    return any(
        isinstance(block, Table) and recognise_table(block, caption="", previous=None).kind in ITEM_KINDS
        for block in _blocks(sheet.rows)
    )


def _hidden_parts(sheet: Sheet) -> Iterator[Notice]:
    for hidden, code in ((sheet.hidden_rows, "hidden_rows"), (sheet.hidden_columns, "hidden_columns")):
        if hidden:
            yield Notice("document", code, {"sheet": sheet.name, "hidden": _listed(hidden)})


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
    """Whether rows below a blank one go on with the plan: filled cells, or headings of its parts."""
    filled = sum(1 for row in piece if len(row.own) > 2)
    wide = sum(1 for row in piece if any(cell.span > len(row.cells) for cell in row.own))
    parts = sum(1 for row in piece if len(row.own) == 1 and _TELLING.match(row.own[0].text)) if filled else 0
    return filled + wide + parts > len(piece) * _MOST


def _is_table(piece: list[Row]) -> bool:
    filled = sum(1 for row in piece if len(row.own) > 1)
    return len(piece) > 1 and filled > len(piece) * _MOST


def _paragraph(row: Row) -> Paragraph:
    texts = [cell.text for cell in row.own]
    strong = any(paragraph.is_strong for cell in row.own for paragraph in cell.paragraphs)
    return Paragraph("\t".join(texts), is_strong=strong and len(texts) == 1)
