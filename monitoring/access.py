"""Who may do what with one execution; which ones a person sees is ``visible_to`` of its rows."""

import datetime

from django.utils import timezone

from monitoring.choices import AWAITING_STATES, OPEN_STATES, ExecutionState
from monitoring.models import Execution
from schools.access import Ability, Membership

UNDO = datetime.timedelta(minutes=15)  # how long a mark may be taken back by whoever made it


def is_own(membership: Membership, execution: Execution) -> bool:
    """Whether the execution is the person's to do: the own school's, or naming the person."""
    if not membership.can(Ability.SUBMIT_EXECUTIONS):
        return False
    if execution.school_id:
        return execution.school_id in membership.school_ids
    named = Execution.objects.owed_by_person(membership.person)
    return bool(named.filter(pk=execution.pk).exists())


def can_submit(membership: Membership, execution: Execution) -> bool:
    """Whether the person may mark it done now; the department never does it for a school."""
    return execution.state in OPEN_STATES and is_own(membership, execution)


def can_withdraw(membership: Membership, execution: Execution) -> bool:
    """Whether the person may take the mark back: for a quarter of an hour, while nobody has decided on it."""
    if not is_fresh(execution):
        return False
    is_waiting = execution.state in AWAITING_STATES
    is_accepted_by_itself = execution.state == ExecutionState.ACCEPTED and execution.decided_by_id is None
    return (is_waiting or is_accepted_by_itself) and is_own(membership, execution)


def can_change_evidence(membership: Membership, execution: Execution) -> bool:
    """Whether the person may add or remove documents: a mark is locked until it is returned."""
    return can_submit(membership, execution)


def is_fresh(execution: Execution) -> bool:
    """Whether the mark was made less than a quarter of an hour ago."""
    return execution.submitted_at is not None and timezone.now() - execution.submitted_at <= UNDO


def can_decide(membership: Membership, execution: Execution) -> bool:
    """Whether the person may accept or return the mark now."""
    return execution.state in AWAITING_STATES and membership.can(Ability.ACCEPT_EXECUTIONS)


def can_reopen(membership: Membership, execution: Execution) -> bool:
    """Whether the person may take an acceptance back."""
    is_closed = execution.state in (ExecutionState.ACCEPTED, ExecutionState.WAIVED)
    return is_closed and membership.can(Ability.ACCEPT_EXECUTIONS)
