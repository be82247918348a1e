"""Dates that one click gives to a row without any: a month, a season, the roadmap's end."""

import datetime
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.dates import MONTHS_ALONE, known, short_date

Span = tuple[datetime.date, datetime.date]
END, NO_DATE = "end", "none"
MOST_MONTHS = 12
# Words that name a stretch of the year of which a plan says no exact days: first and last month.
SEASONS = (
    (re.compile(r"\bлет(?:о|ом|н\w+)\b", re.IGNORECASE), (6, 8)),
    (re.compile(r"\bосен(?:ь|ью|н\w+)\b", re.IGNORECASE), (9, 11)),
    (re.compile(r"\bзим(?:а|ой|н\w+)\b", re.IGNORECASE), (12, 2)),
    (re.compile(r"\bвесн(?:а|ой)\b|\bвесенн\w+\b", re.IGNORECASE), (3, 5)),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: what it sends, what it says, which days it means."""

    value: str
    words: str
    span: Span
    year: str = ""  # said where the year begins or changes


def months_of(period: Span, today: datetime.date) -> list[Choice]:
    """The months of a roadmap's period as buttons; of a long one a year from today on."""
    months = list(_months(*period))
    if len(months) > MOST_MONTHS:
        ahead = [span for span in months if span[1] >= today]
        months = (ahead or months)[:MOST_MONTHS]
        if len(ahead) < MOST_MONTHS:
            months = list(_months(*period))[-MOST_MONTHS:]
    names = MONTHS_ALONE[known(get_language())]
    shown: list[Choice] = []
    for start, due in months:
        is_new_year = not shown or start.month == 1
        words = names[start.month - 1]
        shown.append(
            Choice(f"{start:%Y-%m}", words, (start, due), year=str(start.year) if is_new_year else "")
        )
    return shown


def end_of(period: Span) -> Choice:
    """The roadmap's last day as a button."""
    words = _("By the end, %(day)s") % {"day": short_date(period[1], language=_language())}
    return Choice(END, words, (period[1], period[1]))


def season_of(text: str, period: Span, today: datetime.date) -> Choice | None:
    """The season that a deadline's text names, once in the period: the first that is not over yet."""
    months = next((months for pattern, months in SEASONS if pattern.search(text)), None)
    if months is None:
        return None
    spans = [
        span for year in range(period[0].year - 1, period[1].year + 1) if (span := _season(year, *months))
    ]
    inside = [(max(start, period[0]), min(due, period[1])) for start, due in spans]
    inside = [(start, due) for start, due in inside if start <= due]
    if not inside:
        return None
    start, due = next((span for span in inside if span[1] >= today), inside[-1])
    language = _language()
    first = short_date(start, year=start.year != due.year, language=language)
    words = f"{first} – {short_date(due, language=language)}"
    return Choice(f"{start:%Y-%m-%d}/{due:%Y-%m-%d}", words, (start, due))


def span_of(value: str, period: Span) -> Span | None:
    """The days that a button's value means in the period; None for a value that no button has."""
    if value == END:
        return period[1], period[1]
    first, slash, last = value.partition("/")
    try:
        if slash:
            start, due = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
        else:
            start = datetime.date.fromisoformat(f"{value}-01")
            due = _last_day(start)
    except ValueError:
        return None
    start, due = max(start, period[0]), min(due, period[1])
    return (start, due) if start <= due else None


def _months(first: datetime.date, last: datetime.date) -> Iterator[Span]:
    """Yield the months between the two days, cut to them."""
    start = first.replace(day=1)
    while start <= last:
        due = _last_day(start)
        yield max(start, first), min(due, last)
        start = due + datetime.timedelta(days=1)


def _season(year: int, first: int, last: int) -> Span:
    until = year + (last < first)
    return datetime.date(year, first, 1), _last_day(datetime.date(until, last, 1))


def _last_day(day: datetime.date) -> datetime.date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _language() -> str:
    return known(get_language())
