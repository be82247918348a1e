"""What a writer turns into a file: headings, columns, and rows to be taken one by one."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

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
