"""How much a roadmap holds and what of it waits for a human, counted in the query that lists it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from roadmaps.choices import ItemKind, ResponsibleKind
from roadmaps.models import (
    Indicator,
    PassportEntry,
    PlanItem,
    Responsible,
    Revision,
    Roadmap,
    Section,
    Specialist,
)
from roadmaps.models.remembered import key_of


def _of_roadmap(rows: Any, key: str = "roadmap") -> Coalesce:
    counted = rows.filter(**{key: OuterRef("pk")}).order_by().values(key).annotate(amount=Count("pk"))
    return Coalesce(Subquery(counted.values("amount"), output_field=IntegerField()), 0)


def with_needs(roadmaps: "QuerySet[Roadmap]") -> "QuerySet[Roadmap]":
    """Annotate activities, undated (rows without dates), doubts (entries that mean nobody yet), revision.

    Subqueries and no joins: a page's count leaves them out, and only the rows shown ask them.
    """
    doubtful = Responsible.objects.filter(
        kind=ResponsibleKind.DOUBT, item__cancelled_by__isnull=True, item__is_struck=False
    )
    newest = Revision.objects.filter(roadmap=OuterRef("pk")).order_by("-number")
    return roadmaps.annotate(
        activities=_of_roadmap(PlanItem.objects.kept().filter(kind=ItemKind.ACTIVITY)),
        undated=_of_roadmap(PlanItem.objects.needing_dates().filter(roadmap__start__isnull=False)),
        doubts=_of_roadmap(doubtful, "item__roadmap"),
        school_count=_of_roadmap(Roadmap.schools.through.objects.all()),
        revision=Subquery(newest.values("number")[:1]),
    )


def unclear_in(roadmap: Roadmap) -> int:
    """How many entries of the responsible mean nobody yet, alike ones counted once; one query."""
    rows = PlanItem.objects.kept().filter(roadmap=roadmap)
    entries = Responsible.objects.filter(item__in=rows, kind=ResponsibleKind.DOUBT)
    return len({key_of(text) for text in entries.order_by().values_list("text", flat=True).distinct()})


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much one roadmap holds."""

    activities: int
    control_points: int
    mechanisms: int
    sections: int
    schools: int
    passport: int
    indicators: int
    specialists: int


def amounts_of(roadmap: Roadmap) -> Amounts:
    """Count what stands beside the tabs and under the title of a roadmap's page; two queries."""
    items = PlanItem.objects.kept().filter(roadmap=roadmap).order_by()
    kinds = dict(items.values_list("kind").annotate(amount=Count("pk")))
    lists = {
        "sections": Section.objects,
        "schools": Roadmap.schools.through.objects,
        "passport": PassportEntry.objects,
        "indicators": Indicator.objects,
        "specialists": Specialist.objects,
    }
    first, *others = (
        rows.filter(roadmap=roadmap)
        .order_by()
        .values("roadmap")
        .annotate(what=Value(what), amount=Count("pk"))
        for what, rows in lists.items()
    )
    found = {row["what"]: row["amount"] for row in first.union(*others, all=True)}
    return Amounts(
        activities=kinds.get(ItemKind.ACTIVITY, 0),
        control_points=kinds.get(ItemKind.CONTROL_POINT, 0),
        mechanisms=kinds.get(ItemKind.MECHANISM, 0),
        **{what: found.get(what, 0) for what in lists},
    )
