"""The parts of a roadmap's page: the plan, control points and so on, each under its own tab."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from roadmaps.catalogue.counts import Amounts
from roadmaps.choices import ItemKind
from roadmaps.models import Roadmap

KINDS = {
    "plan": ItemKind.ACTIVITY,
    "control-points": ItemKind.CONTROL_POINT,
    "mechanisms": ItemKind.MECHANISM,
}
FROM_DOCUMENT = ("exam-results", "texts")  # what comes in with a document and is not written by hand
PART_OF_KIND = {kind: part for part, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Part:
    """One tab: its name in the address, its words, and how much stands there."""

    name: str
    words: str
    count: int


def parts_of(roadmap: Roadmap, amounts: Amounts, *, can_edit: bool) -> list[Part]:
    """Return the tabs of a roadmap; empty ones only for those who can fill them."""
    results = sum(len(table.get("rows", ())) for table in roadmap.form.get("exam_results", ()))
    parts = [
        Part("plan", _("Plan"), amounts.activities),
        Part("control-points", _("Control points"), amounts.control_points),
        Part("mechanisms", _("Mechanisms"), amounts.mechanisms),
        Part("passport", _("Passport"), amounts.passport),
        Part("indicators", _("Indicators"), amounts.indicators),
        Part("exam-results", _("Exam results"), results),
        Part("specialists", _("Specialists"), amounts.specialists),
        Part("texts", _("Text of the order"), len(roadmap.texts)),
    ]
    return [
        part
        for part in parts
        if part.count or part.name == "plan" or (can_edit and part.name not in FROM_DOCUMENT)
    ]
