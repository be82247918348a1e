"""What a roadmap says, in the form in which documents are read: the inverse of taking a document in."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from roadmaps.choices import ItemKind
from roadmaps.documents.blocks import one_line
from roadmaps.documents.content import (
    Column,
    Content,
    Indicator,
    Item,
    Order,
    PassportEntry,
    Period,
    Place,
    Section,
    Specialist,
    TableForm,
    Text,
)
from roadmaps.documents.packing import unpacked_results
from roadmaps.models import PlanItem, Responsible, Roadmap

FIELDS = (
    "pk", "kind", "section", "number", "title", "task", "audience", "deadline_text", "result", "report_form",
    "mark", "extra", "table",
)  # fmt: skip


def content_of(roadmap: Roadmap, *, marks: Mapping[int, str] | None = None) -> Content:
    """Return everything that the roadmap says now, rows that an order has struck out left behind.

    ``marks`` gives the mark of execution by the key of its row; it stands in place of the document's own.
    White space inside a text is made plain, as a reader gives it. Six queries.
    """
    sections = {row.pk: row for row in roadmap.sections.all()}
    keys = {pk: one_line(row.number or row.title) for pk, row in sections.items()}
    items = _items(roadmap, keys, marks)
    return Content(
        title=one_line(roadmap.title),
        period=Period(roadmap.start, roadmap.end),
        order=Order(
            one_line(roadmap.order_number),
            roadmap.order_date,
            one_line(roadmap.order_issuer),
            one_line(roadmap.order_signed_by),
            one_line(roadmap.order_signer_post),
        ),
        coordinators=tuple(roadmap.coordinators_text),
        goal=one_line(roadmap.goal),
        passport=tuple(
            PassportEntry(one_line(row.name), one_line(row.text)) for row in roadmap.passport.all()
        ),
        specialists=tuple(
            Specialist(*map(one_line, (row.number, row.name, row.post, row.area)))
            for row in roadmap.specialists.all()
        ),
        indicators=tuple(
            Indicator(one_line(row.group), one_line(row.name), one_line(row.unit), _plain(row.values))
            for row in roadmap.indicators.all()
        ),
        control_points=items[ItemKind.CONTROL_POINT],
        sections=tuple(
            Section(one_line(row.number), one_line(row.title), row.table) for row in sections.values()
        ),
        activities=items[ItemKind.ACTIVITY],
        mechanisms=items[ItemKind.MECHANISM],
        texts=tuple(Text(row.get("heading", ""), row.get("text", "")) for row in roadmap.texts),
        exam_results=unpacked_results(roadmap.form.get("exam_results", [])),
        columns=_columns(roadmap.columns),
        tables=tuple(_form(form) for form in roadmap.form.get("tables", [])),
        labels=roadmap.form.get("labels", {}),
        places={name: Place(**place) for name, place in roadmap.form.get("places", {}).items()},
    )


def _items(
    roadmap: Roadmap, keys: dict[int, str], marks: Mapping[int, str] | None
) -> dict[str, tuple[Item, ...]]:
    """The rows by kind; activities in the order of their sections, which ``keys`` names in order."""
    standing = PlanItem.objects.filter(roadmap=roadmap).standing()
    people = _people(standing)
    places = {pk: place for place, pk in enumerate(keys)}
    found: dict[str, list[tuple[int, Item]]] = defaultdict(list)
    for row in standing.order_by("position", "pk").values(*FIELDS):
        item = Item(
            number=one_line(row["number"]).rstrip(". )"),
            section=keys.get(row["section"], ""),
            title=one_line(row["title"]),
            task=one_line(row["task"]),
            audience=one_line(row["audience"]),
            deadline=one_line(row["deadline_text"]),
            responsible=tuple(people[row["pk"]]),
            result=one_line(row["result"]),
            report_form=one_line(row["report_form"]),
            mark=one_line(row["mark"]) if marks is None else marks.get(row["pk"], ""),
            extra=_plain(row["extra"]),
            table=row["table"],
            heading=places.get(row["section"], -1),
        )
        found[row["kind"]].append((places.get(row["section"], -1), item))
    return {
        kind: tuple(item for _, item in sorted(found[kind], key=lambda pair: pair[0]))
        for kind in ItemKind.values
    }


def _people(items: "QuerySet[PlanItem]") -> dict[int, list[str]]:
    people: dict[int, list[str]] = defaultdict(list)
    rows = Responsible.objects.filter(item__in=items).order_by("position", "pk")
    for item, text in rows.values_list("item", "text"):
        people[item].append(one_line(text))
    return people


def _form(form: dict[str, Any]) -> TableForm:
    columns = _columns(form.get("columns", []))
    part = Place(**form["part"]) if form.get("part") else None
    return TableForm(form["kind"], form.get("caption", ""), columns, Place(**form.get("place", {})), part)


def _columns(columns: list[dict[str, str]]) -> tuple[Column, ...]:
    return tuple(Column(column.get("heading", ""), column["field"]) for column in columns)


def _plain(values: dict[str, Any]) -> dict[str, str]:
    return {name: one_line(str(value)) for name, value in values.items()}
