"""A return is remembered: who returned a mark and when, whatever is marked and taken back since."""

import datetime

import pytest
import time_machine

from monitoring.choices import EventKind, ExecutionState, ReminderKind, ReminderState
from monitoring.models import Execution
from monitoring.services import assignment, progress
from monitoring.services.progress import ProgressError
from tests.cast import NOW, Cast
from tests.monitoring.mornings import DAY, ledger, mornings


@pytest.fixture
def returned(cast: Cast) -> Execution:
    """The director's duty, marked and returned at noon of the cast's day."""
    progress.submit(cast.execution, by=cast.director)
    progress.send_back(cast.execution, by=cast.coordinator, reason="Нет подписи")
    return cast.execution


def mark_and_take_back(execution: Execution, cast: Cast, *, is_claim: bool = False) -> None:
    with time_machine.travel(NOW + datetime.timedelta(minutes=10), tick=False) as clock:
        if is_claim:
            progress.claim(execution, by=cast.director, reason="Нет таких классов")
        else:
            progress.submit(execution, by=cast.director)
        clock.shift(300)
        progress.withdraw(execution, by=cast.director)
    execution.refresh_from_db()


@pytest.mark.parametrize("is_claim", [False, True])
def test_taking_back_a_mended_mark_leaves_who_returned_it_and_when(
    cast: Cast, returned: Execution, *, is_claim: bool
):
    mark_and_take_back(returned, cast, is_claim=is_claim)
    event = returned.events.get(kind=EventKind.RETURNED)
    assert (returned.decided_by, returned.decided_at) == (cast.coordinator, event.at)
    with pytest.raises(ProgressError, match="вернули на доработку: Полевой"):
        progress.send_back(returned, by=cast.coordinator, reason="Нет подписи")


def test_a_mark_that_was_never_returned_is_taken_back_to_nobodys_decision(cast: Cast):
    mark_and_take_back(cast.execution, cast)
    assert (cast.execution.decided_by, cast.execution.decided_at) == (None, None)


def test_a_return_is_told_once_though_a_mark_was_made_since_and_taken_back(cast: Cast, returned: Execution):
    mark_and_take_back(returned, cast)
    mornings(cast, NOW.date() + DAY, NOW.date() + 2 * DAY)
    told = [row for row in ledger(cast.director) if row[0] == ReminderKind.RETURNED]
    assert told == [(ReminderKind.RETURNED, 12 * 60, ReminderState.GATHERED)]


def test_in_a_roadmap_that_is_over_a_mark_is_accepted_but_not_returned(cast: Cast):
    progress.submit(cast.execution, by=cast.director)
    assignment.complete(cast.roadmap, by=cast.coordinator)
    execution = Execution.objects.get(pk=cast.execution.pk)
    with pytest.raises(ProgressError, match="Карта завершена"):
        progress.send_back(execution, by=cast.coordinator, reason="Нет подписи")
    progress.accept(execution, by=cast.coordinator)
    assert execution.state == ExecutionState.ACCEPTED
