"""The document's own text outside the recognised tables, line by line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from roadmaps.documents.blocks import APART, Block, Paragraph, Row, one_line

_SPACED = re.compile(r"(?:[^\W\d_] ){3,}[^\W\d_]")


@dataclass(frozen=True)
class Line:
    """A line: `raw` keeps tabs, `block` is its block's place, `cell` tells cells of a table apart."""

    raw: str
    block: int
    cell: int = 0
    is_whole_block: bool = False

    @cached_property
    def text(self) -> str:
        """The line with plain white space; letters set apart («П Р И К А З») are put together."""
        text = one_line(self.raw)
        return _SPACED.sub(lambda match: match[0].replace(" ", ""), text)


def read_lines(blocks: Sequence[Block], skipped: Iterable[int]) -> list[Line]:
    """The lines of all blocks but the `skipped` ones (the recognised tables), without blank ones."""
    left_out = frozenset(skipped)
    lines: list[Line] = []
    for index, block in enumerate(blocks):
        if index in left_out or block.role == APART:
            continue
        if isinstance(block, Paragraph):
            lines += _paragraph_lines(block, index)
        else:
            for row in block.rows:
                lines += _row_lines(row, index, len(lines))
    return lines


def _paragraph_lines(paragraph: Paragraph, index: int) -> list[Line]:
    raw = f"{paragraph.label} {paragraph.raw}" if paragraph.label else paragraph.raw
    shown = [line for line in raw.split("\n") if line.strip()]
    return [Line(line, index, 0, is_whole_block=len(shown) == 1) for line in shown]


def _row_lines(row: Row, index: int, cell_from: int) -> list[Line]:
    """A row of short cells is one line («Начальник … И.И. Иванов»); else each cell's lines stand alone."""
    own = row.own
    if all(len(cell.lines) == 1 for cell in own):
        return [Line("\t".join(cell.text for cell in own), index, cell_from + 1)] if own else []
    return [
        Line(line, index, cell_from + 1 + number) for number, cell in enumerate(own) for line in cell.lines
    ]
