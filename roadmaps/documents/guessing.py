"""Columns told by what is written in them, where their headings say nothing."""

from collections.abc import Callable
from dataclasses import replace

from roadmaps.documents import headings as words
from roadmaps.documents.blocks import Table
from roadmaps.documents.columns import Column
from roadmaps.documents.contents import is_like_time, is_number, is_people
from roadmaps.documents.header import Header, header_at, is_data, is_numbering_row
from roadmaps.documents.placing import place

ENOUGH = 0.6
LEAST = 0.3


def guess_columns(table: Table, header: Header) -> Header:
    """The headings with number, deadline and responsible told by what stands in unknown columns."""
    columns = list(header.columns)
    if all(column.is_known for column in columns):
        return header
    texts = _column_texts(table, header)
    for field, fits in (
        (words.NUMBER, is_number),
        (words.DEADLINE, is_like_time),
        (words.RESPONSIBLE, is_people),
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
        found = header_at(table, index, words.PLAN)
        if is_data(row) or (not found.fields and any(is_like_time(cell.text) for cell in row.own)):
            plain = (Column("", words.OTHER, cell.column, cell.end, is_known=False) for cell in row.cells)
            found = Header(index, 0, tuple(plain))
        header = guess_columns(table, found)
        if {words.DEADLINE, words.RESPONSIBLE} <= header.fields:
            return _with_longest_as_title(table, header)
    return None


def _with_longest_as_title(table: Table, header: Header) -> Header | None:
    free = [index for index, column in enumerate(header.columns) if column.field == words.OTHER]
    return _titled(header, _longest(table, header, free)) if free else None


def with_title(table: Table, header: Header) -> Header:
    """The headings, one made the activity's where none is called so but dates or people are there.

    An unknown one before them is likelier than «Направление» or «Задача», these than an unknown one after.
    """
    who_and_when = (words.DEADLINE, words.RESPONSIBLE)
    if words.TITLE in header.fields or not header.fields & {*who_and_when}:
        return header
    columns = header.columns
    border = min(index for index, column in enumerate(columns) if column.field in who_and_when)
    free = [
        index
        for index, column in enumerate(columns)
        if column.field not in (words.NUMBER, *who_and_when) and column.heading
    ]
    unknown = [index for index in free if not columns[index].is_known]
    in_need = [index for index in free if words.begins_with(columns[index].heading, words.TITLES_IN_NEED)]
    for choice in ([index for index in unknown if index < border], in_need, unknown):
        if choice:
            return _titled(header, _longest(table, header, choice))
    return header


def _titled(header: Header, place: int) -> Header:
    columns = tuple(
        replace(column, field=words.TITLE) if index == place else column
        for index, column in enumerate(header.columns)
    )
    return replace(header, columns=columns)


def _longest(table: Table, header: Header, choice: list[int]) -> int:
    texts = _column_texts(table, header)
    return max(choice, key=lambda index: sum(map(len, texts[index])))


def fits(table: Table, header: Header) -> bool:
    """Whether a table without headings holds under those of another what belongs there: dates and people."""
    texts = _column_texts(table, replace(header, first=0, depth=0))
    tests = {words.DEADLINE: is_like_time, words.RESPONSIBLE: is_people}
    shares = [
        _share(texts[index], tests[column.field])
        for index, column in enumerate(header.columns)
        if column.field in tests and texts[index]
    ]
    return not shares or max(shares) >= LEAST


def _column_texts(table: Table, header: Header) -> list[list[str]]:
    texts: list[list[str]] = [[] for _ in header.columns]
    for row in table.rows[header.after :]:
        for placed in place(row, header.columns, table):
            if len(placed.columns) == 1 and (placed.cell.text or placed.cell.label):
                texts[placed.columns[0]].append(placed.cell.text or placed.cell.label)
    return texts


def _share(texts: list[str], fits: Callable[[str], bool]) -> float:
    return sum(1 for text in texts if fits(text)) / len(texts) if texts else 0.0
