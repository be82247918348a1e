"""Sections called alike in one table keep each its own rows, wherever a plan comes in and goes out."""

import pytest
from django_scopes import scope

from roadmaps.catalogue.content import content_of
from roadmaps.documents import read_document
from roadmaps.models import PlanItem, Roadmap
from roadmaps.services.sections import change_section
from roadmaps.writers.excel import write_excel
from roadmaps.writers.word import write_word
from tests.roadmaps.renewals import take, told
from tests.roadmaps.test_answers import confirm, seen
from tests.roadmaps.test_section_rows import an_order, say
from tests.roadmaps.test_uploads import upload

SET, WHO = "октябрь 2026", "Руководители ОО"


def a_row(number: str, title: str) -> tuple[str, ...]:
    return (number, title, SET, WHO, "Справка")


SCHOOLS = (
    "МБОУ СОШ № 1",
    "Работа с учащимися",
    a_row("1", "Провести беседы"),
    a_row("2", "Вести дополнительные занятия"),
    "МБОУ СОШ № 2",
    "Работа с учащимися",
    a_row("3", "Открыть кружки"),
)
DIRECTIONS = (
    "Направление I",
    "1. Кадры",
    a_row("1.1", "Обучить педагогов"),
    "Направление II",
    "1. Дети",
    a_row("1.1", "Открыть лагерь"),
)
EXPECTED = {
    SCHOOLS: [
        ("Работа с учащимися", ["Провести беседы", "Вести дополнительные занятия"]),
        ("Работа с учащимися", ["Открыть кружки"]),
    ],
    DIRECTIONS: [("1. Кадры", ["Обучить педагогов"]), ("1. Дети", ["Открыть лагерь"])],
}
PLANS = pytest.mark.parametrize("plan", [SCHOOLS, DIRECTIONS])


def standing(roadmap: Roadmap) -> list[tuple[str, list[str]]]:
    """The sections that have rows, with these."""
    rows = PlanItem.objects.filter(roadmap=roadmap).kept().order_by("position")
    return [
        (str(section), [row.title for row in rows if row.section_id == section.pk])
        for section in roadmap.sections.order_by("position")
        if any(row.section_id == section.pk for row in rows)
    ]


@pytest.fixture
def specialist(cast, client_of):
    return client_of(cast.specialist)


@pytest.fixture
def taken(cast, specialist):
    def take_in(data: bytes, name: str = "приказ.docx") -> Roadmap:
        upload(specialist, cast, data, name)
        return confirm(specialist, cast.municipality.uploads.latest("pk"))

    return take_in


@PLANS
def test_the_preview_and_the_roadmap_put_each_row_under_its_own(cast, specialist, plan):
    upload(specialist, cast, an_order(plan))
    uploaded = cast.municipality.uploads.get()
    blocks = seen(specialist, uploaded).tables[0].blocks
    shown = [
        (" ".join(filter(None, (f"{block.number}." if block.number else "", block.title))), block.lines)
        for block in blocks
        if block.lines
    ]
    assert [(title, [line.row["title"] for line in lines]) for title, lines in shown] == EXPECTED[plan]
    assert standing(confirm(specialist, uploaded)) == EXPECTED[plan]


@PLANS
@pytest.mark.parametrize(("write", "name"), [(write_word, "план.docx"), (write_excel, "план.xlsx")])
def test_they_go_out_and_come_in_again(cast, taken, plan, write, name):
    roadmap = taken(an_order(plan))
    with scope(municipality=cast.municipality):
        content = content_of(roadmap)
        again = read_document(write(content), name)
    assert [(row.heading, row.title) for row in again.activities] == [
        (row.heading, row.title) for row in content.activities
    ]
    assert standing(taken(write(content), name)) == EXPECTED[plan]


@PLANS
def test_the_same_text_once_more_proposes_nothing(cast, specialist, taken, plan):
    roadmap = taken(an_order(plan))
    upload(specialist, cast, an_order(plan), address=f"{roadmap.get_absolute_url()}upload/")
    own = ["title", "period"]  # put right by hand at the confirmation
    assert [each for each in told(cast.municipality.uploads.latest("pk")) if each[2] != own] == []


def test_a_row_that_goes_over_to_the_section_called_alike_is_proposed_and_taken(cast, specialist, taken):
    roadmap = taken(an_order(SCHOOLS))
    moved = (*SCHOOLS[:3], *SCHOOLS[4:6], SCHOOLS[3], SCHOOLS[6])
    upload(specialist, cast, an_order(moved), address=f"{roadmap.get_absolute_url()}upload/")
    newer = cast.municipality.uploads.latest("pk")
    assert [fields for _sign, title, fields in told(newer) if "занятия" in title] == [["section"]]
    take(cast, newer)
    assert standing(roadmap) == [
        ("Работа с учащимися", ["Провести беседы"]),
        ("Работа с учащимися", ["Вести дополнительные занятия", "Открыть кружки"]),
    ]


def test_sections_made_alike_by_hand_go_out_apart(cast, taken):
    roadmap = taken(an_order(("Педагоги", a_row("1", "Семинар"), "Дети", a_row("2", "Лагерь"))))
    section = roadmap.sections.get(title="Дети")
    change_section(section, version=section.version, values={"title": "Педагоги"}, by=cast.specialist)
    with scope(municipality=cast.municipality):
        content = content_of(roadmap)
    again = read_document(write_word(content), "план.docx")
    assert [row.heading for row in again.activities] == [0, 1]


def test_rows_said_to_be_sections_keep_the_others_in_their_own(cast, specialist):
    plan = (
        "МБОУ СОШ № 1",
        "Работа с учащимися",
        a_row("1", "Провести беседы"),
        ("II", "Работа с родителями", "", "", ""),
        a_row("1", "Провести собрание"),
        "МБОУ СОШ № 2",
        "Работа с учащимися",
        a_row("1", "Открыть кружки"),
    )
    upload(specialist, cast, an_order(plan))
    uploaded = say(specialist, cast.municipality.uploads.get(), "«II Работа с родителями»", "section")
    assert standing(confirm(specialist, uploaded)) == [
        ("Работа с учащимися", ["Провести беседы"]),
        ("II. Работа с родителями", ["Провести собрание"]),
        ("Работа с учащимися", ["Открыть кружки"]),
    ]
