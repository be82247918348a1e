"""A workbook that the portal itself has written: what its sheets' names and its first column say."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, Protocol

from roadmaps.documents import own_form as own
from roadmaps.documents.blocks import Block, Cell, Paragraph, Row, Table

FIELDS: Final = "Общие сведения"
MARK: Final = "Дорожная карта: общие сведения"
TEXTS: Final = "Текст"
# The sheets of tables, and the kinds of `tables.Kind` that they hold.
SHEETS: Final = {
    "План": "plan",
    "Контрольные точки": "control_points",
    "Механизмы": "mechanisms",
    "Паспорт": "passport",
    "Показатели": "indicators",
    "Специалисты": "specialists",
}
OWN_SHEETS: Final = frozenset({FIELDS, TEXTS, *SHEETS})
# The lines of the sheet of fields, by the words in its first column.
LINES: Final = {
    "Название": own.TITLE,
    "Срок реализации": own.PERIOD,
    "Дата и номер приказа": own.NUMBER,
    "Кто издал приказ": own.ISSUER,
    "Кто подписал приказ": own.SIGNATURE,
    "Координатор": own.COORDINATORS,
    "Цель": own.GOAL,
}
_NUMBERED: Final = re.compile(r" \d+$")  # the second table of a kind has «План 2»
_LABELLED: Final = (own.GOAL, own.COORDINATORS)


def is_own_sheet(name: str) -> bool:
    """Whether a sheet is called as one that the portal writes; the second table of a kind has a number."""
    return name in OWN_SHEETS or _NUMBERED.sub("", name) in SHEETS


class Sheet(Protocol):
    """A sheet: its name and its rows."""

    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> Sequence[Row]: ...


def own_blocks(sheets: Sequence[Sheet]) -> list[Block] | None:
    """The blocks of a workbook of the portal's own, or None where it is somebody else's."""
    if not any(sheet.name == FIELDS and _texts(sheet.rows[:1]) == [MARK] for sheet in sheets):
        return None
    blocks: list[Block] = []
    for sheet in sheets:
        if sheet.name == FIELDS:
            blocks += _fields(sheet.rows[1:])
        elif sheet.name == TEXTS:
            blocks += _sayings(sheet.rows[1:])
        elif kind := SHEETS.get(_NUMBERED.sub("", sheet.name)):
            blocks += _tables(sheet.rows, kind)
    return blocks


def _texts(rows: Sequence[Row]) -> list[str]:
    return [cell.text for row in rows for cell in row.own]


def _fields(rows: Sequence[Row]) -> Iterator[Block]:
    """A paragraph for each line: what the first column calls it, its value, its name in the document."""
    said: set[str] = set()
    role = ""
    for row in rows:
        first, value, label = (*(_at(row, column) for column in (1, 2, 3)),)
        role = LINES.get(first, "" if first else role)
        if not role:
            continue
        text = value
        if role in _LABELLED and role not in said:
            text = f"{label or first}: {value}"
        yield Paragraph(f"{label}\t{text}" if role == own.SIGNATURE else text, role=role)
        said.add(role)


def _at(row: Row, column: int) -> str:
    return next((cell.text for cell in row.cells if cell.column == column), "")


def _sayings(rows: Sequence[Row]) -> Iterator[Block]:
    """Headings in the first column, lines of text in the second; lines with tabs are tables."""
    for row in rows:
        heading = _at(row, 1)
        if heading:
            yield Paragraph(heading, role=own.HEADING)
        lines = [paragraph.raw for cell in row.cells if cell.column == 2 for paragraph in cell.paragraphs]
        for is_table, inside in groupby(lines, key=lambda line: "\t" in line):
            if is_table:
                yield Table(tuple(map(_row, inside)), (), "other")
            else:
                yield from (Paragraph(line, role=own.TEXT) for line in inside)


def _row(line: str) -> Row:
    texts = line.split("\t")
    return Row(tuple(Cell(place, 1, (Paragraph(text),)) for place, text in enumerate(texts, 1)))


def _tables(rows: Sequence[Row], kind: str) -> Iterator[Block]:
    """The tables of a sheet, each under its caption, with a blank row between two."""
    for is_blank, group in groupby(rows, key=lambda row: row.is_blank):
        piece = list(group)
        if is_blank:
            continue
        if len(piece[0].own) == 1:
            yield Paragraph(piece[0].own[0].text, role=own.CAPTION)
            piece = piece[1:]
        if kind == "passport":
            piece = piece[1:]  # the headings of names and texts
        if piece:
            yield Table(tuple(piece), (), kind)
