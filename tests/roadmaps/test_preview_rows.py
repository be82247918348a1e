"""Rows of a preview: each may be put right, left out and taken back before the document is taken in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roadmaps.choices import DateSource
from roadmaps.models import Roadmap, Upload
from roadmaps.services import preview_pages
from tests.roadmaps.test_answers import answer, confirm, key_of, seen
from tests.roadmaps.test_uploads import an_order, upload

ROWS = (
    ("1.1", "Провести опрос", "октябрь 2026", "Руководители ОО", "Справка"),
    ("1.2", "Собрать справки", "летний период", "Руководители ОО", "Журнал"),
    ("1.2", "Составить график", "летний период", "", "График"),
)
HEADINGS = ("№ п/п", "Мероприятия", "Сроки", "Ответственные", "Охват школ")


@pytest.fixture
def specialist(cast, client_of):
    return client_of(cast.specialist)


@pytest.fixture
def uploaded(cast, specialist) -> Upload:
    upload(specialist, cast, an_order(ROWS, HEADINGS))
    return Upload.objects.get()


def line(client, uploaded: Upload, place: int):
    lines = [line for block in seen(client, uploaded).tables[0].blocks for line in block.lines]
    return lines[place - 1]


def address(uploaded: Upload, line) -> str:
    kwargs = {"municipality": uploaded.municipality.slug, "pk": uploaded.pk, "row": line.reference}
    return reverse("upload-row", kwargs=kwargs)


def put_right(client, uploaded: Upload, place: int, *, htmx: bool = False, **changes):
    """Send the row's form as it stands, with some fields changed."""
    where = address(uploaded, line(client, uploaded, place))
    form = client.get(where, headers={"HX-Request": "true"}).context["row_form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value is not None}
    if isinstance(data.get("responsible"), list):
        data["responsible"] = "\n".join(data["responsible"])
    return client.post(where, {**data, **changes}, headers={"HX-Request": "true"} if htmx else {})


def test_a_row_without_doubts_is_put_right(specialist, uploaded):
    answered = put_right(
        specialist,
        uploaded,
        1,
        number="1.0",
        title="Провести опрос и собрание",
        deadline="15 сентября, 1 октября, 20 ноября 2026 г.",
        responsible="Рабочая группа\nРуководители ОО",
    )
    assert answered.status_code == 302
    assert answered.url.endswith(f"#row-{line(specialist, uploaded, 1).reference}")
    item = confirm(specialist, uploaded).items.order_by("position")[0]
    assert (item.number, item.title) == ("1.0", "Провести опрос и собрание")
    assert [str(day.due) for day in item.occurrences.all()] == ["2026-09-15", "2026-10-01", "2026-11-20"]
    assert [entry.text for entry in item.responsibles.all()] == ["Рабочая группа", "Руководители ОО"]
    assert item.extra == {"Охват школ": "Справка"}


def test_a_column_of_the_documents_own_is_put_right(specialist, uploaded):
    name = next(
        name
        for name, heading in specialist.get(
            address(uploaded, line(specialist, uploaded, 1)), headers={"HX-Request": "true"}
        )
        .context["row_form"]
        .extras.items()
        if heading == "Охват школ"
    )
    put_right(specialist, uploaded, 1, **{name: "все школы округа"})
    assert confirm(specialist, uploaded).items.order_by("position")[0].extra == {
        "Охват школ": "все школы округа"
    }


def test_only_what_differs_is_kept_and_the_rows_own_text_comes_back(specialist, uploaded):
    put_right(specialist, uploaded, 1, title="Другое")
    uploaded.refresh_from_db()
    reference = line(specialist, uploaded, 1).reference
    assert uploaded.answers == {f"row@{reference}": {"values": {"title": "Другое"}}}
    put_right(specialist, uploaded, 1, title="Провести опрос")
    uploaded.refresh_from_db()
    assert uploaded.answers == {}
    put_right(specialist, uploaded, 1, title="Другое")
    specialist.post(address(uploaded, line(specialist, uploaded, 1)), {"do": "as-read"})
    uploaded.refresh_from_db()
    assert uploaded.answers == {}


def test_one_row_gets_several_dates_while_another_of_the_same_words_is_asked_about(specialist, uploaded):
    days = {"choice": "dates", "due": "2027-06-10", "start_2": "2027-07-01", "due_2": "2027-07-20"}
    put_right(specialist, uploaded, 2, **days)
    assert "«летний период»: какие дни?" in [doubt.title for doubt in seen(specialist, uploaded).open_doubts]
    put_right(specialist, uploaded, 3, choice="none")
    assert "«летний период»: какие дни?" not in [
        doubt.title for doubt in seen(specialist, uploaded).open_doubts
    ]
    _first, second, third = confirm(specialist, uploaded).items.order_by("position")
    assert [(str(day.start), str(day.due)) for day in second.occurrences.all()] == [
        ("2027-06-10", "2027-06-10"),
        ("2027-07-01", "2027-07-20"),
    ]
    assert (second.dates_from, third.dates_from) == (DateSource.BY_HAND, DateSource.NONE_NEEDED)


def test_the_margin_takes_several_dates_too(specialist, uploaded):
    answer(
        specialist,
        uploaded,
        "deadline:летний период",
        choice="dates",
        due="2027-08-01",
        due_2="2027-06-01",
    )
    item = confirm(specialist, uploaded).items.order_by("position")[1]
    assert [str(day.due) for day in item.occurrences.all()] == ["2027-06-01", "2027-08-01"]


def test_the_answer_of_a_cell_becomes_part_of_the_row(specialist, uploaded):
    answer(specialist, uploaded, key_of(specialist, uploaded, "стоит дважды"), choice="1.3")
    put_right(specialist, uploaded, 3, title="Составить общий график")
    uploaded.refresh_from_db()
    reference = line(specialist, uploaded, 3).reference
    assert set(uploaded.answers) == {f"row@{reference}"}
    item = confirm(specialist, uploaded).items.order_by("position")[2]
    assert (item.number, item.title) == ("1.3", "Составить общий график")


def test_a_number_typed_by_hand_that_stands_already_is_asked_about(specialist, uploaded):
    put_right(specialist, uploaded, 3, number="1.1")
    assert key_of(specialist, uploaded, "Номер 1.1 стоит дважды")


def test_a_row_left_out_is_not_taken_in_and_asks_nothing(specialist, uploaded):
    third = line(specialist, uploaded, 3)
    specialist.post(address(uploaded, third), {"do": "leave-out"})
    preview = seen(specialist, uploaded)
    assert (preview.rows, preview.left_out) == (2, 1)
    assert [doubt.title for doubt in preview.open_doubts] == ["«летний период»: какие дни?"]
    assert [item.number for item in confirm(specialist, uploaded).items.order_by("position")] == [
        "1.1",
        "1.2",
    ]


def test_a_row_left_out_comes_back_as_it_was_put_right(specialist, uploaded):
    put_right(specialist, uploaded, 3, title="Составить общий график")
    third = line(specialist, uploaded, 3)
    for what in ("leave-out", "restore"):
        specialist.post(address(uploaded, third), {"do": what})
    assert (line(specialist, uploaded, 3).is_left_out, line(specialist, uploaded, 3).is_mended) == (
        False,
        True,
    )


def test_a_row_moves_to_another_section(cast, specialist, uploaded):
    uploaded.content["sections"].append({"number": "2", "title": "Работа с кадрами"})
    uploaded.save()
    put_right(specialist, uploaded, 1, section="2")
    items = confirm(specialist, uploaded).items
    assert items.get(number="1.1").section.title == "Работа с кадрами"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "не включайте"),
        ({"choice": "dates", "due": "2031-01-01"}, "вне периода"),
        ({"choice": "dates"}, "Укажите"),
        ({"number": "7.77 " * 21}, "100"),
    ],
    ids=("no title", "outside", "no dates", "long number"),
)
def test_what_was_typed_survives_a_mistake(specialist, uploaded, changes, sentence):
    for htmx in (False, True):
        typed = {"report_form": "x", "number": "7.77", **changes}
        refused = put_right(specialist, uploaded, 1, htmx=htmx, **typed)
        page = refused.content.decode().replace("\u00a0", " ")
        assert refused.status_code == 422
        assert sentence in page
        assert "7.77" in page
    uploaded.refresh_from_db()
    assert uploaded.answers == {}


def test_the_form_opens_without_script_too(specialist, uploaded):
    first = line(specialist, uploaded, 1)
    page = specialist.get(address(uploaded, first))
    assert page.url == f"{uploaded.get_absolute_url()}?row={first.reference}#row-{first.reference}"
    shown = specialist.get(uploaded.get_absolute_url(), {"row": first.reference}).content.decode()
    assert 'class="row-form"' in shown


def test_a_deadline_is_read_as_it_is_typed(specialist, uploaded):
    where = reverse("upload-reading", kwargs={"municipality": uploaded.municipality.slug, "pk": uploaded.pk})
    page = (
        specialist.get(where, {"deadline": "до 15 октября 2026 г."}).content.decode().replace("\u00a0", " ")
    )
    assert "15 окт 2026" in page


def test_nobody_touches_a_document_that_was_taken_in(specialist, uploaded):
    first = line(specialist, uploaded, 1)
    roadmap = confirm(specialist, uploaded)
    assert specialist.post(address(uploaded, first), {"do": "leave-out"}).status_code == 404
    assert Roadmap.objects.get(pk=roadmap.pk).items.count() == 3


def test_a_long_document_is_shown_page_by_page(cast, specialist, monkeypatch):
    monkeypatch.setattr(preview_pages, "ROWS_OF_PAGE", 4)
    monkeypatch.setattr(preview_pages, "ALL_AT_ONCE", 4)
    rows = [
        (
            f"1.{number}",
            f"Дело {number}",
            "летний период" if number == 9 else "октябрь 2026",
            "Руководители ОО",
            "",
        )
        for number in range(1, 11)
    ]
    upload(specialist, cast, an_order(rows))
    uploaded = Upload.objects.order_by("pk").last()
    first = specialist.get(uploaded.get_absolute_url()).content.decode().replace("\u00a0", " ")
    assert "Дело 4" in first
    assert "Дело 5" not in first
    (doubt,) = seen(specialist, uploaded).doubts
    third = specialist.get(uploaded.get_absolute_url(), {"note": doubt.number}).content.decode()
    assert "Дело 10" in third.replace("\u00a0", " ")
    assert "Работа с родителями" in third.replace("\u00a0", " ")
    assert confirm(specialist, uploaded).items.count() == 10


def test_a_preview_asks_the_database_as_often_for_many_rows_as_for_few(cast, specialist):
    asked = []
    for count in (3, 120):
        rows = [
            (f"1.{number}", f"Дело {number}", f"в {number} день года", f"Никто-{number} А. Б.", "Справка")
            for number in range(1, count + 1)
        ]
        upload(specialist, cast, an_order(rows))
        page = Upload.objects.order_by("pk").last().get_absolute_url()
        specialist.get(page)
        with CaptureQueriesContext(connection) as queries:
            specialist.get(page)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 25
