"""The cell «Исполнение» of a long plan: `{% load cells %}`, `{% progress_cell progress row %}`.

The HTML of the same figures is kept in memory: a plan of 250 rows costs its query, not its template.
"""

from functools import lru_cache
from operator import attrgetter
from typing import Any

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from monitoring.services.tallies import RoadmapTally
from monitoring.templatetags.progress import item_progress

register = template.Library()

COUNTED = ("total", "accepted", "late", "submitted", "returned", "overdue", "returned_overdue")
figures = attrgetter(
    "is_per_school",
    "current_occurrence",
    "next_due",
    *(f"{part}.{name}" for part in ("current", "whole") for name in COUNTED),
)


@register.simple_tag(takes_context=True)
def progress_cell(context: Context, progress: RoadmapTally, item: Any) -> SafeString:
    """The same as `item_progress`; ``item`` is a row of a plan or a PlanItem."""
    municipality = context.get("municipality")
    tally = progress.items.get(item.pk)
    place = _place(
        municipality.slug if municipality else "",
        context.get("today") or timezone.localdate(),
        get_language(),
        item.pk,
        item.cancelled_by_id,
        item.dates_from,
        item.deadline_kind,
        tally and figures(tally),
    )
    if not place:
        shown = item_progress(context, progress, item)
        cell = get_template("monitoring/_item_progress.html").render(shown)
        place.append(mark_safe(" ".join(cell.split())))  # noqa: S308 a template's own output
    return place[0]


@lru_cache(maxsize=5_000)
def _place(*key: object) -> list[SafeString]:
    """A place for the HTML of what the key names, empty at first."""
    return []
