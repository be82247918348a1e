"""Calendars: what falls due in a month, a quarter or a school year, and the address of a feed."""

import calendar
import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from monitoring.choices import RECEIVED_STATES
from monitoring.models import CalendarFeed, Execution
from monitoring.models.calendar_feed import new_token
from roadmaps.choices import RoadmapState
from schools.access import Membership
from schools.models import Person
from schools.ribbon import SEVERITY

VIEWS = ("month", "quarter", "year")
SHOWN = 3  # titles in a day of a month


def worst(states: Iterable[str]) -> str:
    """Return the state that is seen where several stand in one place."""
    return max(states, key=SEVERITY.index)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the plan on one day: the person's own executions, or everybody's together."""

    due: datetime.date
    executions: Sequence[Execution]

    @property
    def first(self) -> Execution:
        """The execution that stands for all of the row."""
        return self.executions[0]

    @property
    def done(self) -> int:
        """How many are received."""
        return sum(row.state in RECEIVED_STATES for row in self.executions)

    def shown_state(self, today: datetime.date) -> str:
        """The worst of their states: what nobody may overlook."""
        return worst(row.shown_state(today) for row in self.executions)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar: its date, whether it belongs to the month shown, and what falls due."""

    date: datetime.date
    is_inside: bool
    entries: Sequence[Entry]

    @property
    def shown(self) -> Sequence[Entry]:
        """The first few."""
        return self.entries[:SHOWN]

    @property
    def left(self) -> int:
        """How many are not among the first few."""
        return len(self.entries) - len(self.shown)

    def shown_state(self, today: datetime.date) -> str:
        """The worst state of what falls due."""
        return worst(entry.shown_state(today) for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of days, Monday to Sunday."""

    first: datetime.date
    weeks: Sequence[Sequence[Day]]

    @property
    def entries(self) -> list[Entry]:
        """Everything that falls due in the month, in order."""
        return [entry for week in self.weeks for day in week if day.is_inside for entry in day.entries]


@dataclass(frozen=True, slots=True)
class Period:
    """What a page shows: months from a day to a day, and where the neighbours begin."""

    months: Sequence[Month]
    previous: datetime.date
    following: datetime.date


def period(membership: Membership, view: str, day: datetime.date) -> Period:
    """Return the month, the quarter of the school year or the school year that the day belongs to."""
    first, last = bounds(membership, view, day)
    by_day: dict[datetime.date, list[Entry]] = defaultdict(list)
    for entry in entries(membership, first, last):
        by_day[entry.due].append(entry)
    months = [_month(start, by_day) for start in _starts(first, last)]
    return Period(months, first - datetime.timedelta(days=1), last + datetime.timedelta(days=1))


def bounds(membership: Membership, view: str, day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day shown: whole months."""
    if view == "year":
        year = day.year if day.month >= 9 else day.year - 1
        return datetime.date(year, 9, 1), datetime.date(year + 1, 8, 31)
    first = last = day
    if view == "quarter":
        quarters = membership.municipality.calendar
        year = quarters.first_year_of(day)
        for start, end in quarters.quarters_of(year):
            if end >= day:
                first, last = start, end
                break
        else:  # after the last quarter: the summer
            first, last = datetime.date(year + 1, 6, 1), datetime.date(year + 1, 8, 31)
    return first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])


def entries(membership: Membership, first: datetime.date, last: datetime.date) -> list[Entry]:
    """Return what falls due between two days: the own duties of whoever has some, else everybody's.

    A date that was moved keeps its marks on the old day and what is still open on the new one: two entries.
    """
    rows: Any = (
        own(membership) if membership.is_school_only else Execution.objects.visible_to(membership).owed()
    )
    found: dict[tuple[int, datetime.date], list[Execution]] = {}
    chosen = rows.filter(roadmap__state=RoadmapState.IN_FORCE).due_within(first, last)
    for row in chosen.select_related("item", "roadmap", "school").order_by(
        "due", "roadmap", "item__position", "pk"
    ):
        found.setdefault((row.occurrence_id, row.due), []).append(row)
    return [Entry(due, rows) for (_occurrence, due), rows in found.items()]


def own(membership: Membership) -> "QuerySet[Execution]":
    """Return the executions that the person owes and that count."""
    rows: QuerySet[Execution] = Execution.objects.owed_by(membership).owed()
    return rows


def _starts(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [datetime.date(number // 12, number % 12 + 1, 1) for number in months]


def _month(first: datetime.date, by_day: dict[datetime.date, list[Entry]]) -> Month:
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first,
        [[Day(day, day.month == first.month, by_day.get(day, ())) for day in week] for week in weeks],
    )


@transaction.atomic
def open_feed(person: Person) -> CalendarFeed:
    """Give the person an address for a calendar, a new one if there was one: the old one is dead at once."""
    feed, is_new = CalendarFeed.objects.get_or_create(
        person=person, defaults={"municipality_id": person.municipality_id}
    )
    if not is_new:
        feed.token = new_token()
        feed.save()
    return feed


@transaction.atomic
def close_feed(person: Person) -> None:
    """Take the address away."""
    CalendarFeed.objects.filter(person=person).delete()
