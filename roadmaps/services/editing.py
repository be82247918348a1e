"""Rows of a plan added, changed and taken out, and the roadmap's own fields changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from common.versions import save_version
from roadmaps.choices import ItemKind
from roadmaps.models import PlanItem, Roadmap, Section
from roadmaps.services.directory import Directory
from roadmaps.services.ordering import make_room, table_beside
from roadmaps.services.people import understand
from roadmaps.services.scheduling import read_deadline, read_deadlines
from roadmaps.services.traces import EditingError, touch
from schools.models import Person

PERIOD_FIELDS = frozenset({"start", "end", "order_date"})


@transaction.atomic
def add_item(
    roadmap: Roadmap,
    *,
    kind: str,
    values: Mapping[str, Any],
    entries: Sequence[str] = (),
    section: Section | None = None,
    after: PlanItem | None = None,
    directory: Directory | None = None,
    by: Person | None,
) -> PlanItem:
    """Add a row after another one, or at the end; its deadline and people are read at once.

    ``directory`` may know what entries were said to mean.
    """
    section = section if kind == ItemKind.ACTIVITY else None
    item = PlanItem.objects.create(
        roadmap=roadmap,
        kind=kind,
        section=section,
        table=table_beside(roadmap, kind, section, after=after),
        position=make_room(roadmap, kind, after=after),
        **values,
    )
    understand(item, entries=entries, directory=directory)
    read_deadline(item)
    touch(roadmap.pk, by=by)
    return item


@transaction.atomic
def change_item(
    item: PlanItem,
    *,
    version: int,
    values: Mapping[str, Any],
    entries: Sequence[str] | None = None,
    directory: Directory | None = None,
    by: Person | None,
) -> PlanItem:
    """Change the row that was read at ``version``; entries: the responsibles as written, None leaves them.

    Raises StaleVersionError when somebody else has changed the row since. A new deadline is read at once,
    unless the dates were set by hand.
    """
    changes = {field: value for field, value in values.items() if getattr(item, field) != value}
    are_people_new = entries is not None and list(entries) != [row.text for row in item.responsibles.all()]
    if not changes and not are_people_new:
        return item
    if "section" in changes:
        changes["table"] = table_beside(item.roadmap, item.kind, changes["section"], after=None)
    save_version(item, version=version, changes=changes)
    if are_people_new:
        understand(item, entries=entries or (), directory=directory)
    if "deadline_text" in changes:
        read_deadline(item)
    touch(item.roadmap_id, by=by)
    return item


@transaction.atomic
def delete_item(item: PlanItem, *, by: Person | None) -> bool:
    """Take the row out of the plan; return True if it waits for the next order to be struck out.

    A row that no order has put in force yet is deleted; any other keeps its marks and its place.
    """
    touch(item.roadmap_id, by=by)
    if item.roadmap.is_draft or _is_newer_than_order(item):
        try:
            with transaction.atomic():
                item.delete()
        except ProtectedError:
            pass  # somebody owes it already
        else:
            return False
    item.is_struck = True
    item.version += 1
    item.save(update_fields=["is_struck", "version"])
    return True


@transaction.atomic
def restore_item(item: PlanItem, *, by: Person | None) -> None:
    """Keep a row that waited to be struck out."""
    item.is_struck = False
    item.version += 1
    item.save(update_fields=["is_struck", "version"])
    touch(item.roadmap_id, by=by)


def _is_newer_than_order(item: PlanItem) -> bool:
    """Whether the row was added after the latest revision was made."""
    latest = item.roadmap.revisions.first()
    if latest is None:
        return True
    return bool(item.history.filter(history_type="+", history_date__gt=latest.made_at).exists())


@transaction.atomic
def change_roadmap(
    roadmap: Roadmap,
    *,
    version: int,
    values: Mapping[str, Any],
    many: Mapping[str, Sequence[Any]] | None = None,
    by: Person | None,
) -> Roadmap:
    """Change the roadmap's own fields as read at ``version``; many: sets of schools and coordinators.

    Raises StaleVersionError when somebody else has changed them since. Another period reads all deadlines
    again, except those set by hand.
    """
    changes = {field: value for field, value in values.items() if getattr(roadmap, field) != value}
    sets = {
        field: rows
        for field, rows in (many or {}).items()
        if {row.pk for row in rows} != set(getattr(roadmap, field).values_list("pk", flat=True))
    }
    if not changes and not sets:
        return roadmap
    save_version(roadmap, version=version, changes=changes)
    for field, rows in sets.items():
        getattr(roadmap, field).set(rows)
    if changes.keys() & PERIOD_FIELDS:
        read_deadlines(list(PlanItem.objects.filter(roadmap=roadmap)), roadmap)
    touch(roadmap.pk, by=by)
    return roadmap


@transaction.atomic
def delete_roadmap(roadmap: Roadmap) -> None:
    """Delete a draft or a template with everything in it; EditingError for one that has been in force."""
    if not roadmap.is_draft:
        raise EditingError(_("A roadmap that an order has put in force cannot be deleted."))
    try:
        with transaction.atomic():
            roadmap.delete()
    except ProtectedError:
        raise EditingError(_("Other roadmaps follow from this one. Delete them first.")) from None
