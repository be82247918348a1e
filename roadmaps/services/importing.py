"""A document as read (contract 2) taken in as a draft roadmap, all of it or nothing."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from roadmaps.choices import ItemKind, RoadmapKind
from roadmaps.models import Indicator, PassportEntry, PlanItem, Roadmap, Section, Specialist
from roadmaps.services.answers import spans_of
from roadmaps.services.directory import Directory
from roadmaps.services.people import understand
from roadmaps.services.scheduling import need_no_date, read_deadlines, reading_period, set_dates
from schools.models import Municipality, Person, School

ITEM_FIELDS = ("number", "title", "task", "audience", "result", "report_form", "mark", "extra")
FORM = ("tables", "labels", "places", "exam_results")
Sections = list[tuple[str, int, Section]]  # names, tables, what was made, in the document's order
KINDS = (
    ("activities", ItemKind.ACTIVITY),
    ("control_points", ItemKind.CONTROL_POINT),
    ("mechanisms", ItemKind.MECHANISM),
)


@transaction.atomic
def take_in(
    content: dict[str, Any],
    *,
    municipality: Municipality,
    by: Person | None,
    directory: Directory | None = None,
) -> Roadmap:
    """Create a draft roadmap from what was read in a document; schools: all open ones of the municipality.

    Raises nothing of its own: whatever the reader gave has a place; deadlines and people that are not
    understood come in as doubts. ``directory`` may know what entries were said to mean; rows may say
    ``set_dates`` and ``needs_no_date`` (see ``corrections.corrected``).
    """
    roadmap = _roadmap(content, municipality, by)
    sections = _sections(content, roadmap)
    directory = directory or Directory(municipality)
    items: list[PlanItem] = []
    for key, kind in KINDS:
        for position, row in enumerate(content.get(key, []), start=1):
            item = _item(row, kind, position, roadmap, sections)
            understand(item, entries=row.get("responsible", []), directory=directory)
            items.append(item)
            decide_dates(item, row, by=by)
    read_deadlines(items, roadmap)
    _lists(content, roadmap)
    return roadmap


def decide_dates(item: PlanItem, row: dict[str, Any], *, by: Person | None) -> None:
    """Give a new row the dates that were decided for it before it was taken in."""
    if by is None:
        return
    if row.get("needs_no_date"):
        need_no_date(item, version=item.version, by=by)
    elif spans := spans_of(row.get("set_dates", []), reading_period(item.roadmap)):
        set_dates(item, version=item.version, spans=spans, by=by)


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _roadmap(content: dict[str, Any], municipality: Municipality, by: Person | None) -> Roadmap:
    order, period = content.get("order", {}), content.get("period", {})
    roadmap = Roadmap.objects.create(
        municipality=municipality,
        kind=RoadmapKind.TEMPLATE if content.get("is_template") else RoadmapKind.MUNICIPAL,
        title=content.get("title") or _("Roadmap without a title"),
        coordinators_text=content.get("coordinators", []),
        start=_day(period.get("start")),
        end=_day(period.get("end")),
        goal=content.get("goal", ""),
        order_number=order.get("number") or "",
        order_date=_day(order.get("date")),
        order_issuer=order.get("issuer", ""),
        order_signed_by=order.get("signed_by") or "",
        order_signer_post=order.get("signer_post") or "",
        columns=content.get("columns", []),
        texts=content.get("texts", []),
        form={name: content[name] for name in FORM if content.get(name)},
        changed_by=by,
    )
    roadmap.schools.set(School.objects.filter(is_closed=False))
    return roadmap


def _sections(content: dict[str, Any], roadmap: Roadmap) -> Sections:
    """Create the sections and return them with what rows call them: their number, or else their title."""
    sections: Sections = []
    for position, row in enumerate(content.get("sections", []), start=1):
        number, table = row.get("number", ""), row.get("table", 0)
        parent = _called(number.rpartition(".")[0], table, sections) if "." in number else None
        section = Section.objects.create(
            roadmap=roadmap,
            parent=parent,
            position=position,
            number=number,
            title=row["title"],
            table=table,
        )
        sections.append((number or row["title"], table, section))
    return sections


def _called(name: str, table: int, sections: Sections, heading: int | None = None) -> Section | None:
    """The section of that place, or of that name in the table, in one above it, or wherever there is one."""
    if heading is not None:
        return sections[heading][2]
    found = [(at, place) for place, (called, at, _section) in enumerate(sections) if called == name]
    above = [one for one in found if one[0] <= table]
    return sections[max(above or found)[1]][2] if found else None


def _item(
    row: dict[str, Any], kind: ItemKind, position: int, roadmap: Roadmap, sections: Sections
) -> PlanItem:
    values = {field: row[field] for field in ITEM_FIELDS if row.get(field)}
    table = row.get("table", 0)
    return PlanItem.objects.create(
        roadmap=roadmap,
        section=_called(row.get("section", ""), table, sections, row.get("heading"))
        if kind == ItemKind.ACTIVITY
        else None,
        kind=kind,
        position=position,
        deadline_text=row.get("deadline", ""),
        table=table,
        **values,
    )


def _lists(content: dict[str, Any], roadmap: Roadmap) -> None:
    PassportEntry.objects.bulk_create(
        PassportEntry(roadmap=roadmap, position=position, name=row["name"], text=row.get("text", ""))
        for position, row in enumerate(content.get("passport", []), start=1)
    )
    Specialist.objects.bulk_create(
        Specialist(
            roadmap=roadmap,
            position=position,
            number=row.get("number", ""),
            name=row.get("name", ""),
            post=row.get("position", ""),
            area=row.get("area", ""),
        )
        for position, row in enumerate(content.get("specialists", []), start=1)
    )
    Indicator.objects.bulk_create(
        Indicator(
            roadmap=roadmap,
            position=position,
            group=row.get("group", ""),
            name=row["name"],
            unit=row.get("unit", ""),
            values=row.get("values", {}),
        )
        for position, row in enumerate(content.get("indicators", []), start=1)
    )
