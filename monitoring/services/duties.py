"""Who owes what by a plan: each occurrence for each school, or once for the people named."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from roadmaps.choices import ResponsibleKind, RoadmapKind
from roadmaps.models import Occurrence, PlanItem, Responsible, Roadmap
from schools.choices import PER_SCHOOL_RULES

Key = tuple[int, int | None]  # occurrence, school (None: the people named)


@dataclass(frozen=True, slots=True)
class Duty:
    """One execution as the plan wants it."""

    item: int
    section: int | None
    due: datetime.date


def wanted_duties(roadmap: Roadmap) -> dict[Key, Duty]:
    """Return what the roadmap as it stands asks for; four queries, however long the plan.

    Struck out rows and cancelled dates ask for nothing. Where a responsible means schools, each of them
    owes its own execution; everywhere else one execution waits for the people named (or, where nobody is
    understood yet, for the coordinator). Everything in a school's own roadmap is owed by that school.
    """
    schools = _schools_of_items(roadmap)
    own = (roadmap.school_id,) if roadmap.kind == RoadmapKind.SCHOOL else ()
    rows = Occurrence.objects.filter(
        item__in=PlanItem.objects.kept().filter(roadmap=roadmap), is_cancelled=False
    ).values_list("pk", "due", "item", "item__section")
    return {
        (occurrence, school): Duty(item, section, due)
        for occurrence, due, item, section in rows
        for school in own or schools.get(item, (None,))
    }


def _schools_of_items(roadmap: Roadmap) -> dict[int, tuple[int, ...]]:
    """Return, for items that schools answer for, the open schools that do."""
    open_schools = tuple(roadmap.schools.filter(is_closed=False).order_by("pk").values_list("pk", flat=True))
    found: dict[int, set[int]] = defaultdict(set)
    responsibles = Responsible.objects.filter(item__in=PlanItem.objects.kept().filter(roadmap=roadmap))
    for item in responsibles.filter(kind=ResponsibleKind.GROUP, group__rule__in=PER_SCHOOL_RULES).values_list(
        "item", flat=True
    ):
        found[item].update(open_schools)
    for item, school in responsibles.filter(
        kind=ResponsibleKind.SCHOOLS, schools__is_closed=False
    ).values_list("item", "schools"):
        found[item].add(school)
    return {item: tuple(sorted(schools)) for item, schools in found.items()}
