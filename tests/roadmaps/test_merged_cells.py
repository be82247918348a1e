"""Merged cells of which it is unclear where they belong: spoken of, shown at their place, put right."""

import pytest
from django.urls import reverse

from roadmaps.documents import read_document, read_pasted
from roadmaps.models import Upload
from tests.roadmaps.test_uploads import details, upload
from tests.roadmaps.word_files import HEADINGS, TITLE, document, table, tc, tr

HIDDEN = tc("", merge="continue")


def over(text):
    return tc(text, merge="restart")


OVER_SECTIONS = table(
    HEADINGS,
    tr(tc("Раздел 1. Кадры", span=5)),
    tr("1.1", "Совет", "май 2024", over("Озерова Л.П."), "Протокол"),
    tr("1.2", "Опрос", "июнь 2024", HIDDEN, "Справка"),
    tr(tc("Раздел 2. Дети", span=3), HIDDEN, ""),
    tr("2.1", "Клуб", "июль 2024", HIDDEN, "Журнал"),
    tr("2.2", "Смена", "июль 2024", HIDDEN, "Журнал"),
)
OVER_COLUMNS = table(HEADINGS, tr("1", "Клуб", tc("май 2024, Озерова Л.П.", span=2), "Журнал"))
UNEVENLY = table(
    HEADINGS,
    tr("1", "Совет", "май 2024", "Озерова Л.П.", over("Протокол")),
    tr("2", "Опрос", "июнь 2024", tc("", span=2, merge="continue")),
    tr("3", "Клуб", "июнь 2024", "Озерова Л.П.", "Журнал"),
)
CLEAR = table(
    HEADINGS,
    tr(tc("1. Кадры", span=5)),
    tr(tc("1.1. Совет", span=2), "май 2024", over("Озерова Л.П."), over("Протокол")),
    tr("1.2", "Опрос", "июнь 2024", HIDDEN, HIDDEN),
    tr(tc("2. Дети", span=5)),
    tr("2.1", "Клуб", "июль 2024", "Озерова Л.П.", "Журнал"),
)
ROWS = (
    "<table><tr><th>№</th><th>Мероприятие</th><th>Срок</th><th>Ответственный</th></tr>"
    "<tr><td colspan=4>Раздел I</td></tr>"
    "<tr><td>1</td><td>Совет</td><td rowspan=3>май 2024</td><td>ОО</td></tr>"
    "<tr><td colspan=2>Раздел II</td><td></td></tr>"
    "<tr><td>2</td><td>Клуб</td><td>ОО</td></tr></table>"
)


def doubts(content):
    return [
        (notice.code, notice.details["row"], notice.details["rows"], notice.details["field"])
        for notice in content.warnings
        if notice.code.startswith("merged_")
    ]


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (OVER_SECTIONS, [("merged_over_sections", 6, "6, 7", "responsible")]),
        (OVER_COLUMNS, [("merged_over_columns", 2, "2", "deadline")]),
        (UNEVENLY, [("merged_unevenly", 3, "3", "responsible")]),
        (CLEAR, []),
    ],
)
def test_a_merged_cell_is_spoken_of_where_its_place_is_unclear(plan, found):
    assert doubts(read_document(document(TITLE, plan), "приказ.docx")) == found


def test_a_row_under_a_merged_title_is_no_heading_though_its_own_cells_are_merged():
    plan = table(
        HEADINGS[:4],
        tr(over("1"), over("Мониторинг"), "до 01.09.2024", "Озерова Л.П."),
        tr(HIDDEN, HIDDEN, tc("в течение года, рабочая группа", span=2)),
        tr("2", "Совет", "май 2024", "Озерова Л.П."),
    )
    content = read_document(document(TITLE, plan), "приказ.docx")
    assert content.sections == ()
    assert [(row.number, row.title, row.deadline) for row in content.activities] == [
        ("1", "Мониторинг", "до 01.09.2024"),
        ("1", "Мониторинг", "в течение года, рабочая группа"),
        ("2", "Совет", "май 2024"),
    ]
    assert doubts(content) == [("merged_over_columns", 3, "3", "deadline")]


def test_a_page_has_merged_cells_too():
    assert doubts(read_pasted(ROWS)) == [("merged_over_sections", 5, "5", "deadline")]


@pytest.fixture
def specialist(cast, client_of):
    return client_of(cast.specialist)


def previewed(specialist, cast, plan):
    assert upload(specialist, cast, document(TITLE, plan)).status_code == 302
    uploaded = Upload.objects.get()
    preview = specialist.get(uploaded.get_absolute_url()).context["preview"]
    return uploaded, next(doubt for doubt in preview.doubts if doubt.kind == "merged"), preview


def taken_in(specialist, uploaded, doubt, **data):
    kwargs = {"municipality": uploaded.municipality.slug, "pk": uploaded.pk}
    specialist.post(reverse("upload-answer", kwargs=kwargs), {"doubt": doubt.key, **data})
    shown = specialist.get(uploaded.get_absolute_url()).context["preview"]
    said = next(one.said for one in shown.doubts if one.key == doubt.key)
    specialist.post(uploaded.get_absolute_url(), {**details(), "confirm": "yes"})
    uploaded.refresh_from_db()
    items = uploaded.roadmap.items.order_by("position")
    return said, [(row.deadline_text, [one.text for one in row.responsibles.all()]) for row in items]


def test_the_question_stands_in_each_cell_that_it_is_about(cast, specialist):
    _, doubt, preview = previewed(specialist, cast, OVER_SECTIONS)
    assert doubt.title == "«Озерова Л.П.»: к чему относится?"
    assert doubt.text.startswith("Таблица 1, строка 6, столбец «Ответственные». Ячейка объединена")
    marked = [[cell.name for cell in line.cells if cell.merged == doubt] for line in preview.lines]
    assert marked == [[], [], ["responsible"], ["responsible"]]


@pytest.mark.parametrize(
    ("data", "said", "people"),
    [
        ({"choice": "keep"}, "к этим строкам тоже, как прочитано", ["Озерова Л.П."]),
        ({"choice": "nowhere"}, "не к этим строкам: оставить их пустыми", []),
        (
            {"choice": "own", "text": "Туманов С.Д., Лесной П.П."},
            "другой текст",
            ["Туманов С.Д.", "Лесной П.П."],
        ),
    ],
)
def test_rows_of_another_section_get_what_was_said_of_them(cast, specialist, data, said, people):
    uploaded, doubt, _ = previewed(specialist, cast, OVER_SECTIONS)
    words, rows = taken_in(specialist, uploaded, doubt, **data)
    assert words == said
    assert [found for _, found in rows] == [["Озерова Л.П."], ["Озерова Л.П."], people, people]


@pytest.mark.parametrize(
    ("choice", "deadline", "people"),
    [
        ("keep", "май 2024, Озерова Л.П.", []),
        ("responsible", "", ["май 2024", "Озерова Л.П."]),
        ("both", "май 2024, Озерова Л.П.", ["май 2024", "Озерова Л.П."]),
    ],
)
def test_a_cell_over_two_columns_goes_where_it_was_said_to(cast, specialist, choice, deadline, people):
    uploaded, doubt, _ = previewed(specialist, cast, OVER_COLUMNS)
    _, rows = taken_in(specialist, uploaded, doubt, choice=choice)
    assert rows == [(deadline, people)]
