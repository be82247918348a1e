"""The content of a roadmap in the form of contract 2: what revisions keep and exports write."""

from typing import Any

from roadmaps.choices import ItemKind
from roadmaps.models import PlanItem, Roadmap

KEYED, KEYS = ("passport", "specialists", "indicators", "sections"), ("pk", "table")
PLAIN_FIELDS = ("number", "title", "task", "audience", "result", "report_form", "mark")


def snapshot_of(roadmap: Roadmap) -> dict[str, Any]:
    """Return all that the roadmap says, as one JSON object."""
    said = keyed_snapshot(roadmap)
    for part in KEYED:
        said[part] = [{name: value for name, value in row.items() if name not in KEYS} for row in said[part]]
    return said


def keyed_snapshot(roadmap: Roadmap) -> dict[str, Any]:
    """Return the same with the keys of all rows, and of each section the table that it stands in."""
    items = list(
        PlanItem.objects.filter(roadmap=roadmap)
        .kept()
        .select_related("section")
        .prefetch_related("responsibles", "occurrences")
    )
    return {
        "title": roadmap.title,
        "period": {"start": _day(roadmap.start), "end": _day(roadmap.end)},
        "order": {
            "number": roadmap.order_number,
            "date": _day(roadmap.order_date),
            "issuer": roadmap.order_issuer,
            "signed_by": roadmap.order_signed_by,
            "signer_post": roadmap.order_signer_post,
        },
        "coordinators": roadmap.coordinators_text,
        "goal": roadmap.goal,
        "passport": list(roadmap.passport.values("pk", "name", "text")),
        "specialists": [
            {"pk": row.pk, "number": row.number, "name": row.name, "position": row.post, "area": row.area}
            for row in roadmap.specialists.all()
        ],
        "indicators": list(roadmap.indicators.values("pk", "group", "name", "unit", "values")),
        "sections": list(roadmap.sections.values("pk", "number", "title", "table")),
        "control_points": [_item(item) for item in items if item.kind == ItemKind.CONTROL_POINT],
        "activities": [_item(item) for item in items if item.kind == ItemKind.ACTIVITY],
        "mechanisms": [_item(item) for item in items if item.kind == ItemKind.MECHANISM],
        "texts": roadmap.texts,
        "columns": roadmap.columns,
        "form": roadmap.form,
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _item(item: PlanItem) -> dict[str, Any]:
    section = item.section
    return {
        "pk": item.pk,
        **{field: getattr(item, field) for field in PLAIN_FIELDS},
        "section": (section.number or section.title) if section else "",
        "deadline": item.deadline_text,
        "responsible": [responsible.text for responsible in item.responsibles.all()],
        "extra": item.extra,
        "dates": [
            {"start": _day(occurrence.start), "due": _day(occurrence.due)}
            for occurrence in item.occurrences.all()
            if not occurrence.is_cancelled
        ],
    }
