"""Marks that are locked, taken back in time, made together, or say that nothing is required."""

import datetime

import pytest
import time_machine

from monitoring.choices import EventKind, ExecutionState
from monitoring.models import Execution, Summary
from monitoring.services import assignment, progress, summaries
from monitoring.services.progress import ProgressError
from tests.cast import NOW, Cast
from tests.factories import ExecutionFactory, OccurrenceFactory, an_item
from tests.monitoring.mornings import DAY, at_noon, ledger, mornings
from tests.monitoring.pages import HTMX, read, url

PLANNED, SUBMITTED, RETURNED = ExecutionState.PLANNED, ExecutionState.SUBMITTED, ExecutionState.RETURNED
CLAIMED, WAIVED = ExecutionState.CLAIMED, ExecutionState.WAIVED


@pytest.mark.parametrize(("minutes", "is_in_time"), [(15, True), (16, False)])
def test_a_mark_can_be_taken_back_for_a_quarter_of_an_hour(cast: Cast, minutes: int, *, is_in_time: bool):
    progress.submit(cast.execution, by=cast.director)
    with time_machine.travel(NOW + datetime.timedelta(minutes=minutes), tick=False):
        if is_in_time:
            progress.withdraw(cast.execution, by=cast.director)
        else:
            with pytest.raises(ProgressError, match="15 минут"):
                progress.withdraw(cast.execution, by=cast.director)
    cast.execution.refresh_from_db()
    assert cast.execution.state == (PLANNED if is_in_time else SUBMITTED)


def test_what_is_not_required_is_agreed_by_the_coordinator_and_counts_no_more(cast: Cast):
    with pytest.raises(ProgressError, match="почему"):
        progress.claim(cast.execution, by=cast.director, reason=" ")
    progress.claim(cast.execution, by=cast.director, reason="Нет девятых классов")
    assert cast.execution.state == CLAIMED
    progress.accept(cast.execution, by=cast.coordinator)
    cast.execution.refresh_from_db()
    assert cast.execution.state == WAIVED
    assert cast.execution not in Execution.objects.standing()
    kinds = list(cast.execution.events.order_by("pk").values_list("kind", flat=True))
    assert kinds == [EventKind.CLAIMED, EventKind.WAIVED]
    progress.reopen(cast.execution, by=cast.coordinator)
    progress.send_back(cast.execution, by=cast.coordinator, reason="Классы есть")
    cast.execution.refresh_from_db()
    assert (cast.execution.state, cast.execution.is_claim) == (RETURNED, False)


def test_a_claim_is_not_received_and_not_overdue_until_it_is_decided(cast: Cast, client_of):
    Execution.objects.filter(pk=cast.execution.pk).update(due=NOW.date() - datetime.timedelta(days=5))
    cast.execution.refresh_from_db()
    figures = ("expected", "received", "overdue", "awaiting")

    def counted() -> tuple[int, ...]:
        summaries.rebuild(cast.roadmap, today=NOW.date())
        line = Summary.objects.get(roadmap=cast.roadmap, level="school", school=cast.school, section=None)
        return tuple(getattr(line, name) for name in figures)

    expected, received, overdue, awaiting = counted()
    progress.claim(cast.execution, by=cast.director, reason="Нет девятых классов")
    assert counted() == (expected, received, overdue - 1, awaiting + 1)
    page = read(client_of(cast.coordinator).get(url(cast, "execution-list") + "?state=missing"))
    assert "Ждёт решения" in page
    own = read(client_of(cast.director).get(url(cast, "due")))
    assert "Координатор решает, требуется ли это" in own
    progress.send_back(cast.execution, by=cast.coordinator, reason="Классы есть")
    assert counted() == (expected, received, overdue, awaiting)
    progress.claim(cast.execution, by=cast.director, reason="Нет девятых классов")
    progress.accept(cast.execution, by=cast.coordinator)
    assert counted() == (expected - 1, received, overdue - 1, awaiting)


def test_reminders_to_the_school_pause_while_a_claim_waits_and_the_coordinator_is_reminded(cast, duty):
    Execution.objects.filter(pk=duty.pk).update(
        state=CLAIMED, submitted_on=duty.due - 10 * DAY, submitted_at=at_noon(duty.due - 10 * DAY)
    )
    mornings(cast, *(duty.due + days * DAY for days in range(-9, 9)))
    assert ledger(cast.director) == []
    assert {kind for kind, _step, _state in ledger(cast.coordinator)} == {"acceptance"}
    Execution.objects.filter(pk=duty.pk).update(
        state=RETURNED, return_reason="Классы есть", decided_at=at_noon(duty.due + 9 * DAY)
    )
    mornings(cast, duty.due + 10 * DAY)
    assert [kind for kind, _step, _state in ledger(cast.director)] == ["returned", "overdue"]


def test_an_amendment_leaves_what_is_not_required_alone(cast: Cast):
    progress.claim(cast.execution, by=cast.director, reason="Нет девятых классов")
    progress.accept(cast.execution, by=cast.coordinator)
    assignment.assign(cast.roadmap)
    cast.execution.refresh_from_db()
    assert cast.execution.state == WAIVED


def test_a_roadmap_may_do_without_documents(cast: Cast):
    cast.roadmap.is_evidence_required = False
    cast.execution.item.report_form = "Справка"
    cast.execution.roadmap = cast.roadmap
    progress.submit(cast.execution, by=cast.director)
    assert cast.execution.state == SUBMITTED


def test_several_are_marked_at_once_but_those_that_ask_for_a_document(cast: Cast):
    asking = ExecutionFactory(
        occurrence=OccurrenceFactory(
            item=an_item(cast.section, title="Сдать справку", report_form="Справка")
        ),
        school=cast.school,
    )
    done = progress.submit_many([cast.execution, asking], by=cast.director)
    assert (done.executions, done.left) == ([cast.execution], 1)
    asking.refresh_from_db()
    assert asking.state == PLANNED


@pytest.mark.parametrize("how", [{}, HTMX])
def test_why_it_is_not_required_outlives_a_colleague_who_was_quicker(
    cast: Cast, client_of, monkeypatch, how: dict[str, str]
):
    def too_late(*_args, **_kwargs):
        raise ProgressError("Отметка уже стоит: Луговой П. И.")

    monkeypatch.setattr(progress, "claim", too_late)
    address = url(cast, "execution-claim", cast.execution.pk)
    page = client_of(cast.director).post(address, {"reason": "Нет девятых классов"}, **how)
    assert page.status_code == 422
    assert "Отметка уже стоит: Луговой П. И." in read(page)
    assert "Нет девятых классов</textarea>" in page.content.decode()
