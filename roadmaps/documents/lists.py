"""Tables beside the plan: specialists, indicators, the passport."""

import re

from roadmaps.documents import headings as words
from roadmaps.documents.blocks import Table
from roadmaps.documents.content import Indicator, PassportEntry, Specialist
from roadmaps.documents.fields import joined, number_of, read_fields
from roadmaps.documents.header import Header
from roadmaps.documents.plan import LONGEST_NUMBER, data_rows, heading_of
from roadmaps.documents.tables import passport_rows

# Headings that say only that indicators follow, so that they name no group of them.
_GENERAL = re.compile(
    r"(?:\W|\d)*(?:целев|перечень|показател|индикатор|таблица|приложение|ожидаем|планируем|дорожн|план|система)",
    re.IGNORECASE,
)


def read_specialists(table: Table, header: Header) -> list[Specialist]:
    """The people whom the order names, one a row; what is merged over several rows holds for each."""
    found = []
    for _, row in data_rows(table, header):
        fields = read_fields(row, header.columns, table)
        position = " ".join(filter(None, (fields.text(words.POSITION), *fields.other().values())))
        cells = fields.cells.get(words.NUMBER, [])
        number = next((number for cell in cells if (number := number_of(cell))), "")
        if len(number) > LONGEST_NUMBER:
            number, position = "", f"{number} {position}".strip()
        found.append(Specialist(number, fields.text(words.NAME), position, fields.text(words.AREA)))
    return found


def read_indicators(table: Table, header: Header, caption: str) -> list[Indicator]:
    """The indicators, one a row, in the group that a merged row or the paragraph above the table names."""
    group = "" if is_general(caption) else caption
    found = []
    for _, row in data_rows(table, header):
        heading = heading_of(row, header.columns, table)
        if heading is not None:
            group = " ".join(filter(None, heading))
            continue
        fields = read_fields(row, header.columns, table)
        values = {
            column.heading: "" for column in header.columns if _is_value(column.field) and column.heading
        }
        values |= fields.other()
        if words.VALUE in fields.cells:
            values[header.heading(words.VALUE)] = joined(fields.cells[words.VALUE])
        name = fields.text(words.NAME)
        if name:
            found.append(Indicator(group, name, fields.text(words.UNIT), values))
    return found


def read_passport(table: Table) -> list[PassportEntry]:
    """The lines of the passport; names whose text is blank stay."""
    return [PassportEntry(name, text) for name, text in passport_rows(table) if name or text]


def is_general(caption: str) -> bool:
    """Whether a caption says only that indicators follow, so that it names no group of them."""
    return _GENERAL.match(caption) is not None


def _is_value(field: str) -> bool:
    return field in (words.VALUE, words.OTHER)
