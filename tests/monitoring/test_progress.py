"""Marks: who may do what with an execution in which state, and what two people at once get."""

import datetime
import threading

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django_scopes import scope, scopes_disabled

from monitoring.choices import EventKind, ExecutionState
from monitoring.models import Event, Evidence, Execution, SummaryStatus
from monitoring.services import progress
from monitoring.services.evidence import EvidenceError
from monitoring.services.progress import ProgressError
from tests.cast import NOW, PAST, SOON, Cast, build_cast
from tests.factories import ExecutionFactory, OccurrenceFactory

PLANNED, SUBMITTED, CLAIMED, RETURNED, ACCEPTED, CANCELLED, WAIVED = (
    ExecutionState(name)
    for name in ("planned", "submitted", "claimed", "returned", "accepted", "cancelled", "waived")
)


def in_state(cast: Cast, state: str) -> Execution:
    """Make an execution of the director's school stand in the state."""
    received = state in (SUBMITTED, CLAIMED, ACCEPTED, WAIVED)
    Execution.objects.filter(pk=cast.execution.pk).update(
        state=state,
        submitted_by=cast.director if received else None,
        submitted_by_name="Ветрова М. О." if received else "",
        submitted_at=NOW if received else None,
        submitted_on=NOW.date() if received else None,
        decided_by=cast.coordinator if state in (ACCEPTED, RETURNED) else None,
        decided_at=NOW if state in (ACCEPTED, RETURNED) else None,
        return_reason="Нет подписи" if state == RETURNED else "",
    )
    return Execution.objects.get(pk=cast.execution.pk)


def do(verb: str, execution: Execution, cast: Cast) -> None:
    match verb:
        case "submit":
            progress.submit(execution, by=cast.director)
        case "withdraw":
            progress.withdraw(execution, by=cast.director)
        case "accept":
            progress.accept(execution, by=cast.coordinator)
        case "send_back":
            progress.send_back(execution, by=cast.coordinator, reason="Нет подписи")
        case "reopen":
            progress.reopen(execution, by=cast.coordinator)


ALLOWED = {
    ("submit", PLANNED): SUBMITTED,
    ("submit", RETURNED): SUBMITTED,
    ("withdraw", SUBMITTED): PLANNED,
    ("accept", SUBMITTED): ACCEPTED,
    ("send_back", SUBMITTED): RETURNED,
    ("reopen", ACCEPTED): SUBMITTED,
    ("withdraw", CLAIMED): PLANNED,
    ("accept", CLAIMED): WAIVED,
    ("send_back", CLAIMED): RETURNED,
    ("reopen", WAIVED): CLAIMED,
}


@pytest.mark.parametrize("state", [PLANNED, SUBMITTED, CLAIMED, RETURNED, ACCEPTED, CANCELLED, WAIVED])
@pytest.mark.parametrize("verb", ["submit", "withdraw", "accept", "send_back", "reopen"])
def test_each_verb_in_each_state(cast: Cast, verb: str, state: str):
    execution = in_state(cast, state)
    expected = ALLOWED.get((verb, state))
    if expected is None:
        with pytest.raises(ProgressError):
            do(verb, execution, cast)
        assert not Event.objects.exists()
    else:
        do(verb, execution, cast)
        assert Event.objects.count() == 1
        assert SummaryStatus.objects.get(roadmap=cast.roadmap).changes == 1
    stored = Execution.objects.get(pk=execution.pk)
    assert stored.state == (expected or state)
    assert stored.version == execution.version


def test_a_mark_keeps_the_day_of_the_municipalitys_clock_and_the_name(cast: Cast):
    cast.municipality.time_zone = "Asia/Kamchatka"
    cast.municipality.save()
    cast.execution.refresh_from_db()
    late_in_greenwich = datetime.datetime(2026, 11, 10, 20, 0, tzinfo=datetime.UTC)
    with time_machine.travel(late_in_greenwich, tick=False):
        progress.submit(cast.execution, by=cast.director, note=" Охвачены 14 учителей ")
    cast.execution.refresh_from_db()
    assert cast.execution.submitted_on == datetime.date(2026, 11, 11)
    assert cast.execution.is_late
    assert cast.execution.submitted_by_name == "Ветрова М. О."
    assert cast.execution.note == "Охвачены 14 учителей"
    event = cast.execution.events.get()
    assert (event.kind, event.actor, event.note) == (
        EventKind.SUBMITTED,
        cast.director,
        "Охвачены 14 учителей",
    )


def test_the_name_stays_when_the_person_changes_it(cast: Cast):
    progress.submit(cast.execution, by=cast.director)
    cast.director.surname = "Северная"
    cast.director.save()
    cast.execution.refresh_from_db()
    assert cast.execution.submitted_by_name == "Ветрова М. О."
    assert cast.execution.events.get().actor_name == "Ветрова М. О."


def test_where_nobody_accepts_a_mark_is_accepted_at_once_and_can_be_taken_back(cast: Cast):
    cast.roadmap.is_acceptance_required = False
    cast.roadmap.save()
    execution = Execution.objects.get(pk=cast.execution.pk)
    progress.submit(execution, by=cast.director)
    assert execution.state == ACCEPTED
    assert set(execution.events.values_list("kind", flat=True)) == {EventKind.SUBMITTED, EventKind.ACCEPTED}
    progress.withdraw(execution, by=cast.director)
    execution.refresh_from_db()
    assert (execution.state, execution.submitted_on) == (PLANNED, None)


def test_taking_back_a_mended_mark_leaves_the_return_and_its_reason(cast: Cast):
    execution = in_state(cast, RETURNED)
    progress.submit(execution, by=cast.director)
    progress.withdraw(execution, by=cast.director)
    execution.refresh_from_db()
    assert (execution.state, execution.return_reason) == (RETURNED, "Нет подписи")


def test_a_return_needs_a_reason(cast: Cast):
    execution = in_state(cast, SUBMITTED)
    with pytest.raises(ProgressError, match="исправить"):
        progress.send_back(execution, by=cast.coordinator, reason="  ")


def test_a_mark_returned_after_its_date_moved_is_due_on_the_new_date(cast: Cast):
    execution = in_state(cast, SUBMITTED)
    execution.occurrence.due = SOON
    execution.occurrence.save()
    progress.send_back(execution, by=cast.coordinator, reason="Нет подписи")
    execution.refresh_from_db()
    assert (execution.state, execution.due) == (RETURNED, SOON)


def test_a_mark_returned_after_its_row_was_struck_out_is_cancelled(cast: Cast):
    execution = in_state(cast, SUBMITTED)
    execution.item.cancelled_by = cast.roadmap.revisions.first()
    execution.item.save()
    progress.send_back(execution, by=cast.coordinator, reason="Нет подписи")
    execution.refresh_from_db()
    assert execution.state == CANCELLED


def test_a_document_that_is_asked_for_is_given_or_explained(cast: Cast):
    item = cast.execution.item
    item.report_form = "Справка, приказ"
    item.save()
    with pytest.raises(ProgressError, match="почему"):
        progress.submit(cast.execution, by=cast.director)
    progress.submit(cast.execution, by=cast.director, note="Справка будет в декабре")
    assert cast.execution.state == SUBMITTED


def test_documents_of_all_kinds_are_kept_with_the_mark(cast: Cast):
    files = [
        SimpleUploadedFile("C:\\отчёты\\Справка №1.pdf", b"%PDF-1.7\n..."),
        SimpleUploadedFile("фото.PNG", b"\x89PNG\r\n\x1a\n" + b"\0" * 20),
    ]
    progress.submit(
        cast.execution,
        by=cast.director,
        files=files,
        link="https://school.example/news/1",
        document="Приказ № 61",
        document_date=PAST,
    )
    kept = list(Evidence.objects.values_list("kind", "name", "content_type"))
    assert kept == [
        ("file", "Справка №1.pdf", "application/pdf"),
        ("file", "фото.PNG", "image/png"),
        ("link", "https://school.example/news/1", ""),
        ("document", "Приказ № 61", ""),
    ]
    stored = Evidence.objects.first()
    assert "Справка" not in stored.file.name
    assert stored.file.name.endswith(".pdf")
    assert len(stored.file.name.rpartition("/")[2]) == 36


def test_one_bad_file_stops_the_mark_and_says_which(cast: Cast):
    files = [SimpleUploadedFile("а.pdf", b"%PDF-1.7"), SimpleUploadedFile("б.docx", b"\x89PNG\r\n\x1a\n....")]
    with pytest.raises(EvidenceError, match=r"б\.docx"):
        progress.submit(cast.execution, by=cast.director, files=files, link="javascript:alert(1)")
    assert Execution.objects.get(pk=cast.execution.pk).state == PLANNED
    assert not Evidence.objects.exists()


def mark_again(execution: Execution, cast: Cast) -> None:
    """Take the mark back and make it anew, so that whoever looks at it looks at an old one."""
    again = Execution.objects.get(pk=execution.pk)
    again.submitted_at = None
    progress.withdraw(again, by=cast.director)
    progress.submit(again, by=cast.director)


def test_documents_change_while_the_execution_is_open(cast: Cast):
    execution = in_state(cast, RETURNED)
    (added,) = progress.add_evidence(execution, by=cast.director, link="https://school.example/1")
    progress.remove_evidence(added, by=cast.director)
    added.refresh_from_db()
    assert added.removed_at is not None
    assert list(execution.events.order_by("pk").values_list("kind", flat=True)) == [
        EventKind.EVIDENCE_ADDED,
        EventKind.EVIDENCE_REMOVED,
    ]
    for state, told in ((SUBMITTED, "стоит"), (ACCEPTED, "принято"), (WAIVED, "не требуется")):
        execution = in_state(cast, state)
        with pytest.raises(ProgressError, match=told):
            progress.add_evidence(execution, by=cast.director, link="https://school.example/2")
        with pytest.raises(ProgressError, match=told):
            progress.remove_evidence(added, by=cast.director)


def test_the_coordinator_does_not_accept_what_changed_unseen(cast: Cast):
    execution = in_state(cast, SUBMITTED)
    seen = Execution.objects.get(pk=execution.pk)
    mark_again(execution, cast)
    with pytest.raises(ProgressError, match="ещё раз"):
        progress.accept(seen, by=cast.coordinator)


def test_whoever_comes_second_is_told_what_happened(cast: Cast):
    first, second = in_state(cast, SUBMITTED), in_state(cast, SUBMITTED)
    progress.send_back(first, by=cast.coordinator, reason="Нет подписи")
    with pytest.raises(ProgressError) as refused:
        progress.accept(second, by=cast.head)
    message = refused.value.messages[0].replace("\u00a0", " ")
    assert message == "Это уже вернули на доработку: Полевой С. Ю., сегодня в 12:00."


def test_many_are_accepted_at_once_and_changed_ones_are_left(cast: Cast):
    rows = [
        ExecutionFactory(occurrence=OccurrenceFactory(item=cast.items[0], due=day), submitted=True)
        for day in (datetime.date(2026, 11, 1), datetime.date(2026, 11, 2), datetime.date(2026, 11, 3))
    ]
    chosen = [(row.pk, row.version) for row in rows]
    mark_again(rows[2], cast)
    result = progress.accept_many([*chosen, (cast.other.execution.pk, 1)], by=cast.coordinator)
    assert {row.pk for row in result.executions} == {row.pk for row in rows[:2]}
    assert result.left == 2
    assert Execution.objects.filter(state=ACCEPTED).count() == 2
    with scopes_disabled():
        assert Execution.objects.get(pk=cast.other.execution.pk).state == PLANNED


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", ["submit", "accept", "send_back"])
def test_of_two_people_at_once_one_wins(today: datetime.date, verb: str):
    cast = build_cast()
    with scope(municipality=cast.municipality):
        in_state(cast, PLANNED if verb == "submit" else SUBMITTED)
    ready = threading.Barrier(4)
    won, told = [], []

    def try_it() -> None:
        try:
            with scope(municipality=cast.municipality):
                execution = Execution.objects.select_related("item", "occurrence", "roadmap").get(
                    pk=cast.execution.pk
                )
                ready.wait(timeout=20)
                do(verb, execution, cast)
                won.append(1)
        except ProgressError as error:
            told.extend(error.messages)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=try_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert (len(won), len(told)) == (1, 3)
    with scope(municipality=cast.municipality):
        assert Event.objects.count() == 1
        assert Execution.objects.get(pk=cast.execution.pk).version == 2
    connection.close()
