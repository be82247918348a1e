"""A school year as a strip: quarters, halves, holidays, months, in per cent of its width (plain Python)."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from schools.academic_calendar import AcademicCalendar, MonthDay

ROMAN = ("I", "II", "III", "IV", "V", "VI")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the strip: what it is called, its days, its place."""

    words: str
    start: date
    due: date
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Strip:
    """Everything that the drawing needs."""

    quarters: list[Piece]
    halves: list[Piece]
    holidays: list[Piece]
    months: list[Piece]
    today: float | None


def strip_of(calendar: AcademicCalendar, holidays: Iterable[Sequence[str]], today: date) -> Strip:
    """Lay out the school year of `today`, summer after it included; `holidays` are pairs of days «10-26»."""
    year = calendar.first_year_of(today)
    first = calendar.school_year(year).start.replace(day=1)
    last = first.replace(year=first.year + 1) - timedelta(days=1)
    days = (last - first).days + 1

    def piece(words: str, start: date, due: date) -> Piece:
        left = 100 * (start - first).days / days
        return Piece(words, start, due, round(left, 2), round(100 * ((due - start).days + 1) / days, 2))

    pairs = [(MonthDay.parse(one), MonthDay.parse(other)) for one, other in holidays]
    breaks = [
        (calendar.in_school_year(one, year), calendar.in_school_year(other, year)) for one, other in pairs
    ]
    return Strip(
        quarters=[piece(ROMAN[n], *part) for n, part in enumerate(calendar.quarters_of(year))],
        halves=[piece(ROMAN[n], *part) for n, part in enumerate(calendar.halves_of(year))],
        holidays=[piece("", start, due) for start, due in breaks if start <= due],
        months=[piece("", *month) for month in _months(first)],
        today=round(100 * (today - first).days / days, 2) if first <= today <= last else None,
    )


def _months(first: date) -> list[tuple[date, date]]:
    months = []
    for offset in range(12):
        number = first.month - 1 + offset
        start = date(first.year + number // 12, number % 12 + 1, 1)
        months.append((start, start.replace(day=monthrange(start.year, start.month)[1])))
    return months
