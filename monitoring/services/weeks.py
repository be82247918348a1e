"""The week in figures, for the head's Monday letter: how we are doing, who slips, what comes next."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from monitoring.services import control_points, findings, standings
from monitoring.services.standings import Line
from roadmaps.choices import RoadmapState
from roadmaps.models import Roadmap

SCHOOLS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class WeekInFigures:
    """The finding in words, the figures of all roadmaps in force, the schools that are most overdue."""

    finding: str
    done: str
    whole: Line
    schools: Sequence[Line]
    next_points: Sequence[object]


def week_in_figures(today: datetime.date) -> WeekInFigures | None:
    """Return the figures as last counted, in the language in hand; None where no roadmap is in force."""
    roadmaps = list(Roadmap.objects.filter(state=RoadmapState.IN_FORCE).order_by("pk"))
    if not roadmaps:
        return None
    choice = standings.Choice(roadmaps)
    whole, schools = standings.whole(choice), standings.by_school(choice)
    deadline = None if whole.missing else findings.next_deadline(choice, today)
    sections = standings.by_section(choice) if choice.only else []
    worst = sorted((line for line in schools if line.overdue), key=lambda line: (-line.overdue, line.title))
    return WeekInFigures(
        finding=findings.title(whole, sections, schools, deadline=deadline),
        done=findings.shown_percent(whole.received, whole.expected),
        whole=whole,
        schools=worst[:SCHOOLS_SHOWN],
        next_points=list(control_points.next_control_points(choice, today)),
    )
