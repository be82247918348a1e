"""The frame in which a phrase is read: a period and an academic calendar."""

from datetime import date
from typing import NamedTuple

from schools.academic_calendar import FIRST_YEAR, LAST_YEAR, AcademicCalendar, Interval


class Frame(NamedTuple):
    """The first and last day of the period, and the calendar by which school years are told."""

    start: date
    end: date
    calendar: AcademicCalendar

    @property
    def window(self) -> Interval:
        """The period as an interval."""
        return Interval(self.start, self.end)

    @property
    def years(self) -> range:
        """The calendar years that the period touches."""
        return range(max(self.start.year, FIRST_YEAR), min(self.end.year, LAST_YEAR - 1) + 1)

    def cut(self, span: Interval) -> Interval | None:
        """Return the part of the span inside the period, None where there is none."""
        start, due = max(span.start, self.start), min(span.due, self.end)
        return Interval(start, due) if start <= due else None
