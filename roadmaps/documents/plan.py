"""The rows of a plan read into sections and activities."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from roadmaps.documents import headings as words
from roadmaps.documents.blocks import Row, Table
from roadmaps.documents.captions import names_part
from roadmaps.documents.columns import Column
from roadmaps.documents.content import Item, Notice, Section
from roadmaps.documents.fields import Fields, number_of, read_fields, split_cells
from roadmaps.documents.header import Header, is_numbering_row
from roadmaps.documents.merging import Merging
from roadmaps.documents.numbers import as_number, split_number, whole
from roadmaps.documents.placing import Placed, place

_OPEN_END = re.compile(r"(?:[,–—-]|(?:^|\s)(?:и|или|в|во|на|с|со|по|за|для|от|до|из|к|о|об|при|под|не))$")
_PAIRS = (("«", "»"), ("(", ")"))
_LONG_NUMBER = 12
_LONG_LABEL = 2  # letters: «1. Дети» beside «1. а»
LONGEST_NUMBER = 100
NUMBER_SIGN = "№"


@dataclass
class PlanRow:
    """An activity as it is being read, the section above it, its place in the document, its plan's table."""

    fields: Fields
    section: str
    table: int
    row: int
    part: int = 0
    heading: int = -1

    @property
    def place(self) -> dict[str, int | str]:
        """Where the row stands, for a remark."""
        return {"table": self.table, "row": self.row}


@dataclass
class Plan:
    """What the tables of plans gave so far: sections, rows, remarks; `above` is the nearest heading's key.

    `table` is the number of the table that is being read, from 0: -1 before the first.
    """

    sections: list[Section] = field(default_factory=list)
    rows: list[PlanRow] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    above: str = ""
    table: int = -1

    @property
    def heading(self) -> int:
        """The place of the nearest heading among the sections, -1 where there is none."""
        return len(self.sections) - 1 if self.above else -1

    def begin(self) -> None:
        """Another table: what is read from now on stands in it."""
        self.table += 1

    def open_section(self, number: str, title: str) -> None:
        """A heading: rows below it belong to it."""
        self.sections.append(Section(number, title, max(self.table, 0)))
        self.above = number or title

    def read(self, table: Table, header: Header, place_in_document: int, *, goes_on: bool = False) -> None:
        """Read one table, told its number in the document; it may go on with the last row of another."""
        begun = 0 if goes_on else len(self.rows)
        fresh = not goes_on
        merging = Merging(place_in_document, header.columns)
        for index, row in data_rows(table, header):
            heading = heading_of(row, header.columns, table)
            placed = place(row, header.columns, table)
            if heading is not None:
                self.open_section(*heading)
                merging.pass_heading(placed)
                fresh = True
                continue
            fields = read_fields(row, header.columns, table)
            if (
                not table.role
                and not fresh
                and len(self.rows) > begun
                and is_cut(self.rows[-1].fields, fields)
            ):
                self.rows[-1].fields.add(fields)
                self.notices.append(Notice("row", "cut_row", {"table": place_in_document, "row": index + 1}))
                continue
            part = max(self.table, 0)
            self.rows.append(PlanRow(fields, self.above, place_in_document, index + 1, part, self.heading))
            merging.read(placed, index + 1, self.above)
            self._restore_zero()
            fresh = False
        self.notices += merging.notices()

    def _restore_zero(self) -> None:
        """A sheet shows 1.10 as 1.1: after 1.9 the number is put right, and said so."""
        *_, upper, lower = [None, *self.rows]
        if upper is None or lower is None or not lower.fields.is_figure:
            return
        head, _, tail = upper.fields.number.rpartition(".")
        number = lower.fields.number
        if head and tail and f"{head}.{whole(tail) + 1}" == f"{number}0":
            lower.fields.restored_number = f"{number}0"
            details = {**lower.place, "written": number, "number": f"{number}0"}
            self.notices.append(Notice("row", "number_of_ten", details))

    def activities(self) -> tuple[Item, ...]:
        """The rows as activities."""
        return tuple(
            replace(as_item(row.fields, row.section, row.part), heading=row.heading) for row in self.rows
        )


def as_item(fields: Fields, section: str = "", table: int = 0) -> Item:
    """A row of a plan with all its fields; what is too long for a number is kept beside them."""
    extra = fields.other()
    if len(fields.number) > LONGEST_NUMBER:
        extra |= {NUMBER_SIGN: fields.number}
    return Item(
        number=fields.number if len(fields.number) <= LONGEST_NUMBER else "",
        section=section,
        title=fields.title,
        task=fields.text(words.TASK),
        audience=fields.text(words.AUDIENCE),
        deadline=fields.text(words.DEADLINE),
        responsible=fields.responsible,
        result=fields.text(words.RESULT),
        report_form=fields.text(words.REPORT_FORM),
        mark=fields.text(words.MARK),
        extra=extra,
        table=table,
    )


def data_rows(table: Table, header: Header) -> Iterator[tuple[int, Row]]:
    """The rows below the headings with their places, without blank ones and headings said again."""
    is_below_headings = True
    for index, row in enumerate(table.rows[header.after :], start=header.after):
        if row.is_blank or (is_below_headings and is_numbering_row(row)):
            continue
        is_below_headings = header.is_repeated(row)
        if not is_below_headings:
            yield index, row


def heading_of(row: Row, columns: Sequence[Column], table: Table) -> tuple[str, str] | None:
    """Number and title of a row that is a heading, merged across the table, or None for a row of the plan."""
    all_placed = place(row, columns, table)
    if any(one.cell.is_continued and not one.cell.is_blank and _is_title(one, columns) for one in all_placed):
        return None  # the row goes on with the activity whose title is merged down to it
    placed = [one for one in all_placed if not one.cell.is_blank and not one.cell.is_continued]
    numbers = [one for one in placed if _is_number(one, columns)]
    texts = [one for one in placed if one not in numbers]
    if len(texts) != 1 or not _is_wide(texts[0], row, columns):
        return None
    number = number_of(numbers[0].cell) if numbers else ""
    split, title = split_cells([texts[0].cell], is_split=not number, is_heading=True)
    if not number and not split:
        blank = [one.cell for one in all_placed if one.cell.is_blank]
        number = next((found for cell in blank if (found := as_number(cell.label))), "")
    return number or split, title


def is_cut(upper: Fields, lower: Fields) -> bool:
    """Whether a row goes on with the one above it, as where a page break has cut a row in two."""
    if lower.has_own_number or any(cell.is_continued for cells in lower.cells.values() for cell in cells):
        return False
    title = lower.title
    if not title:
        return True
    if not title[0].islower():
        return bool(upper.number) and _is_open(upper.title) and not lower.responsible
    if upper.number:
        return not lower.responsible or not lower.text(words.DEADLINE)
    return _is_open(upper.title) and not lower.responsible and not lower.text(words.DEADLINE)


def _is_open(title: str) -> bool:
    return bool(_OPEN_END.search(title)) or any(
        title.count(left) > title.count(right) for left, right in _PAIRS
    )


def _is_title(placed: Placed, columns: Sequence[Column]) -> bool:
    return any(columns[index].field == words.TITLE for index in placed.columns)


def _is_number(placed: Placed, columns: Sequence[Column]) -> bool:
    if len(placed.columns) > 1:
        return False
    if columns[placed.columns[0]].field == words.NUMBER:
        title = split_number(placed.cell.text, is_heading=True)[1]
        is_titled = title != placed.cell.text and len(title) > _LONG_LABEL
        return len(placed.cell.text) <= _LONG_NUMBER and not is_titled
    return as_number(placed.cell.text) is not None and placed.columns[0] == 0


def _is_wide(placed: Placed, row: Row, columns: Sequence[Column]) -> bool:
    """Whether a cell is merged across the table, or stands alone where only a number belongs."""
    if len(row.cells) == 1 and len(columns) > 1:
        return True
    fields = {columns[index].field for index in placed.columns}
    if len(placed.columns) == 1:
        return fields == {words.NUMBER} and len(row.cells) > 1
    if fields == {words.NUMBER, words.TITLE}:
        return names_part(placed.cell.text)
    return len(placed.columns) >= len(columns) / 2
