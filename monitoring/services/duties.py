"""Who owes what by a plan: each occurrence for each school, or once for the people named."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from monitoring.choices import OPEN_STATES, EventKind, ExecutionState
from monitoring.models import Execution
from monitoring.services.absences import came_back, owes_again
from roadmaps.choices import ResponsibleKind, RoadmapKind
from roadmaps.models import Occurrence, PlanItem, Responsible, Roadmap
from schools.choices import PER_SCHOOL_RULES
from schools.models import School

EVER = datetime.date.min
Key = tuple[int, int | None]  # occurrence, school (None: the people named)


@dataclass(frozen=True, slots=True)
class Duty:
    """One execution as the plan wants it."""

    item: int
    section: int | None
    due: datetime.date


@dataclass(slots=True)
class Difference:
    """What has to be done to make the executions of a roadmap equal to its plan.

    ``moved_dates`` maps an occurrence that is gone to the one that took its place; ``moved`` holds open
    executions whose day changes, restored ones too.
    """

    wanted: dict[Key, Duty]
    moved_dates: dict[Occurrence, int] = field(default_factory=dict)
    made: list[Key] = field(default_factory=list)
    cancelled: list[Execution] = field(default_factory=list)
    restored: list[Execution] = field(default_factory=list)
    moved: list[Execution] = field(default_factory=list)

    def items(self) -> set[int]:
        """Rows of the plan whose executions are not as the plan wants them."""
        changed = (*self.cancelled, *self.restored, *self.moved)
        return {self.wanted[key].item for key in self.made} | {row.item_id for row in changed}

    def of_items(self, items: set[int]) -> "Difference":
        """Only what these rows of the plan bring about."""
        return Difference(
            self.wanted,
            {old: new for old, new in self.moved_dates.items() if old.item_id in items},
            [key for key in self.made if self.wanted[key].item in items],
            *(
                [row for row in rows if row.item_id in items]
                for rows in (self.cancelled, self.restored, self.moved)
            ),
        )

    @property
    def occurrences(self) -> int:
        """How many dates the plan has."""
        return len({occurrence for occurrence, _school in self.wanted})

    @property
    def schools(self) -> int:
        """How many schools owe something."""
        return len({school for _occurrence, school in self.wanted if school})


def wanted_duties(roadmap: Roadmap) -> dict[Key, Duty]:
    """Return what the roadmap as it stands asks for; four queries, however long the plan.

    Rows struck out and cancelled dates ask for nothing. Where a responsible means schools, each of them
    owes its own execution; everywhere else one execution waits for the people named (or, where nobody is
    understood yet, for the coordinator). Everything in a school's own roadmap is owed by that school.
    """
    schools = _schools_of_items(roadmap)
    own = (roadmap.school_id,) if roadmap.kind == RoadmapKind.SCHOOL else ()
    rows = Occurrence.objects.filter(item__in=_kept(roadmap), is_cancelled=False)
    return {
        (occurrence, school): Duty(item, section, due)
        for occurrence, due, item, section in rows.values_list("pk", "due", "item", "item__section")
        for school in own or schools.get(item, (None,))
    }


def difference(roadmap: Roadmap) -> Difference:
    """Return what the executions of the roadmap lack, have too much, or have on another day."""
    found = Difference(wanted_duties(roadmap))
    found.moved_dates = _moved_dates(roadmap, found.wanted)
    moved_to = {old.pk: new for old, new in found.moved_dates.items()}
    known = set()
    rows = list(
        Execution.objects.filter(roadmap=roadmap).only("occurrence", "item", "school", "state", "due")
    )
    keys = {row.pk: (moved_to.get(row.occurrence_id, row.occurrence_id), row.school_id) for row in rows}
    back = came_back(
        roadmap,
        [row for row in rows if row.state == ExecutionState.CANCELLED and keys[row.pk] in found.wanted],
    )
    for row in rows:
        key = keys[row.pk]
        known.add(key)
        duty = found.wanted.get(key)
        is_cancelled = row.state == ExecutionState.CANCELLED
        if duty is None:
            if row.state in OPEN_STATES:
                found.cancelled.append(row)
            continue
        if row.pk in back and duty.due < back[row.pk]:
            continue
        if is_cancelled:
            found.restored.append(row)
        if row.due != duty.due and (is_cancelled or row.state in OPEN_STATES):
            found.moved.append(row)
    found.made = [key for key in found.wanted if key not in known]
    if known and any(school for _occurrence, school in found.made):
        gone = {row.pk for row in found.cancelled}
        standing = (row for row in rows if row.state != ExecutionState.CANCELLED and row.pk not in gone)
        of_others = {keys[row.pk][0] for row in standing if row.school_id}
        since = _owes_since(roadmap, found, [row for row in rows if row.pk in back])
        today = roadmap.municipality.today()
        found.made = [
            (occurrence, school)
            for occurrence, school in found.made
            if school is None
            or found.wanted[occurrence, school].due
            >= max(since.get(school, EVER), today if occurrence in of_others else EVER)
        ]
    return found


def _owes_since(
    roadmap: Roadmap, found: Difference, went_with_school: list[Execution]
) -> dict[int, datetime.date]:
    """Return, for schools that came to the roadmap later or came back, the day from which they owe.

    What other schools owe already, and a school does not, it owes from today at the earliest: it was not
    there, or not named in the row, when they were given it.
    """
    schools = {school for _occurrence, school in found.made if school}
    since = _joined(roadmap, schools)
    again = owes_again(roadmap, went_with_school)
    opened = School.objects.filter(pk__in=schools).values_list("pk", "returned_on")
    for school, day in (*again.items(), *opened):
        if day is not None:
            since[school] = max(day, since.get(school, day))
    return since


def _joined(roadmap: Roadmap, schools: set[int]) -> dict[int, datetime.date]:
    """Return, for schools that came to the roadmap after its first order, the day from which they owe.

    Executions of the first order have no event of their own; a school all of whose executions have one came
    with the earliest of them, and a school that has none comes today.
    """
    place = roadmap.municipality
    rows = Execution.objects.filter(roadmap=roadmap, school__in=schools).order_by().values("school")
    created = Q(events__kind=EventKind.CREATED)
    known = {
        row["school"]: row
        for row in rows.annotate(
            total=Count("pk", distinct=True),
            made_later=Count("pk", distinct=True, filter=created),
            first=Min("events__at", filter=created),
        )
    }
    since = dict.fromkeys(schools - set(known), place.today())
    for school, row in known.items():
        if row["total"] == row["made_later"]:
            since[school] = row["first"].astimezone(place.zone).date()
    return since


def unowned_items(roadmap: Roadmap) -> list[PlanItem]:
    """Return rows that schools answer for while the roadmap has no open school."""
    if roadmap.kind == RoadmapKind.SCHOOL or roadmap.schools.filter(is_closed=False).exists():
        return []
    by_schools = Responsible.objects.filter(group__rule__in=PER_SCHOOL_RULES, item=OuterRef("pk"))
    return list(_kept(roadmap).filter(Exists(by_schools)))


def _kept(roadmap: Roadmap) -> "QuerySet[PlanItem]":
    rows: QuerySet[PlanItem] = PlanItem.objects.kept().filter(roadmap=roadmap)
    return rows


def _schools_of_items(roadmap: Roadmap) -> dict[int, tuple[int, ...]]:
    """Return, for rows that schools answer for, the open schools that do."""
    open_schools = tuple(roadmap.schools.filter(is_closed=False).order_by("pk").values_list("pk", flat=True))
    found: dict[int, set[int]] = defaultdict(set)
    responsibles = Responsible.objects.filter(item__in=_kept(roadmap))
    for item in responsibles.filter(kind=ResponsibleKind.GROUP, group__rule__in=PER_SCHOOL_RULES).values_list(
        "item", flat=True
    ):
        found[item].update(open_schools)
    for item, school in responsibles.filter(
        kind=ResponsibleKind.SCHOOLS, schools__is_closed=False
    ).values_list("item", "schools"):
        found[item].add(school)
    return {item: tuple(sorted(schools)) for item, schools in found.items()}


def _moved_dates(roadmap: Roadmap, wanted: dict[Key, Duty]) -> dict[Occurrence, int]:
    """Pair each date that is gone with the nearest new date of the same row of the plan.

    A date moved by an amendment is a cancelled occurrence and a new one; marks and open duties follow it.
    """
    fresh: dict[int, dict[int, datetime.date]] = defaultdict(dict)
    for (occurrence, _school), duty in wanted.items():
        fresh[duty.item][occurrence] = duty.due
    rows = Execution.objects.filter(occurrence=OuterRef("pk"))
    known = Occurrence.objects.filter(Exists(rows), item__roadmap=roadmap).annotate(
        is_live=Exists(rows.standing())
    )
    gone = [
        occurrence
        for occurrence in known.order_by("due", "pk")
        if fresh[occurrence.item_id].pop(occurrence.pk, None) is None and occurrence.is_live
    ]
    return {old: new for old in gone if (new := _take_nearest(fresh[old.item_id], old.due))}


def _take_nearest(dates: dict[int, datetime.date], day: datetime.date) -> int | None:
    """Take out of ``dates`` (occurrence → due) the one nearest to ``day``."""
    if not dates:
        return None
    nearest = min(dates, key=lambda occurrence: (abs(dates[occurrence] - day), occurrence))
    del dates[nearest]
    return nearest
