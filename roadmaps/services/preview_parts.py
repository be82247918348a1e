"""The parts of a preview, from a cell to the whole page."""

from dataclasses import dataclass, field

from roadmaps.catalogue.readings import NOTHING, Reading
from roadmaps.services.doubts import Doubt, counts_of


@dataclass(slots=True)
class Entry:
    """One responsible as written, and what it was understood as."""

    text: str
    icon: str
    meaning: str = ""
    doubt: Doubt | None = None


@dataclass(slots=True)
class Cell:
    """One cell: its text; for a deadline its reading, for the responsible their entries."""

    name: str
    text: str = ""
    doubt: Doubt | None = None
    merged: Doubt | None = None
    reading: Reading = NOTHING
    entries: list[Entry] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether something in the cell waits for an answer."""
        return any(doubt and not doubt.is_settled for doubt in self._doubts())

    @property
    def is_settled(self) -> bool:
        """Whether something in the cell was asked, and all of it answered."""
        return not self.is_open and any(self._doubts())

    def _doubts(self) -> list[Doubt | None]:
        return [self.doubt, self.merged, *(entry.doubt for entry in self.entries)]


@dataclass(slots=True)
class Line:
    """One row of the plan."""

    cells: list[Cell]
    remark: Doubt | None = None

    @property
    def is_clear(self) -> bool:
        """Whether nothing in the row waits for an answer."""
        return not any(cell.is_open for cell in self.cells) and not (
            self.remark and not self.remark.is_settled
        )


@dataclass(slots=True)
class Column:
    """A column of a table: the field that it becomes, its heading, the doubt about it."""

    field: str
    heading: str
    doubt: Doubt | None = None


@dataclass(slots=True)
class Block:
    """A section with its lines; the lines outside sections have no title."""

    number: str
    title: str
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """The plan, the control points or the mechanisms."""

    title: str
    columns: list[Column]
    blocks: list[Block]


@dataclass(slots=True)
class Preview:
    """Everything that the page shows."""

    tables: list[Table]
    doubts: list[Doubt]
    counts: list[tuple[str, int]]
    looks_like_template: bool

    @property
    def lines(self) -> list[Line]:
        """All rows."""
        return [line for table in self.tables for block in table.blocks for line in block.lines]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.lines)

    @property
    def clear_rows(self) -> int:
        """How many of them leave no question open."""
        return sum(line.is_clear for line in self.lines)

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

    def current(self, number: int) -> Doubt | None:
        """The doubt of this number, else the first open one after it, else the first open one."""
        chosen = next((doubt for doubt in self.doubts if doubt.number == number), None)
        return chosen if chosen and not chosen.is_settled else self.following(number)

    def following(self, number: int) -> Doubt | None:
        """The first open doubt after this number, from the beginning again after the last one."""
        ahead = (doubt for doubt in self.open_doubts if doubt.number > number)
        return next(ahead, next(iter(self.open_doubts), None))
