"""The cells of a row read into fields by the columns that they lie under."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from roadmaps.documents import headings as words
from roadmaps.documents.blocks import Cell, Paragraph, Row, Table
from roadmaps.documents.columns import END, MONTH, START, Column
from roadmaps.documents.joining import join_deadline
from roadmaps.documents.numbers import as_number, is_listed, split_number
from roadmaps.documents.placing import place
from roadmaps.responsibles import split_entries

_SIGN = re.compile(r"[xхv1+*✓✔]?", re.IGNORECASE)
_CROSSED_OUT = re.compile(r"[-–—−]+")
_MARK = re.compile(r"^[xхvv1]$", re.IGNORECASE)


@dataclass
class Fields:
    """A row of a plan as it is being read: cells by fields, and the other columns' by their headings."""

    cells: dict[str, list[Cell]] = field(default_factory=dict)
    extra: dict[str, list[Cell]] = field(default_factory=dict)
    restored_number: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether a sheet holds the number as a figure, which cannot end in a zero."""
        return any(cell.is_figure for cell in self.cells.get(words.NUMBER, []))

    @property
    def number(self) -> str:
        """The number in its own column, else the one printed in the title's cell."""
        if self.restored_number:
            return self.restored_number
        for cell in self.cells.get(words.NUMBER, []):
            number = number_of(cell)
            if number:
                return number
        return self._split_title()[0]

    @property
    def has_own_number(self) -> bool:
        """Whether a number stands in the row, in its column or in the title's cell."""
        return bool(self.number)

    @property
    def title(self) -> str:
        """The title without a number that was split off it."""
        return self._split_title()[1]

    @property
    def responsible(self) -> tuple[str, ...]:
        """The entries of the cell of the responsible."""
        return _entries("\n".join(self._lines(words.RESPONSIBLE)))

    def text(self, name: str) -> str:
        """The text of a field; a deadline's lines are joined as dates are."""
        if name == words.DEADLINE:
            return join_deadline(self._lines(name))
        return joined(self.cells.get(name, []))

    def other(self) -> dict[str, str]:
        """The texts of the other columns."""
        return {heading: joined(cells) for heading, cells in self.extra.items()}

    def add(self, more: "Fields") -> None:
        """Join the cells of a row that goes on with this one."""
        for name, cells in more.cells.items():
            self.cells.setdefault(name, []).extend(cells)
        for heading, cells in more.extra.items():
            self.extra.setdefault(heading, []).extend(cells)

    def _lines(self, name: str) -> list[str]:
        return [line for cell in self.cells.get(name, []) for line in cell.lines]

    def _split_title(self) -> tuple[str, str]:
        cells = self.cells.get(words.TITLE, [])
        has_number = any(number_of(cell) for cell in self.cells.get(words.NUMBER, []))
        return split_cells(cells, is_split=not has_number)


@lru_cache(maxsize=2_000)  # a plan names the same people over and over
def _entries(text: str) -> tuple[str, ...]:
    return tuple(split_entries(text))


def read_fields(row: Row, columns: Sequence[Column], table: Table) -> Fields:
    """The fields of a row; a cell over several columns belongs to the first of them that is known."""
    fields = Fields()
    for column in columns:
        if column.field == words.OTHER and column.heading:
            fields.extra.setdefault(column.heading, [])
    parts: list[tuple[list[Column], Cell]] = []
    people: list[tuple[Column, Cell]] = []
    for placed in place(row, columns, table):
        under = [columns[index] for index in placed.columns]
        column = next(
            (column for column in under if column.field not in (words.OTHER, words.NUMBER)), under[0]
        )
        if column.role:
            parts.append(([one for one in under if one.role], placed.cell))
        elif column.field == words.RESPONSIBLE:
            people.append((column, placed.cell))
        elif column.field != words.OTHER:
            fields.cells.setdefault(column.field, []).append(placed.cell)
        elif column.heading or not placed.cell.is_blank:
            fields.extra.setdefault(column.heading, []).append(placed.cell)
    if parts:
        is_own = bool(table.role)
        fields.cells.setdefault(words.DEADLINE, []).append(_in_parts(parts, is_whole=is_own))
    if people:
        fields.cells[words.RESPONSIBLE] = _with_posts(people)
    return fields


def _with_posts(people: Sequence[tuple[Column, Cell]]) -> list[Cell]:
    """The cells of the responsible; posts that stand in a column of their own put beside their people."""
    names = [cell for column, cell in people if not column.is_post]
    posts = [cell for column, cell in people if column.is_post]
    if len(names) != 1 or len(posts) != 1 or len(names[0].lines) != len(posts[0].lines):
        return [cell for _, cell in people]
    pairs = zip(names[0].lines, posts[0].lines, strict=True)
    paragraphs = tuple(Paragraph(f"{name.rstrip(' ,;')}, {post}") for name, post in pairs)
    is_continued = names[0].is_continued and posts[0].is_continued
    return [Cell(names[0].column, names[0].span, paragraphs, is_continued)]


def _in_parts(parts: Sequence[tuple[list[Column], Cell]], *, is_whole: bool) -> Cell:
    """A deadline whose first and last day, or whose months, stand in columns of their own.

    In a table that the portal has written, what is merged over all of them `is_whole`: no month is added.
    """
    first = parts[0][1]
    if is_whole and len(parts) == 1 and _SIGN.fullmatch(first.text) is None:
        return first
    filled = [(columns, cell) for columns, cell in parts if not cell.is_blank]
    if parts[0][0][0].role == MONTH:
        marked = (part for part in filled if not _CROSSED_OUT.fullmatch(part[1].text))
        said = ", ".join(_month(columns, cell) for columns, cell in marked)
    else:
        texts = {column.role: cell.text for columns, cell in filled for column in columns}
        said = " – ".join(dict.fromkeys(texts[role] for role in (START, END) if role in texts))
    paragraphs = (Paragraph(said),) if said else ()
    is_continued = all(cell.is_continued for _, cell in parts)
    return Cell(first.column, first.span, paragraphs, is_continued)


def _month(columns: Sequence[Column], cell: Cell) -> str:
    """The month of a marked cell, or the months that it is drawn over, and what is written besides a mark."""
    names = [column.leaf or column.heading for column in (columns[0], columns[-1])]
    name = " – ".join(dict.fromkeys(names))
    return f"{name} {cell.text}" if any(sign.isalnum() for sign in _MARK.sub("", cell.text)) else name


def number_of(cell: Cell) -> str:
    """The number that a cell of the numbers' column holds, as written or counted by the editor."""
    text = cell.as_number or cell.text or cell.label
    return as_number(text) or text.rstrip(". )")


def split_cells(cells: Iterable[Cell], *, is_split: bool, is_heading: bool = False) -> tuple[str, str]:
    """The number before a title, as written or counted by the editor, and the title without it."""
    cells = [cell for cell in cells if not cell.is_blank]
    text = joined(cells)
    if not cells or not is_split:
        return "", text
    label = as_number(cells[0].label)
    if label:
        return label, text.removeprefix(cells[0].label).strip()
    if is_listed(cells[0].lines):
        return "", text
    return split_number(text, is_heading=is_heading)


def joined(cells: Iterable[Cell]) -> str:
    """The texts of cells in one line."""
    return " ".join(filter(None, (cell.text for cell in cells)))
