"""A reading told in one Russian sentence, for people to check it by."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from roadmaps.deadlines.expressions import Closing, Every, Mode, Monthly

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
EACH = {
    "week": "каждую неделю",
    "month": "каждый месяц",
    "quarter": "каждый квартал",
    "term": "каждую учебную четверть",
    "trimester": "каждый триместр",
    "half": "каждое полугодие",
    "year": "каждый год",
}
EACH_OF_SCHOOL = {"half": "каждое учебное полугодие", "year": "каждый учебный год"}
IN_UNIT = {"month": "в месяц", "quarter": "в квартал", "half": "в полугодие", "year": "в год"}
AFTER_UNIT = {
    "quarter": "после каждого квартала",
    "half": "после каждого полугодия",
    "year": "после каждого года",
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


def basis_of(rhythm: Every | Monthly | Closing | None) -> str:
    """Tell how often: «каждую учебную четверть», «каждый месяц до 25 числа»."""
    if rhythm is None:
        return ""
    if isinstance(rhythm, Closing):
        return "на последний день"
    if isinstance(rhythm, Monthly):
        return _days(rhythm)
    if rhythm.step > 1:
        return f"раз в {rhythm.step} {plural(rhythm.step, 'месяц', 'месяца', 'месяцев')}"
    if rhythm.times > 1:
        unit = "в учебный год" if rhythm.school else IN_UNIT[rhythm.unit]
        return f"{rhythm.times} {plural(rhythm.times, 'раз', 'раза', 'раз')} {unit}"
    return EACH_OF_SCHOOL.get(rhythm.unit, EACH[rhythm.unit]) if rhythm.school else EACH[rhythm.unit]


def plural(count: int, one: str, few: str, many: str) -> str:
    """Choose the Russian form of a noun for a count."""
    if count % 10 == 1 and count % 100 != 11:
        return one
    return few if 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14 else many


def _days(days: Monthly) -> str:
    listed = ", ".join(str(last) if first == last else f"{first}–{last}" for first, last in days.days)
    until = "до " if days.mode is Mode.UNTIL else ""
    return f"{until}{listed} числа {AFTER_UNIT.get(days.unit, 'каждого месяца')}"


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
