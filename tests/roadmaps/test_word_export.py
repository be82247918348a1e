"""A roadmap goes out in Word in the official form, and comes in again as it was."""

from dataclasses import asdict, replace

import pytest
from hypothesis import HealthCheck, given, settings

from roadmaps.documents import read_document
from roadmaps.writers.word import write_word
from tests.roadmaps.contents import contents
from tests.roadmaps.test_content import NAMES, said
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


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contents())
def test_any_roadmap_comes_in_again_value_for_value(content):
    read = again(content)
    assert values(read) == values(content)
    assert said(again(read)) == said(read)
