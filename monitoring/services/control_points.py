"""The next dates of control points, read from the summaries."""

import datetime

from monitoring.choices import SummaryLevel
from monitoring.services.standings import Choice, Line

SHOWN = 4


def next_control_points(choice: Choice, today: datetime.date) -> list[tuple[datetime.date, Line]]:
    """Return a few dates of control points with their figures: those not met, then the next; one query."""
    lines = choice.lines().filter(level=SummaryLevel.CONTROL_POINT).select_related("occurrence__item")
    points = []
    for summary in lines.order_by("occurrence__due", "pk"):
        occurrence = summary.occurrence
        if occurrence is None or (occurrence.due < today and not summary.missing):
            continue
        line = Line(
            title=occurrence.item.title,
            number=occurrence.item.number,
            rows={"roadmap": summary.roadmap_id, "occurrence": occurrence.pk},
        )
        line.add(summary)
        points.append((occurrence.due, line))
    return points[:SHOWN]
