"""A roadmap as a file in the official form, with the marks of execution or without."""

from typing import Final

from django.utils import translation
from django.utils.text import slugify

from reports.catalogue.marks import marks_of
from reports.catalogue.papers import PAPERS
from reports.services.word_templates import template_of
from roadmaps.catalogue.content import content_of
from roadmaps.models import PlanItem, Roadmap
from roadmaps.writers.excel import write_excel
from roadmaps.writers.word import Paper, write_word
from schools.access import Membership

LONG: Final = 1_500  # rows; more are built in the background
OFFICIAL: Final = "ru"  # whatever language the portal is read in


def rows_of(roadmap: Roadmap) -> int:
    """Return how many rows the document has."""
    return int(PlanItem.objects.filter(roadmap=roadmap).standing().count())


def write(roadmap: Roadmap, membership: Membership, *, form: str, has_marks: bool) -> bytes:
    """Return the bytes of the file in a form of PAPERS.

    Raises WordTemplateError where the department's template cannot be filled in.
    """
    with translation.override(OFFICIAL):
        marks = marks_of(roadmap, membership) if has_marks else None
        content = content_of(roadmap, marks=marks)
        if form == "excel":
            return write_excel(content, has_marks=has_marks)
        paper = Paper(membership.municipality.name, has_marks)
        return write_word(content, paper=paper, template=template_of(membership))


def name_of(roadmap: Roadmap, *, form: str) -> str:
    """Return a name for the file."""
    return f"{slugify(str(roadmap), allow_unicode=True)[:80] or roadmap.pk}{PAPERS[form].suffix}"
