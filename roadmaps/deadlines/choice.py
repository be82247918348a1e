"""Which of the readings that meet in a phrase gives the dates; the rest stays in the remark."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from roadmaps.deadlines import kinds
from roadmaps.deadlines.arrangement import arranged
from roadmaps.deadlines.expressions import (
    YEAR_UNITS,
    Broken,
    Closing,
    Dated,
    During,
    Edge,
    Element,
    Every,
    Mode,
    Monthly,
    Then,
    When,
)
from roadmaps.deadlines.frames import Frame
from roadmaps.deadlines.intervals import intervals
from roadmaps.deadlines.occurrences import occurrences_of
from roadmaps.deadlines.stretches import Choice, by_frequency, by_spans, spans_of, windows_of
from roadmaps.deadlines.tokens import Token
from schools.academic_calendar import Interval

TRIMESTERS = 3
ONE_DAY = timedelta(days=1)
LONG_UNITS = frozenset({"year", "school_year", "quarter", "half", "school_half", "term", "trimester"})
SCHOOL_UNITS = frozenset({"school_year", "school_half"})


@dataclass(slots=True)
class _Found:
    """The elements of one phrase, by what they are."""

    dated: list[Dated] = field(default_factory=list)
    frequencies: list[Every] = field(default_factory=list)
    monthlies: list[Monthly] = field(default_factory=list)
    closings: list[Closing] = field(default_factory=list)
    spans: list[During] = field(default_factory=list)
    thens: list[Then] = field(default_factory=list)

    def add(self, element: Element) -> None:
        match element:
            case Dated():
                self.dated.append(element)
            case Every():
                self.frequencies.append(element)
            case Monthly():
                self.monthlies.append(element)
            case Closing():
                self.closings.append(element)
            case During():
                self.spans.append(element)
            case Then():
                self.thens.append(element)

    @property
    def whens(self) -> list[When]:
        return [when for element in self.dated for when in element.whens]


def choose(tokens: list[Token], elements: Sequence[Element], frame: Frame) -> Choice | None:
    """Choose the reading that gives the dates; None where none does.

    Dates and ranges come first, then closings, then frequencies, then spans. Raises ImpossibleDateError.
    """
    if elements and isinstance(elements[-1], Broken):
        return None
    found = _Found()
    for element in elements:
        if not _names_trimesters(element) or len(frame.calendar.quarters) == TRIMESTERS:
            found.add(element)
    if found.dated:
        found.dated = arranged(tokens, found.dated)
        return _by_dates(tokens, found, frame)
    if found.closings:
        return _by_closings(found, frame)
    if found.monthlies or found.frequencies:
        return _by_frequency(found, windows_of(found.spans, frame), frame)
    return by_spans(found.spans, frame) if found.spans else None


def _names_trimesters(element: Element) -> bool:
    """Does it name parts that only a school year of three parts has?"""
    match element:
        case Every():
            return element.unit == "trimester"
        case Dated() | Closing():
            return any(when.first.unit == "trimester" for when in element.whens)
    return False


def _by_frequency(found: _Found, windows: list[Interval], frame: Frame) -> Choice | None:
    is_school = any(during.unit == "school_year" for during in found.spans) or any(
        when.first.unit in SCHOOL_UNITS for when in found.whens
    )
    choice = by_frequency(found.frequencies, found.monthlies, windows, frame, is_school=is_school)
    if choice:
        choice.used += [*found.spans, *found.dated]
    return choice


def _by_closings(found: _Found, frame: Frame) -> Choice:
    """Give the last days of the parts named; parts of a calendar year that is named are plain dates."""
    whens = [when for closing in found.closings for when in closing.whens]
    spans = [span for when in whens for span in occurrences_of(when, frame)]
    is_plain = all(when.years is not None and not when.years.school for when in whens)
    yearly = [every for every in found.frequencies if _is_yearly(every) and every.is_adverb]
    return Choice(spans, [*found.closings, *yearly], None if is_plain else found.closings[0])


def _by_dates(tokens: list[Token], found: _Found, frame: Frame) -> Choice | None:
    since = [when for when in found.whens if when.mode is Mode.FROM]
    others = [when for when in found.whens if when.mode is not Mode.FROM]
    if since and not others and not _limits(since, found):
        spans = [span for when in since for span in occurrences_of(when, frame)]
        return Choice(spans, [*found.dated], is_continuous=True)
    if since and _limits(since, found):
        begun = occurrences_of(since[0], frame)
        if not begun:
            return None
        frame = frame._replace(start=max(frame.start, begun[0].start))
        if not others:
            return _by_frequency(found, [frame.window], frame)
        for element in found.dated:
            element.whens = tuple(when for when in element.whens if when.mode is not Mode.FROM)
    if _is_inside_dates(found):
        spans = [span for when in found.whens for span in occurrences_of(when, frame)]
        return _by_frequency(found, [span for span in map(frame.cut, spans) if span], frame)
    return _plain_dates(tokens, found, frame)


def _limits(since: list[When], found: _Found) -> bool:
    """Does «с 2023» only say from which year on the rest holds («май, ежегодно с 2023»)?"""
    is_year = len(since) == 1 and since[0].first.unit == "year"
    return is_year and (len(found.whens) > 1 or bool(found.frequencies))


def _is_inside_dates(found: _Found) -> bool:
    """Does a frequency hold inside one range («ежемесячно, сентябрь – декабрь»), rather than beside dates?"""
    if found.thens or not (found.frequencies or found.monthlies):
        return False
    if not found.monthlies and _is_yearly(found.frequencies[0]):
        return all(element.is_years for element in found.dated)
    return (not found.frequencies or len(found.whens) == 1) and all(
        when.mode is Mode.AT
        and when.first.edge is Edge.WHOLE
        and (when.last is not None or when.first.unit in LONG_UNITS)
        for when in found.whens
    )


def _is_yearly(every: Every) -> bool:
    return every.unit == "year" and every.times == every.step == 1


def _plain_dates(tokens: list[Token], found: _Found, frame: Frame) -> Choice:
    choice = Choice(used=[*found.dated])
    named = [during for during in found.spans if during.years is not None]
    windows = windows_of(named, frame)
    is_repeated = False
    for when in dict.fromkeys(found.whens):
        spans = occurrences_of(when, frame)
        if when.years is None and when.first_years is None:
            is_repeated = True
            spans = [span for span in spans if any(w.start <= span.due <= w.due for w in windows)]
        elif when.years is not None and len(when.years.single()) > 1:
            is_repeated = True
        choice.spans += spans
    if is_repeated:
        choice.used += [every for every in found.frequencies if _is_yearly(every) and every.is_adverb]
    if choice.spans:
        _add_tail(tokens, found, frame, choice)
    return choice


def _add_tail(tokens: list[Token], found: _Found, frame: Frame, choice: Choice) -> None:
    """Add what holds after the dates: «далее – регулярно», «сентябрь, в течение года»."""
    last = found.dated[-1].end
    candidates: list[During | Every] = [*found.spans, *found.frequencies]
    after = [element for element in candidates if element.begin >= last]
    if not after:
        return
    first = min(after, key=lambda element: element.begin)
    thens = [then for then in found.thens if last <= then.begin < first.begin]
    if not thens and not (isinstance(first, During) and _may_follow(tokens, found, first)):
        return
    if isinstance(first, During):
        tail = [span for whole in spans_of(first, frame) if (span := _rest(whole, choice.spans))]
    else:
        rest = _rest(frame.window, choice.spans)
        tail = list(intervals(first, rest, frame.calendar)) if rest else []
    if tail:
        choice.spans += tail
        choice.used += [first, *thens]


def _may_follow(tokens: list[Token], found: _Found, during: During) -> bool:
    """May a span continue dates with no «далее» between? Not in brackets, not after years or «до»."""
    between = tokens[found.dated[-1].end : during.begin]
    return not any(token.kind == kinds.OPEN for token in between) and all(
        when.mode is Mode.AT and when.first.unit not in YEAR_UNITS for when in found.whens
    )


def _rest(whole: Interval, dates: list[Interval]) -> Interval | None:
    """Return the part of the span after the last date inside it; None where nothing is left."""
    inside = [date.due for date in dates if whole.start <= date.due <= whole.due]
    if not inside:
        return whole if whole.start > min(date.due for date in dates) else None
    return Interval(max(inside) + ONE_DAY, whole.due) if max(inside) < whole.due else None
