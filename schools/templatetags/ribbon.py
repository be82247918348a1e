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
    "phone": (330, 12, True),
    "small": (280, 9, True),
}
# A wide ribbon comes with a second one for the phone, where more of its marks have to join.
SHOWN: Final[Mapping[str, Sequence[tuple[str, str]]]] = {
    "full": (("full", "wide-only"), ("phone", "phone-only")),
    "half": (("half", "wide-only"), ("phone", "phone-only")),
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
    "claimed": "dash-circle-dotted",
    "waived": "dash-circle",
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
    day = today or timezone.localdate()
    ready = [_lane(lane) for lane in lanes]
    return {
        "drawings": [
            _drawing(ready, day, size=shown, css=css, quarters=quarters)
            for shown, css in SHOWN.get(size, ((size, ""),))
        ],
        "today_date": dates.short_date(day, year=False, language=dates.known(get_language())),
        "sprite": static("vendor/icons.svg"),
    }


def _drawing(
    lanes: Sequence[ribbon.Lane],
    day: date,
    *,
    size: str,
    css: str,
    quarters: Sequence[tuple[date, date]] | None,
) -> dict[str, Any]:
    """One drawing at one size, as the template needs it."""
    width, months, is_short = SIZES[size]
    names = dates.MONTHS_ALONE[dates.known(get_language())]
    drawn = ribbon.lay_out(lanes, today=day, quarters=quarters, width=width, months=months)
    edge = 100 * 58 / width  # half of the flag, which must not leave the drawing
    return {
        "size": size,
        "css": css,
        "is_short": is_short,
        "quarters": [(span, ROMAN[span.number], span.number % 2 == 1) for span in drawn.quarters],
        "months": [(span, names[span.number - 1]) for span in drawn.months],
        "lanes": [(lane, [(dot, ICONS[dot.state]) for dot in dots]) for lane, dots in drawn.lanes],
        "today": drawn.today,
        "flag": None if drawn.today is None else min(max(drawn.today, edge), 100 - edge),
    }


@register.inclusion_tag("_ribbon_cover.html")
def ribbon_cover(today: date | None = None) -> dict[str, Any]:
    """The same drawing as a picture: the sign-in page's year, with today in its place."""
    day = today or timezone.localdate()
    drawn = ribbon.lay_out([], today=day)
    now = drawn.today or 0.0
    return {
        "quarters": [
            (_px(span.left), _px(span.left) + 12, _px(span.width), ROMAN[span.number], span.number % 2 == 1)
            for span in drawn.quarters
        ],
        "rows": [
            (74 + 58 * number, [(_px(place), place < now) for place in places])
            for number, places in enumerate(COVER)
        ],
        "now": _px(now),
    }


def _px(place: float) -> int:
    """A place in per cent on the cover, which is 860 px wide."""
    return round(place * 8.6)


def _lane(lane: Any) -> ribbon.Lane:
    """A lane given as a tuple made a lane; its marks likewise."""
    if not isinstance(lane, ribbon.Lane):
        lane = ribbon.Lane(*lane)
    marks = tuple(mark if isinstance(mark, ribbon.Mark) else ribbon.Mark(*mark) for mark in lane.marks)
    return ribbon.Lane(lane.title, lane.subtitle, marks)
