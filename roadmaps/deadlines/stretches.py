"""Spans and frequencies turned into dates inside the period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from roadmaps.deadlines.expressions import Closing, During, Element, Every, Monthly
from roadmaps.deadlines.frames import Frame
from roadmaps.deadlines.intervals import MONTHS_IN, intervals, is_divisible, monthly
from schools.academic_calendar import Interval


@dataclass(slots=True)
class Choice:
    """The dates of a phrase, the elements that gave them, and the frequency or span that they follow."""

    spans: list[Interval] = field(default_factory=list)
    used: list[Element] = field(default_factory=list)
    rhythm: Every | Monthly | Closing | None = None
    is_continuous: bool = False


def spans_of(during: During, frame: Frame) -> list[Interval]:
    """Return the spans that «в течение …» names, cut to the period."""
    calendar = frame.calendar
    if not during.unit:
        whole = [frame.window]
    elif during.unit == "school_year":
        years: Iterable[int] = calendar.school_years_touching(frame.start, frame.end)
        if during.years is not None:
            years = [first for first, _ in during.years.groups]
        whole = [calendar.school_year(year) for year in years]
    else:
        groups = during.years.groups if during.years is not None else [(year, year) for year in frame.years]
        whole = [Interval(date(first, 1, 1), date(last, 12, 31)) for first, last in groups]
    return [span for span in map(frame.cut, whole) if span]


def by_spans(spans: Sequence[During], frame: Frame) -> Choice:
    """Be continuous: in the spans that are named, else in the whole period."""
    named = [during for during in spans if during.unit] or list(spans)
    used: list[Element] = list(named)
    return Choice([span for during in named for span in spans_of(during, frame)], used, is_continuous=True)


def windows_of(spans: Sequence[During], frame: Frame) -> list[Interval]:
    """Return the spans in which a frequency beside them holds: the whole period where none is named."""
    named = [during for during in spans if during.unit]
    return [span for during in named for span in spans_of(during, frame)] if named else [frame.window]


def by_frequency(
    frequencies: Sequence[Every],
    monthlies: Sequence[Monthly],
    windows: Iterable[Interval],
    frame: Frame,
    *,
    is_school: bool,
) -> Choice | None:
    """Recur inside the windows; `is_school` says that the school year is named. None: cannot be told."""
    if monthlies:
        return _by_days(monthlies[0], frequencies, windows)
    every = frequencies[0]
    if is_school and every.unit in ("half", "year") and every.step == 1:
        every = replace(every, school=True)
    if not is_divisible(every):
        return None
    spans = [span for window in windows for span in intervals(every, window, frame.calendar)]
    return Choice(spans, [frequencies[0]], every)


def _by_days(days: Monthly, frequencies: Sequence[Every], windows: Iterable[Interval]) -> Choice | None:
    """Recur on days of the month; a frequency beside them may say of which months."""
    used: list[Element] = [days]
    unit = days.unit
    for every in frequencies:
        is_plain = every.times == every.step == 1
        if is_plain and (every.unit == "month" or (days.is_next and every.unit in MONTHS_IN)):
            unit = every.unit if unit in ("", "month") else unit
            used.append(every)
            break
    if unit not in MONTHS_IN:
        return None
    months = MONTHS_IN[unit]
    return Choice(
        [span for window in windows for span in monthly(days, months, window)], used, replace(days, unit=unit)
    )
