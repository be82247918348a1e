"""How far rows of a plan, sections and roadmaps have come, for their pages: `{% load progress %}`.

In a roadmap's table: `{% roadmap_progress roadmap as progress %}` once (one query), then
`{% item_progress progress item %}` in each row, `{% section_progress progress section %}` in each heading,
`{% kind_progress progress "control_point" %}` over a table of one kind.
In lists: `{% roadmaps_progress roadmaps as progress %}` once (one query), then
`{% roadmap_line progress roadmap %}` for each.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language

from common.dates import MONTHS_SHORT, known
from monitoring.models import Execution
from monitoring.services.due_calendar import Day, Entry, Month
from monitoring.services.evidence import documents_asked, is_required
from monitoring.services.tallies import RoadmapTally, Tally, tally_roadmap, tally_roadmaps
from roadmaps.choices import DateSource, DeadlineKind
from roadmaps.models import PlanItem, Roadmap, Section
from schools.models import Municipality

register = template.Library()

DATED = (DeadlineKind.ONCE, DeadlineKind.SERIES, DeadlineKind.RECURRING, DeadlineKind.CONTINUOUS)


def _today(context: Context) -> datetime.date:
    return context.get("today") or timezone.localdate()


def _rows_url(context: Context, **chosen: object) -> str:
    """The address of the list of executions that a figure counts; "" while nothing serves it."""
    try:
        address = reverse("execution-list", kwargs={"municipality": context["municipality"].slug})
    except (NoReverseMatch, KeyError, AttributeError):
        return ""
    return f"{address}?{urlencode(chosen)}"


@register.filter
def shown_state(shown: Execution | Entry | Day, today: datetime.date) -> str:
    """`{% state_label execution|shown_state:today %}`: the word, icon and colour of what is shown."""
    return shown.shown_state(today)


@register.filter
def days_overdue(execution: Execution, today: datetime.date) -> int:
    """`{{ execution|days_overdue:today|days_words }}`: days since the deadline of an open execution."""
    return execution.days_overdue(today)


@register.filter
def days_since(today: datetime.date, day: datetime.date) -> int:
    """`{{ today|days_since:day|days_words }}`: days between two days."""
    return (today - day).days


@register.filter
def is_day(moment: datetime.datetime, day: datetime.date) -> bool:
    """`{% if moment|is_day:today %}`: whether the moment falls on the day, by the municipality's clock."""
    return timezone.localdate(moment) == day


@register.filter
def month_short(day: datetime.date) -> str:
    """`{{ due|month_short }}`: «ноя»."""
    return MONTHS_SHORT[known(get_language())][day.month - 1]


@register.filter
def asks_document(report_form: str) -> bool:
    """`{% if item.report_form|asks_document %}`: whether a report form names any document."""
    return bool(documents_asked(report_form))


@register.filter
def needs_document(execution: Execution) -> bool:
    """`{% if execution|needs_document %}`: whether a mark needs a document, or a word why there is none."""
    return is_required(execution)


@register.filter
def page_of(execution: Execution, municipality: Municipality) -> str:
    """`{{ execution|page_of:municipality }}`: its address, without a query for its municipality."""
    return reverse("execution-detail", kwargs={"municipality": municipality.slug, "pk": execution.pk})


@register.filter
def page_of_entry(entry: Entry, municipality: Municipality) -> str:
    """`{{ entry|page_of_entry:municipality }}`: a calendar's entry, the one execution or the list of them."""
    if len(entry.executions) == 1:
        return page_of(entry.first, municipality)
    address = reverse("execution-list", kwargs={"municipality": municipality.slug})
    return f"{address}?occurrence={entry.first.occurrence_id}&due_from={entry.due}&due_to={entry.due}"


@register.filter
def last_month(months: Sequence[Month]) -> datetime.date:
    """`{{ period.months|last_month }}`: the first day of the last of the months."""
    return months[-1].first


@register.simple_tag(takes_context=True)
def roadmap_progress(context: Context, roadmap: Roadmap) -> RoadmapTally:
    """Count every row and section of the roadmap; one query."""
    return tally_roadmap(roadmap, _today(context))


@register.simple_tag(takes_context=True)
def roadmaps_progress(context: Context, roadmaps: Iterable[Roadmap]) -> Mapping[int, Tally]:
    """Count each of the roadmaps; one query."""
    return tally_roadmaps(roadmaps, _today(context))


@register.inclusion_tag("monitoring/_item_progress.html", takes_context=True)
def item_progress(context: Context, progress: RoadmapTally, item: PlanItem) -> dict[str, Any]:
    """The cell «Исполнение» of one row of the plan: «11 из 14», a bar, the troubles."""
    tally = progress.items.get(item.pk)
    if tally is None or item.cancelled_by_id:
        return {"word": _word_without_executions(item)}
    chosen = {"roadmap": progress.roadmap, "item": item.pk}
    current = {"occurrence": tally.current_occurrence} if tally.current_occurrence else {}
    return {
        "tally": tally,
        "today": _today(context),
        "rows_url": _rows_url(context, **chosen),
        "current_url": _rows_url(context, **chosen, **current),
    }


def _word_without_executions(item: PlanItem) -> str:
    """What to say of a row that nobody owes: cancelled, no_date, awaits_order, awaits_dates."""
    if item.cancelled_by_id:
        return "cancelled"
    if item.dates_from == DateSource.NONE_NEEDED:
        return "no_date"
    has_dates = item.dates_from == DateSource.BY_HAND or item.deadline_kind in DATED
    return "awaits_order" if has_dates else "awaits_dates"


@register.inclusion_tag("monitoring/_section_progress.html", takes_context=True)
def section_progress(context: Context, progress: RoadmapTally, section: Section) -> dict[str, Any]:
    """«26 из 31» of a section: received of what was due by today."""
    tally = progress.sections.get(section.pk)
    chosen = {"roadmap": progress.roadmap, "section": section.pk, "state": "expected"}
    return {"tally": tally, "rows_url": _rows_url(context, **chosen)}


@register.inclusion_tag("monitoring/_section_progress.html", takes_context=True)
def kind_progress(context: Context, progress: RoadmapTally, kind: str) -> dict[str, Any]:
    """The same of all rows of one kind («control_point», «mechanism»)."""
    chosen = {"roadmap": progress.roadmap, "kind": kind, "state": "expected"}
    return {"tally": progress.kinds.get(kind), "rows_url": _rows_url(context, **chosen)}


@register.inclusion_tag("monitoring/_roadmap_line.html", takes_context=True)
def roadmap_line(context: Context, progress: Mapping[int, Tally], roadmap: Roadmap) -> dict[str, Any]:
    """One roadmap of a list: «сдано 26 из 31», a bar of all its executions, the troubles."""
    return {
        "tally": progress[roadmap.pk],
        "rows_url": _rows_url(context, roadmap=roadmap.pk),
        "expected_url": _rows_url(context, roadmap=roadmap.pk, state="expected"),
    }
