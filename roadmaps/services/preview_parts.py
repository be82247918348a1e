"""The parts of a preview, from a cell to a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from roadmaps.catalogue.readings import NOTHING, Reading
from roadmaps.services.doubts import Doubt


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

    @property
    def doubts(self) -> list[Doubt]:
        """What was asked about the cell."""
        return [doubt for doubt in self._doubts() if doubt]

    def _doubts(self) -> list[Doubt | None]:
        return [self.doubt, self.merged, *(entry.doubt for entry in self.entries)]


@dataclass(slots=True)
class Line:
    """One row of the plan: ``row`` as it would be taken in, ``origin`` as the document has it."""

    cells: list[Cell]
    remark: Doubt | None = None
    reference: str = ""
    row: Mapping[str, Any] = field(default_factory=dict)
    origin: Mapping[str, Any] = field(default_factory=dict)
    is_mended: bool = False
    is_left_out: bool = False

    @property
    def doubts(self) -> list[Doubt]:
        """What was asked about the row, in the order of its cells."""
        of_cells = [doubt for cell in self.cells for doubt in cell.doubts]
        return [self.remark, *of_cells] if self.remark else of_cells

    @property
    def is_clear(self) -> bool:
        """Whether nothing in the row waits for an answer."""
        return not any(cell.is_open for cell in self.cells) and not (
            self.remark and not self.remark.is_settled
        )


@dataclass(slots=True)
class Column:
    """A column of a table: the field that it becomes, its heading, the doubt about it.

    ``question`` asks what the column is, also where nobody doubts it.
    """

    field: str
    heading: str
    doubt: Doubt | None = None
    question: Doubt | None = None


@dataclass(slots=True)
class Block:
    """A section with its lines; the lines outside sections have no title.

    ``doubt`` is the question by whose answer a row became this section, ``reference`` names the row.
    """

    number: str
    title: str
    lines: list[Line] = field(default_factory=list)
    doubt: Doubt | None = None
    reference: str = ""


@dataclass(slots=True)
class Table:
    """The plan, the control points or the mechanisms; ``part`` is its name in the content."""

    part: str
    title: str
    columns: list[Column]
    blocks: list[Block]
