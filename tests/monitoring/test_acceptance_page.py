"""«Приёмка»: the coordinator's first page."""

import datetime

import pytest

from monitoring.choices import ExecutionState
from monitoring.models import Execution
from monitoring.services import assignment, progress
from tests.cast import NOW, Cast
from tests.factories import ExecutionFactory, OccurrenceFactory, SchoolFactory, an_item
from tests.monitoring.pages import HTMX, heading, read, url

DAY = datetime.timedelta(days=1)
TODAY = NOW.date()


def mark(cast: Cast, *, due: datetime.date = TODAY, on: datetime.date = TODAY, **fields: object) -> Execution:
    """Make a mark that waits for a decision."""
    item = an_item(cast.section, number="4.3", title="Обновить список", **fields)
    return ExecutionFactory(
        occurrence=OccurrenceFactory(item=item, due=due),
        school=cast.school,
        submitted=True,
        submitted_on=on,
        submitted_by_name="Ветрова М. О.",
    )


def mark_again(execution: Execution, cast: Cast) -> None:
    """Take the mark back and make it anew, after the page was opened."""
    again = Execution.objects.get(pk=execution.pk)
    again.submitted_at = None
    progress.withdraw(again, by=cast.director)
    progress.submit(again, by=cast.director, note="Сделано")


def test_the_title_counts_and_the_oldest_is_first(cast: Cast, client_of):
    newer, older = mark(cast, on=TODAY - DAY), mark(cast, on=TODAY - 4 * DAY)
    page = client_of(cast.coordinator).get(url(cast, "acceptance"))
    assert heading(page) == "2 отметки ждут приёмки"
    assert list(page.context["object_list"]) == [older, newer]
    assert "Вторник, 24 ноября. Самая давняя ждёт 4 дня." in read(page)


def test_a_late_mark_says_how_late_and_shows_its_documents(cast: Cast, client_of):
    execution = mark(cast, due=TODAY - 5 * DAY, report_form="Протокол")
    execution.evidence.create(
        kind="link", name="https://school.example", link="https://school.example", added_by=cast.director
    )
    text = read(client_of(cast.coordinator).get(url(cast, "acceptance")))
    assert "на 5 дней позже срока" in text
    assert "Нужно: Протокол" in text
    assert "https://school.example" in text
    assert "СОШ № 3 , Ветрова М. О., сегодня в 12:00" in text


def test_an_empty_queue_says_so(cast: Cast, client_of):
    page = client_of(cast.coordinator).get(url(cast, "acceptance"))
    assert heading(page) == "По всем отметкам есть решение"
    assert "Приёмки ничего не ждёт" in read(page)


def test_the_coordinator_accepts_and_can_undo(cast: Cast, client_of):
    execution = mark(cast)
    client = client_of(cast.coordinator)
    data = {"next": url(cast, "acceptance"), "version": execution.version}
    page = client.post(url(cast, "execution-accept", execution.pk), data, follow=True)
    assert "Принято: № 4.3, СОШ № 3." in read(page)
    execution.refresh_from_db()
    assert (execution.state, execution.decided_by) == (ExecutionState.ACCEPTED, cast.coordinator)
    client.post(url(cast, "execution-reopen", execution.pk))
    execution.refresh_from_db()
    assert execution.state == ExecutionState.SUBMITTED


def test_what_changed_unseen_is_not_accepted(cast: Cast, client_of):
    execution = mark(cast)
    seen = execution.version
    mark_again(execution, cast)
    data = {"next": url(cast, "acceptance"), "version": seen}
    page = client_of(cast.coordinator).post(url(cast, "execution-accept", execution.pk), data, follow=True)
    assert "Посмотрите ещё раз" in read(page)
    execution.refresh_from_db()
    assert execution.state == ExecutionState.SUBMITTED


def test_a_return_needs_a_reason_and_the_school_reads_it(cast: Cast, client_of):
    execution = mark(cast)
    client = client_of(cast.coordinator)
    back = url(cast, "execution-return", execution.pk)
    assert "Что исправить" in read(client.get(back, **HTMX))
    refused = client.post(back, {"reason": " "}, **HTMX)
    assert refused.status_code == 422
    assert refused["HX-Retarget"] == f"#return-{execution.pk}"
    client.post(back, {"reason": "Нет подписи директора", "version": execution.version})
    text = read(client_of(cast.director).get(url(cast, "due")))
    assert "«Нет подписи директора» Полевой С. Ю., координатор, сегодня в 12:00" in text


@pytest.mark.parametrize("how", [{}, HTMX])
def test_a_reason_outlives_somebody_who_was_quicker(cast: Cast, client_of, how: dict[str, str]):
    execution = mark(cast)
    seen, address = execution.version, url(cast, "execution-return", execution.pk)
    mark_again(execution, cast)
    client, reason = client_of(cast.coordinator), "Нет подписи\r\nдиректора"
    page = client.post(address, {"reason": reason, "version": seen, "next": url(cast, "acceptance")}, **how)
    assert page.status_code == 422
    assert "Посмотрите ещё раз" in read(page)
    assert "Нет подписи\nдиректора</textarea>" in page.content.decode().replace("\r\n", "\n")
    again = page.context["execution"].version
    client.post(address, {"reason": reason, "version": again})
    execution.refresh_from_db()
    assert (execution.state, execution.return_reason) == ("returned", "Нет подписи\nдиректора")


def test_a_reason_of_many_lines_may_be_as_long_as_its_field_says(cast: Cast, client_of):
    execution = mark(cast)
    lines = ["а" * 99] * 20  # with the breaks between them 1999 characters as a browser counts them
    address = url(cast, "execution-return", execution.pk)
    client_of(cast.coordinator).post(address, {"reason": "\r\n".join(lines), "version": execution.version})
    execution.refresh_from_db()
    assert execution.return_reason == "\n".join(lines)


def test_in_a_roadmap_that_is_over_a_mark_can_only_be_accepted(cast: Cast, client_of):
    execution = mark(cast)
    assignment.complete(cast.roadmap, by=cast.coordinator)
    client, address = client_of(cast.coordinator), url(cast, "execution-return", execution.pk)
    page = client.get(url(cast, "acceptance"))
    assert "Карта завершена: отметку можно принять, но не вернуть." in read(page)
    assert address not in page.content.decode()
    refused = client.post(address, {"reason": "Нет подписи", "version": execution.version})
    assert "Карта завершена" in read(refused)
    client.post(url(cast, "execution-accept", execution.pk), {"version": execution.version})
    execution.refresh_from_db()
    assert execution.state == ExecutionState.ACCEPTED


def test_several_are_accepted_at_once_and_changed_ones_left(cast: Cast, client_of):
    rows = [mark(cast) for _ in range(3)]
    chosen = [f"{row.pk}:{row.version}" for row in rows]
    mark_again(rows[2], cast)
    data = {"chosen": [*chosen, "мусор"], "next": url(cast, "acceptance")}
    page = client_of(cast.coordinator).post(url(cast, "executions-accept"), data, follow=True)
    text = read(page)
    assert "Приняты 2 отметки." in text
    assert "1 отметка изменилась, пока страница была открыта" in text
    assert heading(page) == "1 отметка ждёт приёмки"


def test_choosing_nothing_is_said(cast: Cast, client_of):
    mark(cast)
    data = {"next": url(cast, "acceptance")}
    page = client_of(cast.coordinator).post(url(cast, "executions-accept"), data, follow=True)
    assert "Выберите отметки, которые нужно принять." in read(page)


def test_who_has_not_reported_and_what_is_next(cast: Cast, client_of):
    text = read(client_of(cast.coordinator).get(url(cast, "acceptance")))
    assert "Не отчитались 2" in text or "Не отчитались Все 2" in text
    assert "1. Провести диагностику до 10 ноября, 14 дней назад СОШ № 12 СОШ № 3" in text
    assert "27 ноя 2. Издать приказ о мониторинге 0 из 1" in text
    assert "1 мар 1. Провести диагностику 0 из 2" in text


def test_the_queue_is_sorted_by_schools_and_by_activities(cast: Cast, client_of):
    first, second = mark(cast, on=TODAY - DAY, position=9), mark(cast, position=1)
    Execution.objects.filter(pk=second.pk).update(
        school=SchoolFactory(municipality=cast.municipality, name="Аист")
    )
    client = client_of(cast.coordinator)
    for order, expected in (
        ("age", [first, second]),
        ("schools", [second, first]),
        ("activities", [second, first]),
    ):
        page = client.get(url(cast, "acceptance"), {"order": order})
        assert list(page.context["object_list"]) == expected, order


@pytest.mark.parametrize("away", ["https://elsewhere.example/", "javascript:alert(1)", "//elsewhere.example"])
def test_no_form_leads_away_from_the_portal(cast: Cast, client_of, away: str):
    execution = mark(cast)
    client = client_of(cast.coordinator)
    address = url(cast, "execution-return", execution.pk)
    assert away not in client.get(address, {"next": away}).content.decode()
    answer = client.post(address, {"next": away, "reason": "Нет подписи"})
    assert answer["Location"] == url(cast, "execution-detail", execution.pk)
