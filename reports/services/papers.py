"""A roadmap as a file in the official form, with the marks of execution or without."""

from dataclasses import replace
from typing import Any, Final

from django.utils import translation
from django.utils.text import slugify

from reports.catalogue.marks import marks_of
from reports.catalogue.papers import PAPERS
from reports.services.word_templates import template_of
from roadmaps.catalogue.content import content_of
from roadmaps.catalogue.orders import suggested_order
from roadmaps.documents.content import Content
from roadmaps.models import PlanItem, Roadmap
from roadmaps.writers.excel import write_excel
from roadmaps.writers.word import Paper, write_word
from schools.access import Membership

_ORDER: Final = {"order_issuer": "issuer", "order_signer_post": "signer_post", "order_signed_by": "signed_by"}
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
        content = _signed(content_of(roadmap, marks=marks), roadmap)
        if form == "excel":
            return write_excel(content, has_marks=has_marks)
        paper = Paper(membership.municipality.name, has_marks)
        return write_word(content, paper=paper, template=template_of(membership))


def _signed(content: Content, roadmap: Roadmap) -> Content:
    """The content with what the order says by the settings where nobody has written it yet."""
    known = suggested_order(roadmap)
    fields: dict[str, Any] = {field: known[name] for name, field in _ORDER.items() if name in known}
    return replace(content, order=replace(content.order, **fields))


def name_of(roadmap: Roadmap, *, form: str) -> str:
    """Return a name for the file."""
    return f"{slugify(str(roadmap), allow_unicode=True)[:80] or roadmap.pk}{PAPERS[form].suffix}"
