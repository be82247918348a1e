"""How the expected and the received grew week by week, and what that says."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from common.dates import MONTHS_LONG, known, short_date
from monitoring.models import Snapshot
from monitoring.services.standings import Choice

WEEK = datetime.timedelta(days=7)
WEEKS_SHOWN = 53
LEAST_WEEKS_SHOWN = WEEKS_OF_SECTIONS = 12
WEEKS_JUDGED = 4  # a change is told of when it shows over so many weeks


@dataclass(frozen=True, slots=True)
class Point:
    """The figures at the end of one day."""

    day: datetime.date
    expected: int
    received: int

    @property
    def gap(self) -> int:
        """Expected and not received."""
        return self.expected - self.received


def weekly_points(choice: Choice, today: datetime.date) -> list[Point]:
    """Return the figures of the roadmaps together, one point a week back from the last day counted.

    A day on which some of the roadmaps were not counted gives no point. One query.
    """
    snapshots = Snapshot.objects.whole().filter(
        roadmap__in=[each.pk for each in choice.roadmaps], day__gte=today - WEEKS_SHOWN * WEEK
    )
    days = snapshots.order_by("day").values("day")
    points, most = [], 0
    for row in days.annotate(count=Count("pk"), expected_sum=Sum("expected"), received_sum=Sum("received")):
        if row["count"] >= most:
            most = row["count"]
            points.append(Point(row["day"], row["expected_sum"], row["received_sum"]))
    return _thinned(points)


def _thinned(points: Sequence[Point]) -> list[Point]:
    """Keep the last point and, before it, those a week or more apart."""
    kept: list[Point] = []
    for point in reversed(points):
        if not kept or kept[-1].day - point.day >= WEEK:
            kept.append(point)
    return kept[::-1]


def finding(points: Sequence[Point]) -> str:
    """Say in a sentence what the points show."""
    if len(points) < 2:
        return _("The trend will be seen in a week")
    gap = points[-1].gap
    if not gap:
        return _("Everything expected is received")
    before = points[max(0, len(points) - 1 - WEEKS_JUDGED)].gap
    threshold = max(2, before // 10)
    if gap - before >= threshold:
        return _("The backlog has been growing since %(moment)s") % {"moment": _turn(points, 1)}
    if before - gap >= threshold:
        return _("The backlog has been shrinking since %(moment)s") % {"moment": _turn(points, -1)}
    return _("The backlog stays about the same")


def _turn(points: Sequence[Point], direction: int) -> str:
    """Say when the gap began to go in the direction in which it goes now: the last day before it moved."""
    turn = points[-1]
    for point in reversed(points[:-1]):
        if (turn.gap - point.gap) * direction < 0:
            break
        if point.gap != turn.gap or turn is points[-1]:
            turn = point
    return part_of_month(turn.day)


def part_of_month(day: datetime.date) -> str:
    """Say «конца октября»: the beginning, the middle or the end of a month."""
    month = MONTHS_LONG[known(get_language())][day.month - 1]
    if day.day <= 10:
        return pgettext("since", "the beginning of %(month)s") % {"month": month}
    if day.day <= 20:
        return pgettext("since", "the middle of %(month)s") % {"month": month}
    return pgettext("since", "the end of %(month)s") % {"month": month}


def overdue_by_week(sections: Iterable[int], today: datetime.date) -> dict[int, list[int]]:
    """Return, for sections by key, how many executions were overdue at the end of each of the last weeks.

    A week without figures repeats the week before. One query.
    """
    first = today - (WEEKS_OF_SECTIONS - 1) * WEEK
    rows = Snapshot.objects.filter(section__in=list(sections), day__gt=first - WEEK, day__lte=today)
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for section, day, overdue in rows.order_by("day").values_list("section", "day", "overdue"):
        found[section][WEEKS_OF_SECTIONS - 1 - (today - day).days // 7] = overdue
    return {section: _filled(weeks) for section, weeks in found.items()}


def _filled(weeks: dict[int, int]) -> list[int]:
    filled: list[int] = []
    for week in range(WEEKS_OF_SECTIONS):
        filled.append(weeks.get(week, filled[-1] if filled else 0))
    return filled


def shown_points(points: Sequence[Point], school_year: datetime.date, today: datetime.date) -> list[Point]:
    """Choose the points since the first day of the school year; while it is young, of the last weeks."""
    first = min(school_year, today - LEAST_WEEKS_SHOWN * WEEK)
    return [point for point in points if point.day >= first]


def chart(points: Sequence[Point]) -> dict[str, object]:
    """Return what the page's script draws: expected against received, the gap shaded.

    Where the first figures are large already the axis begins below them: else the gap is not seen.
    """
    last = points[-1]
    step = 10 ** (len(str(last.expected)) - 1) // 2 or 1
    return {
        "type": "line",
        "min": max(0, points[0].received // step * step),
        "labels": [_label(point.day) for point in points],
        "today": len(points) - 1,
        "series": [
            {
                "label": _("expected"),
                "values": [point.expected for point in points],
                "colour": "ink",
                "width": 1.5,
                "end": _("expected %(count)s") % {"count": last.expected},
            },
            {
                "label": _("received"),
                "values": [point.received for point in points],
                "colour": "c1",
                "end": _("received %(count)s") % {"count": last.received},
                "fillTo": 0,
            },
        ],
    }


def _label(day: datetime.date) -> str:
    return short_date(day, year=False, language=known(get_language()))
