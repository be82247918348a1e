"""One step of an execution from state to state: it wins or is refused as a whole, and is written down."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common import dates
from monitoring.choices import AWAITING_STATES, EventKind, ExecutionState
from monitoring.models import Event, Execution
from monitoring.services import acting, notices, summaries
from schools.models import Person

DECISIONS = (EventKind.ACCEPTED, EventKind.WAIVED, EventKind.RETURNED, EventKind.REOPENED)


class ProgressError(ValidationError):
    """The change is refused: somebody was quicker, or something is missing; the message says which."""


def opened(execution: Execution, reason: str) -> dict[str, Any]:
    """Say how an execution stands that is open again: by the plan as it is now, which may have changed."""
    occurrence = execution.occurrence
    if occurrence.is_cancelled or execution.item.cancelled_by_id:
        return {"state": ExecutionState.CANCELLED}
    return {"state": ExecutionState.RETURNED if reason else ExecutionState.PLANNED, "due": occurrence.due}


def change(execution: Execution, states: Sequence[str], changes: dict[str, Any]) -> None:
    """Write the changes if the execution is in one of ``states``, at the version that was read.

    The claim is one conditional update: of two people at once exactly one wins, the other gets a
    ProgressError that says what happened.
    """
    rows = Execution.objects.filter(pk=execution.pk)
    mine = rows.filter(state__in=states, version=execution.version)
    if not mine.update(version=F("version") + 1, **changes):
        raise ProgressError(what_happened(rows.select_related("decided_by").get(), states))
    for name, value in changes.items():
        setattr(execution, name, value)
    execution.version += 1
    summaries.mark_stale(execution.roadmap_id)


def record(execution: Execution, kind: EventKind, by: Person | None, note: str = "") -> None:
    """Write down what happened, and tell whoever has to know; a delegate's decision names the absent."""
    is_decision = kind in DECISIONS and by is not None
    whom = acting.replaced_by(by, [execution.roadmap_id]) if by and is_decision else {}
    event = Event.objects.create(
        execution=execution,
        kind=kind,
        actor=by,
        actor_name=by.short_name if by else "",
        for_name=whom.get(execution.roadmap_id, ""),
        note=note,
    )
    notices.tell([event], [execution])


def what_happened(execution: Execution, states: Sequence[str]) -> str:
    """Say to whoever came second what the first one did."""

    def said(sentence: str | None, who: object, at: datetime.datetime | None) -> str:
        zone = execution.municipality.zone
        now = timezone.localtime(timezone=zone)
        when = (
            dates.moment_words(timezone.localtime(at, zone), now, language=get_language() or "ru")
            if at
            else ""
        )
        return f"{sentence}: " + ", ".join(str(part) for part in (who, when) if part) + "."

    sentence = {
        ExecutionState.SUBMITTED: _("The mark stands already"),
        ExecutionState.CLAIMED: _("It is said already that this is not required"),
        ExecutionState.ACCEPTED: _("This is accepted already"),
        ExecutionState.RETURNED: _("This has been returned already"),
        ExecutionState.WAIVED: _("It is agreed already that this is not required"),
    }.get(ExecutionState(execution.state))
    if execution.state in states:
        return _("This has changed since the page was opened. Look at it once more.")
    if execution.state in AWAITING_STATES:
        return said(sentence, execution.submitted_by_name, execution.submitted_at)
    if sentence:
        return said(sentence, execution.decided_by, execution.decided_at)
    if execution.state == ExecutionState.CANCELLED:
        return _("An amendment has taken this out of the plan: nothing needs to be done.")
    return _("The mark has been taken back: there is nothing to decide.")
