"""Rows of a roadmap put in the order of a newer text; rows that it does not have keep their places."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from roadmaps.catalogue.moves import refilled
from roadmaps.models import PlanItem, Roadmap
from roadmaps.services.ordering import items_in_order
from roadmaps.services.traces import touch
from schools.models import Person


@transaction.atomic
def reorder_items(roadmap: Roadmap, kind: str, *, wanted: Sequence[int], by: Person | None) -> None:
    """Put the rows of a kind in the wanted order, each within its section."""
    standing = items_in_order(roadmap, kind)
    within: dict[int | None, list[PlanItem]] = defaultdict(list)
    for item in standing:
        within[item.section_id].append(item)
    known = {item.pk: item for item in standing}
    ordered = [
        known[key] for items in within.values() for key in refilled([item.pk for item in items], wanted)
    ]
    _place(PlanItem, ordered)
    touch(roadmap.pk, by=by)


@transaction.atomic
def reorder_lines(roadmap: Roadmap, model: type[Any], *, wanted: Sequence[Any], by: Person | None) -> None:
    """Put the rows of a list, or the sections, in the wanted order."""
    known = {row.pk: row for row in model.objects.filter(roadmap=roadmap)}
    _place(model, [known[key] for key in refilled(list(known), wanted)])
    touch(roadmap.pk, by=by)


def _place(model: Any, rows: list[Any]) -> None:
    moved = []
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            moved.append(row)
    model.objects.bulk_update(moved, ["position"], batch_size=500)
