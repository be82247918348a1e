"""A document with several plans goes out with several: captions, columns and texts where they stood."""

import io

import docx
import pytest
from django_scopes import scope

from roadmaps.catalogue.columns import columns_of
from roadmaps.catalogue.content import content_of
from roadmaps.documents import read_document
from roadmaps.documents.content import Place
from roadmaps.models import PlanItem, Section
from roadmaps.services.copying import copy_roadmap
from roadmaps.services.editing import add_item
from roadmaps.services.ordering import move_item
from roadmaps.writers.excel import write_excel
from roadmaps.writers.word import write_word
from tests.roadmaps.test_content import said, taken_in
from tests.roadmaps.test_word_export import values
from tests.roadmaps.word_files import HEADINGS, ROW, TITLE, document, p, table, tc, tr

OTHER = ("№", "Мероприятие", "Исполнитель", "Срок", "Место проведения")
CAPTIONED = (
    p(TITLE, bold=True),
    "План мероприятий управления",
    table(
        HEADINGS, ("1", "Организационные меры", "", "", ""), ROW, ("1.2", "Итоги", "май", "Озерова Л.П.", "")
    ),
    "Пояснение к первому плану, стоящее под ним.",
    "План мероприятий методического центра",
    table(
        OTHER,
        ("1", "Семинар", "Зимина О.Н.", "июнь 2024", "Школа № 3"),
        ("2", "Круглый стол", "Директора", "май", ""),
    ),
    "Заключение.",
)
PARTED = (
    p(TITLE, bold=True),
    p("Раздел 1. Работа с педагогами", bold=True),
    table(HEADINGS, ("1", "Семинар", "май", "Озерова Л.П.", "Справка")),
    p("Раздел 2. Работа с детьми", bold=True),
    "Занятия ведут все школы.",
    "План занятий",
    table(OTHER, ("1", "Олимпиада", "Директора", "март", "Лицей"), ("2", "Кружки", "Директора", "май", "")),
    p("Раздел 3. Работа с родителями", bold=True),
    table(HEADINGS, ("1", "Собрание", "май", "Озерова Л.П.", "Протокол")),
)


def written(content):
    return docx.Document(io.BytesIO(write_word(content)))


@pytest.mark.parametrize("blocks", [CAPTIONED, PARTED])
def test_tables_captions_and_texts_come_in_again_where_they_stood(cast, blocks):
    content = read_document(document(*blocks), "план.docx")
    assert said(read_document(write_word(content), "план.docx")) == said(content)
    assert values(read_document(write_excel(content), "план.xlsx")) == values(content)
    with scope(municipality=cast.municipality):
        assert said(content_of(taken_in(content, cast.municipality))) == said(content)


def test_each_table_has_its_own_caption_and_columns():
    made = written(read_document(document(*CAPTIONED), "план.docx"))
    first, second = made.tables
    assert [cell.text for cell in first.rows[0].cells] == list(HEADINGS)
    assert [cell.text for cell in second.rows[0].cells] == list(OTHER)
    texts = [one.text for one in made.element.body.iter() if one.tag.endswith("}t")]
    places = [texts.index(CAPTIONED[1]), texts.index("Провести совет"), texts.index(CAPTIONED[3])]
    places += [texts.index(CAPTIONED[4]), texts.index("Семинар"), texts.index("Заключение.")]
    assert places == sorted(places)


def test_the_page_shows_the_columns_of_all_plans(cast):
    with scope(municipality=cast.municipality):
        roadmap = taken_in(read_document(document(*CAPTIONED), "план.docx"), cast.municipality)
        headings = [column.heading for column in columns_of(roadmap)]
    assert headings == [
        "№ п/п",
        "Мероприятия",
        "Сроки",
        "Ответственные",
        "Ожидаемый результат",
        "Место проведения",
    ]


def test_a_heading_above_a_table_stays_above_it_and_is_a_section():
    content = read_document(document(*PARTED), "план.docx")
    assert [section.title for section in content.sections] == [
        "Раздел 1. Работа с педагогами",
        "Раздел 2. Работа с детьми",
        "Раздел 3. Работа с родителями",
    ]
    assert [form.part for form in content.tables] == [Place(0, 0), Place(0, 0), Place(1, 1)]
    made = written(content)
    headings = [one.text for one in made.paragraphs if one.style.style_id == "RoadmapPart"]
    assert headings == [section.title for section in content.sections]
    assert [len(one.rows) for one in made.tables] == [2, 3, 2]


def test_two_sections_of_one_number_in_two_tables_keep_their_own_rows(cast):
    rows = (tr(tc("1. Организационные меры", span=5)), ("1.1", "Семинар", "май", "Озерова Л.П.", "Акт"))
    others = (tr(tc("1. Работа с детьми", span=5)), ("1.1", "Кружки", "май", "Озерова Л.П.", "Акт"))
    content = read_document(
        document(p(TITLE), "План А", table(HEADINGS, *rows), "План Б", table(HEADINGS, *others)), "п.docx"
    )
    with scope(municipality=cast.municipality):
        roadmap = taken_in(content, cast.municipality)
        titles = {row.title: row.section.title for row in PlanItem.objects.filter(roadmap=roadmap)}
    assert titles == {"Семинар": "Организационные меры", "Кружки": "Работа с детьми"}


def test_new_and_moved_rows_stand_in_the_table_of_their_neighbours(cast):
    with scope(municipality=cast.municipality):
        roadmap = taken_in(read_document(document(*PARTED), "план.docx"), cast.municipality)
        last = Section.objects.filter(roadmap=roadmap).last()
        new = add_item(roadmap, kind="activity", section=last, values={"title": "Опрос"}, by=None)
        assert new.table == 2
        moved = PlanItem.objects.get(roadmap=roadmap, title="Собрание")
        assert move_item(moved, is_up=True, by=None)
        tables = written(content_of(roadmap)).tables
        assert [[row.cells[1].text for row in one.rows[1:]] for one in tables] == [
            ["Семинар"],
            ["Олимпиада", "Кружки", "Собрание"],
            ["Опрос"],
        ]
        copied = copy_roadmap(roadmap, title="Новая карта", start=None, end=None, by=None)
        assert [item.table for item in content_of(copied).activities] == [0, 1, 1, 1, 2]
