"""Merged cells of which it is unclear to what rows or columns their text belongs."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from roadmaps.documents import headings as words
from roadmaps.documents.columns import Column
from roadmaps.documents.content import Notice
from roadmaps.documents.placing import Placed

SECTIONS = "merged_over_sections"
COLUMNS = "merged_over_columns"
UNEVENLY = "merged_unevenly"
CODES = frozenset({SECTIONS, COLUMNS, UNEVENLY})


@dataclass(frozen=True)
class _Origin:
    """Where a merged cell begins: the section of its first row, the columns that it lies under."""

    section: str
    columns: tuple[int, ...]


@dataclass
class _Doubt:
    """A remark that grows by the rows that it is about."""

    code: str
    details: dict[str, int | str]
    rows: list[int] = field(default_factory=list)


@dataclass
class Merging:
    """Follows merged cells down one table of a plan, told its number in the document and its columns."""

    table: int
    columns: Sequence[Column]
    _origins: dict[int, _Origin] = field(default_factory=dict)
    _found: dict[tuple[str, _Origin, str], _Doubt] = field(default_factory=dict)

    def pass_heading(self, placed: Sequence[Placed]) -> None:
        """Go past a row that heads a section: cells merged over it go on below."""
        for one in placed:
            if not one.cell.is_continued:
                self._forget(one)

    def read(self, placed: Sequence[Placed], row: int, section: str) -> None:
        """Take a row of the plan, told its number and the section that it stands in."""
        for one in placed:
            origin = _Origin(section, one.columns)
            if not one.cell.is_continued or one.cell.is_blank:
                self._forget(one)
                for place in range(one.cell.column, one.cell.end):
                    self._origins[place] = origin
                if not one.cell.is_blank and len(self._meanings(one)) > 1:
                    self._doubt(COLUMNS, one, origin, row, section)
                continue
            begun = self._origins.get(one.cell.column, origin)
            if begun.columns != one.columns and self._meanings(one):
                self._doubt(UNEVENLY, one, begun, row, section)
            elif begun.section != section and self._meanings(one):
                self._doubt(SECTIONS, one, begun, row, section)

    def notices(self) -> list[Notice]:
        """What was found, in the order of the rows."""
        return [
            Notice("cell", one.code, {**one.details, "rows": ", ".join(map(str, one.rows))})
            for one in self._found.values()
        ]

    def _forget(self, placed: Placed) -> None:
        for place in range(placed.cell.column, placed.cell.end):
            self._origins.pop(place, None)

    def _doubt(self, code: str, placed: Placed, origin: _Origin, row: int, section: str) -> None:
        meanings = self._meanings(placed)
        name, heading = next(iter(meanings.items()))
        key = (code, origin, f"{row if code == COLUMNS else section} {name}")
        if key not in self._found:
            details: dict[str, int | str] = {"table": self.table, "row": row}
            details |= {"column": heading, "field": name}
            if code == COLUMNS:
                details["columns"] = ", ".join(f"«{one}»" for one in meanings.values())
                details |= {"fields": "\n".join(meanings), "headings": "\n".join(meanings.values())}
            self._found[key] = _Doubt(code, details)
        self._found[key].rows.append(row)

    def _meanings(self, placed: Placed) -> dict[str, str]:
        """The headings of the columns under a cell by what they mean, the one that it is read as first.

        Numbers mean nothing beside a title, and the columns of one deadline or of the same people are one.
        """
        found: dict[str, str] = {}
        under = [self.columns[index] for index in placed.columns]
        for column in sorted(under, key=lambda one: one.field == words.OTHER):
            if column.field != words.NUMBER and (column.field or column.heading):
                found.setdefault(column.field or column.heading, column.heading or column.field)
        return found
