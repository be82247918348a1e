"""Dates and years as orders write them."""

import datetime
import re

STEMS = (
    "январ",
    "феврал",
    "март",
    "апрел",
    "ма[йяе]",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
)
SHORT = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
MONTHS = "|".join(STEMS)
NAMES = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)

_FIGURES = r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>(?:20)?\d{2})(?!\d)"
_NAME = rf"(?P<name>(?:{'|'.join(SHORT)})[а-я]*)"
_WORDED = rf"[«\"„]?\s*(?P<day_>\d{{1,2}})\s*[»\"“]?\s+{_NAME}\.?\s+(?P<year_>20\d\d)(?!\d)"
DATE = re.compile(rf"(?<![\d.])(?:{_FIGURES}|{_WORDED})", re.IGNORECASE)

_JOINT = r"\s*(?:-|–|—|/|,|\bи\b|\bпо\b)\s*"
_AFTER_YEAR = r"(?:\s*г(?:г|од[а-я]*)?\.?(?:\s*г\.)?)?"
_YEARS = rf"(?P<first>20\d\d){_AFTER_YEAR}(?:{_JOINT}(?P<last>20\d\d|\d\d)(?!\d){_AFTER_YEAR})*"
_SCHOOL_YEARS = re.compile(r"(?<!\d)(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)(?!\d)")
# «учебный год», and not «учебной неуспешности … на 2024-2026 годы».
_IS_SCHOOL_YEAR = re.compile(r"\bуч(?:ебн[а-я]*\s+(?:г|период)|\.|\s+г)", re.IGNORECASE)
_NAMED = re.compile(rf"\b(?:на|за|период[а-я]*)\s+(?:период\s+)?(?:с\s+)?{_YEARS}(?!\d)", re.IGNORECASE)
_RANGE = re.compile(r"(?<!\d)(?P<first>20\d\d)" + _AFTER_YEAR + _JOINT + r"(?P<last>20\d\d)(?!\d)")
_MONTH_RANGE = re.compile(
    rf"(?P<a>{MONTHS})[а-я]*\s+(?P<first>20\d\d){_AFTER_YEAR}{_JOINT}(?P<b>{MONTHS})[а-я]*\s+(?P<last>20\d\d)",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?<!\d)(?P<first>20\d\d)(?!\d)\s*г")


def month_named(text: str) -> str:
    """The name of the month that a text shortens («окт.», «нояб»), or nothing."""
    short = text.strip().rstrip(".").lower()
    if len(short) < 3:
        return ""
    return next((name for name in NAMES if name != short and name.startswith(short)), "")


def find_date(text: str) -> datetime.date | None:
    """The first date of a text that is in the calendar."""
    return next((day for match in DATE.finditer(text) if (day := _date(match)) is not None), None)


def find_period(text: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day that a text names, by dates, by months, by school years or by years."""
    days = [day for match in DATE.finditer(text) if (day := _date(match)) is not None]
    if len(days) == 2 and days[0] < days[1]:
        return days[0], days[1]
    months = _MONTH_RANGE.search(text)
    if months:
        end = datetime.date(
            int(months["last"]) + (_month(months["b"]) == 12), _month(months["b"]) % 12 + 1, 1
        )
        return datetime.date(int(months["first"]), _month(months["a"]), 1), end - datetime.timedelta(days=1)
    pairs = _SCHOOL_YEARS.findall(text) if _IS_SCHOOL_YEAR.search(text) else []
    if pairs:
        first, last = int(min(pairs)[0]), max(_whole_year(pair[0], pair[1]) for pair in pairs)
        return datetime.date(first, 9, 1), datetime.date(last, 5, 31)
    for pattern in (_NAMED, _RANGE, _ONE):
        match = pattern.search(text)
        if match:
            first = int(match["first"])
            last = _whole_year(match["first"], match.groupdict().get("last") or match["first"])
            if first <= last:
                return datetime.date(first, 1, 1), datetime.date(last, 12, 31)
    return None


def _whole_year(first: str, last: str) -> int:
    return int(last) if len(last) == 4 else int(first) // 100 * 100 + int(last)


def _date(match: re.Match[str]) -> datetime.date | None:
    if match["day"]:
        year = int(match["year"])
        day, month = int(match["day"]), int(match["month"])
    else:
        year, day = int(match["year_"]), int(match["day_"])
        month = _month(match["name"])
    try:
        return datetime.date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(index for index, stem in enumerate(SHORT, 1) if name.lower().startswith(stem))
