"""Dates of a row in a few words, as they stand beneath the deadline's text."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from common.dates import short_date
from roadmaps.choices import DateSource, DeadlineKind

Span = tuple[datetime.date, datetime.date]
MANY = 4  # more dates than these are counted, not listed
A_YEAR = datetime.timedelta(days=365)
UNTIL = re.compile(r"\W*(в срок\s+)?(до|не позднее|к)\s", re.IGNORECASE)
UNREAD = (DeadlineKind.UNKNOWN, DeadlineKind.EMPTY, DeadlineKind.BY_SCHEDULE, DeadlineKind.ON_EVENT)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the portal understood of a deadline: words, and whether a human has to decide."""

    words: str
    is_doubt: bool = False


NOTHING = Reading("")


def reading_of(
    *,
    text: str,
    kind: str,
    dates_from: str,
    spans: Sequence[Span],
    period: Span | None,
    today: datetime.date,
) -> Reading:
    """Return the reading of one row in the active language; ``spans`` in order of their due dates."""
    return _kept(
        text=text,
        kind=kind,
        dates_from=dates_from,
        spans=tuple(spans),
        period=period,
        today=today,
        language=get_language(),
    )


@lru_cache(maxsize=10_000)
def _kept(
    *,
    text: str,
    kind: str,
    dates_from: str,
    spans: tuple[Span, ...],
    period: Span | None,
    today: datetime.date,
    language: str | None,  # the words are in it
) -> Reading:
    if dates_from == DateSource.NONE_NEEDED:
        return Reading(_("no date needed"))
    if period is None and dates_from == DateSource.READ:
        return NOTHING  # nothing can be read until the roadmap has a period
    if not spans:
        return Reading(_doubt(kind), is_doubt=True)
    words = span_words(spans, today, is_until=UNTIL.match(text) is not None)
    if period and any(due < period[0] or due > period[1] for _start, due in spans):
        return Reading(_("%(dates)s: outside the roadmap's period") % {"dates": words}, is_doubt=True)
    if dates_from == DateSource.BY_HAND:
        words = _("%(dates)s, set by hand") % {"dates": words}
    return Reading(words)


def _doubt(kind: str) -> str:
    if kind == DeadlineKind.EMPTY:
        return _("No deadline written. Set the dates")
    if kind == DeadlineKind.UNKNOWN:
        return _("Not understood. Set the dates by hand")
    return _("No dates. Set them by hand")


def span_words(spans: Sequence[Span], today: datetime.date, *, is_until: bool = False) -> str:
    """«15 сен 2026», «1 сен – 31 окт 2026», «31 окт, 31 дек, 31 мар», «9 раз, ближайший 30 ноя 2026»."""
    language = get_language() or "ru"
    if len(spans) == 1:
        return _one(*spans[0], is_until=is_until, language=language)
    dues = [due for _start, due in spans]
    if len(dues) > MANY:
        return _count(dues, today, language)
    is_within_year = dues[-1] - dues[0] < A_YEAR
    return ", ".join(short_date(due, year=not is_within_year, language=language) for due in dues)


def _one(start: datetime.date, due: datetime.date, *, is_until: bool, language: str) -> str:
    shown = short_date(due, language=language)
    if start == due or is_until:
        return shown
    if (start.year, start.month) == (due.year, due.month):
        return f"{start.day}–{shown}"
    return f"{short_date(start, year=start.year != due.year, language=language)} – {shown}"


def _count(dues: Sequence[datetime.date], today: datetime.date, language: str) -> str:
    ahead = [due for due in dues if due >= today]
    day = short_date(ahead[0] if ahead else dues[-1], language=language)
    if ahead:
        words = ngettext("%(count)s date, the next %(day)s", "%(count)s dates, the next %(day)s", len(dues))
    else:
        words = ngettext("%(count)s date, the last %(day)s", "%(count)s dates, the last %(day)s", len(dues))
    return words % {"count": len(dues), "day": day}
