"""A deadline's reading as it is shown beside the field while somebody types."""

import datetime
from dataclasses import dataclass

from roadmaps import deadlines
from roadmaps.catalogue.timeline import Timeline, timeline_of
from roadmaps.choices import DeadlineKind
from roadmaps.deadlines import Reading
from roadmaps.models import Roadmap
from roadmaps.services.occurrences import Dated, dated_by
from roadmaps.services.scheduling import Span, reading_period
from schools.academic_calendar import AcademicCalendar
from schools.models import Municipality


@dataclass(frozen=True, slots=True)
class LiveReading:
    """The reading, its line of time, and the text in pieces: (words, whether nobody knew them)."""

    reading: Reading
    timeline: Timeline | None
    pieces: list[tuple[str, bool]]
    dates: list[Dated]

    @property
    def kind_words(self) -> str:
        """What sort of deadline it is, in words; nothing where the sentence says it."""
        has_dates = bool(self.reading.occurrences)
        return str(DeadlineKind(self.reading.kind).label) if has_dates else ""

    @property
    def has_doubts(self) -> bool:
        """Whether there are words that nobody knew."""
        return any(is_doubtful for _words, is_doubtful in self.pieces)


def live_reading(text: str, roadmap: Roadmap, today: datetime.date) -> LiveReading | None:
    """Read the text in the roadmap's period; None while the period is not known."""
    return reading_in(reading_period(roadmap), text, municipality=roadmap.municipality, today=today)


def reading_in(
    period: Span | None, text: str, *, municipality: Municipality, today: datetime.date
) -> LiveReading | None:
    """Read the text in a period by the municipality's calendar; None while the period is not known."""
    if period is None:
        return None
    calendar = AcademicCalendar.from_dict(municipality.academic_calendar)
    reading = deadlines.read(text, *period, calendar)
    days = municipality.working_days
    dates = [dated_by(days, span.start, span.due, period) for span in reading.occurrences]
    spans = [(dated.start, dated.due) for dated in dates]
    timeline = timeline_of(spans, period=period, calendar=calendar, today=today) if spans else None
    return LiveReading(reading, timeline, pieces_of(text, reading.doubtful), dates)


def pieces_of(text: str, doubtful: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """Cut the text at the places (from, to) of the words that nobody knew."""
    pieces: list[tuple[str, bool]] = []
    last = 0
    for first, end in sorted(doubtful):
        pieces += [(text[last:first], False), (text[first:end], True)]
        last = end
    pieces.append((text[last:], False))
    return [(words, is_doubtful) for words, is_doubtful in pieces if words.strip()]
