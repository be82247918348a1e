"""A table that is too large to be pasted at once: why, what to do, and the text is still there."""

import pytest
from django.urls import reverse

from roadmaps.documents import pasted
from roadmaps.forms import upload

LINES = "№\tМероприятие\tСроки\tОтветственные\n1\tПровести опрос\tоктябрь 2026\tРуководители ОО"


@pytest.fixture
def specialist(cast, client_of):
    return client_of(cast.specialist)


def address(cast) -> str:
    return reverse("upload-paste", kwargs={"municipality": cast.municipality.slug})


def test_a_table_beyond_the_limit_stays_in_the_field(cast, specialist, monkeypatch):
    monkeypatch.setattr(upload, "MAX_TEXT", 50)
    page = specialist.post(address(cast), {"text": LINES}).content.decode()
    assert "Таблица слишком велика" in page
    assert "Провести опрос" in page
    assert pasted.MAX_TEXT == 5_000_000


def test_a_request_beyond_the_limit_is_told_what_to_do(cast, specialist, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = specialist.post(address(cast), {"text": LINES})
    assert answer.status_code == 413
    assert "Скопируйте таблицу по частям" in answer.content.decode()


def test_a_table_of_four_megabytes_is_read(cast, specialist):
    rows = [
        f"{number}\tПровести опрос родителей {'и учителей ' * 60}\tоктябрь 2026\tРуководители ОО"
        for number in range(1, 2500)
    ]
    text = "\n".join(["№\tМероприятие\tСроки\tОтветственные", *rows])
    assert len(text.encode()) > 3_000_000
    assert specialist.post(address(cast), {"text": text}).status_code == 302
