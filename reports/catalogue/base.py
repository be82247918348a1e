"""What a report is: columns, and a generator of rows; nothing of files."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from schools.access import Membership

Cell = str | int | datetime.date | None


@dataclass(frozen=True)
class Column:
    """A column: its heading, width in characters, and the heading above it that neighbours share."""

    heading: str
    width: int
    above: str = ""


@dataclass(frozen=True)
class Heading:
    """A row merged across the table: a section."""

    text: str


@dataclass(frozen=True)
class Row:
    """A row of cells, as many as there are columns."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything that a writer needs: headings, then rows to be taken one by one.

    ``total`` is the expected number of rows, for progress only.
    """

    title: str
    lines: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Iterator[Heading | Row]
    total: int
    foot: str = ""
    name: str = field(default="report")


class Report(Protocol):
    """One report of the catalogue."""

    identifier: ClassVar[str]
    title: ClassVar[Any]

    def sheet(self, parameters: dict[str, Any], membership: Membership) -> Sheet:
        """Prepare the sheet of the report for a person with this membership."""
