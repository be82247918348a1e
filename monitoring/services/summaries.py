"""Summaries counted by SQL aggregates: one statement for a roadmap, by item, section and school.

A change marks its roadmap stale (``mark_stale``); a job counts the stale ones again (``rebuild_stale``).
Counting again gives the same lines whatever happened before: nothing is added to old figures.
"""

import datetime
import logging
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from operator import add
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone
from django_scopes import scope

from monitoring.choices import (
    AWAITING_STATES,
    OPEN_STATES,
    RECEIVED_STATES,
    UNCOUNTED_STATES,
    ExecutionState,
    SummaryLevel,
)
from monitoring.models import Execution, Snapshot, Summary, SummaryStatus
from roadmaps.choices import RoadmapState
from roadmaps.models import ControlPoint, Responsible, Roadmap
from schools.models import Municipality, School

logger = logging.getLogger(__name__)

FIGURES = (
    "total",
    "expected",
    "received",
    "on_time",
    "late",
    "overdue",
    "awaiting",
    "accepted",
    "returned",
    "early",
)
FOLLOWING = ("late",)  # from the others, so the database does not count it: received, but not on time
COUNTED = tuple(name for name in FIGURES if name not in FOLLOWING)
Figures = dict[str, int]
Totals = defaultdict[Any, list[int]]  # a place → its figures, in the order of COUNTED


def conditions(today: datetime.date) -> dict[str, Q]:
    """Say which executions each figure counts as of ``today``, by the names of ``Counts``.

    Lists that figures open filter by these very conditions.
    """
    standing = ~Q(state__in=UNCOUNTED_STATES)
    received = Q(state__in=RECEIVED_STATES)
    expected = Q(due__lte=today)
    return {
        "total": standing,
        "expected": standing & expected,
        "received": received & expected,
        "on_time": received & expected & Q(submitted_on__lte=F("due")),
        "late": received & expected & Q(submitted_on__gt=F("due")),
        "overdue": Q(state__in=OPEN_STATES, due__lt=today),
        "awaiting": Q(state__in=AWAITING_STATES),
        "accepted": Q(state=ExecutionState.ACCEPTED),
        "returned": Q(state=ExecutionState.RETURNED),
        "early": received & Q(due__gt=today),
    }


def figures(today: datetime.date) -> dict[str, Count]:
    """Return the aggregates of a summary as of ``today``, by the names of ``Counts``."""
    return {name: Count("pk", filter=condition) for name, condition in conditions(today).items()}


def mark_stale(roadmap_id: int) -> None:
    """Say that something the summary of the roadmap counts has changed; part of the change's transaction."""
    change = {"changes": F("changes") + 1, "stamp": uuid.uuid4()}
    if SummaryStatus.objects.filter(roadmap=roadmap_id).update(**change):
        return
    roadmap = Roadmap.objects.only("municipality_id").get(pk=roadmap_id)
    _, is_new = SummaryStatus.objects.get_or_create(
        roadmap_id=roadmap_id, defaults={"municipality_id": roadmap.municipality_id, "changes": 1}
    )
    if not is_new:
        SummaryStatus.objects.filter(roadmap=roadmap_id).update(**change)


@transaction.atomic
def rebuild(roadmap: Roadmap, *, today: datetime.date) -> None:
    """Count the roadmap's summary as of ``today`` and keep its figures as the day's snapshot."""
    status, _ = SummaryStatus.objects.select_for_update().get_or_create(
        roadmap=roadmap, defaults={"municipality_id": roadmap.municipality_id}
    )
    counted, begun = status.changes, timezone.now()
    lines = _count(roadmap, today)
    Summary.objects.filter(roadmap=roadmap).delete()
    Summary.objects.bulk_create(lines)
    _remember(roadmap, today, lines)
    SummaryStatus.objects.filter(pk=status.pk).update(
        counted_changes=counted, counted_on=today, counted_at=begun
    )


def _remember(roadmap: Roadmap, today: datetime.date, lines: Iterable[Summary]) -> None:
    """Keep the figures of the roadmap and of its sections as those of the day."""
    Snapshot.objects.filter(roadmap=roadmap, day=today).delete()
    Snapshot.objects.bulk_create(
        Snapshot(
            municipality_id=roadmap.municipality_id,
            roadmap=roadmap,
            section_id=line.section_id,
            day=today,
            **{name: getattr(line, name) for name in FIGURES},
        )
        for line in lines
        if line.level in (SummaryLevel.ROADMAP, SummaryLevel.SECTION)
    )


def _count(roadmap: Roadmap, today: datetime.date) -> list[Summary]:
    """Count everything in one statement by item, section and school; the levels above add its rows up."""
    by_item: Totals = defaultdict(_zeros)
    by_place: Totals = defaultdict(_zeros)
    executions = (
        Execution.objects.owed().filter(roadmap=roadmap).order_by().values("item", "section", "school")
    )
    for item, section, school, *counts in _counts_of(executions, today, "item", "section", "school"):
        _add(by_item[item], counts)
        _add(by_place[section, school], counts)
    totals: Totals = defaultdict(_zeros)
    whole = totals[SummaryLevel.ROADMAP, None, None]
    for (section, school), counts in by_place.items():
        _add(whole, counts)
        if section:
            _add(totals[SummaryLevel.SECTION, section, None], counts)
        if school:
            _add(totals[SummaryLevel.SCHOOL, None, school], counts)
        if section and school:
            totals[SummaryLevel.SCHOOL, section, school] = counts
    lines = [
        _line(roadmap, level, today, counts, section_id=section, school_id=school)
        for (level, section, school), counts in totals.items()
    ]
    return lines + _responsible_lines(roadmap, by_item, today) + _control_point_lines(roadmap, today)


def _counts_of(executions: Any, today: datetime.date, *keys: str) -> Iterable[tuple[Any, ...]]:
    """Give the keys of each group of the executions and its counts, in the order of COUNTED."""
    counts = {name: count for name, count in figures(today).items() if name in COUNTED}
    rows: Iterable[tuple[Any, ...]] = executions.annotate(**counts).values_list(*keys, *COUNTED)
    return rows


def _responsible_lines(roadmap: Roadmap, by_item: Totals, today: datetime.date) -> list[Summary]:
    """Lines by responsible: an item counts for each person, group or entry that its cell names."""
    entries: dict[tuple[int | None, int | None, str], tuple[Responsible, set[int]]] = {}
    named = Responsible.objects.filter(item__roadmap=roadmap).select_related("person", "group")
    for entry in named:
        text = "" if entry.person_id or entry.group_id else entry.text
        entries.setdefault((entry.person_id, entry.group_id, text), (entry, set()))[1].add(entry.item_id)
    lines = []
    for entry, items in entries.values():
        counts = _zeros()
        for item in items & by_item.keys():
            _add(counts, by_item[item])
        if any(counts):
            text = str(entry.person or entry.group or entry.text)[:250]
            lines.append(
                _line(
                    roadmap,
                    SummaryLevel.RESPONSIBLE,
                    today,
                    counts,
                    responsible=entry,
                    responsible_text=text,
                )
            )
    return lines


def _control_point_lines(roadmap: Roadmap, today: datetime.date) -> list[Summary]:
    """Lines by date of a control point; control points are few, so are their executions."""
    points = list(ControlPoint.objects.filter(roadmap=roadmap).values_list("pk", flat=True))
    executions = Execution.objects.owed().filter(item__in=points).order_by().values("occurrence")
    return [
        _line(roadmap, SummaryLevel.CONTROL_POINT, today, counts, occurrence_id=occurrence)
        for occurrence, *counts in _counts_of(executions, today, "occurrence")
        if any(counts)
    ]


def _zeros() -> list[int]:
    return [0] * len(COUNTED)


def _add(counts: list[int], more: Iterable[int]) -> None:
    counts[:] = map(add, counts, more)


def _named(counts: Iterable[int]) -> Figures:
    named = dict(zip(COUNTED, counts, strict=True))
    return named | {"late": named["received"] - named["on_time"]}


def _line(roadmap: Roadmap, level: str, today: datetime.date, counts: list[int], **what: Any) -> Summary:
    return Summary(
        municipality_id=roadmap.municipality_id,
        roadmap=roadmap,
        level=level,
        counted_on=today,
        **_named(counts),
        **what,
    )


def rebuild_stale() -> int:
    """Count again every roadmap that changed or was not counted today; return how many."""
    return _rebuild_everywhere(_stale)


def rebuild_all() -> int:
    """Count every roadmap that was ever in force again; return how many."""
    return _rebuild_everywhere(lambda today: _counted())


def _counted() -> Iterable[Roadmap]:
    return Roadmap.objects.filter(state__in=(RoadmapState.IN_FORCE, RoadmapState.COMPLETED))


def _stale(today: datetime.date) -> Iterable[Roadmap]:
    """What has changed, was not counted today, names other people or has other schools than when counted.

    Who is responsible is said in the plan, and which school works in the register; neither knows anything
    of summaries: their own histories tell.
    """
    fresh = SummaryStatus.objects.filter(counted_changes=F("changes"))
    is_current = Q(summary_status__in=fresh) & (
        Q(summary_status__counted_on=today) | ~Q(state=RoadmapState.IN_FORCE)
    )
    since = {"history_date__gt": OuterRef("summary_status__counted_at")}
    renamed = Responsible.history.filter(item__roadmap=OuterRef("pk"), **since)
    changed = School.history.filter(municipality=OuterRef("municipality"), **since)  # closed, or open again
    return _counted().exclude(is_current & ~Exists(renamed) & ~Exists(changed))  # type: ignore[attr-defined, no-any-return]


def _rebuild_everywhere(choose: Callable[[datetime.date], Iterable[Roadmap]]) -> int:
    """Open one municipality at a time; a broken one is logged and stops none of the others."""
    rebuilt = 0
    for municipality in Municipality.objects.all():
        with scope(municipality=municipality):
            today = municipality.today()
            for roadmap in choose(today):
                try:
                    rebuild(roadmap, today=today)
                    rebuilt += 1
                except Exception:
                    logger.exception("summary of roadmap %s was not rebuilt", roadmap.pk)
    return rebuilt
