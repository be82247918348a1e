"""Intervals of a frequency: months, quarters, halves, weeks, parts of the school year, cut to a window."""

from collections.abc import Iterator
from datetime import date, timedelta

from roadmaps.deadlines.expressions import Every, Mode, Monthly
from schools.academic_calendar import AcademicCalendar, Interval

MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
TERMS = frozenset({"term", "trimester"})
PARTS_OF_SCHOOL_YEAR = (1, 2, 3, 4)
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MIDDLE = 15


def is_divisible(every: Every) -> bool:
    """Can the frequency be told in whole intervals? «5 раз в год» cannot."""
    if every.times < 1 or every.step < 1:
        return False
    if every.step > 1:
        return every.times == 1 and every.unit == "month" and 12 % every.step == 0
    if every.school:
        return every.times in PARTS_OF_SCHOOL_YEAR if every.unit == "year" else every.times == 1
    if every.unit in MONTHS_IN:
        return MONTHS_IN[every.unit] % every.times == 0 or (every.unit, every.times) == ("month", 2)
    return every.times == 1


def intervals(every: Every, window: Interval, calendar: AcademicCalendar) -> Iterator[Interval]:
    """Yield the whole or partial intervals of the frequency inside the window, in order of time."""
    for start, due in _whole(every, window, calendar):
        if start <= window.due and due >= window.start:
            yield Interval(max(start, window.start), min(due, window.due))


def monthly(days: Monthly, months: int, window: Interval) -> Iterator[Interval]:
    """Yield the days in question of every month of the window that follows so many months."""
    for year, month in _months(window, months):
        length = days_in(year, month)
        for first, last in days.days:
            due = date(year, month, min(last, length))
            begin = first if last > first else 1 if days.mode is Mode.UNTIL else last
            start = date(year, month, min(begin, length))
            if due >= window.start and start <= window.due:
                yield Interval(max(start, window.start), min(due, window.due))


def days_in(year: int, month: int) -> int:
    """Return the number of days of a month."""
    is_leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return LENGTHS[month - 1] + is_leap


def last_of_month(year: int, month: int) -> date:
    """Return the month's last day."""
    return date(year, month, days_in(year, month))


def _whole(every: Every, window: Interval, calendar: AcademicCalendar) -> Iterator[tuple[date, date]]:
    if every.unit == "week":
        return _weeks(window)
    if (every.unit, every.times) == ("month", 2):
        return _half_months(window)
    if every.unit in TERMS or (every.school and every.unit in ("half", "year")):
        return _school_parts(every, window, calendar)
    return _blocks(MONTHS_IN[every.unit] // every.times * every.step, window)


def _months(window: Interval, step: int) -> Iterator[tuple[int, int]]:
    """Yield year and month of every step-th month of the calendar year that touches the window."""
    year, month = window.start.year, (window.start.month - 1) // step * step + 1
    while (year, month) <= (window.due.year, window.due.month):
        yield year, month
        month += step
        if month > 12:
            year, month = year + 1, month - 12


def _blocks(length: int, window: Interval) -> Iterator[tuple[date, date]]:
    for year, month in _months(window, length):
        yield date(year, month, 1), last_of_month(year, month + length - 1)


def _half_months(window: Interval) -> Iterator[tuple[date, date]]:
    for year, month in _months(window, 1):
        yield date(year, month, 1), date(year, month, MIDDLE)
        yield date(year, month, MIDDLE + 1), last_of_month(year, month)


def _weeks(window: Interval) -> Iterator[tuple[date, date]]:
    monday = window.start.toordinal() - window.start.weekday()
    for day in range(max(monday, 1), window.due.toordinal() + 1, 7):
        yield date.fromordinal(day), date.fromordinal(min(day + 6, date.max.toordinal()))


def _school_parts(every: Every, window: Interval, calendar: AcademicCalendar) -> Iterator[tuple[date, date]]:
    for year in calendar.school_years_touching(window.start, window.due):
        if every.unit in TERMS or every.times == 4:
            yield from calendar.quarters_of(year)
        elif every.unit == "half" or every.times == 2:
            yield from calendar.halves_of(year)
        else:
            yield from _equal_parts(calendar.school_year(year), every.times)


def _equal_parts(whole: Interval, count: int) -> Iterator[tuple[date, date]]:
    """Cut a school year into equal numbers of months, or of days where its months do not divide."""
    months = (whole.due.year - whole.start.year) * 12 + whole.due.month - whole.start.month + 1
    starts = [whole.start]
    for part in range(1, count):
        if months % count == 0:
            index = whole.start.month - 1 + months // count * part
            starts.append(date(whole.start.year + index // 12, index % 12 + 1, 1))
        else:
            starts.append(whole.start + timedelta(days=((whole.due - whole.start).days + 1) * part // count))
    ends = [start - timedelta(days=1) for start in starts[1:]]
    yield from zip(starts, [*ends, whole.due], strict=True)
