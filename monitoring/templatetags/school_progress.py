"""The progress of one school on the school's own card."""

from typing import Any

from django import template
from django.template import Context

from monitoring.choices import OPEN_STATES, SummaryLevel
from monitoring.models import Execution, Summary
from monitoring.services.standings import COUNTED, Line
from roadmaps.choices import RoadmapState
from roadmaps.models import Roadmap
from schools.access import Membership
from schools.models import School

register = template.Library()


@register.inclusion_tag("monitoring/_school_orders.html", takes_context=True)
def school_orders(context: Context, school: School) -> dict[str, Any]:
    """`{% school_orders school %}`: which roadmaps in force have to let a closed school go by an order."""
    membership: Membership = context["membership"]
    owed = Execution.objects.filter(school=school, state__in=OPEN_STATES).values("roadmap")
    roadmaps = Roadmap.objects.visible_to(membership).filter(state=RoadmapState.IN_FORCE, pk__in=owed)
    return {
        "roadmaps": roadmaps.order_by("pk"),
        "is_closed": school.is_closed,
        "municipality": membership.municipality,
    }


@register.inclusion_tag("monitoring/_school_progress.html", takes_context=True)
def school_progress(context: Context, school: School) -> dict[str, Any]:
    """`{% school_progress school %}`: a line a roadmap of this school year, if the person may see it."""
    membership: Membership = context["membership"]
    calendar = membership.municipality.calendar
    year = calendar.school_year(calendar.first_year_of(membership.today))
    roadmaps = Roadmap.objects.visible_to(membership).filter(state__in=COUNTED)
    summaries = (
        Summary.objects.visible_to(membership)
        .of_level(SummaryLevel.SCHOOL)
        .filter(school=school, roadmap__in=roadmaps, roadmap__end__gte=year.start, total__gt=0)
        .select_related("roadmap")
    )
    lines = []
    for summary in sorted(summaries, key=lambda each: (not each.roadmap.is_in_force, each.roadmap_id)):
        roadmap = summary.roadmap
        note = f"№ {roadmap.order_number}" if roadmap.order_number else ""
        line = Line(
            str(roadmap), note=note, rows={"roadmap": roadmap.pk, "school": school.pk}, key=roadmap.pk
        )
        line.add(summary)
        lines.append(line)
    return {"lines": lines, "municipality": membership.municipality}
