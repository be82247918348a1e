"""What the people of the demo municipality have done so far: always the same, from one seed."""

import datetime
import random
from collections.abc import Collection, Iterable
from itertools import cycle
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q

from monitoring.choices import RECEIVED_STATES, EventKind, EvidenceKind, ExecutionState
from monitoring.models import Event, Evidence, Execution, Snapshot
from roadmaps.models import Responsible, Roadmap
from schools.models import Person

SEED = 20260901
MOSCOW = ZoneInfo("Europe/Moscow")
REASONS = (
    "На листе нет подписи директора. Остальное в порядке",
    "Приложен прошлогодний документ",
    "Не хватает выводов по двум классам",
)
SLOWNESS = (0.08, 0.02, 0.08, 0.02, 0.04, 0.12, 0.05, 0.04, 0.1, 0.05, 0.3, 0.25, 0.05, 0.12, 0.05, 0.15)
NOTES = ("", "", "", "Охвачены все классы", "Документ подписан позже: директор был на курсах", "")


def live(
    roadmap: Roadmap,
    *,
    today: datetime.date,
    coordinator: Person,
    directors: dict[int, Person],
    is_complete: bool = False,
    without: Collection[int] = (),
) -> None:
    """Let time pass: most duties are done in time, some late, some wait, are returned, or are overdue.

    ``directors`` gives the director of each school by the school's key; ``is_complete`` leaves nothing open;
    of the executions ``without`` (keys) something else is told.
    """
    chance = random.Random(SEED + roadmap.pk)  # noqa: S311 - a story, not a secret
    named = _named(roadmap)
    executions = list(
        Execution.objects.filter(roadmap=roadmap, due__lte=today + datetime.timedelta(days=12))
        .exclude(pk__in=without)
        .select_related("item")
        .order_by("pk")
    )
    slowness = dict(zip(sorted(directors), cycle(SLOWNESS), strict=False))
    unfinished = _unfinished(executions, min(directors), today)
    events: list[tuple[Event, datetime.datetime]] = []
    evidence: list[Evidence] = []
    for execution in executions:
        actor = directors.get(execution.school_id or 0) or named.get(execution.item_id) or coordinator
        happened = _happen(
            execution, chance, slowness.get(execution.school_id or 0, 0.05), today, is_complete=is_complete
        )
        if execution.pk in unfinished and not is_complete:
            happened = unfinished[execution.pk]
        if happened is None:
            continue
        _record(execution, happened, actor, coordinator, chance)
        events += _events(execution, actor, coordinator)
        evidence += _evidence(execution, actor, chance)
    Execution.objects.bulk_update(
        executions,
        [
            "state",
            "submitted_by",
            "submitted_by_name",
            "submitted_at",
            "submitted_on",
            "note",
            "decided_by",
            "decided_at",
            "return_reason",
        ],
        batch_size=400,
    )
    Evidence.objects.bulk_create(evidence, batch_size=400)
    store(events)


def _unfinished(
    executions: list[Execution], school: int, today: datetime.date
) -> dict[int, tuple[datetime.date, str] | None]:
    """What the school of the printed login has at hand: one returned, one on its way, two overdue."""
    own = [row for row in executions if row.school_id == school and row.due < today]
    latest = sorted(own, key=lambda row: (row.due, row.pk), reverse=True)
    fates = ((-2, ExecutionState.RETURNED), None, (-1, ExecutionState.SUBMITTED), None)
    return {
        row.pk: (row.due + datetime.timedelta(days=fate[0]), fate[1]) if fate else None
        for row, fate in zip(latest, fates, strict=False)
    }


def _named(roadmap: Roadmap) -> dict[int, Person]:
    entries = Responsible.objects.filter(item__roadmap=roadmap, person__isnull=False).select_related("person")
    return {entry.item_id: entry.person for entry in entries.order_by("-position") if entry.person}


def _happen(
    execution: Execution,
    chance: random.Random,
    slowness: float,
    today: datetime.date,
    *,
    is_complete: bool,
) -> tuple[datetime.date, str] | None:
    """The day of the mark and the state it came to, or None: nothing yet."""
    luck = chance.random()
    if execution.due > today:
        return (
            (today - datetime.timedelta(days=chance.randint(0, 4)), ExecutionState.SUBMITTED)
            if luck < 0.07
            else None
        )
    if luck < slowness:
        days = chance.randint(1, 25)
    else:
        days = -min(chance.randint(0, 9), (execution.due - execution.occurrence.start).days)
    day = execution.due + datetime.timedelta(days=days)
    if is_complete:
        return min(day, today), ExecutionState.ACCEPTED
    age = (today - execution.due).days
    if day > today or (age < 60 and luck < slowness * 1.4) or luck < slowness * 0.12:
        return None
    if age < 12:
        state = ExecutionState.SUBMITTED if luck > 0.8 else ExecutionState.ACCEPTED
        return day, ExecutionState.RETURNED if 0.76 < luck < 0.8 else state
    return day, ExecutionState.RETURNED if age < 50 and 0.98 < luck < 0.99 else ExecutionState.ACCEPTED


def _moment(day: datetime.date, chance: random.Random) -> datetime.datetime:
    time = datetime.time(chance.randint(8, 17), chance.randint(0, 59))
    return datetime.datetime.combine(day, time, MOSCOW)


def _at_work(moment: datetime.datetime) -> datetime.datetime:
    """The moment itself, or one in the working hours after it."""
    if moment.hour < 9:
        return moment.replace(hour=9 + moment.hour)
    return moment if moment.hour < 18 else (moment + datetime.timedelta(days=1)).replace(hour=moment.hour - 9)


def _record(
    execution: Execution,
    happened: tuple[datetime.date, str],
    actor: Person,
    coordinator: Person,
    chance: random.Random,
) -> None:
    day, state = happened
    execution.state = state
    execution.submitted_by, execution.submitted_by_name = actor, actor.short_name
    execution.submitted_on, execution.submitted_at = day, _moment(day, chance)
    execution.note = chance.choice(NOTES)
    if state != ExecutionState.SUBMITTED:
        execution.decided_by = coordinator
        execution.decided_at = _at_work(
            execution.submitted_at + datetime.timedelta(hours=chance.randint(2, 50))
        )
    if state == ExecutionState.RETURNED:
        execution.return_reason = chance.choice(REASONS)


def _events(
    execution: Execution, actor: Person, coordinator: Person
) -> Iterable[tuple[Event, datetime.datetime]]:
    if execution.submitted_at:
        yield (
            Event(execution=execution, kind=EventKind.SUBMITTED, actor=actor, actor_name=actor.short_name),
            execution.submitted_at,
        )
    if execution.decided_at:
        kind = EventKind.RETURNED if execution.state == ExecutionState.RETURNED else EventKind.ACCEPTED
        yield (
            Event(
                execution=execution,
                kind=kind,
                actor=coordinator,
                actor_name=coordinator.short_name,
                note=execution.return_reason,
            ),
            execution.decided_at,
        )


def _evidence(execution: Execution, actor: Person, chance: random.Random) -> Iterable[Evidence]:
    for name in filter(None, (part.strip() for part in execution.item.report_form.split(","))):
        yield Evidence(
            execution=execution,
            kind=EvidenceKind.DOCUMENT,
            name=f"{name} № {chance.randint(3, 190)}",
            document_date=execution.submitted_on,
            added_by=actor,
        )


def store(events: list[tuple[Event, datetime.datetime]]) -> None:
    """Create events with the moments of the past."""
    for event, at in events:
        event.at = at
    Event.objects.bulk_create([event for event, _at in events], batch_size=400)


def remember_days(roadmap: Roadmap, *, today: datetime.date) -> None:
    """Store the figures of every week so far, as the daily job would have done on those days."""
    day = today - datetime.timedelta(days=1)
    snapshots = []
    while roadmap.start and day > roadmap.start:
        snapshots += _figures(roadmap, day)
        day -= datetime.timedelta(days=7)
    Snapshot.objects.bulk_create(snapshots)


def _figures(roadmap: Roadmap, day: datetime.date) -> list[Snapshot]:
    """The figures of the roadmap and of each of its sections on a day gone by."""
    expected, received = Q(due__lte=day), Q(submitted_on__lte=day, state__in=RECEIVED_STATES)
    conditions = {
        "total": Q(),
        "expected": expected,
        "received": expected & received,
        "on_time": expected & received & Q(submitted_on__lte=F("due")),
        "late": expected & received & Q(submitted_on__gt=F("due")),
        "overdue": Q(due__lt=day) & ~received,
        "accepted": received,
        "early": received & Q(due__gt=day),
    }
    rows = Execution.objects.filter(roadmap=roadmap).order_by().values("section")
    counts = {name: Count("pk", filter=what) for name, what in conditions.items()}
    whole = Snapshot(municipality_id=roadmap.municipality_id, roadmap=roadmap, day=day)
    snapshots = [whole]
    for section, *found in rows.annotate(**counts).values_list("section", *conditions):
        figures = dict(zip(conditions, found, strict=True))
        for name, count in figures.items():
            setattr(whole, name, getattr(whole, name) + count)
        if section:
            of_section = {"roadmap": roadmap, "section_id": section, "day": day, **figures}
            snapshots.append(Snapshot(municipality_id=roadmap.municipality_id, **of_section))
    return snapshots
