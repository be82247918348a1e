"""A roadmap goes out as a workbook to be edited, and comes in again value for value."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from roadmaps.documents import read_document
from roadmaps.documents.content import Content, Item, Section, Text
from roadmaps.writers.excel import write_excel
from tests.roadmaps.contents import contents
from tests.roadmaps.test_content import NAMES
from tests.roadmaps.test_word_export import values
from tests.shared import SHARED, needs_shared


def again(content, **options):
    """The content as it is read from the workbook that was written of it."""
    return read_document(write_excel(content, **options), "карта.xlsx")


@needs_shared
@pytest.mark.parametrize("name", NAMES)
def test_a_document_goes_through_a_workbook_unchanged(name):
    content = read_document((SHARED / "documents" / name).read_bytes(), name)
    assert values(again(content)) == values(content)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contents())
def test_any_roadmap_comes_in_again_value_for_value(content):
    assert values(again(content)) == values(content)


def test_cells_stay_text_whatever_they_look_like():
    looks = ("=1+1", "7.11", "1.10", "+7 900", "-5", "@СУММ(A1)", "00412", "31.02.2025", "http://a.example/")
    content = Content(
        title="Дорожная карта",
        sections=(Section("1.10", "=2+2"),),
        activities=tuple(
            Item(f"1.{place}0", "1.10", f"Шаг {look}", result=look) for place, look in enumerate(looks, 1)
        ),
        texts=(Text("=A1", "=1+1\n\tа\tб\nконец"),),
    )
    page = load_workbook(io.BytesIO(write_excel(content)))["План"]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    read = again(content)
    assert [item.result for item in read.activities] == list(looks)
    assert (read.sections, read.texts) == (content.sections, content.texts)


def test_the_plan_has_its_own_columns_and_prints_on_pages_across():
    content = Content(activities=(Item("1", title="Совещание", extra={"Место": "зал"}),))
    page = load_workbook(io.BytesIO(write_excel(content, has_marks=True))).worksheets[0]
    assert [cell.value for cell in page[2]][-2:] == ["Место", "Отметка об исполнении"]
    assert (page.print_title_rows, page.freeze_panes) == ("$2:$2", "A3")
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
