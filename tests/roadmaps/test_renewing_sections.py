"""Sections in a newer text: none takes rows with it that stay, and every row lands in its own."""

import datetime

import pytest
from django.urls import reverse

from roadmaps.documents.blocks import Paragraph
from roadmaps.documents.content import Period
from roadmaps.documents.own_form import PERIOD, read_own
from roadmaps.models import Occurrence, Section
from roadmaps.services.approving import approve
from roadmaps.services.renewing import proposals
from roadmaps.services.scheduling import set_dates
from roadmaps.services.traces import EditingError
from tests.monitoring.pages import read
from tests.roadmaps.renewals import draft, newer, plan, row, section, take, told

DAY = datetime.date(2026, 12, 24)
OUTER = [section("1", "Управление"), section("1.1", "Кадры"), section("1.2", "Контроль")]
ROWS = [
    row("1.1.1", "Собрать справки", "1.1"),
    row("1.2.1", "Провести проверку", "1.2"),
    row("1.2.2", "Издать приказ", "1.2"),
]
TWO = [section("1", "Альфа", 0), section("1", "Бета", 1)]
ROWS_OF_TWO = [row("1.1", "Собрать справки", "1"), row("1.1", "Провести опрос", "1", table=1)]


def test_a_heading_that_is_gone_leaves_what_stands_in_it(cast):
    roadmap = draft(cast, sections=OUTER, activities=ROWS)
    item = roadmap.items.get(number="1.2.1")
    set_dates(item, version=item.version, spans=[(DAY, DAY)], by=cast.specialist)
    upload = newer(cast, roadmap, sections=OUTER[1:], activities=ROWS)
    assert told(upload) == [("gone", "1. Управление", [])]
    take(cast, upload)
    assert list(Section.objects.filter(roadmap=roadmap).values_list("title", "parent")) == [
        ("Кадры", None),
        ("Контроль", None),
    ]
    assert [title for _section, _table, title in plan(roadmap)] == [
        "1.1.1. Собрать справки",
        "1.2.1. Провести проверку",
        "1.2.2. Издать приказ",
    ]
    assert [row.due for row in Occurrence.objects.filter(item=item)] == [DAY]


def test_a_heading_that_is_gone_in_force_leaves_what_stands_in_it(cast):
    roadmap = draft(cast, sections=OUTER, activities=ROWS)
    approve(roadmap, order_number="57", order_date=DAY, by=cast.specialist)
    take(cast, newer(cast, roadmap, sections=OUTER[1:], activities=ROWS))
    assert len(plan(roadmap)) == 3


def test_sections_of_one_number_in_two_tables_keep_their_rows(cast):
    roadmap = draft(cast, sections=TWO, activities=ROWS_OF_TWO)
    fresh = row("1.2", "Утвердить график", "1")
    rows = [ROWS_OF_TWO[0], fresh, ROWS_OF_TWO[1]]
    upload = newer(cast, roadmap, sections=TWO, activities=rows)
    assert told(upload) == [("added", "1.2. Утвердить график", [])]
    take(cast, upload)
    assert plan(roadmap) == [
        ("1. Альфа", 0, "1.1. Собрать справки"),
        ("1. Альфа", 0, "1.2. Утвердить график"),
        ("1. Бета", 1, "1.1. Провести опрос"),
    ]


def test_the_first_new_row_of_a_table_stands_in_it(cast):
    roadmap = draft(cast, sections=TWO, activities=ROWS_OF_TWO[:1])
    take(cast, newer(cast, roadmap, sections=TWO, activities=ROWS_OF_TWO))
    assert plan(roadmap)[1] == ("1. Бета", 1, "1.1. Провести опрос")


def test_a_row_that_moves_to_the_section_of_the_same_number_is_a_difference(cast):
    roadmap = draft(cast, sections=TWO, activities=ROWS_OF_TWO)
    moved = [ROWS_OF_TWO[1], {**ROWS_OF_TWO[0], "table": 1}]
    upload = newer(cast, roadmap, sections=TWO, activities=moved)
    assert told(upload) == [("changed", "1.1. Собрать справки", ["section"])]
    take(cast, upload)
    assert {section for section, _table, _title in plan(roadmap)} == {"1. Бета"}


OLD = [section("1", "Альфа"), section("2", "Бета")]
NEW = [section("1", "Альфа"), section("2", "Новое"), section("3", "Бета")]
OLD_ROWS = [row("1.1", "Собрать справки", "1"), row("2.1", "Провести опрос", "2")]
NEW_ROWS = [
    row("1.1", "Собрать справки", "1"),
    row("2.1", "Утвердить график консультаций", "2"),
    row("3.1", "Провести опрос", "3"),
]


def test_a_section_that_is_only_renumbered_keeps_its_rows_and_the_new_one_stands_before_it(cast):
    roadmap = draft(cast, sections=OLD, activities=OLD_ROWS)
    upload = newer(cast, roadmap, sections=NEW, activities=NEW_ROWS)
    assert told(upload) == [
        ("added", "2. Новое", []),
        ("changed", "3. Бета", ["number"]),
        ("added", "2.1. Утвердить график консультаций", []),
        ("changed", "3.1. Провести опрос", ["number"]),
    ]
    take(cast, upload)
    assert plan(roadmap) == [
        ("1. Альфа", 0, "1.1. Собрать справки"),
        ("2. Новое", 0, "2.1. Утвердить график консультаций"),
        ("3. Бета", 0, "3.1. Провести опрос"),
    ]
    assert [str(each) for each in roadmap.sections.all()] == ["1. Альфа", "2. Новое", "3. Бета"]


def test_a_row_of_a_new_section_that_is_not_taken_in_is_refused_with_a_sentence(cast):
    roadmap = draft(cast, sections=OLD, activities=OLD_ROWS)
    upload = newer(cast, roadmap, sections=NEW, activities=NEW_ROWS)
    with pytest.raises(EditingError, match="Новое"):
        take(cast, upload, but=lambda choice, amendment: amendment.title == "2. Новое")
    assert len(plan(roadmap)) == 2


def test_a_new_row_finds_its_section_though_the_new_number_of_that_is_not_taken_in(cast):
    roadmap = draft(cast, sections=[section("1", "Альфа")], activities=OLD_ROWS[:1])
    rows = [row("7.1", "Собрать справки", "7"), row("7.2", "Издать приказ", "7")]
    upload = newer(cast, roadmap, sections=[section("7", "Альфа")], activities=rows)
    take(cast, upload, but=lambda choice, amendment: choice.field is not None)
    assert plan(roadmap)[1] == ("1. Альфа", 0, "7.2. Издать приказ")


def test_a_period_that_ends_before_it_begins_is_refused_with_a_sentence(cast):
    roadmap = draft(cast, activities=[row("1", "Издать приказ")])
    upload = newer(
        cast,
        roadmap,
        activities=[row("1", "Издать приказ")],
        period={"start": "2027-12-31", "end": "2026-01-01"},
    )
    with pytest.raises(EditingError, match="раньше первого"):
        take(cast, upload)


def test_the_portal_s_own_form_with_such_a_period_says_nothing_of_it():
    said = "с 31 декабря 2027 г. по 1 января 2026 г."
    assert read_own([Paragraph(said, role=PERIOD)]).period == Period()


def test_what_was_ticked_stays_on_the_page_that_refuses(cast, client_of):
    roadmap = draft(cast, sections=OLD, activities=OLD_ROWS)
    upload = newer(cast, roadmap, sections=NEW, activities=NEW_ROWS)
    [key] = [
        choice.key
        for each in proposals(upload)
        for choice in each.choices
        if each.amendment.title == "2.1. Утвердить график консультаций"
    ]
    address = reverse("upload-compare", kwargs={"municipality": cast.municipality.slug, "pk": upload.pk})
    answer = client_of(cast.specialist).post(address, {"take": [key]})
    assert answer.status_code == 422
    shown = [choice for each in answer.context["proposals"] for choice in each.choices]
    assert [choice.key for choice in shown if choice.is_ticked] == [key]
    assert "стоит в новом разделе" in answer.content.decode().replace("\u00a0", " ")


PARTS = [section("1", "Альфа"), section("2", "Бета"), section("2.1", "Гамма"), section("3", "Дельта")]
PART_ROWS = [
    row("1.1", "Собрать справки", "1"),
    row("1.2", "Издать приказ", "1"),
    row("2.1", "Провести опрос", "2"),
    row("2.1.1", "Утвердить график консультаций", "2.1"),
    row("3.1", "Подвести итоги учебного года", "3"),
]


def ticked(upload):
    """Title, heading of the absent section and tick of everything that is proposed."""
    return [
        (each.amendment.title, each.absent, choice.is_ticked)
        for each in proposals(upload)
        for choice in each.choices
    ]


LEFT_OUT = [
    ("2. Бета", "2. Бета", False),
    ("2.1. Гамма", "2. Бета", False),
    ("2.1. Провести опрос", "2. Бета", False),
    ("2.1.1. Утвердить график консультаций", "2. Бета", False),
    ("3. Дельта", "3. Дельта", False),
    ("3.1. Подвести итоги учебного года", "3. Дельта", False),
]


@pytest.mark.parametrize(
    ("sections", "left_out"), [(PARTS[:1], LEFT_OUT), ([], [LEFT_OUT[2], LEFT_OUT[3], LEFT_OUT[5]])]
)
def test_sections_that_the_newer_text_has_not_at_all_are_left_unless_ticked(cast, sections, left_out):
    roadmap = draft(cast, sections=PARTS, activities=PART_ROWS)
    upload = newer(cast, roadmap, sections=sections, activities=PART_ROWS[:1])
    assert ticked(upload) == [("1.2. Издать приказ", "", True), *left_out]
    take(cast, upload, but=lambda choice, amendment: not choice.is_ticked)
    assert [title for _section, _table, title in plan(roadmap)] == [
        "1.1. Собрать справки",
        "2.1. Провести опрос",
        "2.1.1. Утвердить график консультаций",
        "3.1. Подвести итоги учебного года",
    ]
    assert Section.objects.filter(roadmap=roadmap).count() == 4


def test_a_section_left_out_goes_with_its_rows_where_they_are_ticked(cast):
    roadmap = draft(cast, sections=PARTS, activities=PART_ROWS)
    take(cast, newer(cast, roadmap, sections=PARTS[:1], activities=PART_ROWS[:2]))
    assert [title for _section, _table, title in plan(roadmap)] == [
        "1.1. Собрать справки",
        "1.2. Издать приказ",
    ]
    assert [each.title for each in Section.objects.filter(roadmap=roadmap)] == ["Альфа"]


def test_a_section_whose_rows_moved_into_another_is_not_absent(cast):
    roadmap = draft(cast, sections=OLD, activities=OLD_ROWS)
    moved = [OLD_ROWS[0], row("1.2", "Провести опрос", "1")]
    upload = newer(cast, roadmap, sections=OLD[:1], activities=moved)
    assert ("2. Бета", "", True) in ticked(upload)


def test_the_page_says_which_sections_the_newer_text_has_not(cast, client_of):
    roadmap = draft(cast, sections=PARTS, activities=PART_ROWS)
    upload = newer(cast, roadmap, sections=PARTS[:1], activities=PART_ROWS[:2])
    address = reverse("upload-compare", kwargs={"municipality": cast.municipality.slug, "pk": upload.pk})
    text = read(client_of(cast.specialist).get(address))
    assert text.count("В новом тексте нет раздела") == 2
    assert "В новом тексте нет раздела «2. Бета»: его строки оставлены. Отметьте те, что надо убрать." in text
