"""Tables of exam results come in as data; an average that is not one is spoken of."""

import json

import pytest

from roadmaps.catalogue.exam_results import result_tables
from roadmaps.documents import read_apart, read_document
from roadmaps.services.importing import take_in
from roadmaps.writers.excel import write_excel
from roadmaps.writers.word import write_word
from tests.roadmaps.word_files import HEADINGS, ROW, TITLE, document, table, tc, tr
from tests.shared import needs_shared, shared_folder

HIDDEN = tc("", merge="continue")
MARKS = table(
    tr(tc("Школа", merge="restart"), tc("Русский язык (ЕГЭ)", span=2), tc("Математика (ЕГЭ)", span=2)),
    tr(HIDDEN, "2023", "2024", "2023", "2024"),
    ("МБОУ СОШ № 1", "60,5", "62", "50", "-"),
    ("МБОУ СОШ № 2", "70,5", "64", "52", "48"),
    ("Средний показатель", "65,5", "63,0", "51", "48"),
    ("Лицей № 3", "80", "82", "71", "73"),
    ("Средний показатель", "80", "81", "71", "73"),
    ("Среднее по району", "70,33", "69,3", "57,7", "60,5"),
)
SUBJECTS = {"russian": "Русский язык (ЕГЭ)", "mathematics": "Математика (ЕГЭ)"}


def test_results_come_in_by_schools_subjects_and_years():
    file = document(TITLE, "Результаты экзаменов", MARKS, "План", table(HEADINGS, ROW))
    content = read_document(file, "приказ.docx")
    (results,) = content.exam_results
    assert (results.table, results.heading) == (1, "Результаты экзаменов")
    assert [(row.name, row.values) for row in results.rows][:1] == [
        (
            "МБОУ СОШ № 1",
            {"Русский язык (ЕГЭ)": {"2023": 60.5, "2024": 62.0}, "Математика (ЕГЭ)": {"2023": 50.0}},
        )
    ]
    assert [len(average.rows) for average in results.averages] == [2, 1, 3]
    assert "МБОУ СОШ № 1\t60,5\t62" in "".join(text.text for text in content.texts)
    assert read_apart(file, "приказ.docx") == content


def test_an_average_that_is_not_that_of_its_rows_is_spoken_of():
    content = read_document(document(TITLE, MARKS, "План", table(HEADINGS, ROW)), "приказ.docx")
    said = [notice for notice in content.warnings if notice.code == "wrong_average"]
    assert [notice.details for notice in said] == [
        {"table": 1, "row": 7, "averages": "Русский язык (ЕГЭ) 2024: 81 (82)"}
    ]


def test_results_keep_their_columns_in_word_and_excel():
    content = read_document(document(TITLE, "Экзамены", MARKS, "План", table(HEADINGS, ROW)), "приказ.docx")
    for data in (write_word(content), write_excel(content)):
        again = read_document(data, "приказ")
        (one,), (other,) = content.exam_results, again.exam_results
        assert (other.rows, other.averages) == (one.rows, one.averages)
        assert again.texts == content.texts


def test_headings_that_are_not_merged_stand_over_the_blank_cells_beside_and_below_them():
    plain = table(
        ("Школа", "ЕГЭ", "", "", "Активность"),
        ("", "Русский язык", "", "Физика", ""),
        ("", "2023", "2024", "2024", ""),
        ("Лицей № 1", "60", "62", "50", "1"),
        ("Школа № 2", "70", "64", "52", "2"),
    )
    content = read_document(document(TITLE, plain, "План", table(HEADINGS, ROW)), "приказ.docx")
    assert content.exam_results[0].rows[0].values == {
        "Русский язык": {"2023": 60.0, "2024": 62.0},
        "Физика": {"2024": 50.0},
        "Активность": {"": 1.0},
    }


@pytest.fixture
def roadmap(cast):
    content = read_document(document(TITLE, "Экзамены", MARKS, "План", table(HEADINGS, ROW)), "приказ.docx")
    return take_in(content.to_dict(), municipality=cast.municipality, by=cast.specialist)


def test_an_average_stands_below_its_schools_with_what_the_rows_give(roadmap):
    (shown,) = result_tables(roadmap.form)
    assert [(one.name, one.periods) for one in shown.subjects] == [
        ("Русский язык (ЕГЭ)", ["2023", "2024"]),
        ("Математика (ЕГЭ)", ["2023", "2024"]),
    ]
    assert [row.name for row in shown.rows if not row.is_average] == [
        "МБОУ СОШ № 1",
        "МБОУ СОШ № 2",
        "Лицей № 3",
    ]
    assert [place for place, row in enumerate(shown.rows) if row.is_average] == [2, 4, 5]
    assert shown.wrong == 1
    assert [(one.text, one.counted) for one in shown.rows[4].figures[:2]] == [("80", ""), ("81", "82")]


def test_the_roadmaps_page_has_them_under_a_tab_where_there_are_any(cast, client_of, roadmap):
    client = client_of(cast.specialist)
    page = client.get(roadmap.get_absolute_url(), {"part": "exam-results"}).content.decode()
    assert "по строкам 82" in page.replace("\xa0", " ")
    assert "не равно среднему" in page.replace("\xa0", " ")
    assert "?part=exam-results" in page
    assert "?part=exam-results" not in client.get(cast.roadmap.get_absolute_url()).content.decode()


@needs_shared
def test_the_results_of_a_real_order_are_those_of_its_label():
    folder = shared_folder("documents")
    label = json.loads((folder / "exam-results.json").read_text("utf-8"))
    content = read_document((folder / "krasnodar-2022.docx").read_bytes(), "приказ.docx")
    found = {row.name: row.values for row in content.exam_results[0].rows}
    for school in label["schools"]:
        for subject, heading in SUBJECTS.items():
            assert found[school["name"]][heading] == school[subject]
    assert sum(notice.code == "wrong_average" for notice in content.warnings) == sum(
        not group["printed_are_reproduced_by_its_schools"] for group in label["groups"]
    )
