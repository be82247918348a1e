"""Rows of a long plan with their cells «Исполнение»: `{% load cells %}`.

`{% plan_rows section.rows progress can_edit roadmap_url %}`; without ``progress`` (a draft) there is no such
cell. The HTML of the same row and the same figures is kept in memory: a plan of 250 rows costs its
queries, not its templates.
"""

from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter
from typing import cast

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from monitoring.services.tallies import RoadmapTally
from monitoring.templatetags.progress import item_progress
from roadmaps.catalogue.plan import Row
from roadmaps.models import PlanItem

register = template.Library()

COUNTED = ("total", "accepted", "late", "submitted", "claimed", "returned", "overdue", "returned_overdue")
figures = attrgetter(
    "is_per_school",
    "current_occurrence",
    "next_due",
    *(f"{part}.{name}" for part in ("current", "whole") for name in COUNTED),
)


@register.simple_tag(takes_context=True)
def plan_rows(
    context: Context, rows: Iterable[Row], progress: RoadmapTally | None, can_edit: bool, roadmap_url: str
) -> SafeString:
    """All rows of a section."""
    language = get_language() or ""
    shared = (_slug(context), context.get("today") or timezone.localdate(), language)
    parts = []
    for row in rows:
        parts.append(_row(row, bool(can_edit), roadmap_url, language))
        if progress:
            parts.append(_cell(context, row, progress, shared))
        parts.append("</tr>\n")
    return mark_safe("".join(parts))  # noqa: S308 templates' own output


def _slug(context: Context) -> str:
    municipality = context.get("municipality")
    return municipality.slug if municipality else ""


@lru_cache(maxsize=5_000)
def _row(row: Row, can_edit: bool, roadmap_url: str, language: str) -> str:
    """The row, open for its last cell: the same for whoever may do the same."""
    context = {"row": row, "can_edit": can_edit, "roadmap_url": roadmap_url}
    return _tidy(get_template("roadmaps/_plan_row.html").render(context)).removesuffix("</tr>")


def _cell(context: Context, row: Row, progress: RoadmapTally, shared: tuple[object, ...]) -> str:
    tally = progress.items.get(row.pk)
    known = (row.pk, row.cancelled_by_id, row.dates_from, row.deadline_kind)
    place = _place(shared, known, tally and figures(tally))
    if not place:
        shown = item_progress(context, progress, cast("PlanItem", row))  # it has all that is asked of one
        cell = get_template("monitoring/_item_progress.html").render(shown)
        place.append(f'<td class="col-done">{_tidy(cell)}</td>')
    return place[0]


@lru_cache(maxsize=5_000)
def _place(*key: object) -> list[str]:
    """A place for the HTML of what the key names, empty at first."""
    return []


def _tidy(html: str) -> str:
    """The same without the white space of the template's own lines."""
    return "".join(line.strip() for line in html.splitlines())
