"""How far roadmaps have come: «11 из 14» of rows of the plan, sections, whole roadmaps."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from django.db.models import Count, F, Max, OuterRef, Q, Subquery

from monitoring.choices import OPEN_STATES, RECEIVED_STATES, ExecutionState
from monitoring.models import Execution, SummaryStatus
from roadmaps.models import Roadmap
from schools.models import School


@dataclass(slots=True)
class Tally:
    """Counts of executions; ``overdue`` holds returned ones too, if their deadline has passed."""

    total: int = 0
    accepted: int = 0  # in time
    late: int = 0  # accepted, marked after the deadline
    submitted: int = 0
    claimed: int = 0  # said not to be required, not decided yet
    returned: int = 0
    overdue: int = 0
    returned_overdue: int = 0
    expected: int = 0  # due by today
    expected_received: int = 0

    def add(self, other: "Tally") -> None:
        """Add the counts of another tally to this one."""
        for name in COUNTED:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def received(self) -> int:
        """Marked done, accepted or not yet."""
        return self.accepted + self.late + self.submitted

    @property
    def bar(self) -> dict[str, int]:
        """Parts that add up to the whole, for the bar of states."""
        overdue = self.overdue - self.returned_overdue
        counted = self.received + self.claimed + self.returned + overdue
        return {
            "accepted": self.accepted,
            "late": self.late,
            "submitted": self.submitted + self.claimed,
            "returned": self.returned,
            "overdue": overdue,
            "rest": self.total - counted,
        }


COUNTED = tuple(each.name for each in fields(Tally))


@dataclass(slots=True)
class ItemTally:
    """One row of the plan: ``current`` is what «N из M» counts, ``whole`` all its dates together.

    ``current`` counts the schools of the date that came last (or comes first, before any has come), and for
    the people named all the dates of the row; ``next_due`` is the nearest date not yet done by everybody.
    """

    is_per_school: bool
    current: Tally = field(default_factory=Tally)
    whole: Tally = field(default_factory=Tally)
    current_occurrence: int | None = None
    next_due: datetime.date | None = None

    @property
    def single_state(self) -> str:
        """The state of the only execution of the row, in the words of LOOK; "" where there are several."""
        if self.whole.total != 1:
            return ""
        return next((name for name, amount in self.whole.bar.items() if amount and name != "rest"), "planned")


@dataclass(slots=True)
class RoadmapTally:
    """A whole roadmap: rows by key, sections by key, kinds of rows by name, and all together."""

    roadmap: int
    items: dict[int, ItemTally] = field(default_factory=dict)
    sections: dict[int, Tally] = field(default_factory=lambda: defaultdict(Tally))
    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    whole: Tally = field(default_factory=Tally)


def _counts(today: datetime.date) -> dict[str, Count]:
    accepted = Q(state=ExecutionState.ACCEPTED)
    late = Q(submitted_on__gt=F("due"))
    overdue = Q(state__in=OPEN_STATES, due__lt=today)
    expected = Q(due__lte=today)
    return {
        "total": Count("pk"),
        "accepted": Count("pk", filter=accepted & ~late),
        "late": Count("pk", filter=accepted & late),
        "submitted": Count("pk", filter=Q(state=ExecutionState.SUBMITTED)),
        "claimed": Count("pk", filter=Q(state=ExecutionState.CLAIMED)),
        "returned": Count("pk", filter=Q(state=ExecutionState.RETURNED)),
        "overdue": Count("pk", filter=overdue),
        "returned_overdue": Count("pk", filter=overdue & Q(state=ExecutionState.RETURNED)),
        "expected": Count("pk", filter=expected),
        "expected_received": Count("pk", filter=expected & Q(state__in=RECEIVED_STATES)),
    }


def _tally(row: dict[str, Any]) -> Tally:
    return Tally(*(row[name] for name in COUNTED))


def tally_roadmaps(roadmaps: Iterable[Roadmap], today: datetime.date) -> dict[int, Tally]:
    """Return the counts of each roadmap by its key; one query for all of them."""
    rows = Execution.objects.owed().filter(roadmap__in=list(roadmaps)).order_by().values("roadmap")
    found = {row["roadmap"]: _tally(row) for row in rows.annotate(**_counts(today))}
    return defaultdict(Tally, found)


def tally_roadmap(roadmap: Roadmap, today: datetime.date) -> RoadmapTally:
    """Return the counts of each row of the roadmap's plan, and their sums; one query.

    What was counted is kept in memory until the next change (``summaries.mark_stale``), the next change of
    a school, or the next day.
    """
    schools = School.history.filter(municipality=OuterRef("municipality")).order_by("-history_id")
    status = SummaryStatus.objects.filter(roadmap=roadmap)
    stamp = status.values_list("stamp", Subquery(schools.values("history_id")[:1])).first()
    return _kept(roadmap.pk, today, stamp) if stamp else _count(roadmap.pk, today)


@lru_cache(maxsize=32)
def _kept(roadmap: int, today: datetime.date, stamp: tuple[uuid.UUID, int | None]) -> RoadmapTally:
    """The counts as of one change: no two changes ever share a stamp, so nothing old is taken for new."""
    return _count(roadmap, today)


def _count(roadmap: int, today: datetime.date) -> RoadmapTally:
    rows = (
        Execution.objects.owed()
        .filter(roadmap=roadmap)
        .order_by()
        .values("item", "section", "occurrence", kind=F("item__kind"))
        .annotate(last_due=Max("due"), schools=Count("school"), **_counts(today))
    )
    found = RoadmapTally(roadmap)
    dates: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        dates[row["item"]].append(row)
        tally = _tally(row)
        found.whole.add(tally)
        found.kinds[row["kind"]].add(tally)
        if row["section"]:
            found.sections[row["section"]].add(tally)
    found.items = {
        item: _of_item(sorted(of_item, key=lambda row: (row["last_due"], row["occurrence"])), today)
        for item, of_item in dates.items()
    }
    return found


def _of_item(dates: list[dict[str, Any]], today: datetime.date) -> ItemTally:
    """Count one row of the plan; ``dates`` are its occurrences in order of time."""
    tally = ItemTally(is_per_school=any(row["schools"] for row in dates))
    for row in dates:
        tally.whole.add(_tally(row))
    ahead = (row["last_due"] for row in dates if row["last_due"] >= today and not _is_done(row))
    tally.next_due = next(ahead, None)
    if tally.is_per_school:
        come = [row for row in dates if row["last_due"] <= today]
        current = come[-1] if come else dates[0]
        tally.current, tally.current_occurrence = _tally(current), current["occurrence"]
    else:
        tally.current = tally.whole
    return tally


def _is_done(row: dict[str, Any]) -> bool:
    return bool(row["accepted"] + row["late"] + row["submitted"] + row["claimed"] == row["total"])
