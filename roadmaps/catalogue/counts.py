"""How much a roadmap holds and what of it waits for a human, counted in the query that lists it."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from roadmaps.choices import ItemKind, ResponsibleKind
from roadmaps.models import Indicator, PassportEntry, PlanItem, Responsible, Roadmap, Section, Specialist


def _of_roadmap(rows: Any, key: str = "roadmap") -> Coalesce:
    counted = rows.filter(**{key: OuterRef("pk")}).order_by().values(key).annotate(amount=Count("pk"))
    return Coalesce(Subquery(counted.values("amount"), output_field=IntegerField()), 0)


def with_needs(roadmaps: "QuerySet[Roadmap]") -> "QuerySet[Roadmap]":
    """Annotate activities, undated (rows without dates) and doubts (entries that mean nobody yet)."""
    doubtful = Responsible.objects.filter(
        kind=ResponsibleKind.DOUBT, item__cancelled_by__isnull=True, item__is_struck=False
    )
    return roadmaps.annotate(
        activities=_of_roadmap(PlanItem.objects.kept().filter(kind=ItemKind.ACTIVITY)),
        undated=_of_roadmap(PlanItem.objects.needing_dates().filter(roadmap__start__isnull=False)),
        doubts=_of_roadmap(doubtful, "item__roadmap"),
        school_count=_of_roadmap(Roadmap.schools.through.objects.all()),
    )


def with_parts(roadmaps: "QuerySet[Roadmap]") -> "QuerySet[Roadmap]":
    """Annotate the amounts that stand beside the tabs of a roadmap's page, and what needs a human."""
    return with_needs(roadmaps).annotate(
        section_count=_of_roadmap(Section.objects.all()),
        control_points=_of_roadmap(PlanItem.objects.kept().filter(kind=ItemKind.CONTROL_POINT)),
        mechanisms=_of_roadmap(PlanItem.objects.kept().filter(kind=ItemKind.MECHANISM)),
        passport_lines=_of_roadmap(PassportEntry.objects.all()),
        indicator_count=_of_roadmap(Indicator.objects.all()),
        specialist_count=_of_roadmap(Specialist.objects.all()),
    )
