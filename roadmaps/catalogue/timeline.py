"""A deadline's dates on a line of time, in per cent of its width: what the small drawing is made of."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from common.dates import MONTHS_ALONE, known
from schools.academic_calendar import AcademicCalendar

Span = tuple[datetime.date, datetime.date]
Part = tuple[datetime.date, datetime.date, str]
MOST_MONTHS = 13  # a longer line names years, not months
NEAR = 2.5  # per cent: dots nearer than this become one
ROMAN = ("I", "II", "III", "IV", "V", "VI")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the line: its left edge and width, in per cent, and what is written there."""

    left: float
    width: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that the drawing needs; ``dots`` are the due days, ``runs`` the spans that lead to them."""

    quarters: list[Stretch]
    ticks: list[Stretch]
    runs: list[Stretch]
    dots: list[float]
    today: float | None


def timeline_of(
    spans: Sequence[Span], *, period: Span, calendar: AcademicCalendar, today: datetime.date
) -> Timeline:
    """Lay the dates out over the roadmap's period, made longer where a date stands outside it."""
    first = min([period[0], *(start for start, _due in spans)]).replace(day=1)
    last = _end_of_month(max([period[1], *(due for _start, due in spans)]))
    days = (last - first).days + 1

    def place(day: datetime.date) -> float:
        return round(100 * (day - first).days / days, 2)

    def stretch(start: datetime.date, due: datetime.date, words: str = "") -> Stretch:
        begin, end = max(start, first), min(due, last)
        left = place(begin)
        return Stretch(left, round(place(end + datetime.timedelta(days=1)) - left, 2), words)

    is_long = days > MOST_MONTHS * 31
    quarters = [] if is_long else _quarters(calendar, first, last)
    ticks = _years(first, last) if is_long else _months(first, last)
    return Timeline(
        quarters=[stretch(*part) for part in quarters],
        ticks=[stretch(*part) for part in ticks],
        runs=[stretch(start, due) for start, due in spans if due > start],
        dots=_dots([round(place(due) + 50 / days, 2) for _start, due in spans]),
        today=place(today) if first <= today <= last else None,
    )


def _quarters(calendar: AcademicCalendar, first: datetime.date, last: datetime.date) -> list[Part]:
    return [
        (start, due, ROMAN[number])
        for year in calendar.school_years_touching(first, last)
        for number, (start, due) in enumerate(calendar.quarters_of(year))
        if start <= last and due >= first
    ]


def _months(first: datetime.date, last: datetime.date) -> list[Part]:
    names = MONTHS_ALONE[known(get_language())]
    months, start = [], first
    while start <= last:
        due = _end_of_month(start)
        months.append((start, due, names[start.month - 1]))
        start = due + datetime.timedelta(days=1)
    return months


def _years(first: datetime.date, last: datetime.date) -> list[Part]:
    return [
        (max(first, datetime.date(year, 1, 1)), min(last, datetime.date(year, 12, 31)), str(year))
        for year in range(first.year, last.year + 1)
    ]


def _dots(places: list[float]) -> list[float]:
    dots: list[float] = []
    for place in sorted(places):
        if not dots or place - dots[-1] >= NEAR:
            dots.append(place)
    return dots


def _end_of_month(day: datetime.date) -> datetime.date:
    following = (day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return following - datetime.timedelta(days=1)
