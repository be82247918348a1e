"""What the grammar finds in a phrase: dates, frequencies, spans, and words that only look like dates."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Mode(Enum):
    """How a date is meant: at it, until it, from it on."""

    AT = "at"
    UNTIL = "until"
    FROM = "from"


class Edge(Enum):
    """Which end of a point is meant: «конец полугодия», «начала учебного года»."""

    WHOLE = "whole"
    START = "start"
    END = "end"


class Point(NamedTuple):
    """A named piece of any year: a day, a month, a quarter, a half, a school year.

    `unit` is day, month, quarter, half, term, school_half, year or school_year;
    `number` is the month or the quarter (0: each of them); `day` is the day of the month.
    """

    unit: str
    number: int = 0
    day: int = 0
    edge: Edge = Edge.WHOLE


class Years(NamedTuple):
    """The years that are named: pairs of first and last; of school years, where `school` is set."""

    groups: tuple[tuple[int, int], ...]
    school: bool = False

    def single(self) -> list[int]:
        """Return every calendar year named."""
        return [year for first, last in self.groups for year in range(first, last + 1)]


class When(NamedTuple):
    """A date or a range of dates, with its years where they are named."""

    first: Point
    last: Point | None = None
    years: Years | None = None
    first_years: Years | None = None
    """The years of a range's first end, where they differ."""
    mode: Mode = Mode.AT


@dataclass(slots=True)
class Element:
    """A part of the phrase from one token to before another; `loose` tokens inside it are remarks."""

    begin: int
    end: int
    loose: tuple[int, ...] = ()


@dataclass(slots=True)
class Dated(Element):
    """One or more dates that share their years."""

    whens: tuple[When, ...] = ()

    @property
    def is_years(self) -> bool:
        """Does it name years alone?"""
        if self.whens and self.whens[0].first.unit not in YEAR_UNITS:
            return False
        return all(when.first.unit in YEAR_UNITS and when.mode is Mode.AT for when in self.whens)


@dataclass(slots=True)
class Every(Element):
    """A frequency: so many times in a unit of time; once in `step` units."""

    unit: str = ""
    times: int = 1
    step: int = 1
    school: bool = False
    is_adverb: bool = False


@dataclass(slots=True)
class Monthly(Element):
    """Days of every month: «до 25 числа каждого месяца»."""

    days: tuple[tuple[int, int], ...] = ()
    mode: Mode = Mode.AT
    unit: str = ""
    """Month, quarter, half or year that the phrase itself names; empty: a frequency beside it must."""
    is_next: bool = False


@dataclass(slots=True)
class During(Element):
    """A span: the whole period (`unit` empty), the calendar years or the school years, all or those named."""

    unit: str = ""
    years: Years | None = None


@dataclass(slots=True)
class Closing(Element):
    """The last days of parts of the school year: «по итогам полугодия и учебного года»."""

    whens: tuple[When, ...] = ()


@dataclass(slots=True)
class Then(Element):
    """«Далее»: what follows holds after the dates before it."""


@dataclass(slots=True)
class Vague(Element):
    """Words that look like a date and are none; they stay in the remark."""


@dataclass(slots=True)
class Broken(Element):
    """A date that cannot be, or is counted from another: the whole phrase is not understood."""


YEAR_UNITS = frozenset({"year", "school_year"})
