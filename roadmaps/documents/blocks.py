"""A document as blocks in order: paragraphs and tables, whatever editor wrote it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

# The role of what is kept as text and never read for the fields: a hidden sheet, the name of a sheet.
APART = "apart"
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


def one_line(text: str) -> str:
    """The text with one space for any run of white space and without signs that nobody sees."""
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: `raw` keeps tabs and line breaks, `label` is the number that the editor puts before it.

    `role` says what it is in a document that the portal itself has written (see `own_form`).
    """

    raw: str
    label: str = ""
    is_heading: bool = False
    is_strong: bool = False
    role: str = ""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines that are not blank, white space made plain."""
        return tuple(filter(None, (one_line(line) for line in self.raw.split("\n"))))

    @cached_property
    def text(self) -> str:
        """The whole paragraph in one line, with its label."""
        return one_line(f"{self.label} {' '.join(self.lines)}") if self.lines else ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing but a label is written."""
        return not self.lines


@dataclass(frozen=True)
class Cell:
    """A cell: the grid's columns from `column` on, `span` of them.

    `is_continued` says that it is merged with the cell above, whose paragraphs it holds too;
    `as_number` is what the cell is as a number of a plan, where the sheet shows it otherwise;
    `is_figure` that a sheet holds it as a number, so that 1.10 is shown as 1.1.
    """

    column: int
    span: int
    paragraphs: tuple[Paragraph, ...]
    is_continued: bool = False
    as_number: str = ""
    is_figure: bool = False

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """All lines that are not blank, without labels."""
        return tuple(line for paragraph in self.paragraphs for line in paragraph.lines)

    @cached_property
    def text(self) -> str:
        """Everything in one line, each paragraph with its label."""
        return " ".join(paragraph.text for paragraph in self.paragraphs if not paragraph.is_blank)

    @cached_property
    def label(self) -> str:
        """The number that the editor puts before the cell's first text, or into a cell without text."""
        shown = [paragraph for paragraph in self.paragraphs if not paragraph.is_blank] or list(
            self.paragraphs
        )
        return shown[0].label if shown else ""

    @property
    def end(self) -> int:
        """The first grid column after the cell."""
        return self.column + self.span

    @property
    def is_blank(self) -> bool:
        """Whether the cell has no text."""
        return not self.lines


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]

    @cached_property
    def own(self) -> tuple[Cell, ...]:
        """The cells that have text of their own, not of the row above."""
        return tuple(cell for cell in self.cells if not cell.is_blank and not cell.is_continued)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in the row itself."""
        return not self.own


@dataclass(frozen=True)
class Table:
    """A table: its rows, and the widths of the grid's columns in any unit.

    `role` says what it is in a document that the portal itself has written (see `own_form`).
    """

    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    role: str = ""

    @property
    def width(self) -> int:
        """The number of the grid's columns."""
        return max((cell.end for row in self.rows for cell in row.cells), default=0)

    def distance(self, start: int, end: int) -> int:
        """How wide the grid's columns from `start` to `end` are together, at least one a column."""
        return sum(max(1, width) for width in self.widths[start:end]) + max(
            0, end - max(start, len(self.widths))
        )


Block = Paragraph | Table


def as_text(rows: Iterable[Row], *, is_gridded: bool = False) -> str:
    """Rows as text: cells joined by tabs, rows by lines; a merged cell is written once.

    With `is_gridded` it is followed by as many blank ones as it covers columns, so that columns stay columns.
    """
    lines = (
        "\t".join(
            ("" if cell.is_continued else cell.text) + "\t" * (cell.span - 1 if is_gridded else 0)
            for cell in row.cells
        ).rstrip()
        for row in rows
    )
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip("\n")
