"""A roadmap goes out in Word in the official form, and comes in again as it was."""

from dataclasses import asdict, replace

import pytest
from hypothesis import HealthCheck, given, settings

from roadmaps.documents import read_document
from roadmaps.writers.excel import write_excel
from roadmaps.writers.word import write_word
from tests.roadmaps.contents import contents
from tests.roadmaps.orders.comparing import shown_text
from tests.roadmaps.test_content import NAMES, said
from tests.roadmaps.word_files import TITLE, document, table, tc, tr
from tests.shared import SHARED, needs_shared

FORM = {"columns", "tables", "labels", "places", "warnings", "headings", "row_places", "exam_results"}


def values(content):
    """What a content says, without the form of its document."""
    return {name: value for name, value in asdict(content).items() if name not in FORM}


def as_written(content):
    """Everything of a content; results go out as the text that they are."""
    return said(replace(content, exam_results=()))


def again(content, **options):
    """The content as it is read from the Word file that was written of it."""
    return read_document(write_word(content, **options), "приказ.docx")


@needs_shared
@pytest.mark.parametrize("name", NAMES)
def test_a_document_goes_out_as_it_came_in(name):
    content = read_document((SHARED / "documents" / name).read_bytes(), name)
    assert as_written(again(content)) == as_written(content)


@pytest.mark.parametrize("write", [write_word, write_excel])
def test_what_several_columns_say_together_stands_once(write):
    head = ("№", "Мероприятие", "Сентябрь", "Октябрь", "Ноябрь", "ФИО ответственного")
    plan = table(
        (*head, "Должность ответственного", "Примечание", "Примечание"),
        ("1", "Совет", "+", "", "+", "Озерова Л.П.", "методист", "зал", "школа"),
        ("2", "Опрос", tc("+", span=3), "Туманов С.Д.", "директор", "", ""),
    )
    content = read_document(document(TITLE, plan), "приказ.docx")
    moved = replace(content.activities[1], deadline="по согласованию")
    for one in (content, replace(content, activities=(content.activities[0], moved))):
        read = read_document(write(one), "карта")
        assert values(read) == values(one)
        assert read.columns == one.columns


@pytest.mark.parametrize(
    ("wide", "deadline"), [("2026 год", "сентябрь 2026, ноябрь 2026"), ("Сроки", "сентябрь, ноябрь")]
)
def test_months_under_a_wide_heading_are_marked_again(wide, deadline):
    def over(text):
        return tc(text, merge="restart")

    hidden = tc("", merge="continue")
    plan = table(
        tr(over("№"), over("Мероприятие"), tc(wide, span=3), over("Ответственные")),
        tr(hidden, hidden, "сентябрь", "октябрь", "ноябрь", hidden),
        ("1", "Совет", "+", "", "+", "Озерова Л.П."),
    )
    content = read_document(document(TITLE, plan), "приказ.docx")
    assert content.activities[0].deadline == deadline
    written = write_word(content)
    assert shown_text(written).split().count("+") == 2
    assert values(read_document(written, "приказ.docx")) == values(content)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contents())
def test_any_roadmap_comes_in_again_value_for_value(content):
    read = again(content)
    assert values(read) == values(content)
    assert said(again(read)) == said(read)
