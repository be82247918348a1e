"""A large document is read in the background: one sees how far it is, may give it up, and loses nothing."""

import datetime

import pytest
from django.utils import timezone

from benchmarks.documents import in_excel
from roadmaps.documents import DocumentError, apart
from roadmaps.models import Upload
from roadmaps.services import uploads_read
from tests.roadmaps.test_uploads import an_order, details, no_plan, upload


@pytest.fixture
def specialist(cast, client_of, settings):
    settings.UPLOAD_AT_ONCE_KB = 0
    return client_of(cast.specialist)


def page_of(client, uploaded: Upload, **headers) -> str:
    return client.get(uploaded.get_absolute_url(), headers=headers).content.decode().replace("\u00a0", " ")


def test_it_waits_then_is_previewed(cast, specialist):
    answer = upload(specialist, cast, an_order())
    uploaded = Upload.objects.get()
    assert (answer.url, uploaded.state) == (uploaded.get_absolute_url(), "waiting")
    assert "ждёт своей очереди" in page_of(specialist, uploaded)
    uploads_read.read_all_waiting()
    asked = specialist.get(
        uploaded.get_absolute_url(), headers={"HX-Request": "true", "HX-Target": "upload-state"}
    )
    assert asked["HX-Redirect"] == uploaded.get_absolute_url()
    assert "Провести опрос родителей" in page_of(specialist, uploaded)
    specialist.post(uploaded.get_absolute_url(), {**details(), "confirm": "yes"})
    uploaded.refresh_from_db()
    assert uploaded.roadmap.items.get().number == "1.1"


def test_a_worker_reads_it_as_soon_as_it_is_kept(cast, specialist, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        upload(specialist, cast, an_order())
    assert Upload.objects.get().state == "read"


def test_why_it_cannot_be_read_is_said(cast, specialist):
    upload(specialist, cast, no_plan())
    uploads_read.read_all_waiting()
    uploaded = Upload.objects.get()
    assert uploaded.state == "failed"
    assert "нет таблицы" in page_of(specialist, uploaded)


def test_one_given_up_while_it_is_read_leaves_nothing(cast, specialist, monkeypatch):
    upload(specialist, cast, an_order())
    uploaded = Upload.objects.get()

    def given_up(*args):
        specialist.post(f"{uploaded.get_absolute_url()}cancel/")
        return {}

    monkeypatch.setattr(uploads_read, "read_content", given_up)
    uploads_read.read_waiting(uploaded.pk)
    assert not Upload.objects.exists()


def test_it_is_not_taken_in_before_it_is_read(cast, specialist):
    upload(specialist, cast, an_order())
    uploaded = Upload.objects.get()
    specialist.post(uploaded.get_absolute_url(), {**details(), "confirm": "yes"})
    uploaded.refresh_from_db()
    assert (uploaded.state, uploaded.roadmap) == ("waiting", None)


@pytest.mark.parametrize(("minutes", "state"), [(-1, "read"), (1, "reading")], ids=("died", "at work"))
def test_another_worker_takes_over_only_from_one_that_died(cast, specialist, minutes, state):
    upload(specialist, cast, an_order())
    lease = timezone.now() + datetime.timedelta(minutes=minutes)
    Upload.objects.update(state="reading", lease_until=lease)
    uploads_read.read_all_waiting()
    assert Upload.objects.get().state == state


def test_an_old_format_is_read_in_the_background_however_small(cast, specialist, settings):
    settings.UPLOAD_AT_ONCE_KB = 1024
    upload(specialist, cast, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "старый.doc")
    uploaded = Upload.objects.get()
    assert uploaded.state == "waiting"
    uploads_read.read_waiting(uploaded.pk)
    uploaded.refresh_from_db()
    assert uploaded.state == "failed"
    assert uploaded.error in page_of(specialist, uploaded)


def test_how_far_the_reading_is_and_what_is_being_done_is_shown_in_per_cent(cast, specialist, monkeypatch):
    upload(specialist, cast, an_order())
    uploaded = Upload.objects.get()
    seen = []

    def reading(upload, data, told):
        assert told("rows", 64)
        seen.append(page_of(specialist, uploaded))
        specialist.post(f"{uploaded.get_absolute_url()}cancel/")
        assert not told("rows", 65)
        return {}

    monkeypatch.setattr(uploads_read, "read_content", reading)
    uploads_read.read_waiting(uploaded.pk)
    assert "Читаются строки таблиц" in seen[0]
    assert "64 %" in seen[0]
    assert 'value="64"' in seen[0]


def test_the_process_that_reads_says_how_far_it_is(monkeypatch):
    monkeypatch.setattr(apart, "LOOK", 0.01)
    told = []
    apart.read_apart(in_excel(1500), "план.xlsx", told=lambda *said: told.append(said) or True)
    stages, percents = zip(*told, strict=True)
    assert set(stages) >= {"opening"}
    assert list(percents) == sorted(percents)
    assert 0 < percents[0] <= percents[-1] <= 100


def test_reading_ends_when_nobody_wants_it_any_more(monkeypatch):
    monkeypatch.setattr(apart, "LOOK", 0.01)
    with pytest.raises(DocumentError):
        apart.read_apart(in_excel(1500), "план.xlsx", told=lambda *said: False)
