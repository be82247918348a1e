"""The parts of a roadmap's page: the plan, control points and so on, each under its own tab."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from roadmaps.choices import ItemKind
from roadmaps.models import Roadmap

KINDS = {
    "plan": ItemKind.ACTIVITY,
    "control-points": ItemKind.CONTROL_POINT,
    "mechanisms": ItemKind.MECHANISM,
}
PART_OF_KIND = {kind: part for part, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Part:
    """One tab: its name in the address, its words, and how much stands there."""

    name: str
    words: str
    count: int


def parts_of(roadmap: Roadmap, *, can_edit: bool) -> list[Part]:
    """Return the tabs of a roadmap counted by ``with_parts``; empty ones only for who can fill them."""
    counts = vars(roadmap)
    parts = [
        Part("plan", _("Plan"), counts["activities"]),
        Part("control-points", _("Control points"), counts["control_points"]),
        Part("mechanisms", _("Mechanisms"), counts["mechanisms"]),
        Part("passport", _("Passport"), counts["passport_lines"]),
        Part("indicators", _("Indicators"), counts["indicator_count"]),
        Part("specialists", _("Specialists"), counts["specialist_count"]),
        Part("texts", _("Text of the order"), len(roadmap.texts)),
    ]
    return [
        part for part in parts if part.count or part.name == "plan" or (can_edit and part.name != "texts")
    ]
