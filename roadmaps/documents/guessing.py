"""Columns told by what is written in them, where their headings say nothing."""

import re
from collections.abc import Callable
from dataclasses import replace

from roadmaps.documents import headings as words
from roadmaps.documents.blocks import Table
from roadmaps.documents.header import Column, Header, is_numbering_row
from roadmaps.documents.numbers import as_number
from roadmaps.documents.placing import place
from roadmaps.responsibles import parse_name
from roadmaps.responsibles.kinds import Kind, kind_of

ENOUGH = 0.6
SHORT = 90
_TIME = re.compile(
    r"\b(?:январ|феврал|март|апрел|ма[йея]\b|июн|июл|август|сентябр|октябр|ноябр|декабр|ежемесячно|еженедельно|"
    r"ежеквартально|ежегодно|ежедневно|постоянно|систематически|регулярно|в течени|весь период|"
    r"\d раз|раз в|квартал|четверт|полугоди|учебн\w+ год|20\d\d|\d{1,2}\.\d{1,2}\.|"
    r"по график|по отдельному|по мере|согласно график)",
    re.IGNORECASE,
)
_PEOPLE = (Kind.ONE, Kind.MANY, Kind.BODY, Kind.LETTERS)


def guess_columns(table: Table, header: Header) -> Header:
    """The headings with number, deadline and responsible told by what stands in unknown columns."""
    columns = list(header.columns)
    texts = _column_texts(table, header)
    for field, fits in (
        (words.NUMBER, _is_number),
        (words.DEADLINE, _is_time),
        (words.RESPONSIBLE, _is_people),
    ):
        if any(column.field == field for column in columns):
            continue
        for index, column in enumerate(columns):
            may_be = not column.is_known and (field != words.NUMBER or (index == 0 and not column.heading))
            if may_be and _share(texts[index], fits) >= ENOUGH:
                columns[index] = replace(column, field=field)
                break
    return replace(header, columns=tuple(columns))


def guess_header(table: Table) -> Header | None:
    """Columns of a table whose headings no table of words knows: dates, people and a longer text."""
    for index, row in enumerate(table.rows[:3]):
        if len(row.own) < 3 or is_numbering_row(row):
            continue
        is_data = any(_is_time(cell.text) for cell in row.own)
        headings = ["" if is_data else cell.text for cell in row.cells]
        plain = tuple(
            Column(heading, words.OTHER, cell.column, cell.end, is_known=False)
            for heading, cell in zip(headings, row.cells, strict=True)
        )
        header = guess_columns(table, Header(index, 0 if is_data else 1, plain))
        if {words.DEADLINE, words.RESPONSIBLE} <= header.fields:
            return _with_longest_as_title(table, header)
    return None


def _with_longest_as_title(table: Table, header: Header) -> Header | None:
    texts = _column_texts(table, header)
    free = [index for index, column in enumerate(header.columns) if column.field == words.OTHER]
    if not free:
        return None
    longest = max(free, key=lambda index: sum(map(len, texts[index])))
    columns = tuple(
        replace(column, field=words.TITLE) if index == longest else column
        for index, column in enumerate(header.columns)
    )
    return replace(header, columns=columns)


def _column_texts(table: Table, header: Header) -> list[list[str]]:
    texts: list[list[str]] = [[] for _ in header.columns]
    for row in table.rows[header.after :]:
        for placed in place(row, header.columns, table):
            if len(placed.columns) == 1 and (placed.cell.text or placed.cell.label):
                texts[placed.columns[0]].append(placed.cell.text or placed.cell.label)
    return texts


def _share(texts: list[str], fits: Callable[[str], bool]) -> float:
    return sum(1 for text in texts if fits(text)) / len(texts) if texts else 0.0


def _is_number(text: str) -> bool:
    return as_number(text) is not None


def _is_time(text: str) -> bool:
    return len(text) <= SHORT and _TIME.search(text) is not None


def _is_people(text: str) -> bool:
    return parse_name(text) is not None or (len(text) <= SHORT and kind_of(text) in _PEOPLE)
