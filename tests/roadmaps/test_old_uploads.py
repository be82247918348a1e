"""A document of an old format is written anew by LibreOffice once, and read from that ever after."""

import io
import shutil

import pytest
from docx import Document

from roadmaps.documents import DocumentError, apart
from roadmaps.models import Upload
from roadmaps.services import uploads, uploads_read
from tests.roadmaps.test_answers import answer
from tests.roadmaps.test_document_formats import RTF, in_rtf
from tests.roadmaps.test_uploads import an_order, no_plan, upload

OLD = b"{\\rtf1 }"
KEY = "column:Формы отчетных документов"


class Office:
    """Stands for LibreOffice: gives the same document and counts how often it was asked."""

    def __init__(self, made: bytes):
        self.made, self.asked = made, 0
        self.meanwhile = lambda: None

    def __call__(self, data: bytes) -> bytes:
        self.asked += 1
        self.meanwhile()
        return self.made


@pytest.fixture
def specialist(cast, client_of):
    return client_of(cast.specialist)


@pytest.fixture
def office(monkeypatch):
    office = Office(an_order())
    monkeypatch.setattr(apart, "modernised", office)
    return office


@pytest.fixture
def storage(settings, tmp_path):
    own = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path, "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "default": own}
    return tmp_path


def stored(storage) -> int:
    return sum(path.is_file() for path in storage.rglob("*"))


@pytest.fixture
def waiting(cast, specialist, office, storage) -> Upload:
    upload(specialist, cast, OLD, "приказ.rtf")
    return Upload.objects.get()


@pytest.fixture
def uploaded(waiting) -> Upload:
    uploads_read.read_all_waiting()
    return Upload.objects.get()


def test_an_answer_about_a_column_reads_what_the_office_made(specialist, uploaded, office):
    assert (uploaded.state, office.asked) == ("read", 1)
    answer(specialist, uploaded, KEY, field="result")
    uploaded.refresh_from_db()
    assert uploaded.content["activities"][0]["result"] == "Справка"
    answer(specialist, uploaded, KEY, undo="yes")
    assert office.asked == 1


def test_where_that_is_lost_or_was_never_kept_the_office_is_asked_once_more(specialist, uploaded, office):
    uploaded.modern.storage.delete(uploaded.modern.name)
    uploads.answer(uploaded, key=KEY, given={"field": "result"})
    uploads.answer(uploaded, key=KEY, given={"field": "mark"})
    assert office.asked == 2
    Upload.objects.update(modern="")
    uploaded = Upload.objects.get()
    for field in ("result", "task"):
        uploads.answer(Upload.objects.get(), key=KEY, given={"field": field})
    assert office.asked == 3


def test_both_files_go_when_the_document_is_given_up(
    specialist, uploaded, storage, django_capture_on_commit_callbacks
):
    assert (len(uploaded.paths), stored(storage)) == (2, 2)
    with django_capture_on_commit_callbacks(execute=True):
        specialist.post(f"{uploaded.get_absolute_url()}cancel/")
    assert stored(storage) == 0


def test_one_given_up_while_the_office_writes_leaves_nothing(
    waiting, office, storage, django_capture_on_commit_callbacks
):
    office.meanwhile = lambda: uploads.cancel(waiting)
    with django_capture_on_commit_callbacks(execute=True):
        uploads_read.read_all_waiting()
    assert (office.asked, Upload.objects.count(), stored(storage)) == (1, 0, 0)


def test_one_without_a_plan_keeps_what_was_made_until_it_is_cleared_away(waiting, office, storage):
    office.made = no_plan()
    uploads_read.read_all_waiting()
    waiting.refresh_from_db()
    assert (waiting.state, len(waiting.paths), stored(storage)) == ("failed", 2, 2)


def test_a_document_of_today_has_no_second_file(cast, specialist, storage):
    upload(specialist, cast, an_order())
    uploads.answer(Upload.objects.get(), key=KEY, given={"field": "result"})
    assert (Upload.objects.get().modern.name, stored(storage)) == ("", 1)


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_made_is_kept_and_read_without_it(cast, specialist, storage, monkeypatch):
    headings = ("№", "Мероприятия", "Срок", "Форма отчёта")
    rows = [
        "".join(f"{in_rtf(text)}\\cell " for text in line)
        for line in (headings, ("1", "Совет", "май 2027", "Справка"))
    ]
    upload(specialist, cast, (RTF % (in_rtf("Дорожная карта на 2026-2027 годы"), *rows)).encode(), "план.rtf")
    uploads_read.read_all_waiting()
    uploaded = Upload.objects.get()
    with uploaded.modern.open("rb") as file:
        assert len(Document(io.BytesIO(file.read())).tables) == 1

    def gone(data):
        raise DocumentError("old_doc")

    monkeypatch.setattr(apart, "modernised", gone)
    uploads.answer(uploaded, key="column:Форма отчёта", given={"field": "result"})
    assert Upload.objects.get().content["activities"][0]["result"] == "Справка"
