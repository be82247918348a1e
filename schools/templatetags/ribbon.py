"""The year ribbon as SVG drawn by the server: `{% year_ribbon lanes today %}`. Hidden from screen readers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import get_language

from common import dates
from schools import ribbon

register = template.Library()

# Size: nominal width of the track in px, how many months, whether the quarters' names are short.
SIZES: Final[Mapping[str, tuple[float, int, bool]]] = {
    "full": (1060, 12, False),
    "half": (600, 12, False),
    "small": (280, 9, True),
}
# Where the marks of the cover's lanes stand, in per cent of the year.
COVER: Final = (
    (3, 7, 12, 18, 25, 33, 45, 60),
    (5, 11, 17, 27, 38, 51),
    (2, 12, 19, 25, 36, 45, 55, 68),
    (6, 14, 29, 42, 62),
    (3, 10, 17, 25, 45, 54, 74),
    (8, 21, 34, 49, 66),
)
ROMAN: Final = ("", "I", "II", "III", "IV", "V", "VI")
ICONS: Final[Mapping[str, str]] = {
    "planned": "circle",
    "due_soon": "clock-fill",
    "overdue": "exclamation-triangle-fill",
    "submitted": "arrow-up-circle-fill",
    "returned": "arrow-left-circle-fill",
    "accepted": "check-circle-fill",
    "late": "check-circle",
    "cancelled": "slash-circle",
}


@register.inclusion_tag("_year_ribbon.html")
def year_ribbon(
    lanes: Iterable[Any],
    today: date | None = None,
    size: str = "full",
    *,
    quarters: Sequence[tuple[date, date]] | None = None,
) -> dict[str, Any]:
    """Draw the school year of `today`: lanes (title, subtitle, marks of day, state, count, title).

    Lanes and marks are `schools.ribbon.Lane` and `Mark`, or tuples in the same order.
    Beside it always stands the list that says the same: the drawing is for the eye only.
    """
    width, months, is_short = SIZES[size]
    day = today or timezone.localdate()
    language = dates.known(get_language())
    drawn = ribbon.lay_out(map(_lane, lanes), today=day, quarters=quarters, width=width, months=months)
    return {
        "size": size,
        "is_short": is_short,
        "quarters": [(span, ROMAN[span.number], span.number % 2 == 1) for span in drawn.quarters],
        "months": [(span, dates.MONTHS_ALONE[language][span.number - 1]) for span in drawn.months],
        "lanes": [(lane, [(dot, ICONS[dot.state]) for dot in dots]) for lane, dots in drawn.lanes],
        "today": drawn.today,
        "flag": None if drawn.today is None else min(max(drawn.today, 7), 93),
        "today_date": dates.short_date(day, year=False, language=language),
        "sprite": static("vendor/icons.svg"),
    }


@register.inclusion_tag("_ribbon_cover.html")
def ribbon_cover(today: date | None = None) -> dict[str, Any]:
    """The same drawing as a picture: the sign-in page's year, with today in its place."""
    day = today or timezone.localdate()
    drawn = ribbon.lay_out([], today=day)
    now = drawn.today or 0.0
    return {
        "quarters": [
            (span.left * 8.6, span.width * 8.6, ROMAN[span.number], span.number % 2 == 1)
            for span in drawn.quarters
        ],
        "rows": [
            (44 + 58 * number, [(place * 8.6, place < now) for place in places])
            for number, places in enumerate(COVER)
        ],
        "now": now * 8.6,
    }


def _lane(lane: Any) -> ribbon.Lane:
    """A lane given as a tuple made a lane; its marks likewise."""
    if not isinstance(lane, ribbon.Lane):
        lane = ribbon.Lane(*lane)
    marks = tuple(mark if isinstance(mark, ribbon.Mark) else ribbon.Mark(*mark) for mark in lane.marks)
    return ribbon.Lane(lane.title, lane.subtitle, marks)
