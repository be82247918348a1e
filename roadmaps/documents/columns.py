"""A column of a table, and columns that have one field together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from roadmaps.documents.calendar_words import MONTHS, NAMES, month_named
from roadmaps.documents.headings import DEADLINE, NUMBER, OTHER, RESPONSIBLE
from roadmaps.documents.spellings import is_told, match_spelled

START: Final = "start"
END: Final = "end"
MONTH: Final = "month"
FEWEST_MONTHS: Final = 3
FEWEST_QUARTERS: Final = 2
_START = re.compile(r"\bнач(?:ал|\b)|(?:^|\s)с$", re.IGNORECASE)
_END = re.compile(r"\b(?:оконч|заверш|кон(?:ец|ц))|(?:^|\s)(?:по|до)$", re.IGNORECASE)
_MONTH = re.compile(rf"(?:{MONTHS})[а-я]*\.?(?:\s+20\d\d(?:\s*г(?:ода|\.)?)?)?", re.IGNORECASE)
_QUARTER = re.compile(
    r"(?:[IVХ]{1,3}|[1-4])(?:\s*-?\s*(?:й|ый|ой|ое|е|я|ая))?\s*(?:кв(?:артал|\.)?|полугодие|четверть)"
    r"(?:\s+20\d\d(?:\s*г(?:ода|\.)?)?)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"20\d\d(?=(?:\s*г(?:од|\.)?)?$)")
_YEARS = re.compile(
    r"20\d\d(?:\s*[-–/]\s*(?:20)?\d\d)?(?:\s*(?:г|гг|год|годы|уч(?:ебный|\.)\s*(?:год|г))\.?)?", re.IGNORECASE
)
_POST = re.compile(r"\bдолжност", re.IGNORECASE)
_NAME = re.compile(r"\b(?:фио\b|ф\.\s?и\.\s?о|фамил)", re.IGNORECASE)
_MONTHS = re.compile(r"\bмесяц", re.IGNORECASE)
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True)
class Column:
    """A column: its heading as written, the field that it was recognised as, its place in the grid.

    `is_taken` says that by its words it would be a field that another column of the table is.
    """

    heading: str
    field: str
    start: int
    end: int
    is_known: bool = True
    leaf: str = ""
    group: str = ""
    role: str = ""  # of a deadline's column: START, END or MONTH
    is_taken: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether nobody need look at what the column was recognised as."""
        return self.field == NUMBER or (self.is_known and not (self.is_taken and self.field == OTHER))

    @property
    def drawn(self) -> str:
        """The heading by which the column is known without those above it: of a month, the month."""
        return self.leaf if self.role == MONTH and self.group else self.heading

    @property
    def is_post(self) -> bool:
        """Whether it holds the posts of the people beside it."""
        heading = self.leaf or self.heading
        return _POST.search(heading) is not None and _NAME.search(heading) is None


def share_fields(
    columns: Sequence[Column], words: tuple[tuple[str, str], ...], spellings: Mapping[str, str]
) -> tuple[Column, ...]:
    """The columns, those that say one thing together given one field."""
    told = {index for index, column in enumerate(columns) if is_told(column.heading, spellings)}
    shown = ["" if index in told else column.leaf or column.heading for index, column in enumerate(columns)]
    months = [index for index, column in enumerate(columns) if index not in told and _month_of(column)]
    quarters = [index for index, text in enumerate(shown) if _QUARTER.fullmatch(text)]
    fields = {column.field for column in columns}
    years = [index for index, text in enumerate(shown) if not columns[index].group and _YEARS.fullmatch(text)]
    roles: dict[int, str] = {}
    if len(months) >= FEWEST_MONTHS:
        roles = dict.fromkeys(months, MONTH)
    elif len(quarters) >= FEWEST_QUARTERS:
        roles = dict.fromkeys(quarters, MONTH)
    elif len(years) >= FEWEST_QUARTERS and RESPONSIBLE in fields and DEADLINE not in fields:
        roles = dict.fromkeys(years, MONTH)
    else:
        roles = _ends(columns, words, spellings)
    made = list(columns)
    for index, role in roles.items():
        made[index] = replace(columns[index], field=DEADLINE, role=role, is_known=True)
        if role == MONTH:
            made[index] = replace(made[index], leaf=_said(columns[index]))
    has_posts = any(column.field == RESPONSIBLE and column.is_post for column in made)
    made = [
        replace(column, field=RESPONSIBLE, is_known=True)
        if column.field == OTHER and (column.is_post or has_posts) and _is_of_people(column, words, spellings)
        else column
        for column in made
    ]
    return tuple(_of_group(column, columns, words, spellings) for column in made)


def _said(column: Column) -> str:
    """A month or a quarter in words, with the year that stands above it."""
    text = column.leaf or column.heading
    year = _YEAR.match(column.group)
    name = _month_of(column) or text
    return f"{name} {year[0]}" if year and year[0] not in text else name


def _month_of(column: Column) -> str:
    """The month that a column is of: in words, shortened, or by its number under «Месяцы»."""
    text = column.leaf or column.heading
    if _MONTHS.search(column.group):
        numeral = text.upper().replace("Х", "X")
        if numeral in _NUMERALS:
            return NAMES[_NUMERALS.index(numeral)]
        if text.isdecimal() and 0 < int(text[:3]) <= len(NAMES):
            return NAMES[int(text) - 1]
    return text if _MONTH.fullmatch(text) else month_named(text)


def _ends(
    columns: Sequence[Column], words: tuple[tuple[str, str], ...], spellings: Mapping[str, str]
) -> dict[int, str]:
    """The columns of the first and of the last day, where there is one of each.

    «Начало» and «Окончание» alone say when too, unless another column does.
    """
    fields = [match_spelled(column.heading, words, spellings) for column in columns]
    told = [index for index, found in enumerate(fields) if found is not None and found.field == DEADLINE]
    untold = [index for index, found in enumerate(fields) if found is None]
    for choice in (told, [*told, *untold]):
        starts, ends = ([index for index in choice if _says(columns[index], what)] for what in (_START, _END))
        if len(starts) == len(ends) == 1 and starts != ends:
            is_alone = choice is told or {*told} <= {*starts, *ends}
            return {starts[0]: START, ends[0]: END} if is_alone else {}
    return {}


def _says(column: Column, what: re.Pattern[str]) -> bool:
    return what.search(column.leaf or column.heading) is not None


def _of_group(
    column: Column,
    columns: Sequence[Column],
    words: tuple[tuple[str, str], ...],
    spellings: Mapping[str, str],
) -> Column:
    """People in several columns under one wide heading answer together."""
    if column.field != OTHER or not column.group:
        return column
    found = match_spelled(column.group, words, spellings)
    beside = any(one.field == RESPONSIBLE and one.group == column.group for one in columns)
    if found is not None and found.field == RESPONSIBLE and beside:
        return replace(column, field=RESPONSIBLE, is_known=True)
    return column


def _is_of_people(column: Column, words: tuple[tuple[str, str], ...], spellings: Mapping[str, str]) -> bool:
    found = match_spelled(column.heading, words, spellings)
    return found is not None and found.field == RESPONSIBLE
