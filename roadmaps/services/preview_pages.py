"""The whole preview of a document, and the pages on which a long one is shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.paginator import Page, Paginator

from roadmaps.catalogue.exam_results import ResultTable
from roadmaps.services.doubts import Doubt, counts_of
from roadmaps.services.preview_parts import Block, Line, Table

ROWS_OF_PAGE = 100  # a longer document is shown page by page
ALL_AT_ONCE = 150  # up to so many rows are one page


@dataclass(slots=True)
class Sheet:
    """The part of a preview that one page shows."""

    number: int
    tables: list[Table]
    doubts: list[Doubt]


@dataclass(slots=True)
class Preview:
    """Everything that was read."""

    tables: list[Table]
    doubts: list[Doubt]
    counts: list[tuple[str, int]]
    looks_like_template: bool
    results: list[ResultTable] = field(default_factory=list)
    sections: Sequence[Mapping[str, Any]] = ()
    questions: Sequence[Doubt] = ()  # about what was told for sure: not counted
    _sheets: list[Sheet] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """All rows that are to be taken in."""
        return [line for _table, _block, line in self._walk() if not line.is_left_out]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.lines)

    @property
    def clear_rows(self) -> int:
        """How many of them leave no question open."""
        return sum(line.is_clear for line in self.lines)

    @property
    def left_out(self) -> int:
        """How many rows are not to be taken in."""
        return sum(line.is_left_out for _table, _block, line in self._walk())

    @property
    def open_doubts(self) -> list[Doubt]:
        """What is still to be answered."""
        return [doubt for doubt in self.doubts if not doubt.is_settled]

    @property
    def settled_count(self) -> int:
        """How many doubts were answered."""
        return len(self.doubts) - len(self.open_doubts)

    @property
    def doubt_counts(self) -> list[tuple[str, str, int, int]]:
        """Open doubts by kind: see ``doubts.counts_of``."""
        return counts_of(self.doubts)

    @property
    def sheets(self) -> list[Sheet]:
        """The pages; one where the document is short."""
        if not self._sheets:
            self._sheets = list(self._cut())
        return self._sheets

    def sheet(self, number: int) -> Sheet:
        """The page of this number, or the nearest."""
        return self.sheets[min(max(number, 1), len(self.sheets)) - 1]

    def numbered(self, sheet: Sheet) -> Page[int]:
        """The page among the pages, as lists have it."""
        total = sum(1 for _row in self._walk())
        size = ROWS_OF_PAGE if len(self.sheets) > 1 else max(total, 1)
        return Paginator(range(total), size).get_page(sheet.number)

    def sheet_of(self, doubt: Doubt | None) -> Sheet:
        """The first page on which a doubt stands; the first of all where it stands on none."""
        return next((sheet for sheet in self.sheets if doubt in sheet.doubts), self.sheets[0])

    def find(self, reference: str) -> tuple[Table, Line] | None:
        """A row and its table."""
        found = ((table, line) for table, _block, line in self._walk() if line.reference == reference)
        return next(found, None)

    def sheet_with(self, reference: str) -> Sheet:
        """The page on which a row stands."""
        for sheet in self.sheets:
            if any(line.reference == reference for _table, _block, line in _walked(sheet.tables)):
                return sheet
        return self.sheets[0]

    def current(self, number: int) -> Doubt | None:
        """The doubt of this number, else the first open one after it, else the first open one."""
        chosen = next((doubt for doubt in self.doubts if doubt.number == number), None)
        is_asked = chosen and (chosen.is_learnt or not chosen.is_settled)
        return chosen if is_asked else self.following(number)

    def following(self, number: int) -> Doubt | None:
        """The first open doubt after this number, from the beginning again after the last one."""
        ahead = (doubt for doubt in self.open_doubts if doubt.number > number)
        return next(ahead, next(iter(self.open_doubts), None))

    def question(self, key: str) -> Doubt | None:
        """The doubt, or the question that is not counted, of this key."""
        return next((one for one in (*self.doubts, *self.questions) if one.key == key), None)

    def notes(self, sheet: Sheet, current: Doubt | None) -> list[Doubt]:
        """What stands in the margin of a page: its doubts, and the question in hand in its place."""
        if current is None or current.is_counted:
            return sheet.doubts
        above = [doubt for doubt in sheet.doubts if doubt.number <= current.below]
        return [*above, current, *sheet.doubts[len(above) :]]

    def _walk(self) -> "Iterator[tuple[Table, Block, Line]]":
        return _walked(self.tables)

    def _cut(self) -> Iterator[Sheet]:
        """Pages of so many rows; a section that goes on keeps its heading, as on paper."""
        rows = list(self._walk())
        if len(rows) <= ALL_AT_ONCE:
            yield Sheet(1, self.tables, self.doubts)
            return
        of_rows = {doubt.number for _table, block, line in self._pieces() for doubt in _asked(block, line)}
        first = [doubt for doubt in self.doubts if doubt.number not in of_rows]
        for number, pieces in enumerate(self._pages(), start=1):
            tables: list[Table] = []
            shown = {doubt.number: doubt for doubt in first} if number == 1 else {}
            last: tuple[Table | None, Block | None] = (None, None)
            for table, block, line in pieces:
                if table is not last[0]:
                    tables.append(replace(table, blocks=[]))
                if table is not last[0] or block is not last[1]:
                    tables[-1].blocks.append(replace(block, lines=[]))
                if line:
                    tables[-1].blocks[-1].lines.append(line)
                last = (table, block)
                shown |= {doubt.number: doubt for doubt in _asked(block, line)}
            yield Sheet(number, tables, sorted(shown.values(), key=lambda doubt: doubt.number))

    def _pages(self) -> "Iterator[list[Piece]]":
        page: list[Piece] = []
        rows = 0
        for piece in self._pieces():
            if rows == ROWS_OF_PAGE and piece[2]:
                yield page
                page, rows = [], 0
            page.append(piece)
            rows += piece[2] is not None
        yield page

    def _pieces(self) -> "Iterator[Piece]":
        """All rows with their sections, and the sections without rows."""
        for table in self.tables:
            for block in table.blocks:
                if not block.lines:
                    yield table, block, None
                yield from ((table, block, line) for line in block.lines)


Piece = tuple[Table, Block, Line | None]


def _asked(block: Block, line: Line | None) -> list[Doubt]:
    of_block = [block.doubt] if block.doubt else []
    return of_block + (line.doubts if line else [])


def _walked(tables: list[Table]) -> Iterator[tuple[Table, Block, Line]]:
    for table in tables:
        for block in table.blocks:
            for line in block.lines:
                yield table, block, line
