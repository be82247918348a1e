"""The Word file as it is printed: page by page, nothing cut, nothing beyond the edge."""

import re
from collections import Counter

import pytest

from roadmaps.documents import read_document
from roadmaps.documents.content import Content, Item, Order, Section, Specialist
from roadmaps.writers.word import Paper, write_word
from tests.roadmaps.rendering import pages_of
from tests.shared import SHARED, needs_shared

pytestmark = pytest.mark.office
LONG = "Провести диагностику профессиональных затруднений учителей и составить маршруты помощи каждой школе"


def _a_plan(rows: int) -> Content:
    return Content(
        title="Дорожная карта по поддержке школ на 2026 год",
        order=Order("412", None, "Управление образования", "И.И. Иванова"),
        goal="Помочь каждой школе",
        sections=(Section("1", "Организационные меры"), Section("2", "Работа с педагогами")),
        activities=tuple(
            Item(
                number=f"{1 + row % 2}.{row}",
                section=str(1 + row % 2),
                title=f"{LONG} {row}",
                deadline="до 31.08.2026",
                responsible=("Озерова Л.П.", "Руководители ОО"),
                result="Охвачено не менее 95 % учителей",
                report_form="Справка",
            )
            for row in range(1, rows + 1)
        ),
        specialists=(Specialist("1", "Озерова Лидия Павловна", "методист", "Кадры"),),
    )


def _letters(text: str) -> str:
    """The letters and figures alone: lines break and words are divided differently on a page."""
    return re.sub(r"[\W_]+", "", text)


def _cells(item: Item) -> list[str]:
    return [item.title, item.deadline, *item.responsible, item.result, item.report_form]


def test_order_stands_upright_and_the_plan_across_with_its_headings_on_each_page(tmp_path):
    pages = pages_of(write_word(_a_plan(40)), tmp_path)
    across = [page for page in pages if page.is_across]
    assert len(across) > 4
    assert all("Ожидаемый" in page.text and "Ответственные" in page.text for page in across)
    assert not pages[0].is_across
    assert "ПРИКАЗ" in pages[0].text
    assert "ознакомлены" in pages[1].text
    assert "УТВЕРЖДЕНА" in pages[2].text
    assert not pages[-1].is_across
    assert "Озерова Лидия" in pages[-1].text
    assert {round(min(page.width, page.height)) for page in pages} == {595}


def test_no_row_is_cut_by_the_end_of_a_page(tmp_path):
    content = _a_plan(40)
    pages = pages_of(write_word(content), tmp_path)
    for item in content.activities:
        (whole,) = [
            page for page in pages if re.search(rf"(?<![\d.]){re.escape(item.number)}(?![\d.])", page.text)
        ]
        assert "Охвачено" in whole.text
    shown = Counter(word for page in pages for word in page.words)
    assert shown["Справка"] == len(content.activities)


@needs_shared
@pytest.mark.parametrize("name", ["georgievsk-2023.docx", "krasnodar-2022.docx", "template-2020.docx"])
def test_every_word_of_a_document_is_on_its_pages(tmp_path, name):
    content = read_document((SHARED / "documents" / name).read_bytes(), name)
    pages = pages_of(write_word(content), tmp_path)
    shown = Counter(_letters(" ".join(page.text for page in pages)))
    said = [content.title, *(text.heading for text in content.texts), *(text.text for text in content.texts)]
    said += [cell for item in (*content.activities, *content.mechanisms) for cell in _cells(item)]
    expected = Counter(_letters(" ".join(said)))
    missing = {letter: count - shown[letter] for letter, count in expected.items() if count > shown[letter]}
    assert not missing
    assert all(page.words for page in pages), "a blank page"


def test_marks_get_a_column_within_the_page(tmp_path):
    content = _a_plan(3)
    pages = pages_of(write_word(content, paper=Paper(has_marks=True)), tmp_path)
    (plan,) = [page for page in pages if page.is_across]
    assert "Отметка об" in plan.text
