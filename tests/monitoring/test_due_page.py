"""«К исполнению»: the director's first page, and everybody's who owes something."""

import datetime
import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from monitoring.choices import ExecutionState
from monitoring.models import Evidence, Execution
from monitoring.services import progress
from roadmaps.choices import RoadmapState
from tests.cast import LATER, NOW, SOON, Cast
from tests.factories import ExecutionFactory, OccurrenceFactory, RoadmapFactory, SectionFactory, an_item
from tests.monitoring.pages import HTMX, heading, read, url

DAY = datetime.timedelta(days=1)
TODAY = NOW.date()


def owe(cast: Cast, due: datetime.date, *, report_form: str = "", **fields: object) -> Execution:
    """Give the director's school one more execution."""
    item = an_item(cast.section, number="9", title="Провести собеседование", report_form=report_form)
    return ExecutionFactory(occurrence=OccurrenceFactory(item=item, due=due), school=cast.school, **fields)


def asks(execution: Execution, report_form: str) -> None:
    execution.item.report_form = report_form
    execution.item.save()


@pytest.mark.parametrize(
    ("more", "title"),
    [
        (0, "Сейчас ждёт 1 дело"),
        (1, "Сейчас ждут 2 дела"),
        (5, "Сейчас ждут 6 дел"),
        (20, "Сейчас ждёт 21 дело"),
    ],
)
def test_the_title_is_the_answer(cast: Cast, client_of, more: int, title: str):
    for number in range(more):
        owe(cast, TODAY - (number + 1) * DAY)
    assert heading(client_of(cast.director).get(url(cast, "due"))) == title


def test_good_news_is_said_too(cast: Cast, client_of):
    progress.submit(cast.execution, by=cast.director)
    client = client_of(cast.director)
    assert heading(client.get(url(cast, "due"))) == "Всё сдано. Ближайший срок 1 марта"
    for execution in Execution.objects.filter(school=cast.school).open():
        progress.submit(execution, by=cast.director)
    assert heading(client.get(url(cast, "due"))) == "Всё за этот год сдано"


def test_nothing_is_owed_before_an_order(cast: Cast, client_of):
    Execution.objects.filter(school=cast.school).update(state=ExecutionState.CANCELLED)
    page = client_of(cast.director).get(url(cast, "due"))
    assert heading(page) == "Дел пока нет"


def test_duties_stand_in_groups_by_urgency(cast: Cast, client_of):
    returned = owe(cast, SOON, returned=True, decided_by=cast.coordinator, decided_at=NOW)
    owe(cast, SOON)
    owe(cast, datetime.date(2026, 11, 30))
    owe(cast, datetime.date(2026, 12, 10))
    owe(cast, TODAY - 30 * DAY, accepted=True)
    page = client_of(cast.director).get(url(cast, "due"))
    text = read(page)
    places = [
        text.index(f"{word} {count}")
        for word, count in (
            ("Возвращено", 1),
            ("Просрочено", 1),
            ("На этой неделе", 1),
            ("В этом месяце", 1),
            ("Позже", 2),
            ("Сдано", 1),
        )
    ]
    assert places == sorted(places)
    assert "«Нет подписи директора» Полевой С. Ю., координатор, сегодня в 12:00" in text
    assert "1 вернули на доработку, 1 просрочено, 1 нужно сдать до 27 ноября." in text
    assert page.context["agenda"].groups["returned"] == [returned]


def test_another_schools_duties_and_other_roadmaps_are_not_there(cast: Cast, client_of):
    old = RoadmapFactory(municipality=cast.municipality, in_force=True)
    item = an_item(SectionFactory(roadmap=old), due=(SOON,), title="Из завершённой карты")
    ExecutionFactory(occurrence=item.occurrences.get(), school=cast.school)
    old.state = RoadmapState.COMPLETED
    old.save()
    agenda = client_of(cast.director).get(url(cast, "due")).context["agenda"]
    shown = [execution for group in agenda.groups.values() for execution in group]
    assert {execution.school_id for execution in shown} == {cast.school.pk}
    assert {execution.roadmap_id for execution in shown} == {cast.roadmap.pk}


def test_named_people_of_the_department_see_their_own(cast: Cast, client_of):
    page = client_of(cast.specialist).get(url(cast, "due"))
    assert heading(page) == "Сейчас ждёт 1 дело"
    assert "Издать приказ о мониторинге" in read(page)


def test_one_tap_marks_what_asks_for_no_document_and_can_be_undone(cast: Cast, client_of):
    client = client_of(cast.director)
    due, submit = url(cast, "due"), url(cast, "execution-submit", cast.execution.pk)
    page = client.post(submit, {"next": due}, follow=True)
    assert page.redirect_chain == [(due, 302)]
    assert heading(page) == "Всё сдано. Ближайший срок 1 марта"
    assert "Отмечено, координатор уже видит" in read(page)
    withdraw = url(cast, "execution-withdraw", cast.execution.pk)
    assert f'formaction="{withdraw}"' in page.content.decode()
    client.post(withdraw, {"next": due})
    cast.execution.refresh_from_db()
    assert cast.execution.state == ExecutionState.PLANNED


def test_several_are_marked_at_once_and_taken_back_at_once(cast: Cast, client_of):
    rows = [owe(cast, SOON), owe(cast, LATER), owe(cast, SOON, report_form="Справка")]
    client = client_of(cast.director)
    due = url(cast, "due")
    chosen = [row.pk for row in rows] + [cast.other_school_execution.pk]
    page = client.post(url(cast, "executions-submit"), {"chosen": chosen, "next": due}, follow=True)
    text = read(page)
    assert "Отмечено 2 дела." in text
    assert "2 дела остались: нужен документ, или их изменили." in text
    assert Execution.objects.filter(state=ExecutionState.SUBMITTED).count() == 2
    undo = re.search(r'formaction="([^"]+)"', page.content.decode())
    assert undo
    client.post(html.unescape(undo[1]), {"next": due})
    assert not Execution.objects.filter(state=ExecutionState.SUBMITTED).exists()


def test_a_director_says_that_something_is_not_required_and_the_coordinator_agrees(cast: Cast, client_of):
    client, due = client_of(cast.director), url(cast, "due")
    address = url(cast, "execution-claim", cast.execution.pk)
    assert "Почему не требуется" in read(client.get(address, **HTMX))
    refused = client.post(address, {"reason": ""}, **HTMX)
    assert (refused.status_code, refused["HX-Retarget"]) == (422, "#sheet-body")
    page = client.post(address, {"reason": "Нет девятых классов", "next": due}, follow=True)
    assert "Координатор решит, требуется ли это." in read(page)
    coordinator = client_of(cast.coordinator)
    queue = read(coordinator.get(url(cast, "acceptance")))
    assert "Просят признать, что не требуется «Нет девятых классов»" in queue
    coordinator.post(url(cast, "execution-accept", cast.execution.pk))
    assert "Не требуется" in read(client.get(due, {"group": "done"}))


def test_an_htmx_mark_brings_the_changed_part_and_the_message(cast: Cast, client_of):
    submit = url(cast, "execution-submit", cast.execution.pk)
    page = client_of(cast.director).post(submit, {"next": url(cast, "due")}, follow=True, **HTMX)
    content = page.content.decode()
    assert "<html" not in content
    assert 'id="live"' in content
    assert 'hx-swap-oob="beforeend"' in content


def test_the_sheet_lists_what_is_asked_and_says_the_lateness_first(cast: Cast, client_of):
    asks(cast.execution, "Справка о результатах, приказ (с листом ознакомления, подписями)")
    sheet = client_of(cast.director).get(url(cast, "execution-submit", cast.execution.pk), **HTMX)
    text = read(sheet)
    assert [line.asked.name for line in sheet.context["checklist"]] == [
        "Справка о результатах",
        "Приказ (с листом ознакомления, подписями)",
    ]
    assert "Срок был 10 ноября. Отметка пройдёт с опозданием на 14 дней" in text
    assert text.index("опозданием") < text.index("Отметку можно отменить в течение 15 минут")
    assert "Документа нет, объясню почему" in text


def test_files_go_up_one_by_one_to_the_document_that_they_are(cast: Cast, client_of):
    asks(cast.execution, "Справка, приказ")
    client = client_of(cast.director)
    add = url(cast, "evidence-add", cast.execution.pk)
    pdf = SimpleUploadedFile("приказ 61.pdf", b"%PDF-1.7")
    checklist = client.post(add, {"file_1": pdf, "note": "набрано"}, **HTMX)
    assert checklist.status_code == 200
    kept = Evidence.objects.get()
    assert (kept.asked, kept.name) == ("Приказ", "приказ 61.pdf")
    again = client.post(url(cast, "evidence-remove", kept.pk), **HTMX)
    assert "приказ 61.pdf" not in read(again)
    assert not Evidence.objects.kept().exists()


def test_a_link_and_a_number_go_to_the_document_that_they_are(cast: Cast, client_of):
    asks(cast.execution, "Приказ, информация на сайте")
    client, add = client_of(cast.director), url(cast, "evidence-add", cast.execution.pk)
    client.post(add, {"document_0": "№ 61", "document_date_0": "2026-11-20"}, **HTMX)
    checklist = client.post(add, {"link_1": "https://school.example/1"}, **HTMX)
    assert "Приложено 2 из 2 документов" in read(checklist)
    assert list(Evidence.objects.values_list("asked", "name")) == [
        ("Приказ", "№ 61"),
        ("Информация на сайте", "https://school.example/1"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "is_shown"),
    [
        ("приказ.pdf", b"%PDF-1.7", True),
        ("фото.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 20, True),
        ("заметка.txt", "текст".encode(), False),
    ],
)
def test_a_preview_is_safe_to_open(cast: Cast, client_of, name: str, content: bytes, *, is_shown: bool):
    (kept,) = progress.add_evidence(
        cast.execution, by=cast.director, files=[SimpleUploadedFile(name, content)]
    )
    answer = client_of(cast.director).get(url(cast, "evidence-preview", kept.pk))
    assert answer.status_code == (200 if is_shown else 404)
    answer.close()
    if is_shown:
        assert answer["Content-Disposition"].startswith("inline")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "script-src" not in answer["Content-Security-Policy"]


def test_everything_typed_survives_a_bad_file(cast: Cast, client_of):
    asks(cast.execution, "Справка, приказ")
    client = client_of(cast.director)
    data = {
        "note": "Охвачены 14 учителей",
        "link_0": "https://school.example/1",
        "document_1": "№ 61",
        "file_0": SimpleUploadedFile("справка.pdf", b"%PDF-1.7"),
        "file_1": SimpleUploadedFile("приказ.docx", b"\x89PNG\r\n\x1a\n"),
    }
    page = client.post(url(cast, "execution-submit", cast.execution.pk), data)
    assert page.status_code == 422
    text = page.content.decode()
    for typed in ("Охвачены 14 учителей", "https://school.example/1", "№ 61", "справка.pdf"):
        assert typed in text
    assert "не то, что обещает его имя" in text
    cast.execution.refresh_from_db()
    assert cast.execution.state == ExecutionState.PLANNED


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"note": ""}, "Приложите документ или напишите, почему его нет."),
        ({"note": "", "link_0": "ftp://school.example"}, "Ссылка начинается с https:// или http://."),
        ({"note": "", "document_date_0": "2026-11-20"}, "Напишите рядом с датой и номер документа."),
    ],
)
def test_what_is_missing_is_said_on_the_sheet(cast: Cast, client_of, data: dict[str, str], sentence: str):
    asks(cast.execution, "Справка")
    page = client_of(cast.director).post(url(cast, "execution-submit", cast.execution.pk), data)
    assert page.status_code == 422
    assert sentence in read(page)


def test_a_missing_document_is_explained(cast: Cast, client_of):
    asks(cast.execution, "Справка")
    data = {"note": "Справка будет в декабре", "next": url(cast, "due")}
    page = client_of(cast.director).post(url(cast, "execution-submit", cast.execution.pk), data)
    assert page.status_code == 302
    cast.execution.refresh_from_db()
    assert (cast.execution.state, cast.execution.note) == (
        ExecutionState.SUBMITTED,
        "Справка будет в декабре",
    )


def test_marking_twice_says_what_happened(cast: Cast, client_of):
    progress.submit(cast.execution, by=cast.school_coordinator)
    submit = url(cast, "execution-submit", cast.execution.pk)
    page = client_of(cast.director).post(submit, {"next": url(cast, "due")}, follow=True)
    assert "Отметка уже стоит: Луговой П. И., сегодня в 12:00." in read(page)


def test_words_and_a_roadmap_narrow_the_list(cast: Cast, client_of):
    owe(cast, LATER)
    client = client_of(cast.director)
    found = client.get(url(cast, "due"), {"q": "ПРОВЕСТИ собесед"}).context["shown"]
    assert [execution.item.title for execution in found.groups["later"]] == ["Провести собеседование"]
    assert not client.get(url(cast, "due"), {"group": "week"}).context["shown"].groups["later"]
    nothing = client.get(url(cast, "due"), {"q": "пожарная тревога"})
    assert "Ничего не нашлось" in read(nothing)
    assert "Сбросить отбор" in read(nothing)
