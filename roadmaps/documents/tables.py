"""Which table of a document is what: plan, control points, mechanisms, specialists, indicators, passport."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from roadmaps.documents import headings as words
from roadmaps.documents.blocks import APART, Table
from roadmaps.documents.content import CONTROL_POINT, MECHANISM
from roadmaps.documents.guessing import fits, guess_columns, guess_header, with_title
from roadmaps.documents.header import NO_SPELLINGS, Header, headers, recognise
from roadmaps.documents.numbers import as_number
from roadmaps.documents.plan import data_rows, heading_of

_PASSPORT_HEADING = re.compile(r"(?:содержание|описание|характеристика|значение|сведения)\W*$", re.IGNORECASE)
_SIGNED = re.compile(r"\W*(?:личная\s+)?подпись|(?:с\s+\w+\s+)?ознакомлен|расписка", re.IGNORECASE)
_YEAR = re.compile(r"20\d\d")
_WHEN_AND_WHO = frozenset({words.DEADLINE, words.RESPONSIBLE})
_OF_PLANS = frozenset({words.RESULT, words.TASK, words.AUDIENCE})
_FEWEST_LINES = 2
_SHORT = 60


class Kind(Enum):
    """What a table holds."""

    PLAN = "plan"
    CONTROL_POINTS = "control_points"
    MECHANISMS = "mechanisms"
    SPECIALISTS = "specialists"
    INDICATORS = "indicators"
    PASSPORT = "passport"
    OTHER = "other"


# The fields of the contract for rows that have fewer of them than an activity.
_FIELDS = {
    Kind.CONTROL_POINTS: frozenset(CONTROL_POINT),
    Kind.MECHANISMS: frozenset(MECHANISM),
}
ITEM_KINDS = (Kind.PLAN, Kind.CONTROL_POINTS, Kind.MECHANISMS)


@dataclass(frozen=True)
class Form:
    """What a table is: its kind, its headings where it has them, and the rows above them as one line.

    `as_plan` is what it is where no other table of the document is a plan.
    """

    kind: Kind
    header: Header | None = None
    title: str = ""
    is_guessed: bool = False
    is_continued: bool = False
    as_plan: "Form | None" = None


def recognise_table(
    table: Table, *, caption: str, previous: Form | None, spellings: Mapping[str, str] = NO_SPELLINGS
) -> Form:
    """The form of a table; `caption` is the paragraph above it, `previous` the plan table before it.

    `spellings` are the department's own headings of columns, made ready by `spellings.ready`.
    """
    if table.role == APART:
        return Form(Kind.OTHER)
    if table.role:
        return _named(table, caption, spellings)
    if _is_signed_sheet(table):
        return Form(Kind.OTHER)
    form = (
        _specialists(table, spellings) or _indicators(table, spellings) or _items(table, caption, spellings)
    )
    if form is None and _is_passport(table, caption):
        form = Form(Kind.PASSPORT)
    if form is None and previous is not None and _continues(table, previous) and not _has_headings(table):
        form = _going_on(previous)
    header = guess_header(table) if form is None else None
    if header is not None:
        form = replace(_item_form(table, header, caption), is_guessed=True)
    return form or Form(Kind.OTHER)


def _named(table: Table, caption: str, spellings: Mapping[str, str]) -> Form:
    """The form of a table that the portal has written and named itself."""
    kind = Kind(table.role)
    if kind is Kind.SPECIALISTS:
        return Form(kind, next(iter(headers(table, words.SPECIALISTS)), None))
    if kind is Kind.INDICATORS:
        return Form(kind, next(iter(headers(table, words.INDICATORS)), None))
    if kind in ITEM_KINDS:
        header = _item_header(table, spellings) or guess_header(table)
        return Form(kind, _of_kind(header, kind)) if header is not None else Form(Kind.OTHER)
    return Form(kind)


def _specialists(table: Table, spellings: Mapping[str, str]) -> Form | None:
    for header in headers(table, words.SPECIALISTS):
        name = words.match(header.heading(words.NAME), words.SPECIALISTS)
        if name is None or name.place > 0 or not header.fields & {words.AREA, words.POSITION}:
            continue
        if not _plan_fields(header, spellings) & {words.DEADLINE, words.TITLE}:
            return Form(Kind.SPECIALISTS, header, _title_above(table, header))
    return None


def _indicators(table: Table, spellings: Mapping[str, str]) -> Form | None:
    for header in headers(table, words.INDICATORS):
        first = next((column for column in header.columns if column.field != words.NUMBER), None)
        if first is None or first.field != words.NAME:
            continue
        has_values = words.UNIT in header.fields or any(
            _YEAR.search(column.heading) or column.field == words.VALUE for column in header.columns
        )
        if has_values and not _plan_fields(header, spellings) & {words.DEADLINE, words.RESPONSIBLE}:
            return Form(Kind.INDICATORS, header, _title_above(table, header))
    return None


def _items(table: Table, caption: str, spellings: Mapping[str, str]) -> Form | None:
    header = _item_header(table, spellings)
    return _item_form(table, header, caption) if header is not None else None


def _item_header(table: Table, spellings: Mapping[str, str]) -> Header | None:
    for header in headers(table, words.PLAN, spellings):
        if not header.fields & (_WHEN_AND_WHO | {words.TITLE}):
            continue
        has_rows = any(not row.is_blank for row in table.rows[header.after :])
        if not has_rows and not header.fields >= {words.TITLE, words.DEADLINE}:
            continue  # a line to be signed, or what else is laid out as a table
        completed = guess_columns(table, with_title(table, header))
        told = completed.fields & _WHEN_AND_WHO
        if words.TITLE in completed.fields and (told == _WHEN_AND_WHO or told & header.fields):
            return completed
    return None


def _is_signed_sheet(table: Table) -> bool:
    """Whether the table is a sheet for signatures, and no plan in which each row is signed."""
    return any(
        _SIGNED.match(column.heading)
        for header in headers(table, words.PLAN)[:1]
        if not header.fields >= {words.TITLE, words.DEADLINE, words.RESPONSIBLE}
        for column in header.columns
    )


def _has_headings(table: Table) -> bool:
    """Whether a table begins with headings of its own, whatever it be: short ones, most of them known."""
    for header in headers(table, words.PLAN)[:1]:
        known = sum(1 for column in header.columns if column.is_known)
        are_short = all(len(column.heading) <= _SHORT for column in header.columns)
        return header.first == 0 and are_short and known > len(header.columns) / 2
    return False


def _item_form(table: Table, header: Header, caption: str) -> Form:
    """The form of a plan, of control points or of mechanisms.

    What only the paragraph above calls so, but has columns or headings of a plan, may be the plan itself.
    """
    title = _title_above(table, header)
    own = _item_kind(header.heading(words.TITLE), title)
    kind = own or _item_kind(caption) or Kind.PLAN
    form = Form(kind, _of_kind(header, kind), title)
    if own is None and kind is not Kind.PLAN and _is_like_plan(table, header):
        return replace(form, as_plan=Form(Kind.PLAN, header, title))
    return form


def _of_kind(header: Header, kind: Kind) -> Header:
    """The headings of a kind of rows: columns that these do not have are other."""
    fields = _FIELDS.get(kind)
    if fields is None:
        return header
    columns = (one if one.field in fields else replace(one, field=words.OTHER) for one in header.columns)
    return replace(header, columns=tuple(columns))


def _item_kind(*texts: str) -> Kind | None:
    for text in texts:
        said = words.match(
            text, (("control", "контрольн точк"), ("control", "контрольн событ"), ("way", "механизм"))
        )
        if said is not None and said.place <= 1:
            return Kind.CONTROL_POINTS if said.field == "control" else Kind.MECHANISMS
    return None


def _is_like_plan(table: Table, header: Header) -> bool:
    """Whether a table has columns of a plan alone, or headings of sections."""
    return bool(header.fields & _OF_PLANS) or any(
        heading_of(row, header.columns, table) for _, row in data_rows(table, header)
    )


def _plan_fields(header: Header, spellings: Mapping[str, str]) -> frozenset[str]:
    return frozenset(column.field for column in recognise(header.columns, words.PLAN, spellings))


def _title_above(table: Table, header: Header) -> str:
    return " ".join(cell.text for row in table.rows[: header.first] for cell in row.own)


def _is_passport(table: Table, caption: str) -> bool:
    """Two columns, the left one short names of which several are usual in a passport."""
    names = [name for name, _ in passport_rows(table)]
    if len(names) < _FEWEST_LINES or any(len(name) > 200 for name in names):
        return False
    pairs = sum(1 for row in table.rows if len(row.cells) > 1)
    if pairs < len(table.rows) / 2 or max(len(_wide(table, index)) for index in range(len(table.rows))) > 2:
        return False
    usual = sum(1 for name in names if words.begins_with(name, words.PASSPORT))
    needed = len(names) / 4 if "паспорт" in caption.lower() else len(names) / 2
    return usual >= max(_FEWEST_LINES, needed)


def passport_rows(table: Table) -> list[tuple[str, str]]:
    """Name and text of each line of a passport, without a column of numbers and without headings."""
    rows = []
    for index, row in enumerate(table.rows):
        cells = _wide(table, index)
        if (
            row.is_blank
            or not cells
            or (index == 0 and not table.role and _PASSPORT_HEADING.match(" ".join(cells[1:])))
        ):
            continue
        rows.append((cells[0], " ".join(filter(None, cells[1:]))))
    return rows


def _wide(table: Table, index: int) -> list[str]:
    """The texts of a row, blank cells on the right and a number on the left dropped."""
    texts = [cell.text for cell in table.rows[index].cells]
    numbers = not texts[:1] or not texts[0] or as_number(texts[0]) is not None or texts[0].startswith("№")
    if len(texts) > 2 and numbers:
        texts = texts[1:]
    while len(texts) > 2 and not texts[-1]:
        texts.pop()
    return texts


def _continues(table: Table, previous: Form) -> bool:
    """Whether a table without headings goes on with the plan before it: most rows have as many cells."""
    if previous.header is None:
        return False
    rows = [row for row in table.rows if not row.is_blank and len(row.cells) > 1]
    same = [row for row in rows if len(row.cells) == len(previous.header.columns)]
    return len(same) > 0 and len(same) >= len(rows) / 2 and fits(table, previous.header)


def _going_on(previous: Form) -> Form:
    """The form of a table that goes on with another, without headings of its own."""
    header = replace(previous.header, first=0, depth=0) if previous.header else None
    as_plan = _going_on(previous.as_plan) if previous.as_plan else None
    return replace(previous, title="", is_continued=True, header=header, as_plan=as_plan)
