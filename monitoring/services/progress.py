"""Executions marked done, taken back, accepted, returned: each change wins or is refused as a whole."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring import access
from monitoring.choices import AWAITING_STATES, OPEN_STATES, EventKind, ExecutionState
from monitoring.models import Event, Evidence, Execution
from monitoring.services import acting, evidence, notices, summaries, transitions
from monitoring.services.transitions import ProgressError
from schools.models import Person

__all__ = ["ProgressError"]
_AGREED = {
    ExecutionState.SUBMITTED: ExecutionState.ACCEPTED,
    ExecutionState.CLAIMED: ExecutionState.WAIVED,
}
_NOT_MARKED = {
    "submitted_by": None,
    "submitted_by_name": "",
    "submitted_at": None,
    "submitted_on": None,
}


@transaction.atomic
def submit(
    execution: Execution,
    *,
    by: Person,
    note: str = "",
    files: Sequence["UploadedFile[bytes]"] = (),
    link: str = "",
    document: str = "",
    document_date: datetime.date | None = None,
) -> Execution:
    """Mark an open execution done, with what confirms it; where nobody accepts, it is accepted at once.

    Raises EvidenceError for a file or link that will not do, ProgressError when a document is asked for and
    there is neither one nor a word why, or when the execution is not open any more.
    """
    attachment = evidence.check(files=files, link=link, document=document, document_date=document_date)
    note = note.strip()
    if evidence.is_required(execution) and not (note or attachment or evidence.standing(execution)):
        raise ProgressError(_("Attach the document, or write why there is none."))
    marked = _marked(execution, by, note)
    is_accepted = not execution.roadmap.is_acceptance_required
    if is_accepted:
        marked |= {"state": ExecutionState.ACCEPTED, "decided_at": marked["submitted_at"]}
    transitions.change(execution, OPEN_STATES, marked)
    evidence.store(execution, attachment, by=by)
    transitions.record(execution, EventKind.SUBMITTED, by, note)
    if is_accepted:
        transitions.record(execution, EventKind.ACCEPTED, None)
    return execution


@dataclass(frozen=True, slots=True)
class Marked:
    """What became of several: those marked, and how many were left as they are."""

    executions: list[Execution]
    left: int


@transaction.atomic
def submit_many(chosen: Iterable[Execution], *, by: Person) -> Marked:
    """Mark each that asks for no document and has not changed; the others are left as they are."""
    rows = sorted(chosen, key=attrgetter("roadmap_id", "pk"))  # two people at once lock in one order
    list(Execution.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk").select_for_update())
    done = []
    for row in rows:
        try:
            done.append(submit(row, by=by))
        except ProgressError:
            continue
    return Marked(done, len(rows) - len(done))


@transaction.atomic
def claim(execution: Execution, *, by: Person, reason: str) -> Execution:
    """Say that an open execution need not be done, and why; the coordinator agrees or returns it."""
    reason = reason.strip()
    if not reason:
        raise ProgressError(_("Write why it is not required: the coordinator decides by this."))
    claimed = {**_marked(execution, by, reason), "state": ExecutionState.CLAIMED}
    transitions.change(execution, OPEN_STATES, claimed)
    transitions.record(execution, EventKind.CLAIMED, by, reason)
    return execution


@transaction.atomic
def withdraw(execution: Execution, *, by: Person) -> Execution:
    """Take a mark back within a quarter of an hour while nobody has decided on it; documents stay.

    A mended return is a return again. Later the mark is locked until the coordinator returns it.
    """
    if execution.submitted_at and not access.is_fresh(execution):
        raise ProgressError(
            _("A mark can be taken back for 15 minutes. Ask the coordinator to return it to be mended.")
        )
    states = [*AWAITING_STATES]
    if execution.state == ExecutionState.ACCEPTED and execution.decided_by_id is None:
        states.append(ExecutionState.ACCEPTED)  # accepted by itself, where nobody has to accept
    opened = transitions.opened(execution, execution.return_reason)
    transitions.change(execution, states, {**opened, **_NOT_MARKED, **_returned_before(execution)})
    transitions.record(execution, EventKind.WITHDRAWN, by)
    return execution


@transaction.atomic
def accept(execution: Execution, *, by: Person) -> Execution:
    """Accept a mark, or agree that the execution is not required."""
    was = ExecutionState.CLAIMED if execution.is_claim else ExecutionState.SUBMITTED
    decided = {"state": _AGREED[was], "decided_by": by, "decided_at": timezone.now()}
    transitions.change(execution, [was], decided)
    transitions.record(execution, _accepted_as(execution), by)
    return execution


@transaction.atomic
def send_back(execution: Execution, *, by: Person, reason: str) -> Execution:
    """Return a mark to be mended; the reason goes to whoever owes it, word for word.

    Not in a roadmap that is over: what is open there is on nobody's list, and nobody is reminded of it.
    """
    reason = reason.strip()
    if not reason:
        raise ProgressError(_("Write what has to be mended: the school will read it."))
    if not execution.roadmap.is_in_force:
        raise ProgressError(
            _("The roadmap is over: nothing in it is to be mended any more. The mark can still be accepted.")
        )
    decided = {"return_reason": reason, "decided_by": by, "decided_at": timezone.now()}
    transitions.change(execution, AWAITING_STATES, {**transitions.opened(execution, reason), **decided})
    transitions.record(execution, EventKind.RETURNED, by, reason)
    return execution


@transaction.atomic
def reopen(execution: Execution, *, by: Person) -> Execution:
    """Take an acceptance back: the mark awaits a decision again."""
    was = ExecutionState.CLAIMED if execution.is_claim else ExecutionState.SUBMITTED
    transitions.change(execution, [_AGREED[was]], {"state": was, "decided_by": None, "decided_at": None})
    transitions.record(execution, EventKind.REOPENED, by)
    return execution


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of many marks: those accepted, and how many were left because they had changed."""

    executions: list[Execution]
    left: int


@transaction.atomic
def accept_many(chosen: Iterable[tuple[int, int]], *, by: Person) -> Accepted:
    """Accept marks given as (key, version); those that changed meanwhile are left as they are."""
    wanted = dict(chosen)
    same = Q(pk__in=[])
    for key, version in wanted.items():
        same |= Q(pk=key, version=version)
    found = list(Execution.objects.awaiting_acceptance().filter(same).order_by("pk").select_for_update())
    now = timezone.now()
    state = Case(*(When(state=was, then=Value(agreed.value)) for was, agreed in _AGREED.items()))
    Execution.objects.filter(pk__in=[row.pk for row in found]).update(
        state=state, decided_by=by, decided_at=now, version=F("version") + 1
    )
    whom = acting.replaced_by(by, {row.roadmap_id for row in found})
    events = Event.objects.bulk_create(
        Event(
            execution=row,
            kind=_accepted_as(row),
            actor=by,
            actor_name=by.short_name,
            for_name=whom.get(row.roadmap_id, ""),
        )
        for row in found
    )
    notices.tell(events, found)
    for roadmap in sorted({row.roadmap_id for row in found}):
        summaries.mark_stale(roadmap)
    return Accepted(found, len(wanted) - len(found))


@transaction.atomic
def add_evidence(
    execution: Execution,
    *,
    by: Person,
    files: Sequence["UploadedFile[bytes]"] = (),
    link: str = "",
    document: str = "",
    document_date: datetime.date | None = None,
    asked: str = "",
) -> list[Evidence]:
    """Attach documents to an execution that is open; a mark is locked until it is returned."""
    attachment = evidence.check(
        files=files, link=link, document=document, document_date=document_date, asked=asked
    )
    if not attachment:
        raise ProgressError(_("Choose a file, or give a link or a document's number."))
    transitions.change(execution, OPEN_STATES, {})
    added = evidence.store(execution, attachment, by=by)
    evidence.record(execution, added, kind=EventKind.EVIDENCE_ADDED, by=by)
    return added


@transaction.atomic
def remove_evidence(removed: Evidence, *, by: Person) -> None:
    """Take a document away from an execution that is open; its row and file stay."""
    transitions.change(removed.execution, OPEN_STATES, {})
    evidence.take_away(removed)
    evidence.record(removed.execution, [removed], kind=EventKind.EVIDENCE_REMOVED, by=by)


def _marked(execution: Execution, by: Person, note: str) -> dict[str, Any]:
    """Say how an execution stands that waits for a decision."""
    return {
        "state": ExecutionState.SUBMITTED,
        "submitted_by": by,
        "submitted_by_name": by.short_name,
        "submitted_at": timezone.now(),
        "submitted_on": execution.municipality.today(),
        "note": note,
        "decided_by": None,
        "decided_at": None,
    }


def _returned_before(execution: Execution) -> dict[str, Any]:
    """Say who had returned the execution and when, which a mark made since has written over."""
    returns = (
        execution.events.filter(kind=EventKind.RETURNED) if execution.return_reason else Event.objects.none()
    )
    last = returns.select_related("actor").order_by("-at", "-pk").first()
    return {"decided_by": last and last.actor, "decided_at": last and last.at}


def _accepted_as(execution: Execution) -> EventKind:
    return EventKind.WAIVED if execution.is_claim else EventKind.ACCEPTED
