"""Doubts of an uploaded document: asked once, answered in the margin, settled at confirmation."""

import pytest
from django.urls import reverse

from roadmaps.choices import DateSource, ResponsibleKind
from roadmaps.models import ColumnSpelling, Remembered, Roadmap, Upload
from schools.choices import Role
from tests.factories import a_person
from tests.roadmaps.test_uploads import an_order, details, upload

ROWS = (
    ("1.1", "Провести опрос", "октябрь 2026", "Жданова Е.", "Справка"),
    ("1.1", "Собрать справки", "летний период", "Руководители ОО", "Журнал"),
    ("", "Составить график", "летний период", "", "График"),
)


@pytest.fixture
def specialist(cast, client_of):
    return client_of(cast.specialist)


@pytest.fixture
def namesakes(cast):
    return [
        a_person(
            Role.COORDINATOR,
            municipality=cast.municipality,
            surname="Жданова",
            first_name=first_name,
            patronymic="Павловна",
        )
        for first_name in ("Елена", "Екатерина")
    ]


@pytest.fixture
def uploaded(cast, specialist, namesakes) -> Upload:
    assert upload(specialist, cast, an_order(ROWS)).status_code == 302
    return Upload.objects.get()


def answer(client, uploaded: Upload, doubt: str, **data):
    kwargs = {"municipality": uploaded.municipality.slug, "pk": uploaded.pk}
    return client.post(reverse("upload-answer", kwargs=kwargs), {"doubt": doubt, **data})


def seen(client, uploaded: Upload):
    return client.get(uploaded.get_absolute_url()).context["preview"]


def confirm(client, uploaded: Upload, **data) -> Roadmap:
    client.post(uploaded.get_absolute_url(), {**details(), "confirm": "yes", **data})
    uploaded.refresh_from_db()
    return uploaded.roadmap


def key_of(client, uploaded: Upload, words: str) -> str:
    return next(doubt.key for doubt in seen(client, uploaded).doubts if words in doubt.title)


def test_each_doubt_is_asked_once_in_the_order_of_the_document(specialist, uploaded):
    assert [doubt.title for doubt in seen(specialist, uploaded).doubts] == [
        "Жданова Е.: кто это?",
        "Номер 1.1 стоит дважды",
        "«летний период»: какие дни?",
        "У строки нет номера",
        "Ответственный не указан",
    ]


def test_answers_become_part_of_the_roadmap_and_only_then(cast, specialist, uploaded, namesakes):
    known = Roadmap.objects.count()
    person = namesakes[1]
    answer(specialist, uploaded, "people:Жданова Е.", choice=f"person-{person.pk}")
    answer(
        specialist, uploaded, "deadline:летний период", choice="dates", start="2027-06-01", due="2027-08-31"
    )
    answer(specialist, uploaded, key_of(specialist, uploaded, "стоит дважды"), choice="1.2")
    answer(specialist, uploaded, key_of(specialist, uploaded, "нет номера"), choice="own", value="1.9")
    nobody = key_of(specialist, uploaded, "не указан")
    answer(specialist, uploaded, nobody, choice="other", other=f"group-{cast.directors.pk}")
    uploaded.refresh_from_db()
    preview = seen(specialist, uploaded)
    assert (preview.open_doubts, preview.clear_rows) == ([], 3)
    assert Roadmap.objects.count() == known

    first, second, third = confirm(specialist, uploaded).items.order_by("position")
    assert first.responsibles.get().person == person
    assert [second.number, third.number] == ["1.2", "1.9"]
    for item in (second, third):
        assert item.dates_from == DateSource.BY_HAND
        assert [(str(day.start), str(day.due)) for day in item.occurrences.all()] == [
            ("2027-06-01", "2027-08-31")
        ]
    assert third.responsibles.get().group == cast.directors


@pytest.mark.parametrize(
    ("data", "dates_from", "dues"),
    [
        ({"choice": "none"}, DateSource.NONE_NEEDED, []),
        ({"choice": "text", "text": "до 1 марта 2027 г."}, DateSource.READ, ["2027-03-01"]),
    ],
    ids=("no date", "another text"),
)
def test_a_deadline_may_have_no_date_or_another_text(specialist, uploaded, data, dates_from, dues):
    answer(specialist, uploaded, "deadline:летний период", **data)
    item = confirm(specialist, uploaded).items.order_by("position")[1]
    assert item.dates_from == dates_from
    assert [str(day.due) for day in item.occurrences.all()] == dues


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"choice": "dates", "due": "2031-01-01"}, "вне периода"),
        ({"choice": "dates"}, "Укажите"),
        ({"choice": "dates", "start": "2027-08-01", "due": "2027-06-01"}, "раньше первого"),
    ],
    ids=("outside", "blank", "backwards"),
)
def test_an_impossible_answer_is_refused_with_a_sentence(specialist, uploaded, data, sentence):
    refused = answer(specialist, uploaded, "deadline:летний период", **data)
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    uploaded.refresh_from_db()
    assert uploaded.answers == {}


def test_an_answer_is_taken_back(specialist, uploaded):
    answer(specialist, uploaded, "deadline:летний период", choice="none")
    answer(specialist, uploaded, "deadline:летний период", undo="yes")
    uploaded.refresh_from_db()
    assert uploaded.answers == {}
    assert len(seen(specialist, uploaded).open_doubts) == 5


def test_dates_that_a_mended_period_leaves_out_are_asked_again(specialist, uploaded):
    answer(specialist, uploaded, "deadline:летний период", choice="dates", due="2027-08-31")
    specialist.post(uploaded.get_absolute_url(), details(end="2027-05-31"))
    uploaded.refresh_from_db()
    titles = [doubt.title for doubt in seen(specialist, uploaded).open_doubts]
    assert "«летний период»: какие дни?" in titles


def test_a_person_once_named_is_known_in_the_next_file(cast, specialist, uploaded, namesakes):
    answer(specialist, uploaded, "people:Жданова Е.", choice=f"person-{namesakes[0].pk}")
    assert not Remembered.objects.exists()
    confirm(specialist, uploaded)
    upload(specialist, cast, an_order(ROWS))
    again = Upload.objects.order_by("pk").last()
    assert "people:Жданова Е." not in [doubt.key for doubt in seen(specialist, again).doubts]


def test_an_entry_may_stay_a_text(specialist, uploaded):
    answer(specialist, uploaded, "people:Жданова Е.", choice="text")
    item = confirm(specialist, uploaded).items.order_by("position")[0]
    assert item.responsibles.get().kind == ResponsibleKind.TEXT
    assert not Remembered.objects.exists()


HEADINGS = ("№ п/п", "Мероприятия", "Сроки", "Ответственные", "Бумаги для папки")


def test_a_column_once_named_is_known_in_the_next_file(cast, specialist):
    order = an_order(headings=HEADINGS)
    upload(specialist, cast, order)
    first = Upload.objects.get()
    assert [doubt.key for doubt in seen(specialist, first).doubts] == ["column:Бумаги для папки"]
    answer(specialist, first, "column:Бумаги для папки", field="report_form")
    first.refresh_from_db()
    assert first.content["activities"][0]["report_form"] == "Справка"
    assert not ColumnSpelling.objects.exists()
    assert confirm(specialist, first).items.get().report_form == "Справка"

    upload(specialist, cast, order)
    second = Upload.objects.order_by("pk").last()
    assert [(doubt.said, doubt.is_learnt) for doubt in seen(specialist, second).doubts] == [
        ("Форма отчётного документа", True)
    ]
    assert seen(specialist, second).open_doubts == []
    assert second.content["activities"][0]["report_form"] == "Справка"


def test_what_was_learnt_of_a_column_is_changed_where_it_is_shown(cast, specialist):
    order, key = an_order(headings=HEADINGS), "column:Бумаги для папки"
    ColumnSpelling.objects.create(
        municipality=cast.municipality, heading="Бумаги для папки", field="report_form"
    )
    for field, remembered in (("result", ["result"]), ("", [])):
        upload(specialist, cast, order)
        document = Upload.objects.order_by("pk").last()
        page = specialist.get(f"{document.get_absolute_url()}?note=1")
        assert page.context["answer_form"].doubt.key == key
        answer(specialist, document, key, field=field)
        confirm(specialist, document)
        assert list(ColumnSpelling.objects.values_list("field", flat=True)) == remembered


def test_a_learnt_heading_does_not_take_the_place_of_a_usual_one_unasked(cast, specialist):
    ColumnSpelling.objects.create(municipality=cast.municipality, heading="Бумаги для папки", field="title")
    upload(specialist, cast, an_order(headings=HEADINGS))
    document = Upload.objects.get()
    assert document.content["activities"][0]["title"] == "Провести опрос родителей"
    assert [doubt.key for doubt in seen(specialist, document).open_doubts] == ["column:Бумаги для папки"]
    answer(specialist, document, "column:Бумаги для папки", field="title")
    document.refresh_from_db()
    assert document.content["activities"][0]["title"] == "Справка"


def test_an_empty_form_is_taken_in_as_a_template(cast, specialist):
    blank = (("1.1", "Провести опрос", "", "", ""), ("1.2", "Собрать СОШ №___", "", "", ""))
    upload(specialist, cast, an_order(blank))
    uploaded = Upload.objects.get()
    preview = seen(specialist, uploaded)
    assert preview.looks_like_template
    assert preview.doubts == []
    roadmap = confirm(specialist, uploaded, confirm="template")
    assert roadmap.is_template
    assert [item.title for item in roadmap.items.all()] == ["Провести опрос", "Собрать СОШ №___"]


def test_a_row_joined_over_a_page_break_can_be_put_right(cast, specialist):
    cut = (
        ("1.1", "Провести опрос родителей", "октябрь 2026", "Руководители ОО", "Справка"),
        ("", "и общее собрание", "", "", ""),
    )
    upload(specialist, cast, an_order(cut))
    uploaded = Upload.objects.get()
    (doubt,) = seen(specialist, uploaded).doubts
    assert "разорвал" in doubt.text
    read = doubt.options["row"]
    assert read["title"] == "Провести опрос родителей и общее собрание"
    people = "\n".join(read["responsible"])
    answer(specialist, uploaded, doubt.key, **{**read, "responsible": people, "title": "Провести опрос"})
    assert seen(specialist, uploaded).open_doubts == []
    item = confirm(specialist, uploaded).items.get()
    assert (item.title, item.deadline_text) == ("Провести опрос", "октябрь 2026")


def test_a_remark_left_as_read_is_settled(cast, specialist):
    cut = (
        ("1.1", "Провести опрос родителей", "октябрь 2026", "Руководители ОО", "Справка"),
        ("", "и общее собрание", "", "", ""),
    )
    upload(specialist, cast, an_order(cut))
    uploaded = Upload.objects.get()
    (doubt,) = seen(specialist, uploaded).doubts
    read = doubt.options["row"]
    answer(specialist, uploaded, doubt.key, **{**read, "responsible": "\n".join(read["responsible"])})
    preview = seen(specialist, uploaded)
    assert [one.said for one in preview.doubts] == ["оставлено как есть"]
    assert preview.clear_rows == 1
