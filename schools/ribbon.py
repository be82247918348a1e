"""The year ribbon's layout: where quarters, months, marks and today stand, in per cent of its width."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

# From the best to the worst: where marks join, the worst one is seen.
SEVERITY: Final = (
    "cancelled",
    "waived",
    "accepted",
    "planned",
    "late",
    "submitted",
    "claimed",
    "due_soon",
    "returned",
    "overdue",
)
JOIN_PX: Final = 9.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One dot of a lane: the day, the state, how many it stands for, and what it is."""

    day: date
    state: str
    count: int = 1
    title: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the ribbon, a roadmap as a rule."""

    title: str
    subtitle: str = ""
    marks: Sequence[Mark] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A shaded quarter or a month: its number, its left edge and its width, in per cent."""

    number: int
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark in its place, or several joined; `left` in per cent."""

    left: float
    state: str
    count: int
    title: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Everything that the drawing needs."""

    quarters: Sequence[Span]
    months: Sequence[Span]
    lanes: Sequence[tuple[Lane, Sequence[Dot]]] = field(default_factory=tuple)
    today: float | None = None


def school_year_of(day: date) -> int:
    """The year in which the day's school year began: 2026 for November 2026 and for May 2027."""
    return day.year if day.month >= 9 else day.year - 1


def default_quarters(year: int) -> list[tuple[date, date]]:
    """The quarters of CONTRACTS §1 for the school year that begins in `year`: first and last days."""
    return [
        (date(year, 9, 1), date(year, 10, 31)),
        (date(year, 11, 1), date(year, 12, 31)),
        (date(year + 1, 1, 1), date(year + 1, 3, 31)),
        (date(year + 1, 4, 1), date(year + 1, 5, 31)),
    ]


def lay_out(
    lanes: Iterable[Lane],
    *,
    today: date,
    quarters: Sequence[tuple[date, date]] | None = None,
    width: float = 1060,
    months: int = 12,
) -> Ribbon:
    """The ribbon of the school year that `today` belongs to.

    `width` is the track's nominal width in px: marks nearer than JOIN_PX on it join.
    `months` is 12, or 9 for a ribbon that ends in May.
    """
    year = school_year_of(today)
    first = date(year, 9, 1)
    starts = [_month(year, offset) for offset in range(months + 1)]
    days = (starts[-1] - first).days

    def place(day: date) -> float:
        return round(100 * (day - first).days / days, 3)

    terms = quarters if quarters is not None else default_quarters(year)
    return Ribbon(
        quarters=[
            Span(number, place(start), place(end + timedelta(1)) - place(start))
            for number, (start, end) in enumerate(terms, 1)
        ],
        months=[
            Span(start.month, place(start), place(following) - place(start))
            for start, following in pairwise(starts)
        ],
        lanes=[(lane, _dots(lane.marks, place, 100 * JOIN_PX / width)) for lane in lanes],
        today=place(today) if first <= today < starts[-1] else None,
    )


def _month(year: int, offset: int) -> date:
    """The first day of the month that stands `offset` months after September."""
    month = 8 + offset
    return date(year + month // 12, month % 12 + 1, 1)


def _dots(marks: Sequence[Mark], place: Callable[[date], float], joined: float) -> list[Dot]:
    """The lane's marks in their places; those nearer than `joined` per cent become one."""
    dots: list[Dot] = []
    for mark in sorted(marks, key=lambda mark: mark.day):
        left = place(mark.day)
        if not 0 <= left < 100:
            continue
        dot = Dot(left, mark.state, mark.count, mark.title)
        if dots and left - dots[-1].left < joined:
            dots[-1] = _joined(dots[-1], dot)
        else:
            dots.append(dot)
    return dots


def _joined(one: Dot, other: Dot) -> Dot:
    """Two dots as one: the worst state, all that they stand for."""
    worst = max(one, other, key=lambda dot: SEVERITY.index(dot.state))
    titles = "; ".join(title for title in (one.title, other.title) if title)
    return Dot(worst.left, worst.state, one.count + other.count, titles)
