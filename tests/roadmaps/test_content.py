"""A roadmap says what the document said from which it was taken in."""

import json
from dataclasses import asdict

import pytest
from django_scopes import scope

from roadmaps.catalogue.content import content_of
from roadmaps.documents import read_document
from roadmaps.documents.content import Place
from roadmaps.models import PlanItem
from roadmaps.services.importing import take_in
from tests.roadmaps.word_files import HEADINGS, ROW, TITLE, document, p, table
from tests.shared import SHARED, needs_shared

LEFT = {"warnings", "headings", "row_places"}  # of the reading, no part of the roadmap
NAMES = ("georgievsk-2023.docx", "krasnodar-2022.docx", "template-2020.docx", "sample-plan.xlsx")


def said(content):
    """Everything of a content that a roadmap keeps."""
    return {name: value for name, value in asdict(content).items() if name not in LEFT}


def taken_in(content, municipality):
    return take_in(json.loads(json.dumps(content.to_dict())), municipality=municipality, by=None)


@needs_shared
@pytest.mark.parametrize("name", NAMES)
def test_a_roadmap_says_what_its_document_said(cast, name):
    content = read_document((SHARED / "documents" / name).read_bytes(), name)
    with scope(municipality=cast.municipality):
        assert said(content_of(taken_in(content, cast.municipality))) == said(content)


def test_tables_and_fields_keep_their_places_between_the_texts():
    read = read_document(
        document(
            p("ПРИКАЗ", bold=True),
            "О плане",
            p("Приложение", bold=True),
            TITLE,
            table(HEADINGS, ROW),
            "Конец",
        ),
        "приказ.docx",
    )
    assert [text.heading for text in read.texts] == ["ПРИКАЗ", "Приложение"]
    assert (read.places["title"], read.tables[0].place) == (Place(2, 0), Place(2, 0))


def test_rows_come_in_the_order_of_their_sections_and_without_struck_ones(cast):
    with scope(municipality=cast.municipality):
        content = content_of(cast.roadmap)
        titles = list(PlanItem.objects.filter(roadmap=cast.roadmap, kind="activity").standing())
        assert {item.title for item in content.activities} == {row.title for row in titles}
        marked = content_of(cast.roadmap, marks={cast.items[0].pk: "Исполнено 10.11.2026"})
    assert [item.mark for item in marked.activities if item.mark] == ["Исполнено 10.11.2026"]
