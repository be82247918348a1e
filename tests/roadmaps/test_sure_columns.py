"""A column that was told for sure: nobody is asked what it is, and whoever wants may say otherwise."""

import pytest

from roadmaps.documents import read_document
from roadmaps.models import ColumnSpelling, Upload
from tests.roadmaps.test_answers import answer, confirm, seen
from tests.roadmaps.test_section_rows import an_order
from tests.roadmaps.test_uploads import upload

HEADINGS = ("№", "Мероприятия", "Сроки", "Ответственные", "Результат", "Форма отчёта")
ROW = ("1.1", "Провести опрос", "октябрь 2026", "Руководители ОО", "Анкеты собраны", "Справка")
KEY = "column:Форма отчёта"


@pytest.fixture
def specialist(cast, client_of):
    return client_of(cast.specialist)


@pytest.fixture
def uploaded(cast, specialist) -> Upload:
    upload(specialist, cast, an_order([ROW], headings=HEADINGS))
    return Upload.objects.get()


def opened(client, uploaded: Upload, heading: str, **headers):
    return client.get(f"{uploaded.get_absolute_url()}?column={heading}", headers=headers)


def row_of(uploaded: Upload) -> dict:
    uploaded.refresh_from_db()
    return uploaded.content["activities"][0]


def test_its_heading_opens_the_question_and_nothing_is_counted(specialist, uploaded):
    page = specialist.get(uploaded.get_absolute_url())
    assert page.context["preview"].doubts == []
    assert "?column=%D0%A4%D0%BE%D1%80%D0%BC%D0%B0" in page.content.decode()
    asked = opened(specialist, uploaded, "Форма отчёта")
    text = asked.content.decode().replace("\u00a0", " ")
    assert "Столбец «Форма отчёта»: что это?" in text
    assert '<option value="report_form" selected>' in text
    assert asked.context["preview"].doubts == []
    assert "1 из" not in text
    fragment = opened(specialist, uploaded, "Форма отчёта", **{"HX-Request": "true"}).content.decode()
    assert "preview-notes" in fragment
    assert "<html" not in fragment


def test_the_same_answer_changes_nothing_and_is_not_kept(specialist, uploaded):
    answer(specialist, uploaded, KEY, field="report_form")
    uploaded.refresh_from_db()
    assert uploaded.answers == {}


def test_another_answer_reads_the_document_so_and_is_taken_back(specialist, uploaded):
    answer(specialist, uploaded, KEY, field="mark")
    assert (row_of(uploaded)["mark"], row_of(uploaded)["report_form"]) == ("Справка", "")
    (doubt,) = seen(specialist, uploaded).doubts
    assert (doubt.said, doubt.is_settled) == ("Отметка об исполнении в документе", True)
    # A click on the heading opens it again, its present meaning chosen.
    assert '<option value="mark" selected>' in opened(specialist, uploaded, "Форма отчёта").content.decode()
    answer(specialist, uploaded, KEY, undo="yes")
    assert (row_of(uploaded)["report_form"], seen(specialist, uploaded).doubts) == ("Справка", [])


def test_it_is_known_in_the_next_file(cast, specialist, uploaded):
    answer(specialist, uploaded, KEY, field="mark")
    confirm(specialist, uploaded)
    assert list(ColumnSpelling.objects.values_list("heading", "field")) == [("Форма отчёта", "mark")]
    upload(specialist, cast, an_order([ROW], headings=HEADINGS))
    second = Upload.objects.latest("pk")
    assert row_of(second)["mark"] == "Справка"
    (doubt,) = seen(specialist, second).doubts
    assert (doubt.key, doubt.is_learnt) == (KEY, True)


def test_of_two_columns_with_one_meaning_the_other_is_kept_by_its_heading(specialist, uploaded):
    answer(specialist, uploaded, KEY, field="result")
    row = row_of(uploaded)
    assert (row["result"], row["report_form"], row["extra"]) == (
        "Справка",
        "",
        {"Результат": "Анкеты собраны"},
    )
    answer(specialist, uploaded, "column:Результат", field="result")
    row = row_of(uploaded)
    assert (row["result"], row["extra"]) == ("Анкеты собраны", {"Форма отчёта": "Справка"})
    said = {doubt.key: doubt.said for doubt in seen(specialist, uploaded).doubts}
    assert said[KEY] == "отдельный столбец: «Ожидаемый результат» уже есть"
    item = confirm(specialist, uploaded).items.get()
    assert (item.result, item.extra) == ("Анкеты собраны", {"Форма отчёта": "Справка"})


FIELDS = (
    "",
    "number",
    "title",
    "task",
    "audience",
    "deadline",
    "responsible",
    "result",
    "report_form",
    "mark",
)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("heading", HEADINGS)
def test_whatever_a_column_is_said_to_be_no_word_is_lost(heading, field):
    read = read_document(
        an_order([ROW], headings=HEADINGS), "план.docx", spellings={heading: field}
    ).to_dict()
    kept = str([read["activities"], read["sections"], read["texts"]])
    assert [text for text in ROW if text not in kept] == []


def test_a_document_that_would_have_no_plan_then_stays_as_it_was(specialist, uploaded):
    before = row_of(uploaded)
    for heading in ("Сроки", "Ответственные"):
        answer(specialist, uploaded, f"column:{heading}", field="")
    refused = answer(specialist, uploaded, "column:Мероприятия", field="")
    assert refused.status_code in (302, 422)
    row = row_of(uploaded)
    assert before["title"] in str(row)


def test_one_of_several_columns_for_months_may_be_something_else():
    months = ("№", "Мероприятие", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь", "Ответственный")
    row = ("1", "Провести опрос", "+", "", "", "см. приказ", "Директор школы")
    order = an_order([row], headings=months)
    read = read_document(order, "план.docx", spellings={"Декабрь": ""}).to_dict()["activities"][0]
    assert read["extra"] == {"Декабрь": "см. приказ"}
    assert "декабр" not in read["deadline"].casefold()
