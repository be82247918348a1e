"""Executions made equal to the plan: when a roadmap is put in force, and by every amendment."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from monitoring.choices import EventKind, ExecutionState
from monitoring.models import Event, Execution
from monitoring.services import duties, summaries
from monitoring.services.duties import Difference
from roadmaps.choices import RoadmapState
from roadmaps.models import Occurrence, Revision, Roadmap
from roadmaps.services import approving
from roadmaps.services.approving import ApprovalError
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
    if duties.unowned_items(roadmap):
        raise ApprovalError(
            _("Schools answer for some of the activities: choose the roadmap's schools first.")
        )
    latest = roadmap.revisions.first()
    if latest and order_date < latest.order_date:
        raise ApprovalError(
            _("The order in force is dated %(day)s: the order that changes it cannot be older.")
            % {"day": date_format(latest.order_date, "j E Y")}
        )
    known = roadmap.revisions.first()
    revision = approving.approve(
        roadmap, order_number=order_number, order_date=order_date, reason=reason, by=by
    )
    if assign(roadmap, by=by).is_nothing and revision != known:
        summaries.mark_stale(roadmap.pk)  # other people may answer for a row, though nothing new is owed
    return revision


@transaction.atomic
def assign(roadmap: Roadmap, *, by: Person | None = None, only: set[int] | None = None) -> Assigned:
    """Make the executions of a roadmap in force equal to its plan; running it again changes nothing.

    Marks stay whatever happens: an execution that was received is never cancelled, and follows a date
    that was moved. Open ones move with their date, are cancelled when their row, date or school is gone,
    and restored when it is back. Nothing is ever deleted. ``only`` names the rows of the plan to follow.
    """
    locked = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    if not locked.is_in_force:
        return Assigned()
    is_first = not _held(locked)
    found = duties.difference(locked)
    if only is not None:
        found = found.of_items(only)
    _follow_moved_dates(found)
    made = _make(locked, found)
    recorder = _Recorder(by, str(locked.revisions.first() or ""))
    if not is_first:  # the order that puts it in force says it all
        recorder.write(EventKind.CREATED, made)
    _change(found.cancelled, state=ExecutionState.CANCELLED)
    recorder.write(EventKind.CANCELLED, found.cancelled)
    _restore(found.restored)
    recorder.write(EventKind.RESTORED, found.restored)
    _move(found, recorder)
    done = Assigned(len(made), len(found.moved), len(found.cancelled), len(found.restored))
    if _put_in_sections(locked) or not done.is_nothing:
        summaries.mark_stale(locked.pk)
    return done


@transaction.atomic
def complete(roadmap: Roadmap, *, by: Person | None) -> Roadmap:
    """Close a roadmap in force: nobody is reminded of it any more, what was marked stays to be read."""
    locked: Roadmap = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    if not locked.is_in_force:
        raise ApprovalError(_("Only a roadmap in force can be completed."))
    locked.state = RoadmapState.COMPLETED
    locked.changed_by = by
    locked.version += 1
    locked.save()
    summaries.mark_stale(locked.pk)
    return locked


@dataclass(frozen=True, slots=True)
class _Recorder:
    """Who changes the plan and by which order, for the events."""

    person: Person | None
    order: str

    def write(self, kind: EventKind, rows: Iterable[Execution], notes: dict[int, str] | None = None) -> None:
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


def _held(roadmap: Roadmap) -> int:
    """Hold the roadmap's executions until all is done: a mark made meanwhile waits, and is told."""
    rows = Execution.objects.filter(roadmap=roadmap).order_by("pk")
    return len(rows.select_for_update().values_list("pk"))


def _make(roadmap: Roadmap, found: Difference) -> list[Execution]:
    made = [(occurrence, school, found.wanted[occurrence, school]) for occurrence, school in found.made]
    return Execution.objects.bulk_create(
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
            for occurrence, school, duty in made
        ),
        batch_size=BATCH,
    )


def _restore(rows: list[Execution]) -> None:
    """Open again what was cancelled: as returned if it had been returned and not mended since."""
    planned, returned = Value(ExecutionState.PLANNED.value), Value(ExecutionState.RETURNED.value)
    _change(rows, state=Case(When(return_reason="", then=planned), default=returned))


def _move(found: Difference, recorder: _Recorder) -> None:
    """Give open executions the date of their occurrence; a received one keeps the date it was judged by.

    The dates are written in the portal's language, whatever the language of whoever has put them in force.
    """
    moved_to = {old.pk: new for old, new in found.moved_dates.items()}
    notes = {}
    with translation.override(settings.LANGUAGE_CODE):
        for row in found.moved:
            duty = found.wanted[moved_to.get(row.occurrence_id, row.occurrence_id), row.school_id]
            days = {"before": date_format(row.due, "j E Y"), "after": date_format(duty.due, "j E Y")}
            notes[row.pk] = _("%(before)s → %(after)s") % days
    due_now = Occurrence.objects.filter(pk=OuterRef("occurrence")).values("due")
    _change(found.moved, due=Subquery(due_now))
    recorder.write(EventKind.MOVED, found.moved, notes)


def _change(rows: list[Execution], **changes: Any) -> None:
    for first in range(0, len(rows), BATCH):
        keys = [row.pk for row in rows[first : first + BATCH]]
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
    places: dict[int | None, list[int]] = defaultdict(list)
    for pk, section in misplaced.values_list("pk", "item__section"):
        places[section].append(pk)
    for place, keys in places.items():
        for first in range(0, len(keys), BATCH):
            Execution.objects.filter(pk__in=keys[first : first + BATCH]).update(section=place)
    return sum(map(len, places.values()))


def _follow_moved_dates(found: Difference) -> None:
    """Hand the executions of each date that is gone to the date that took its place."""
    pairs = found.moved_dates
    if not pairs:
        return
    after = Case(*(When(occurrence=old, then=new) for old, new in pairs.items()))
    Execution.objects.filter(occurrence__in=list(pairs)).update(occurrence=after)
    first_due = Case(*(When(pk=new, then=old.original_due or old.due) for old, new in pairs.items()))
    Occurrence.objects.filter(pk__in=pairs.values()).update(original_due=first_due)
