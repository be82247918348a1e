"""Tables of exam results come in as data; an average that is not one is spoken of."""

import json

from roadmaps.documents import read_apart, read_document
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
