"""Executions marked done, taken back, accepted, returned: each change wins or is refused as a whole."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common import dates
from monitoring.choices import OPEN_STATES, EventKind, ExecutionState
from monitoring.models import Event, Evidence, Execution
from monitoring.services import evidence, summaries
from schools.models import Person


class ProgressError(ValidationError):
    """The change is refused: somebody was quicker, or something is missing; the message says which."""


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
    is_asked = bool(evidence.documents_asked(execution.item.report_form))
    if is_asked and not (note or attachment or evidence.standing(execution)):
        raise ProgressError(_("Attach the document, or write why there is none."))
    now = timezone.now()
    marked = {
        "submitted_by": by,
        "submitted_by_name": by.short_name,
        "submitted_at": now,
        "submitted_on": execution.municipality.today(),
        "note": note,
        "decided_by": None,
        "decided_at": None,
    }
    is_accepted = not execution.roadmap.is_acceptance_required
    if is_accepted:
        marked |= {"state": ExecutionState.ACCEPTED, "decided_at": now}
    _change(execution, OPEN_STATES, {"state": ExecutionState.SUBMITTED, **marked})
    evidence.store(execution, attachment, by=by)
    _record(execution, EventKind.SUBMITTED, by, note)
    if is_accepted:
        _record(execution, EventKind.ACCEPTED, None)
    return execution


@transaction.atomic
def withdraw(execution: Execution, *, by: Person) -> Execution:
    """Take a mark back while nobody has accepted it; a mended return is a return again. Documents stay."""
    unmarked = {
        "submitted_by": None,
        "submitted_by_name": "",
        "submitted_at": None,
        "submitted_on": None,
        "decided_at": None,
    }
    states = [ExecutionState.SUBMITTED]
    if execution.state == ExecutionState.ACCEPTED and execution.decided_by_id is None:
        states.append(ExecutionState.ACCEPTED)  # accepted by itself, where nobody has to accept
    _change(execution, states, {**_opened(execution, execution.return_reason), **unmarked})
    _record(execution, EventKind.WITHDRAWN, by)
    return execution


@transaction.atomic
def accept(execution: Execution, *, by: Person) -> Execution:
    """Accept a mark."""
    decided = {"state": ExecutionState.ACCEPTED, "decided_by": by, "decided_at": timezone.now()}
    _change(execution, [ExecutionState.SUBMITTED], decided)
    _record(execution, EventKind.ACCEPTED, by)
    return execution


@transaction.atomic
def send_back(execution: Execution, *, by: Person, reason: str) -> Execution:
    """Return a mark to be mended; the reason goes to whoever owes it, word for word."""
    reason = reason.strip()
    if not reason:
        raise ProgressError(_("Write what has to be mended: the school will read it."))
    decided = {"return_reason": reason, "decided_by": by, "decided_at": timezone.now()}
    _change(execution, [ExecutionState.SUBMITTED], {**_opened(execution, reason), **decided})
    _record(execution, EventKind.RETURNED, by, reason)
    return execution


@transaction.atomic
def reopen(execution: Execution, *, by: Person) -> Execution:
    """Take an acceptance back: the mark awaits a decision again."""
    undecided = {"state": ExecutionState.SUBMITTED, "decided_by": None, "decided_at": None}
    _change(execution, [ExecutionState.ACCEPTED], undecided)
    _record(execution, EventKind.REOPENED, by)
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
    found = list(Execution.objects.awaiting_acceptance().filter(same).select_for_update())
    now = timezone.now()
    Execution.objects.filter(pk__in=[row.pk for row in found]).update(
        state=ExecutionState.ACCEPTED, decided_by=by, decided_at=now, version=F("version") + 1
    )
    Event.objects.bulk_create(
        Event(execution=row, kind=EventKind.ACCEPTED, actor=by, actor_name=by.short_name) for row in found
    )
    for roadmap in {row.roadmap_id for row in found}:
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
    """Attach documents to an execution that nobody has accepted or cancelled."""
    attachment = evidence.check(
        files=files, link=link, document=document, document_date=document_date, asked=asked
    )
    if not attachment:
        raise ProgressError(_("Choose a file, or give a link or a document's number."))
    _change(execution, [*OPEN_STATES, ExecutionState.SUBMITTED], {})
    added = evidence.store(execution, attachment, by=by)
    evidence.record(execution, added, kind=EventKind.EVIDENCE_ADDED, by=by)
    return added


@transaction.atomic
def remove_evidence(removed: Evidence, *, by: Person) -> None:
    """Take a document away from an execution that nobody has accepted; its row and file stay."""
    _change(removed.execution, [*OPEN_STATES, ExecutionState.SUBMITTED], {})
    evidence.take_away(removed)
    evidence.record(removed.execution, [removed], kind=EventKind.EVIDENCE_REMOVED, by=by)


def _opened(execution: Execution, reason: str) -> dict[str, Any]:
    """Say how an execution stands that is open again: by the plan as it is now, which may have changed."""
    occurrence = execution.occurrence
    if occurrence.is_cancelled or execution.item.cancelled_by_id:
        return {"state": ExecutionState.CANCELLED}
    return {"state": ExecutionState.RETURNED if reason else ExecutionState.PLANNED, "due": occurrence.due}


def _change(execution: Execution, states: Sequence[str], changes: dict[str, Any]) -> None:
    """Write the changes if the execution is in one of ``states``, at the version that was read.

    The claim is one conditional update: of two people at once exactly one wins, the other gets a
    ProgressError that says what happened.
    """
    rows = Execution.objects.filter(pk=execution.pk)
    mine = rows.filter(state__in=states, version=execution.version)
    if not mine.update(version=F("version") + 1, **changes):
        raise ProgressError(_what_happened(rows.select_related("decided_by").get(), states))
    for name, value in changes.items():
        setattr(execution, name, value)
    execution.version += 1
    summaries.mark_stale(execution.roadmap_id)


def _record(execution: Execution, kind: EventKind, by: Person | None, note: str = "") -> None:
    Event.objects.create(
        execution=execution, kind=kind, actor=by, actor_name=by.short_name if by else "", note=note
    )


def _what_happened(execution: Execution, states: Sequence[str]) -> str:
    """Say to whoever came second what the first one did."""

    def said(sentence: str, who: object, at: datetime.datetime | None) -> str:
        zone = execution.municipality.zone
        now = timezone.localtime(timezone=zone)
        when = (
            dates.moment_words(timezone.localtime(at, zone), now, language=get_language() or "ru")
            if at
            else ""
        )
        return sentence + ": " + ", ".join(str(part) for part in (who, when) if part) + "."

    if execution.state in states:
        return _("This has changed since the page was opened. Look at it once more.")
    if execution.state == ExecutionState.SUBMITTED:
        return said(_("The mark stands already"), execution.submitted_by_name, execution.submitted_at)
    if execution.state == ExecutionState.ACCEPTED:
        return said(_("This is accepted already"), execution.decided_by, execution.decided_at)
    if execution.state == ExecutionState.RETURNED:
        return said(_("This has been returned already"), execution.decided_by, execution.decided_at)
    if execution.state == ExecutionState.CANCELLED:
        return _("An amendment has taken this out of the plan: nothing needs to be done.")
    return _("The mark has been taken back: there is nothing to decide.")
