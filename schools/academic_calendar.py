"""The academic calendar: school years, their halves and quarters (plain Python)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

LEAP_YEAR = 2024
FIRST_YEAR, LAST_YEAR = 2, 9997
MOST_PARTS = 6


class MonthDay(NamedTuple):
    """A day of any year; 29 February means the last day of February."""

    month: int
    day: int

    @classmethod
    def parse(cls, text: object) -> "MonthDay":
        """Read «09-01»; ValueError where it is no day of a year."""
        month, dash, day = str(text).partition("-")
        if not (dash and month.isdecimal() and day.isdecimal()):
            raise ValueError(f"«{text}» is not a day of the year such as «09-01»")
        try:
            date(LEAP_YEAR, int(month), int(day))
        except (ValueError, OverflowError):
            raise ValueError(f"«{text}» is not a day of the year such as «09-01»") from None
        return cls(int(month), int(day))

    def in_year(self, year: int) -> date:
        """Return this day of the given calendar year."""
        if self == (2, 29):
            return date(year, 3, 1) - timedelta(days=1)
        return date(year, self.month, self.day)

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"


class Interval(NamedTuple):
    """The first and the last day of a stretch of time."""

    start: date
    due: date


Part = tuple[MonthDay, MonthDay]


SEPTEMBER, MAY = MonthDay(9, 1), MonthDay(5, 31)
JANUARY, DECEMBER = MonthDay(1, 1), MonthDay(12, 31)
QUARTERS: tuple[Part, ...] = (
    (SEPTEMBER, MonthDay(10, 31)),
    (MonthDay(11, 1), DECEMBER),
    (JANUARY, MonthDay(3, 31)),
    (MonthDay(4, 1), MAY),
)
HALVES: tuple[Part, ...] = ((SEPTEMBER, DECEMBER), (JANUARY, MAY))


@dataclass(frozen=True)
class AcademicCalendar:
    """When a municipality's school year, its halves and its quarters begin and end."""

    start: MonthDay = SEPTEMBER
    end: MonthDay = MAY
    quarters: tuple[Part, ...] = QUARTERS
    halves: tuple[Part, ...] = HALVES

    def __post_init__(self) -> None:
        """Refuse parts that overlap, run backwards or leave the school year (ValueError)."""
        if self.start == self.end:
            raise ValueError("the school year begins and ends on the same day")
        self._check("quarters", self.quarters)
        self._check("halves", self.halves)

    @classmethod
    def from_dict(cls, data: object) -> "AcademicCalendar":
        """Read what `to_dict` gives; a missing key keeps its default; ValueError says what is wrong."""
        if not isinstance(data, Mapping):
            raise ValueError("the academic calendar must be an object")
        unknown = sorted(str(key) for key in set(data) - {"start", "end", "quarters", "halves"})
        if unknown:
            raise ValueError(f"the academic calendar has unknown keys: {', '.join(unknown)}")
        return cls(
            start=MonthDay.parse(data["start"]) if "start" in data else cls.start,
            end=MonthDay.parse(data["end"]) if "end" in data else cls.end,
            quarters=_parts("quarters", data["quarters"]) if "quarters" in data else cls.quarters,
            halves=_parts("halves", data["halves"]) if "halves" in data else cls.halves,
        )

    def to_dict(self) -> dict[str, object]:
        """Return a plain form for storage as JSON: days as «09-01», parts as pairs of days."""
        return {
            "start": str(self.start),
            "end": str(self.end),
            "quarters": [[str(first), str(last)] for first, last in self.quarters],
            "halves": [[str(first), str(last)] for first, last in self.halves],
        }

    def in_school_year(self, day: MonthDay, year: int) -> date:
        """Return the given day of the school year that begins in the calendar year `year`."""
        return day.in_year(year if day >= self.start else year + 1)

    def school_year(self, year: int) -> Interval:
        """Return the first and last day of the school year that begins in the calendar year `year`."""
        return self._interval((self.start, self.end), year)

    def quarters_of(self, year: int) -> tuple[Interval, ...]:
        """Return the quarters of the school year that begins in the calendar year `year`."""
        return tuple(self._interval(part, year) for part in self.quarters)

    def halves_of(self, year: int) -> tuple[Interval, ...]:
        """Return the halves of the school year that begins in the calendar year `year`."""
        return tuple(self._interval(part, year) for part in self.halves)

    def first_year_of(self, day: date) -> int:
        """Return the calendar year in which the school year that the day belongs to began.

        The summer after a school year still belongs to it.
        """
        return day.year if day >= self.start.in_year(day.year) else day.year - 1

    def school_year_of(self, day: date) -> str:
        """Return the school year's name, such as «2026/27»; the summer belongs to the year before it."""
        year = self.first_year_of(day)
        return f"{year}/{(year + 1) % 100:02}"

    def school_years_touching(self, start: date, end: date) -> Iterator[int]:
        """Yield the first calendar year of every school year with a day between the two days."""
        for year in range(max(start.year - 1, FIRST_YEAR), min(end.year, LAST_YEAR) + 1):
            span = self.school_year(year)
            if span.start <= end and span.due >= start:
                yield year

    def _interval(self, part: Part, year: int) -> Interval:
        start = self.in_school_year(part[0], year)
        due = self.in_school_year(part[1], year)
        return Interval(start, due if due >= start else part[1].in_year(due.year + 1))

    def _check(self, name: str, parts: tuple[Part, ...]) -> None:
        if not 1 <= len(parts) <= MOST_PARTS:
            raise ValueError(f"{name}: between 1 and {MOST_PARTS} are needed")
        whole = self.school_year(LEAP_YEAR - 1)
        spans = [self._interval(part, LEAP_YEAR - 1) for part in parts]
        for span in spans:
            if span.start < whole.start or span.due > whole.due:
                raise ValueError(
                    f"{name}: {span.start:%m-%d} – {span.due:%m-%d} is not inside the school year"
                )
        for one, other in pairwise(spans):
            if other.start <= one.due:
                raise ValueError(f"{name}: {other.start:%m-%d} begins before {one.due:%m-%d} ends")


def _parts(name: str, data: object) -> tuple[Part, ...]:
    if not isinstance(data, list | tuple):
        raise ValueError(f"{name}: a list of pairs of days is needed")
    parts = []
    for pair in data:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise ValueError(f"{name}: «{pair}» is not a pair of days")
        parts.append((MonthDay.parse(pair[0]), MonthDay.parse(pair[1])))
    return tuple(parts)


DEFAULT = AcademicCalendar()
