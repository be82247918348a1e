"""From a deadline's text to a reading: plain form, tokens, grammar, choice, dates."""

from datetime import date

from roadmaps.deadlines.choice import choose
from roadmaps.deadlines.expressions import Element, Then, Vague
from roadmaps.deadlines.frames import Frame
from roadmaps.deadlines.grammar import elements_of
from roadmaps.deadlines.normalise import Plain, one_line, plain
from roadmaps.deadlines.occurrences import ImpossibleDateError
from roadmaps.deadlines.reading import Kind, Reading, Span
from roadmaps.deadlines.remarks import (
    is_doubtful,
    is_empty,
    note_of,
    remarks_of,
    stripped,
    tells_of_event,
    tells_of_timetable,
    used_mask,
)
from roadmaps.deadlines.stretches import Choice
from roadmaps.deadlines.tokens import Token, tokens_of
from roadmaps.deadlines.wording import how_often
from schools.academic_calendar import DEFAULT, AcademicCalendar, Interval


def read(text: str, start: date, end: date, calendar: AcademicCalendar = DEFAULT) -> Reading:
    """Read a deadline as it is written into dates inside a roadmap's period (its first and last day).

    Any string will do: what is not understood is of the kind «unknown» and has no dates.
    """
    simple = plain(text)
    tokens = tokens_of(simple)
    if is_empty(tokens):
        return Reading(Kind.EMPTY)
    elements = elements_of(tokens)
    try:
        choice = choose(tokens, elements, Frame(start, end, calendar)) if start <= end else None
    except ImpossibleDateError:
        choice = None
    if choice and choice.spans:
        return _dated(text, simple, tokens, choice)
    return _undated(text, tokens, elements)


def _dated(text: str, simple: Plain, tokens: list[Token], choice: Choice) -> Reading:
    used = used_mask(tokens, choice.used)
    remarks = remarks_of(tokens, used)
    occurrences = _in_order(choice.spans)
    return Reading(
        _kind(choice, occurrences),
        occurrences,
        note_of(remarks, tokens, text, simple),
        _places(tokens, used, simple),
        tuple(
            (simple.place(tokens[first].start), simple.place(tokens[last].end))
            for first, last in remarks
            if is_doubtful(tokens[first : last + 1])
        ),
        how_often(choice.rhythm),
    )


def _undated(text: str, tokens: list[Token], elements: list[Element]) -> Reading:
    """Tell events and timetables from what is not understood; the remark is the whole phrase."""
    note = stripped(one_line(text))
    has_dates = any(not isinstance(element, Then | Vague) for element in elements)
    if not has_dates and tells_of_event(tokens):
        return Reading(Kind.ON_EVENT, note=note)
    if not has_dates and tells_of_timetable(tokens):
        return Reading(Kind.BY_SCHEDULE, note=note)
    return Reading(Kind.UNKNOWN, note=note, doubtful=((0, len(text)),))


def _kind(choice: Choice, occurrences: tuple[Span, ...]) -> Kind:
    if choice.rhythm is not None:
        return Kind.RECURRING
    if choice.is_continuous:
        return Kind.CONTINUOUS
    return Kind.ONCE if len(occurrences) == 1 else Kind.SERIES


def _in_order(spans: list[Interval]) -> tuple[Span, ...]:
    """Put the dates in order; of several that are due on one day the first to begin stays."""
    by_due: dict[date, Span] = {}
    for begin, due in sorted(spans, key=lambda span: (span.due, span.start)):
        by_due.setdefault(due, Span(begin, due))
    return tuple(by_due.values())


def _places(tokens: list[Token], used: bytearray, simple: Plain) -> tuple[tuple[int, int], ...]:
    """Return the places of the words used, neighbours joined."""
    places: list[tuple[int, int]] = []
    joined = False
    for index, token in enumerate(tokens[:-3]):
        if used[index]:
            begin = places.pop()[0] if joined else simple.place(token.start)
            places.append((begin, simple.place(token.end)))
        joined = bool(used[index])
    return tuple(places)
