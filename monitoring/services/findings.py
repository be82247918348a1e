"""The overview's title: the answer to «how are we doing», computed from figures."""

import datetime
from collections.abc import Sequence

from django.db.models import Min
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from common.dates import known, long_date
from common.text import percent
from monitoring.services.standings import Choice, Line
from roadmaps.models import Occurrence

COUNT_WORDS = {  # feminine: they count schools
    "ru": ("", "", "две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять"),
    "en": ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}
NAMED_SECTIONS = 2
LEAST_OVERDUE = 2


def shown_percent(part: int, whole: int) -> str:
    """Say «82 %»: all is 100 % only when nothing is missing, something is never 0 %."""
    if not whole:
        return ""
    share = round(100 * part / whole)
    if part < whole:
        share = min(share, 99)
    if part:
        share = max(share, 1)
    return percent(share, language=known(get_language()))


def lagging(lines: Sequence[Line], whole: Line) -> list[Line]:
    """Choose the lines that are behind the rest, the worst first.

    A line is behind when at least two of its executions are overdue, and the overdue are a share of its
    expected that is half as large again as in the whole.
    """
    behind = [
        line
        for line in lines
        if line.overdue >= LEAST_OVERDUE
        and 2 * line.overdue * whole.expected >= 3 * whole.overdue * line.expected
    ]
    return sorted(behind, key=lambda line: (-line.overdue, line.title))


def next_deadline(choice: Choice, today: datetime.date) -> datetime.date | None:
    """Return the nearest date of the plans after today; one query."""
    dates = Occurrence.objects.filter(
        item__roadmap__in=[each.pk for each in choice.roadmaps],
        item__cancelled_by__isnull=True,
        is_cancelled=False,
        due__gt=today,
    )
    found: datetime.date | None = dates.aggregate(first=Min("due"))["first"]
    return found


def title(
    whole: Line, sections: Sequence[Line], schools: Sequence[Line], *, deadline: datetime.date | None
) -> str:
    """Say in two sentences what was received, and who is behind; ``deadline`` is the next one."""
    if not whole.expected:
        first = _("No deadline has come yet")
    elif not whole.missing:
        first = _("Everything is received")
    else:
        share = shown_percent(whole.received, whole.expected)
        first = _("%(share)s of the expected is received") % {"share": share}
    return f"{first}. {_second(whole, sections, schools, deadline)}".strip()


def _second(
    whole: Line, sections: Sequence[Line], schools: Sequence[Line], deadline: datetime.date | None
) -> str:
    if not whole.missing:
        if not deadline:
            return ""
        return _("The next deadline is %(day)s") % {"day": long_date(deadline, language=_language())}
    late_sections, late_schools = lagging(sections, whole), lagging(schools, whole)
    subjects = [_sections(late_sections), _schools(late_schools)]
    named = [subject for subject in subjects if subject]
    if not named:
        if not whole.overdue:
            return _("Nothing is overdue")
        return _("%(count)s overdue, nobody stands out") % {"count": whole.overdue}
    who = _(" and ").join(named)
    amount = 2 if len(named) > 1 else len(late_sections) or len(late_schools)
    sentence = ngettext("%(who)s is behind", "%(who)s are behind", amount) % {"who": who}
    return sentence[0].upper() + sentence[1:]


def _sections(lines: Sequence[Line]) -> str:
    """Name up to two sections by number, count more."""
    numbers = [line.number for line in lines]
    if not numbers:
        return ""
    if len(numbers) > NAMED_SECTIONS or not all(numbers):
        count = len(numbers)
        return ngettext("%(count)s section", "%(count)s sections", count) % {"count": count}
    together = _(" and ").join(sorted(number.rstrip(".") for number in numbers))
    return ngettext("section %(numbers)s", "sections %(numbers)s", len(numbers)) % {"numbers": together}


def _schools(lines: Sequence[Line]) -> str:
    """Name one school, count more."""
    if len(lines) == 1:
        return lines[0].title
    if not lines:
        return ""
    count = len(lines)
    words = COUNT_WORDS[_language()]
    said = words[count] if count < len(words) else str(count)
    return ngettext("%(count)s school", "%(count)s schools", count) % {"count": said}


def _language() -> str:
    return known(get_language())
