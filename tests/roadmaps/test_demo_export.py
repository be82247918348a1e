"""The roadmaps of the demo go out in Word and Excel and come in again value for value."""

from django_scopes import scope

from config.demo.building import build
from roadmaps.catalogue.content import content_of
from roadmaps.documents import read_document
from roadmaps.models import Roadmap
from roadmaps.writers.excel import write_excel
from roadmaps.writers.word import write_word
from tests.roadmaps.test_content import taken_in
from tests.roadmaps.test_word_export import values


def test_the_demo_goes_out_and_comes_in(db, today):
    municipality = build(today)
    with scope(municipality=municipality):
        for roadmap in Roadmap.objects.all():
            content = content_of(roadmap)
            from_word = read_document(write_word(content), "карта.docx")
            assert values(from_word) == values(content)
            assert values(read_document(write_excel(content), "карта.xlsx")) == values(content)
            assert values(content_of(taken_in(from_word, municipality))) == values(content)
