"""Letters to whoever acts for an absent coordinator, on the days of the absence."""

from accounts.models import Message
from monitoring.choices import ExecutionState
from monitoring.models import Execution
from schools.models import Delegation, Position
from schools.services.delegations import delegate
from tests.cast import Cast
from tests.factories import a_person
from tests.monitoring.mornings import DAY, at_noon, ledger, mornings


def submitted(duty) -> None:
    Execution.objects.filter(pk=duty.pk).update(
        state=ExecutionState.SUBMITTED, submitted_on=duty.due, submitted_at=at_noon(duty.due)
    )


def away(cast, first, last, to=None) -> Delegation:
    return delegate(cast.coordinator, to=to or cast.specialist, since=first, until=last, by=cast.head)


def test_the_delegate_gets_them_and_the_coordinator_on_coming_back(cast: Cast, duty):
    submitted(duty)
    away(cast, duty.due, duty.due + 6 * DAY)
    mornings(cast, *(duty.due + days * DAY for days in range(9)))
    assert ledger(cast.specialist) == [("acceptance", 1, "gathered")]
    assert ledger(cast.coordinator) == [("acceptance", 2, "gathered")]
    letter = Message.objects.get(recipient=cast.specialist.email)
    assert "Ждут приёмки" in letter.text
    assert "Вы принимаете отметки за Полевого С. Ю." in letter.text.replace("\xa0", " ")


def test_what_is_overdue_is_told_to_the_delegate_too(cast: Cast, duty):
    away(cast, duty.due, duty.due + 20 * DAY)
    mornings(cast, *(duty.due + days * DAY for days in range(6)))
    assert ledger(cast.specialist) == [("escalated", 1, "gathered")]
    assert ledger(cast.coordinator) == []


def test_a_delegate_who_is_away_too_is_replaced_in_turn(cast: Cast, duty):
    submitted(duty)
    second = a_person("coordinator", municipality=cast.municipality)
    away(cast, duty.due, duty.due + 9 * DAY, to=second)
    delegate(second, to=cast.head, since=duty.due, until=duty.due + 9 * DAY, by=cast.head)
    mornings(cast, *(duty.due + days * DAY for days in range(4)))
    assert "acceptance" in {kind for kind, _step, _state in ledger(cast.head)}
    assert ledger(second) == ledger(cast.coordinator) == []


def test_a_delegate_who_cannot_be_reached_leaves_the_letters_to_the_coordinator(cast: Cast, duty):
    submitted(duty)
    away(cast, duty.due, duty.due + 9 * DAY)
    Position.objects.filter(person=cast.specialist).update(until=duty.due - DAY)
    mornings(cast, *(duty.due + days * DAY for days in range(4)))
    assert ledger(cast.coordinator) == [("acceptance", 1, "gathered")]
