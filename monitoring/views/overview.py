"""The head's first page: how we are doing, where we slip, what comes next."""

from typing import Any

from common.views import PageView
from monitoring.services import control_points, findings, heat, standings, trends
from monitoring.services.standings import Choice, Line
from schools.access import Ability, member
from schools.choices import Zone
from schools.models import SchoolStatus

SECTIONS_SHOWN = 6


class Overview(PageView):
    """One screen of figures, each a link to its rows; summaries are read, nothing is counted here."""

    ability = Ability.VIEW_MONITORING
    template_name = "monitoring/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the figures, the findings and the tables."""
        seen = member(self.request)
        roadmaps = standings.counted_roadmaps(seen)
        choice = standings.choose(roadmaps, self.request.GET.get("roadmap", ""))
        whole = standings.whole(choice)
        figures = self._figures(choice, whole) if choice.roadmaps else {}
        return super().get_context_data(roadmaps=roadmaps, choice=choice, whole=whole, **figures, **kwargs)

    def _figures(self, choice: Choice, whole: Line) -> dict[str, Any]:
        seen = member(self.request)
        sections, schools = standings.by_section(choice), standings.by_school(choice)
        points = trends.weekly_points(choice, seen.today)
        calendar = seen.municipality.calendar
        first_day = calendar.school_year(calendar.first_year_of(seen.today)).start
        shown = trends.shown_points(points, first_day, seen.today)
        statuses = SchoolStatus.objects.filter(
            school_year=seen.municipality.school_year(), school__is_closed=False
        ).exclude(zone="")
        zones = list(statuses.order_by("school__name").values_list("school", "zone", "school__name"))
        worst = sorted(sections, key=lambda line: (-line.overdue, line.share or 0))[:SECTIONS_SHOWN]
        weeks = trends.overdue_by_week([line.key for line in worst if line.key], seen.today)
        return {
            "title": findings.title(
                whole,
                sections if choice.only else [],
                schools,
                deadline=None if whole.missing else findings.next_deadline(choice, seen.today),
            ),
            "done": findings.shown_percent(whole.received, whole.expected),
            "freshness": standings.freshness(choice, seen.today),
            "points": shown,
            "trend": trends.finding(points),
            "chart": trends.chart(shown) if len(shown) > 1 else None,
            "control_points": control_points.next_control_points(choice, seen.today),
            "heat": heat.heat_table(choice, schools, sections, {pk: zone for pk, zone, _name in zones}),
            "sections": [(line, weeks.get(line.key or 0, [])) for line in worst],
            "most_of_week": max((amount for each in weeks.values() for amount in each), default=0),
            "weeks": trends.WEEKS_OF_SECTIONS,
            "zones": [
                (zone.value, zone.label, [name for _pk, found, name in zones if found == zone])
                for zone in Zone
            ]
            if zones
            else [],
            "zones_count": len(zones),
        }
