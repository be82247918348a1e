"""The order of sections and rows of a plan, and their numbers."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from roadmaps.choices import ItemKind
from roadmaps.models import PlanItem, Roadmap, Section
from roadmaps.services.traces import touch
from schools.models import Person


def sections_in_order(roadmap: Roadmap) -> list[Section]:
    """Return the roadmap's sections as the document has them: each followed by those within it."""
    within: dict[int | None, list[Section]] = defaultdict(list)
    for section in Section.objects.filter(roadmap=roadmap):
        within[section.parent_id].append(section)
    ordered: list[Section] = []

    def walk(parent: int | None) -> None:
        for section in within[parent]:
            ordered.append(section)
            walk(section.pk)

    walk(None)
    return ordered


def items_in_order(roadmap: Roadmap, kind: str) -> list[PlanItem]:
    """Return the roadmap's rows of one kind, section by section."""
    place: dict[int | None, int] = {
        section.pk: number for number, section in enumerate(sections_in_order(roadmap), start=1)
    }
    items = PlanItem.objects.filter(roadmap=roadmap, kind=kind)
    return sorted(items, key=lambda item: (place.get(item.section_id, 0), item.position, item.pk))


def make_room(roadmap: Roadmap, kind: str, *, after: PlanItem | None) -> int:
    """Return the position for a new row, right after another or at the end, with the later rows moved on."""
    rows = PlanItem.objects.filter(roadmap=roadmap, kind=kind)
    if after is None:
        last = rows.order_by("-position").first()
        return last.position + 1 if last else 1
    rows.filter(position__gt=after.position).update(position=F("position") + 1)
    return after.position + 1


def table_beside(roadmap: Roadmap, kind: str, section: Section | None, *, after: PlanItem | None) -> int:
    """Return the table of the document in which a new row stands: that of the row above, or its section's."""
    if after is None or after.section_id != (section.pk if section else None):
        rows = PlanItem.objects.filter(roadmap=roadmap, kind=kind, section=section)
        after = rows.order_by("-position").first()
    return after.table if after else section.table if section else 0


@transaction.atomic
def move_section(section: Section, *, is_up: bool, by: Person | None) -> bool:
    """Move the section, with all in it, before or after its neighbour of the same level; say if it moved."""
    ordered = sections_in_order(section.roadmap)
    siblings = [row for row in ordered if row.parent_id == section.parent_id]
    place = next(number for number, row in enumerate(siblings) if row.pk == section.pk)
    target = place - 1 if is_up else place + 1
    if not 0 <= target < len(siblings):
        return False
    _put_in_table(section, siblings[target].table, ordered)
    siblings[place], siblings[target] = siblings[target], siblings[place]
    _place(Section, _depth_first(ordered, {row.pk: number for number, row in enumerate(siblings)}))
    section.refresh_from_db()
    section.save(update_fields=["position"])  # the history says who moved it
    touch(section.roadmap_id, by=by)
    return True


@transaction.atomic
def move_item(item: PlanItem, *, is_up: bool, by: Person | None) -> bool:
    """Move the row before or after its neighbour, over a section's edge into the next; say if it moved."""
    ordered = items_in_order(item.roadmap, item.kind)
    section_ids: list[int | None] = [None]
    if item.section_id:
        section_ids = [row.pk for row in sections_in_order(item.roadmap)]
    place = next(number for number, row in enumerate(ordered) if row.pk == item.pk)
    step = -1 if is_up else 1
    neighbour = ordered[place + step] if 0 <= place + step < len(ordered) else None
    if neighbour and neighbour.section_id == item.section_id:
        ordered[place], ordered[place + step] = neighbour, item
        item.table = neighbour.table
    else:
        target = section_ids.index(item.section_id) + step
        if not 0 <= target < len(section_ids):
            return False
        section = Section.objects.get(roadmap=item.roadmap_id, pk=section_ids[target] or 0)
        last = table_beside(item.roadmap, item.kind, section, after=None)
        item.section = section  # the next section's edge is right there: the place stays
        item.table = last if is_up else section.table
        item.version += 1
    _place(PlanItem, ordered)
    item.position = ordered.index(item) + 1
    item.save(update_fields=["position", "section", "version", "table"])
    touch(item.roadmap_id, by=by)
    return True


@transaction.atomic
def renumber(roadmap: Roadmap, *, by: Person | None) -> int:
    """Number sections and rows anew, in their order, and return how many numbers changed.

    Sections that have no numbers at all stay so; rows struck out by an order keep theirs.
    """
    sections = sections_in_order(roadmap)
    changed = 0
    if any(section.number for section in sections):
        changed += _renumber_sections(sections)
    numbers: dict[int | None, str] = {section.pk: section.number for section in sections}
    for kind in ItemKind.values:
        counts: dict[str, int] = defaultdict(int)
        for item in items_in_order(roadmap, kind):
            if item.cancelled_by_id is not None:
                continue
            prefix = numbers.get(item.section_id, "")
            counts[prefix] += 1
            changed += _give_number(item, f"{prefix}.{counts[prefix]}" if prefix else str(counts[prefix]))
    if changed:
        touch(roadmap.pk, by=by)
    return changed


def _renumber_sections(sections: list[Section]) -> int:
    numbers: dict[int | None, str] = {None: ""}
    counts: dict[int | None, int] = defaultdict(int)
    changed = 0
    for section in sections:
        counts[section.parent_id] += 1
        prefix = numbers[section.parent_id]
        numbers[section.pk] = f"{prefix}.{counts[section.parent_id]}".lstrip(".")
        changed += _give_number(section, numbers[section.pk])
    return changed


def _give_number(row: Section | PlanItem, number: str) -> bool:
    """Write the number if it is another; a form open elsewhere learns of it when it is saved."""
    if row.number == number:
        return False
    row.number, row.version = number, row.version + 1
    row.save(update_fields=["number", "version"])
    return True


def _depth_first(sections: Iterable[Section], order: dict[int, int]) -> list[Section]:
    within: dict[int | None, list[Section]] = defaultdict(list)
    for section in sections:
        within[section.parent_id].append(section)
    result: list[Section] = []

    def walk(parent: int | None) -> None:
        for section in sorted(within[parent], key=lambda row: order.get(row.pk, 0)):
            result.append(section)
            walk(section.pk)

    walk(None)
    return result


def _put_in_table(section: Section, table: int, sections: Iterable[Section]) -> None:
    """Let the section, and all in it, stand in a table of the document."""
    if section.table == table:
        return
    inside = {section.pk}
    for row in sections:
        inside |= {row.pk} if row.parent_id in inside else set()
    Section.objects.filter(pk__in=inside).update(table=table)
    PlanItem.objects.filter(section__in=inside).update(table=table)


def _place(model: Any, rows: list[Any]) -> None:
    """Give the rows the positions 1, 2, 3 …; moving a neighbour is nobody's edit and leaves no history."""
    for position, row in enumerate(rows, start=1):
        row.position = position
    model.objects.bulk_update(rows, ["position"], batch_size=500)
