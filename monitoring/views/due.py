"""«К исполнению»: what one person owes, by urgency."""

import datetime
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from common.dates import long_date
from common.views import PageView
from monitoring.services import agenda
from monitoring.services.agenda import Agenda
from schools.access import Ability, member

GROUP_WORDS = {
    "returned": gettext_lazy("Returned"),
    "overdue": gettext_lazy("Overdue"),
    "week": gettext_lazy("This week"),
    "month": gettext_lazy("This month"),
    "later": gettext_lazy("Later"),
    "claimed": gettext_lazy("Said not to be required"),
    "done": gettext_lazy("Done"),
}


class DuePage(PageView):
    """The first page of a director, and of anybody who owes something."""

    ability = Ability.VIEW_OWN_DUTIES
    template_name = "monitoring/due_list.html"
    partial_name = "monitoring/_due.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the agenda of the year, the rows chosen by the filter, the ribbon, events, helpers."""
        membership = member(self.request)
        today = membership.today
        first, last = _school_year(today)
        executions = agenda.executions_of(membership, first, last)
        whole = agenda.build(executions, today, last)
        roadmaps = sorted({row.roadmap for row in executions}, key=lambda roadmap: roadmap.pk)
        asked = self.request.GET
        words, roadmap, group = asked.get("q", "").strip(), asked.get("roadmap", ""), asked.get("group", "")
        chosen = agenda.matching(executions, today, words=words, roadmap=roadmap, group=group)
        return super().get_context_data(
            agenda=whole,
            shown=agenda.build(chosen, today, last),
            is_filtered=bool(words or roadmap or group in agenda.GROUPS),
            words=words,
            roadmaps=roadmaps,
            chosen_roadmap=roadmap,
            groups=[(name, GROUP_WORDS[name]) for name in agenda.GROUPS],
            chosen_group=group,
            lead=lead_of(whole),
            lanes=agenda.lanes(executions, today),
            quarters=membership.municipality.calendar.quarters_of(first.year),
            school_year=membership.municipality.calendar.school_year_of(today),
            events=agenda.recent_events(membership),
            helpers=agenda.helpers(membership, roadmaps),
            **kwargs,
        )


def _school_year(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of the year on the ribbon: September to August."""
    year = day.year if day.month >= 9 else day.year - 1
    return datetime.date(year, 9, 1), datetime.date(year + 1, 8, 31)


def lead_of(agenda: Agenda) -> str:
    """Say in a sentence what waits: «1 вернули на доработку, 2 просрочены, 3 нужно сдать до 27 ноября.»"""
    parts = []
    if count := len(agenda.groups["returned"]):
        parts.append(
            ngettext("%(count)s has been returned", "%(count)s have been returned", count) % {"count": count}
        )
    if count := len(agenda.groups["overdue"]):
        parts.append(ngettext("%(count)s is overdue", "%(count)s are overdue", count) % {"count": count})
    if count := len(agenda.groups["week"]):
        day = agenda.last_this_week
        is_today = day == agenda.today
        until = _("today") if is_today or day is None else _until(day)
        parts.append(
            ngettext("%(count)s has to be done %(until)s", "%(count)s have to be done %(until)s", count)
            % {"count": count, "until": until}
        )
    return ", ".join(parts) + "." if parts else ""


def _until(day: datetime.date) -> str:
    return _("by %(day)s") % {"day": long_date(day, language=get_language() or "ru")}
