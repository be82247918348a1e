"""Sections of a plan added, changed and deleted."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils.translation import gettext as _

from common.versions import save_version
from roadmaps.models import PlanItem, Roadmap, Section
from roadmaps.services.ordering import sections_in_order
from roadmaps.services.traces import EditingError, touch
from schools.models import Person


def with_sections_inside(section: Section) -> list[Section]:
    """Return the section and all those within it, in order."""
    found = {section.pk}
    inside = []
    for row in sections_in_order(section.roadmap):
        if row.pk in found or row.parent_id in found:
            found.add(row.pk)
            inside.append(row)
    return inside


@transaction.atomic
def add_section(
    roadmap: Roadmap,
    *,
    values: Mapping[str, Any],
    parent: Section | None = None,
    after: Section | None = None,
    by: Person | None,
) -> Section:
    """Add a section at the end of the plan, or at the end of the section in which it stands.

    ``after``: a section, or one inside it, behind which the new one stands, if it is in the same one.
    """
    while after and after.parent_id != (parent.pk if parent else None):
        after = after.parent
    above = after or parent
    before = with_sections_inside(above) if above else sections_in_order(roadmap)
    position = before[-1].position + 1 if before else 1
    Section.objects.filter(roadmap=roadmap, position__gte=position).update(position=F("position") + 1)
    section = Section.objects.create(
        roadmap=roadmap,
        parent=parent,
        position=position,
        table=before[-1].table if before else 0,
        **values,
    )
    touch(roadmap.pk, by=by)
    return section


@transaction.atomic
def change_section(
    section: Section, *, version: int, values: Mapping[str, Any], by: Person | None
) -> Section:
    """Change the section that was read at ``version``; StaleVersionError when somebody else has since."""
    changes = {field: value for field, value in values.items() if getattr(section, field) != value}
    if changes:
        save_version(section, version=version, changes=changes)
        touch(section.roadmap_id, by=by)
    return section


@transaction.atomic
def delete_section(section: Section, *, by: Person | None) -> None:
    """Delete the section with the sections and rows in it; in a roadmap in force only an empty one.

    Raises EditingError where something in it stands in an order.
    """
    inside = with_sections_inside(section)
    if section.roadmap.is_in_force and PlanItem.objects.filter(section__in=inside).exists():
        raise EditingError(
            _(
                "The roadmap is in force, so only an empty section can be deleted. "
                "Move its activities to another section first."
            )
        )
    touch(section.roadmap_id, by=by)
    try:
        with transaction.atomic():
            section.delete()
    except ProtectedError:
        raise EditingError(
            _("Executions are still counted in this section. Approve the changes by an order first.")
        ) from None
