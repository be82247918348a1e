"""Executions made equal to the plan: when a roadmap is put in force, and by every amendment."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from monitoring.choices import OPEN_STATES, EventKind, ExecutionState
from monitoring.models import Event, Execution
from monitoring.services import duties, summaries
from roadmaps.models import Occurrence, PlanItem, Revision, Roadmap
from roadmaps.services import approving
from schools.models import Person

BATCH = 2000  # rows a statement


@dataclass(frozen=True, slots=True)
class Assigned:
    """How many executions were made, moved to another date, cancelled, restored."""

    made: int = 0
    moved: int = 0
    cancelled: int = 0
    restored: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether everything stood as the plan wants it."""
        return not (self.made or self.moved or self.cancelled or self.restored)


@transaction.atomic
def put_in_force(
    roadmap: Roadmap, *, order_number: str, order_date: datetime.date, reason: str = "", by: Person | None
) -> Revision:
    """Approve the roadmap by an order, as its next revision, and give everybody their executions.

    Raises ApprovalError when something that a roadmap in force needs is missing.
    """
    revision = approving.approve(
        roadmap, order_number=order_number, order_date=order_date, reason=reason, by=by
    )
    assign(roadmap, by=by)
    return revision


@transaction.atomic
def assign(roadmap: Roadmap, *, by: Person | None = None) -> Assigned:
    """Make the executions of a roadmap in force equal to its plan; running it again changes nothing.

    Marks stay whatever happens: an execution that was received is never cancelled, and follows a date
    that was moved. Open ones move with their date, are cancelled when their row, date or school is gone,
    and restored when it is back. Nothing is ever deleted.
    """
    locked = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    if not locked.is_in_force:
        return Assigned()
    revision = locked.revisions.first()
    is_first = not Execution.objects.filter(roadmap=locked).exists()
    wanted = duties.wanted_duties(locked)
    _follow_moved_dates(locked, wanted)
    standing = {
        (row.occurrence_id, row.school_id): row
        for row in Execution.objects.filter(roadmap=locked).only(
            "occurrence", "school", "state", "due", "item", "section"
        )
    }
    actor = _Actor(by, str(revision) if revision else "")
    made = _make(locked, wanted, standing.keys(), actor=None if is_first else actor)
    asked = [row for key, row in standing.items() if key in wanted]
    cancelled = _cancel((row for key, row in standing.items() if key not in wanted), actor)
    restored = _restore(asked, actor)
    moved = _move(asked, wanted, actor)
    done = Assigned(made, moved, cancelled, restored)
    if _put_in_sections(locked) or not done.is_nothing:
        summaries.mark_stale(locked.pk)
    return done


@dataclass(frozen=True, slots=True)
class _Actor:
    """Who does it and by which order, for the events."""

    person: Person | None
    order: str

    def record(self, kind: EventKind, rows: Iterable[Execution], notes: dict[int, str] | None = None) -> None:
        name = self.person.short_name if self.person else ""
        Event.objects.bulk_create(
            (
                Event(
                    execution=row,
                    kind=kind,
                    actor=self.person,
                    actor_name=name,
                    note=(notes or {}).get(row.pk, self.order),
                )
                for row in rows
            ),
            batch_size=BATCH,
        )


def _make(
    roadmap: Roadmap,
    wanted: dict[duties.Key, duties.Duty],
    known: Collection[duties.Key],
    actor: _Actor | None,
) -> int:
    """Create what is missing; the first assignment writes no events, its order says it all."""
    rows = Execution.objects.bulk_create(
        (
            Execution(
                municipality_id=roadmap.municipality_id,
                roadmap=roadmap,
                section_id=duty.section,
                item_id=duty.item,
                occurrence_id=occurrence,
                school_id=school,
                due=duty.due,
            )
            for (occurrence, school), duty in wanted.items()
            if (occurrence, school) not in known
        ),
        batch_size=BATCH,
    )
    if actor:
        actor.record(EventKind.CREATED, rows)
    return len(rows)


def _cancel(rows: Iterable[Execution], actor: _Actor) -> int:
    gone = [row for row in rows if row.state in OPEN_STATES]
    _change(gone, state=ExecutionState.CANCELLED)
    actor.record(EventKind.CANCELLED, gone)
    return len(gone)


def _restore(rows: Iterable[Execution], actor: _Actor) -> int:
    """Open again what was cancelled: as returned if it had been returned and not mended since."""
    back = [row for row in rows if row.state == ExecutionState.CANCELLED]
    _change(back, state=ExecutionState.PLANNED)
    Execution.objects.filter(pk__in=[row.pk for row in back]).exclude(return_reason="").update(
        state=ExecutionState.RETURNED
    )
    for row in back:
        row.state = ExecutionState.PLANNED
    actor.record(EventKind.RESTORED, back)
    return len(back)


def _move(rows: Iterable[Execution], wanted: dict[duties.Key, duties.Duty], actor: _Actor) -> int:
    """Give open executions the date of their occurrence; a received one keeps the date it was judged by."""
    moved, notes = [], {}
    for row in rows:
        due = wanted[row.occurrence_id, row.school_id].due
        if row.state in OPEN_STATES and row.due != due:
            moved.append(row)
            notes[row.pk] = _("%(before)s → %(after)s") % {
                "before": date_format(row.due, "j E Y"),
                "after": date_format(due, "j E Y"),
            }
    due_now = Occurrence.objects.filter(pk=OuterRef("occurrence")).values("due")
    _change(moved, due=Subquery(due_now))
    actor.record(EventKind.MOVED, moved, notes)
    return len(moved)


def _change(rows: list[Execution], **changes: object) -> None:
    for first in range(0, len(rows), BATCH * 5):
        keys = [row.pk for row in rows[first : first + BATCH * 5]]
        Execution.objects.filter(pk__in=keys).update(version=F("version") + 1, **changes)


def _put_in_sections(roadmap: Roadmap) -> int:
    """Keep the section beside each execution what its row of the plan says."""
    rows = Execution.objects.filter(roadmap=roadmap)
    misplaced = rows.filter(
        Q(section__lt=F("item__section"))
        | Q(section__gt=F("item__section"))
        | Q(section__isnull=True, item__section__isnull=False)
        | Q(section__isnull=False, item__section__isnull=True)
    )
    section_now = PlanItem.objects.filter(pk=OuterRef("item")).values("section")
    return rows.filter(pk__in=misplaced.values("pk")).update(section=Subquery(section_now))


def _follow_moved_dates(roadmap: Roadmap, wanted: dict[duties.Key, duties.Duty]) -> None:
    """Hand the executions of each date that is gone to the nearest new date of the same row of the plan.

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
    pairs = {old: new for old in gone if (new := _take_nearest(fresh[old.item_id], old.due))}
    if not pairs:
        return
    after = Case(*(When(occurrence=old, then=new) for old, new in pairs.items()))
    Execution.objects.filter(occurrence__in=pairs).update(occurrence=after)
    first_due = Case(*(When(pk=new, then=old.original_due or old.due) for old, new in pairs.items()))
    Occurrence.objects.filter(pk__in=pairs.values()).update(original_due=first_due)


def _take_nearest(dates: dict[int, datetime.date], day: datetime.date) -> int | None:
    """Take out of ``dates`` (occurrence → due) the one nearest to ``day``."""
    if not dates:
        return None
    nearest = min(dates, key=lambda occurrence: (abs(dates[occurrence] - day), occurrence))
    del dates[nearest]
    return nearest
