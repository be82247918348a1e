"""A reading told in one Russian sentence, for people to check it by."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from roadmaps.deadlines.wording import plural

MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
WITHOUT_DATES = {
    "empty": "срок не указан",
    "unknown": "даты не распознаны, их нужно указать",
    "on_event": "срок зависит от события, своей даты нет",
    "by_schedule": "срок определяет отдельный график или план, своей даты нет",
}
MOST_LISTED = 6


class Term(NamedTuple):
    """The first and the last day of one occurrence."""

    start: date
    due: date


def sentence(kind: str, occurrences: Sequence[tuple[date, date]], basis: str) -> str:
    """Tell a reading in words; `basis` says how often («каждую учебную четверть»)."""
    terms = [Term(*span) for span in occurrences]
    if not terms:
        return WITHOUT_DATES.get(kind, WITHOUT_DATES["unknown"])
    if kind == "recurring":
        return f"{basis}: {_rhythm(terms)}"
    if kind == "continuous":
        return "непрерывно: " + _listed([_stretch(term) for term in terms])
    if kind == "once":
        return _stretch(terms[0])
    count = len(terms)
    return f"{count} {plural(count, 'срок', 'срока', 'сроков')}: " + _listed(
        [_stretch(term) for term in terms]
    )


def _rhythm(terms: list[Term]) -> str:
    """List the days of the year on which it is due, or only the first and the last of many."""
    days = list(dict.fromkeys(_day(term.due) for term in terms))
    if len(days) <= MOST_LISTED:
        until = "" if all(term.start == term.due for term in terms) else "до "
        return until + ", ".join(days)
    count = len(terms)
    first, last = _dated(terms[0].due), _dated(terms[-1].due)
    return f"{count} {plural(count, 'срок', 'срока', 'сроков')}, первый до {first}, последний до {last}"


def _listed(texts: list[str]) -> str:
    if len(texts) <= MOST_LISTED:
        return "; ".join(texts)
    rest = len(texts) - MOST_LISTED + 1
    return "; ".join(texts[: MOST_LISTED - 1]) + f"; и ещё {rest}, последний: {texts[-1]}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _dated(day: date) -> str:
    return f"{_day(day)} {day.year} г."


def _stretch(term: Term) -> str:
    """Tell a stretch of time: «22 сентября 2022 г.», «с 1 по 31 октября 2022 г.»."""
    start, due = term
    if start == due:
        return _dated(due)
    if (start.year, start.month) == (due.year, due.month):
        return f"с {start.day} по {_dated(due)}"
    return f"с {_day(start) if start.year == due.year else _dated(start)} по {_dated(due)}"
