"""Taking a document in: preview, confirmation, and every way in which it can go wrong."""

import io

import pytest
from django.db import connection
from django.urls import reverse
from docx import Document

from roadmaps.choices import UploadState
from roadmaps.models import Roadmap, Upload
from roadmaps.services import uploads as services

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


HEADINGS = ("№ п/п", "Мероприятия", "Сроки", "Ответственные", "Формы отчетных документов")


def an_order(
    rows=(("1.1", "Провести опрос родителей", "октябрь 2026", "Руководители ОО", "Справка"),),
    headings=HEADINGS,
) -> bytes:
    """A Word order of our own with one section and these rows."""
    document = Document()
    document.add_paragraph("Приказ от 01.09.2026 № 57")
    document.add_paragraph("Дорожная карта поддержки школ на 2026-2027 годы")
    table = document.add_table(rows=1, cols=5)
    for cell, text in zip(table.rows[0].cells, headings, strict=True):
        cell.text = text
    section = table.add_row().cells
    section[0].merge(section[-1]).text = "1. Работа с родителями"
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def upload(client, cast, data: bytes, name: str = "приказ.docx", address: str = ""):
    file = io.BytesIO(data)
    file.name = name
    address = address or reverse("upload-add", kwargs={"municipality": cast.municipality.slug})
    return client.post(address, {"file": file})


@pytest.fixture
def specialist(cast, client_of):
    return client_of(cast.specialist)


@pytest.fixture
def uploaded(cast, specialist) -> Upload:
    assert upload(specialist, cast, an_order()).status_code == 302
    return Upload.objects.get()


def details(**changes) -> dict[str, str]:
    return {
        "title": "Дорожная карта поддержки школ",
        "start": "2026-09-01",
        "end": "2027-08-31",
        "order_number": "57",
        "order_date": "2026-09-01",
        **changes,
    }


def test_the_preview_shows_the_document_and_keeps_nothing_of_it_yet(cast, specialist, uploaded):
    known = Roadmap.objects.count()
    page = specialist.get(uploaded.get_absolute_url()).content.decode().replace("\u00a0", " ")
    assert "Провести опрос родителей" in page
    assert "Работа с родителями" in page
    assert Roadmap.objects.count() == known


def test_confirming_makes_a_draft_once(cast, specialist, uploaded):
    for _ in range(2):
        answer = specialist.post(uploaded.get_absolute_url(), {**details(), "confirm": "yes"})
        assert answer.status_code == 302
    uploaded.refresh_from_db()
    roadmap = uploaded.roadmap
    assert answer.url == roadmap.get_absolute_url()
    assert (roadmap.state, roadmap.order_number) == ("draft", "57")
    item = roadmap.items.get()
    assert (item.number, item.section.title) == ("1.1", "Работа с родителями")
    assert [str(day.due) for day in item.occurrences.all()] == ["2026-10-31"]
    assert item.responsibles.get().group == cast.directors


def test_a_mended_period_reads_the_deadlines_again(cast, specialist):
    upload(specialist, cast, an_order([("1.1", "Провести опрос", "октябрь", "Руководители ОО", "")]))
    uploaded = Upload.objects.get()
    answer = specialist.post(uploaded.get_absolute_url(), details(start="2030-09-01", end="2031-08-31"))
    assert answer.status_code == 302
    assert "2030" in specialist.get(uploaded.get_absolute_url()).content.decode()


def test_a_period_that_ends_before_it_begins_is_refused_and_what_was_typed_stays(cast, specialist, uploaded):
    answer = specialist.post(
        uploaded.get_absolute_url(), {**details(title="Моё название", end="2026-08-01"), "confirm": "yes"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Последний день раньше первого" in page
    assert "Моё название" in page
    assert Upload.objects.get().state == UploadState.READ


def test_cancelling_leaves_nothing(cast, specialist, uploaded, django_capture_on_commit_callbacks):
    storage, name = uploaded.file.storage, uploaded.file.name
    address = reverse("upload-cancel", kwargs={"municipality": cast.municipality.slug, "pk": uploaded.pk})
    with django_capture_on_commit_callbacks(execute=True):
        specialist.post(address)
    assert not Upload.objects.exists()
    assert not storage.exists(name)


def test_nobody_else_sees_an_upload(cast, client_of, uploaded):
    assert client_of(cast.director).get(uploaded.get_absolute_url()).status_code == 403
    uploaded.owner = cast.coordinator
    uploaded.save()
    assert client_of(cast.specialist).get(uploaded.get_absolute_url()).status_code == 404


def no_plan() -> bytes:
    document = Document()
    document.add_paragraph("Просто письмо без таблицы")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("пустой.docx", b"", "Файл пуст"),
        ("фото.docx", PNG, "картинка"),
        ("письмо.docx", no_plan(), "нет таблицы"),
        ("архив.docx", b"PK\x03\x04" + b"\0" * 100, "повреж"),
        ("записка.txt", "просто текст".encode(), "Word, Excel"),
    ],
    ids=("empty", "picture", "no plan", "broken", "text"),
)
def test_a_file_that_cannot_be_read_gets_a_clear_sentence(cast, specialist, name, data, sentence):
    answer = upload(specialist, cast, data, name)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert name in page
    assert not Upload.objects.exists()


def test_a_file_of_30_mb_is_refused_unread(cast, specialist):
    page = upload(specialist, cast, b"\0" * 30 * 1024 * 1024, "большой.docx").content.decode()
    assert "больше 20" in page
    assert not Upload.objects.exists()


def test_a_document_whose_roadmap_was_deleted_says_so(cast, specialist, uploaded):
    specialist.post(uploaded.get_absolute_url(), {**details(), "confirm": "yes"})
    Roadmap.objects.filter(uploads=uploaded).delete()
    again = specialist.post(uploaded.get_absolute_url(), {**details(), "confirm": "yes"}, follow=True)
    assert again.status_code == 200
    assert "удалена" in again.content.decode()
    assert not Roadmap.objects.filter(uploads=uploaded).exists()


def test_facts_mended_on_an_old_page_leave_what_was_read_meanwhile(uploaded):
    old_page = Upload.objects.get(pk=uploaded.pk)
    read = {**uploaded.content, "activities": [], "columns": []}
    Upload.objects.filter(pk=uploaded.pk).update(content=read, answers={"seen:a": {"is_seen": True}})
    facts = {**services.details_of(uploaded), "title": "Другое", "start": None, "end": None}
    services.mend(old_page, details={**facts, "order_date": None})
    uploaded.refresh_from_db()
    assert uploaded.content["title"] == "Другое"
    assert uploaded.content["activities"] == []
    assert uploaded.answers == {"seen:a": {"is_seen": True}}


def test_a_column_answered_while_another_is_read_is_not_lost(uploaded, monkeypatch):
    read, asked = services.read_content, []

    def interrupted(upload, data):
        asked.append(sorted(upload.answers))
        assert not connection.in_atomic_block or len(connection.savepoint_ids) == 0
        if len(asked) == 1:
            other = Upload.objects.get(pk=upload.pk)
            services.answer(other, key="column:Сроки", given={"field": "result"})
        return read(upload, data)

    monkeypatch.setattr(services, "read_content", interrupted)
    services.answer(uploaded, key="column:Формы отчетных документов", given={"field": "mark"})
    uploaded.refresh_from_db()
    assert sorted(uploaded.answers) == ["column:Сроки", "column:Формы отчетных документов"]
    row = uploaded.content["activities"][0]
    assert (row["result"], row["mark"]) == ("октябрь 2026", "Справка")


def test_a_document_of_an_old_format_named_as_a_new_one_waits_for_the_background(cast, specialist):
    assert upload(specialist, cast, b"{\\rtf1 a}", "приказ.docx").status_code == 302
    assert Upload.objects.get().state == UploadState.WAITING


def test_a_document_that_waits_is_found_again_on_the_page_of_roadmaps(cast, client_of, specialist, uploaded):
    page = reverse("roadmap-list", args=[cast.municipality.slug])
    link = f'href="{uploaded.get_absolute_url()}"'
    assert link in specialist.get(page).content.decode()
    assert link not in client_of(cast.coordinator).get(page).content.decode()
    specialist.post(uploaded.get_absolute_url(), {**details(), "confirm": "yes"})
    assert link not in specialist.get(page).content.decode()
