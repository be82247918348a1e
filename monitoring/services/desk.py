"""The coordinator's desk: marks that wait, who has not reported, what is due next."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, F, Prefetch, Q, QuerySet

from monitoring.choices import RECEIVED_STATES
from monitoring.models import Evidence, Execution
from monitoring.services import nudges
from roadmaps.choices import RoadmapState
from roadmaps.models import PlanItem, Responsible
from schools.access import Membership

SILENT_SHOWN = 5
NEXT_SHOWN = 6

ORDERS = {
    "age": ("submitted_at", "pk"),
    "schools": ("school__name", "submitted_at", "pk"),
    "activities": ("roadmap", "item__kind", "section__position", "item__position", "submitted_at", "pk"),
}


def queue(membership: Membership, order: str = "age") -> "QuerySet[Execution]":
    """Return the marks that wait for a decision, the oldest first unless ``order`` says otherwise."""
    kept = Prefetch("evidence", Evidence.objects.kept(), to_attr="documents")
    found: QuerySet[Execution] = (
        Execution.objects.visible_to(membership)
        .awaiting_acceptance()
        .select_related("item", "school", "roadmap")
        .prefetch_related(kept)
        .order_by(*ORDERS.get(order, ORDERS["age"]))
    )
    return found


@dataclass(slots=True)
class Silence:
    """One row of the plan whose deadline has passed, and who has not reported on it."""

    item: PlanItem
    due: datetime.date
    executions: list[Execution] = field(default_factory=list)
    told_at: datetime.datetime | None = None


def silent(membership: Membership, today: datetime.date) -> tuple[list[Silence], int]:
    """Return the rows that passed last with those who have not reported, and how many have not in all."""
    overdue = (
        Execution.objects.visible_to(membership).overdue(today).filter(roadmap__state=RoadmapState.IN_FORCE)
    )
    by_row = overdue.order_by().values("item", "due").annotate(found=Count("pk"))
    rows = list(by_row.order_by("-due", "item"))
    total = sum(row["found"] for row in rows)
    shown = {(row["item"], row["due"]): None for row in rows[:SILENT_SHOWN]}
    wanted = Q(pk__in=[])
    for item, due in shown:
        wanted |= Q(item=item, due=due)
    named = Prefetch("item__responsibles", Responsible.objects.select_related("person", "group"))
    found: dict[tuple[int, datetime.date], Silence] = {}
    for execution in (
        overdue.filter(wanted)
        .select_related("item", "school")
        .prefetch_related(named)
        .order_by("-due", "item", "school__name")
    ):
        key = (execution.item_id, execution.due)
        found.setdefault(key, Silence(execution.item, execution.due)).executions.append(execution)
    told = nudges.last_told([row for each in found.values() for row in each.executions])
    for each in found.values():
        each.told_at = max((told[row.pk] for row in each.executions if row.pk in told), default=None)
    return list(found.values()), total


@dataclass(frozen=True, slots=True)
class Coming:
    """A deadline ahead: received so far of how many."""

    item: PlanItem
    occurrence: int
    due: datetime.date
    received: int
    total: int


def coming(membership: Membership, today: datetime.date) -> Sequence[Coming]:
    """Return the next deadlines with how many have reported already, by the day that the plan has now.

    A mark made before its date was moved keeps the old day for itself, and counts here all the same.
    """
    rows = list(
        Execution.objects.visible_to(membership)
        .owed()
        .filter(roadmap__state=RoadmapState.IN_FORCE, occurrence__due__gte=today)
        .order_by()
        .values("occurrence", "item", day=F("occurrence__due"))
        .annotate(
            received=Count("pk", filter=Q(state__in=RECEIVED_STATES)),
            total=Count("pk"),
        )
        .order_by("day", "occurrence")[:NEXT_SHOWN]
    )
    items = PlanItem.objects.in_bulk({row["item"] for row in rows})
    return [
        Coming(items[row["item"]], row["occurrence"], row["day"], row["received"], row["total"])
        for row in rows
    ]
