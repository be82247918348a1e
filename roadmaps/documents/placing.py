"""Cells of a row put under the columns of the headings, though the grid be drawn unevenly."""

from collections.abc import Sequence
from dataclasses import dataclass

from roadmaps.documents.blocks import Cell, Row, Table
from roadmaps.documents.columns import Column

MOST = 0.5


@dataclass(frozen=True)
class Placed:
    """A cell and the columns that it lies under, by their order; never none."""

    cell: Cell
    columns: tuple[int, ...]


def place(row: Row, columns: Sequence[Column], table: Table) -> list[Placed]:
    """Each cell of the row with its columns: one to one where the counts agree, else by their overlap."""
    if len(row.cells) == len(columns):
        return [Placed(cell, (index,)) for index, cell in enumerate(row.cells)]
    if len(row.cells) == 1:
        return [Placed(row.cells[0], tuple(range(len(columns))))]
    return [Placed(cell, _under(cell, columns, table)) for cell in row.cells]


def _under(cell: Cell, columns: Sequence[Column], table: Table) -> tuple[int, ...]:
    shares = []
    for index, column in enumerate(columns):
        common = table.distance(max(cell.column, column.start), min(cell.end, column.end))
        shares.append(
            (common / table.distance(column.start, column.end) if common > 0 else 0.0, common, index)
        )
    covered = tuple(index for share, _, index in shares if share > MOST)
    if covered:
        return covered
    return (
        (max(shares, key=lambda share: share[1])[2],)
        if any(share[1] > 0 for share in shares)
        else (len(columns) - 1,)
    )
