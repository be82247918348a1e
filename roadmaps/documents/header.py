"""The heading rows of a table: where they stand and what each column is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from roadmaps.documents.blocks import Cell, Row, Table
from roadmaps.documents.columns import Column, share_fields
from roadmaps.documents.contents import is_time, names_person
from roadmaps.documents.headings import OTHER, PLAN, Match, match
from roadmaps.documents.numbers import as_number
from roadmaps.documents.spellings import LAST, is_told, match_spelled

LOOK_AT = 8
FEWEST = 2
MAX_DEPTH = 4
MANY_TIMES = 3  # so many are headings of months
NO_SPELLINGS: Mapping[str, str] = {}


@dataclass(frozen=True)
class Header:
    """The heading rows of a table, `depth` of them from row `first`, and the columns under them."""

    first: int
    depth: int
    columns: tuple[Column, ...]
    said: frozenset[str] = frozenset()  # every cell of the heading rows, in small letters

    @property
    def fields(self) -> frozenset[str]:
        """The fields that were recognised."""
        return frozenset(column.field for column in self.columns) - {OTHER}

    @property
    def after(self) -> int:
        """The first row below the headings."""
        return self.first + self.depth

    def heading(self, field: str) -> str:
        """The heading of the column recognised as `field`, or nothing."""
        return next((column.heading for column in self.columns if column.field == field), "")

    def is_repeated(self, row: Row) -> bool:
        """Whether a row says the headings again, as after a page break."""
        said = {cell.text.casefold() for cell in row.own}
        return len(said) > 1 and said <= self._known

    @cached_property
    def _known(self) -> frozenset[str]:
        return self.said | {column.heading.casefold() for column in self.columns}


def headers(
    table: Table, words: tuple[tuple[str, str], ...], spellings: Mapping[str, str] = NO_SPELLINGS
) -> list[Header]:
    """What each of the first rows would be as a heading row; the caller takes the first that fits."""
    found = []
    for index, row in enumerate(table.rows[:LOOK_AT]):
        if len(row.own) < FEWEST or is_data(row):
            continue
        if any(len(above.own) > max(1, len(row.own) // 2) for above in table.rows[:index]):
            break  # below full rows there are no headings
        found.append(header_at(table, index, words, spellings))
    return found


def header_at(
    table: Table,
    index: int,
    words: tuple[tuple[str, str], ...],
    spellings: Mapping[str, str] = NO_SPELLINGS,
) -> Header:
    """What the row at `index` would be as a heading row, with those that go on with it."""
    depth = _depth(table, index)
    rows = table.rows[index : index + depth]
    said = frozenset(cell.text.casefold() for row in rows for cell in row.own)
    return Header(index, depth, recognise(_leaves(rows), words, spellings), said)


def recognise(
    columns: Sequence[Column],
    words: tuple[tuple[str, str], ...],
    spellings: Mapping[str, str] = NO_SPELLINGS,
) -> tuple[Column, ...]:
    """The columns with their fields; where two are called alike, the better called one has the field.

    A deadline may have a column for its first day and another for its last, or one for each month.
    """
    matches = [_match(column, words, spellings) for column in columns]
    best: dict[str, Match] = {}
    for found in matches:
        if found is not None and found.field != OTHER:
            best[found.field] = min(found, best.get(found.field, found), key=_goodness)
    named: list[Column] = []
    taken: set[str] = set()
    for column, found in zip(columns, matches, strict=True):
        is_best = found is not None and best.get(found.field) == found and found.field not in taken
        field = found.field if found is not None and is_best else OTHER
        taken.add(field)
        is_asked = found is None or (found.place == LAST and field != found.field)
        is_taken = found is not None and found.place >= 0 and field != found.field
        named.append(replace(column, field=field, is_known=not is_asked, is_taken=is_taken))
    return share_fields(named, words, spellings) if words is PLAN else tuple(named)


def roles_of(headings: Sequence[str]) -> dict[int, tuple[str, str]]:
    """The columns that hold a deadline together, by their headings alone: the role of each and its month."""
    columns = [Column(heading, OTHER, place, place + 1) for place, heading in enumerate(headings)]
    return {
        place: (column.role, column.leaf or column.heading)
        for place, column in enumerate(recognise(columns, PLAN))
        if column.role
    }


def _match(column: Column, words: tuple[tuple[str, str], ...], spellings: Mapping[str, str]) -> Match | None:
    """By the column's own heading, else together with the wide heading above it."""
    is_apart = column.leaf and not is_told(column.heading, spellings)
    own = match_spelled(column.leaf, words, spellings) if is_apart else None
    if own is not None and own.field != OTHER:
        return own
    return match_spelled(column.heading, words, spellings) or own


def _goodness(found: Match) -> tuple[int, int]:
    """Of two columns that have a word of one field: whose word stands earlier, then higher in the table."""
    return found.place, found.rank


def is_data(row: Row) -> bool:
    """Whether a row is no row of headings: it has a number of its own, a time that is one, or a person."""
    own = row.own
    if all(cell.text.startswith("(") and cell.text.endswith(")") for cell in own):
        return True  # what is to be written on the lines above: «(подпись)», «(ФИО)»
    if any(as_number(cell.label) is not None for cell in row.cells):
        return True
    numbers = sum(1 for cell in own if as_number(cell.text) is not None)
    if 0 < numbers < len(own) and as_number(own[0].text) is not None:
        return True
    times = sum(1 for cell in own if is_time(cell.text) and match(cell.text, PLAN) is None)
    return 0 < times < MANY_TIMES or any(names_person(cell.text) for cell in own)


def is_numbering_row(row: Row) -> bool:
    """Whether the row only numbers the columns: 1, 2, 3, …"""
    numbers = [as_number(cell.text) for cell in row.cells if not cell.is_blank]
    return len(numbers) > 1 and numbers == [str(value) for value in range(1, len(numbers) + 1)]


def _depth(table: Table, first: int) -> int:
    depth = 1
    while depth < MAX_DEPTH and first + depth < len(table.rows):
        row = table.rows[first + depth]
        if not _goes_on(table.rows[first + depth - 1], row):
            break
        depth += 1
    return depth


def _goes_on(upper: Row, row: Row) -> bool:
    """Whether a row is one more row of headings: parts of a wide heading above it, and nothing else."""
    if not row.own or len(row.own) == len(row.cells) == 1:
        return False
    wide = [cell for cell in upper.cells if cell.span > 1 and not cell.is_blank]
    if any(cell.is_continued for cell in row.cells):
        return all(_is_under(cell, upper.cells) for cell in row.own)
    parts = [sum(1 for cell in row.own if _is_under(cell, [parent])) for parent in wide]
    return any(count > 1 for count in parts) and sum(parts) == len(row.own)


def _is_under(cell: Cell, parents: Sequence[Cell]) -> bool:
    return any(parent.column <= cell.column and cell.end <= parent.end for parent in parents)


def _leaves(rows: Sequence[Row]) -> list[Column]:
    columns = []
    texts = [cell.text for cell in rows[-1].cells]
    for cell in rows[-1].cells:
        path = [parent.text for row in rows[:-1] for parent in row.cells if _is_under(cell, [parent])]
        heading = cell.text or (path[-1] if path else "")
        if path and heading != path[-1] and (texts.count(heading) > 1 or not heading[:1].isdigit()):
            heading = f"{path[-1]} {heading}"
        leaf = cell.text if heading != cell.text else ""
        group = path[-1] if path and cell.text else ""
        columns.append(Column(heading, OTHER, cell.column, cell.end, leaf=leaf, group=group))
    return columns
