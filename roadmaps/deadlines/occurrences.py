"""Points and ranges turned into dates: with their own years, or in every year of the period."""

from collections.abc import Iterator
from datetime import date, timedelta

from roadmaps.deadlines.expressions import Edge, Mode, Point, When, Years
from roadmaps.deadlines.frames import Frame
from roadmaps.deadlines.intervals import TERMS, days_in, last_of_month
from schools.academic_calendar import AcademicCalendar, Interval

MONTHS = {"quarter": 3, "half": 6}
ALL = {"month": 12, "quarter": 4, "half": 2}
ONE_DAY = timedelta(days=1)


class ImpossibleDateError(ValueError):
    """A date that does not exist, or a range that runs backwards."""


def occurrences_of(when: When, frame: Frame) -> list[Interval]:
    """Return the dated instances of one date or range, in order of time.

    Raises ImpossibleDateError for 29 February of a common year and for ranges that run backwards.
    """
    spans: list[Interval] = []
    for one in _each(when, frame.calendar):
        if one.years is None and one.first_years is None:
            spans += _yearless(one, frame)
        else:
            spans += _named(one, frame)
    if when.mode is Mode.FROM:
        return _until_the_end(spans, frame)
    if when.mode is Mode.UNTIL:
        return [_until(span, when, frame) for span in spans]
    return spans


def _each(when: When, calendar: AcademicCalendar) -> Iterator[When]:
    """Put each quarter, half or month in the place of «четверти», «полугодия» without a number."""
    point = when.first
    terms = len(calendar.quarters)
    counts = {**ALL, "term": terms, "trimester": terms, "school_half": len(calendar.halves)}
    if point.number or point.unit not in counts:
        yield when
        return
    for number in range(1, counts[point.unit] + 1):
        yield when._replace(first=point._replace(number=number))


def _yearless(when: When, frame: Frame) -> Iterator[Interval]:
    """Yield an instance for every year of the period in which its due date falls inside the period."""
    for year in (*frame.years, frame.years.stop):
        due = _bounds(when.last or when.first, year, frame.calendar)
        start = _bounds(when.first, year, frame.calendar) if when.last else due
        if due is None or start is None:
            continue
        if start.start > due.due:
            start = _bounds(when.first, year - 1, frame.calendar) or start
        last = due.start - ONE_DAY if _is_before(when) else due.due
        if frame.start <= last <= frame.end:
            yield Interval(max(min(start.start, last), frame.start), last)


def _named(when: When, frame: Frame) -> Iterator[Interval]:
    """Yield an instance for every year named."""
    if when.last is None:
        for span in _of_years(when.first, when.years, frame.calendar):
            yield span._replace(due=span.start - ONE_DAY) if _is_before(when) else span
        return
    if when.first_years is not None:
        yield _between(when, frame)
        return
    years = when.years or Years(())
    if years.school:
        for start, due in zip(
            _of_years(when.first, years, frame.calendar),
            _of_years(when.last, years, frame.calendar),
            strict=True,
        ):
            yield _forwards(start.start, due.due)
        return
    yield from _ranges(when, years, frame)


def _between(when: When, frame: Frame) -> Interval:
    """Join two ends of which the first names its year; the second may follow it in the next year."""
    calendar = frame.calendar
    start = _of_years(when.first, when.first_years, calendar)[0].start
    last = when.last or when.first
    if when.years is not None:
        return _forwards(start, _of_years(last, when.years, calendar)[-1].due)
    for year in (start.year, start.year + 1):
        due = _bounds(last, year, calendar)
        if due and due.due >= start:
            return Interval(start, due.due)
    raise ImpossibleDateError


def _ranges(when: When, years: Years, frame: Frame) -> Iterator[Interval]:
    """Yield a range in every year named; over the turn of a year, one year is that of the range's end."""
    first, last, calendar = when.first, when.last or when.first, frame.calendar
    named = years.single()
    for year in named:
        start, due = _must(first, year, calendar), _must(last, year, calendar)
        if start.start <= due.due:
            yield Interval(start.start, due.due)
            continue
        backward = Interval(_must(first, year - 1, calendar).start, due.due)
        forward = Interval(start.start, _must(last, year + 1, calendar).due)
        if len(named) == 1:
            is_forward = frame.cut(backward) is None and frame.start <= forward.due <= frame.end
            yield forward if is_forward else backward
        elif len(years.groups) > 1 or year < named[-1]:
            yield forward


def _of_years(point: Point, years: Years | None, calendar: AcademicCalendar) -> list[Interval]:
    """Return the point in each of the years named; years alone are one span a group."""
    if years is None:
        raise ImpossibleDateError
    if years.school:
        return [_in_school_year(point, first, calendar) for first, _ in years.groups]
    if point.unit == "year":
        spans = [Interval(date(first, 1, 1), date(last, 12, 31)) for first, last in years.groups]
        return [_edge(span, point.edge) for span in spans]
    return [_must(point, year, calendar) for year in years.single()]


def _in_school_year(point: Point, year: int, calendar: AcademicCalendar) -> Interval:
    """Return the point inside the school year that begins in the given calendar year."""
    if point.unit == "school_year":
        return _edge(calendar.school_year(year), point.edge)
    for candidate in (year, year + 1):
        span = _bounds(point, candidate, calendar)
        if span and calendar.first_year_of(span.due) == year:
            return span
    raise ImpossibleDateError


def _must(point: Point, year: int, calendar: AcademicCalendar) -> Interval:
    span = _bounds(point, year, calendar)
    if span is None:
        raise ImpossibleDateError
    return span


def _bounds(point: Point, year: int, calendar: AcademicCalendar) -> Interval | None:
    """Return the point whose last day is in the given calendar year; None where it does not exist there."""
    span = _whole(point, year, calendar)
    return span and _edge(span, point.edge)


def _whole(point: Point, year: int, calendar: AcademicCalendar) -> Interval | None:
    unit, number = point.unit, point.number
    if unit == "day":
        if point.day > days_in(year, number):
            return None
        day = date(year, number, point.day)
        return Interval(day, day)
    if unit == "month":
        return Interval(date(year, number, 1), last_of_month(year, number))
    if unit in MONTHS:
        length = MONTHS[unit]
        return Interval(date(year, (number - 1) * length + 1, 1), last_of_month(year, number * length))
    if unit == "year":
        return Interval(date(year, 1, 1), date(year, 12, 31))
    return _of_school(point, year, calendar)


def _of_school(point: Point, year: int, calendar: AcademicCalendar) -> Interval | None:
    for first in (year - 1, year):
        if point.unit == "school_year":
            parts: tuple[Interval, ...] = (calendar.school_year(first),)
        else:
            parts = calendar.quarters_of(first) if point.unit in TERMS else calendar.halves_of(first)
        span = parts[max(point.number, 1) - 1] if point.number <= len(parts) else None
        if span and _edge(span, point.edge).due.year == year:
            return span
    return None


def _edge(span: Interval, edge: Edge) -> Interval:
    if edge is Edge.END:
        return Interval(span.due, span.due)
    return Interval(span.start, span.start) if edge is Edge.START else span


def _forwards(start: date, due: date) -> Interval:
    if start > due:
        raise ImpossibleDateError
    return Interval(start, due)


def _is_before(when: When) -> bool:
    """Is it «до начала …», due the day before?"""
    return when.mode is Mode.UNTIL and when.last is None and when.first.edge is Edge.START


def _until(span: Interval, when: When, frame: Frame) -> Interval:
    """Begin on the period's first day, or on 1 January of the year in which it is due."""
    start = max(frame.start, date(span.due.year, 1, 1))
    return Interval(min(start, span.due), span.due)


def _until_the_end(spans: list[Interval], frame: Frame) -> list[Interval]:
    for span in spans:
        whole = frame.cut(Interval(span.start, frame.end))
        return [whole] if whole else []
    return []
