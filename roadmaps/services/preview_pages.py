"""The whole preview of a document, and the pages on which a long one is shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

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

    def _walk(self) -> "Iterator[tuple[Table, Block, Line]]":
        return _walked(self.tables)

    def _cut(self) -> Iterator[Sheet]:
        """Pages of so many rows; a section that goes on keeps its heading, as on paper."""
        rows = list(self._walk())
        if len(rows) <= ALL_AT_ONCE:
            yield Sheet(1, self.tables, self.doubts)
            return
        of_rows = {doubt.number for _table, _block, line in rows for doubt in line.doubts}
        first = [doubt for doubt in self.doubts if doubt.number not in of_rows]
        for number, start in enumerate(range(0, len(rows), ROWS_OF_PAGE), start=1):
            tables: list[Table] = []
            shown = {doubt.number: doubt for doubt in first} if number == 1 else {}
            last: tuple[Table | None, Block | None] = (None, None)
            for table, block, line in rows[start : start + ROWS_OF_PAGE]:
                if table is not last[0]:
                    tables.append(replace(table, blocks=[]))
                if table is not last[0] or block is not last[1]:
                    tables[-1].blocks.append(replace(block, lines=[]))
                tables[-1].blocks[-1].lines.append(line)
                last = (table, block)
                shown |= {doubt.number: doubt for doubt in line.doubts}
            yield Sheet(number, tables, sorted(shown.values(), key=lambda doubt: doubt.number))


def _walked(tables: list[Table]) -> Iterator[tuple[Table, Block, Line]]:
    for table in tables:
        for block in table.blocks:
            for line in block.lines:
                yield table, block, line
