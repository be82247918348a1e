"""What is printed of the Word files: no page with anything cut, beyond its edge or left alone."""

import io
import zipfile

import pytest
from django_scopes import scope

from config.demo.building import build
from reports.services import papers
from roadmaps.documents import read_document
from roadmaps.documents.content import Content, Item
from roadmaps.models import Roadmap
from roadmaps.writers.word import write_word
from schools.access import membership_of
from schools.choices import Role
from schools.models import Person
from tests.roadmaps.pictures import faults_of, printed
from tests.roadmaps.test_content import NAMES
from tests.roadmaps.test_several_tables import CAPTIONED, PARTED
from tests.roadmaps.word_files import document
from tests.shared import SHARED, needs_shared

pytestmark = pytest.mark.office


def faults(files, folder):
    """The faults of several Word files by their names."""
    pages = printed(files, folder)
    found = {name: faults_of(data, pages[name]) for name, data in files.items()}
    return {name: said for name, said in found.items() if said}


def spoilt(data, old, new):
    """A Word file with a piece of its body put otherwise."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(made, "w") as other:
        for name in whole.namelist():
            part = whole.read(name)
            other.writestr(name, part.replace(old, new) if name == "word/document.xml" else part)
    return made.getvalue()


def test_what_is_wrong_is_seen(tmp_path):
    rows = tuple(
        Item(str(n), title=f"Шаг {n}: провести обсуждение итогов полугодия", deadline="май")
        for n in range(60)
    )
    good = write_word(Content(title="Дорожная карта", activities=rows))
    files = {
        "unheaded": spoilt(good, b"<w:tblHeader/>", b""),
        "beyond": spoilt(good, b'<w:tblLayout w:type="fixed"/>', b'<w:tblInd w:w="4000" w:type="dxa"/>'),
    }
    found = {name: " ".join(said) for name, said in faults(files, tmp_path).items()}
    assert "no headings above the rows" in found["unheaded"]
    assert "margin" in found["beyond"]


@needs_shared
def test_orders_of_departments_are_printed_whole(tmp_path):
    read = {name: read_document((SHARED / "documents" / name).read_bytes(), name) for name in NAMES}
    read |= {"captioned": read_document(document(*CAPTIONED), "а.docx")}
    read |= {"parted": read_document(document(*PARTED), "а.docx")}
    assert faults({name.split(".")[0]: write_word(one) for name, one in read.items()}, tmp_path) == {}


def test_roadmaps_of_the_demo_are_printed_whole_with_marks_and_without(db, today, tmp_path):
    municipality = build(today)
    with scope(municipality=municipality):
        coordinator = Person.objects.filter(positions__role=Role.COORDINATOR, user__isnull=False).first()
        membership = membership_of(coordinator.user, municipality)
        files = {
            f"{roadmap.pk}-{'with' if has_marks else 'without'}": papers.write(
                roadmap, membership, form="word", has_marks=has_marks
            )
            for roadmap in Roadmap.objects.all()
            for has_marks in ((False,) if roadmap.is_draft else (False, True))
        }
    assert faults(files, tmp_path) == {}
