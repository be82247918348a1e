"""Who may do what with one execution; which ones a person sees is ``visible_to`` of its rows."""

from monitoring.choices import OPEN_STATES, ExecutionState
from monitoring.models import Execution
from schools.access import Ability, Membership


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
    """Whether the person may take the mark back: while nobody has accepted it."""
    is_waiting = execution.state == ExecutionState.SUBMITTED
    is_accepted_by_itself = execution.state == ExecutionState.ACCEPTED and execution.decided_by_id is None
    return (is_waiting or is_accepted_by_itself) and is_own(membership, execution)


def can_change_evidence(membership: Membership, execution: Execution) -> bool:
    """Whether the person may add or remove documents: until the mark is accepted."""
    is_changeable = execution.state in (*OPEN_STATES, ExecutionState.SUBMITTED)
    return is_changeable and is_own(membership, execution)


def can_decide(membership: Membership, execution: Execution) -> bool:
    """Whether the person may accept or return the mark now."""
    return execution.state == ExecutionState.SUBMITTED and membership.can(Ability.ACCEPT_EXECUTIONS)


def can_reopen(membership: Membership, execution: Execution) -> bool:
    """Whether the person may take an acceptance back."""
    return execution.state == ExecutionState.ACCEPTED and membership.can(Ability.ACCEPT_EXECUTIONS)
