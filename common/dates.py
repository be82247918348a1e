"""Dates in words, in Russian and in English: short, long, near today, and moments."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from holidays import HolidayBase, country_holidays

from common.text import NBSP, plural

MONTHS_SHORT: Final = {
    "ru": ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
MONTHS_ALONE: Final = {
    "ru": ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
    "en": MONTHS_SHORT["en"],
}
MONTHS_LONG: Final = {
    "ru": (
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
WEEKDAYS: Final = {
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
WEEKDAYS_SHORT: Final = {
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
DAYS_OFF: Final = {
    "ru": {-1: "вчера", 0: "сегодня", 1: "завтра"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}


@dataclass(frozen=True, slots=True)
class DueWords:
    """A deadline in two pieces: `date` («до 20 ноября») and `near` («4 дня назад», may be empty)."""

    date: str
    near: str
    is_near_first: bool = False

    def __str__(self) -> str:
        pieces = (self.near, self.date) if self.is_near_first else (self.date, self.near)
        return ", ".join(piece for piece in pieces if piece)


def known(language: str | None) -> str:
    """The language of the tables above: Russian unless English is asked for."""
    return "en" if (language or "ru").startswith("en") else "ru"


@lru_cache(maxsize=5_000)
def short_date(day: date, *, year: bool = True, language: str = "ru") -> str:
    """«31 окт 2026», without the year «31 окт»."""
    words = [str(day.day), MONTHS_SHORT[known(language)][day.month - 1]]
    return NBSP.join([*words, str(day.year)] if year else words)


@lru_cache(maxsize=5_000)
def long_date(day: date, *, year: bool = False, language: str = "ru") -> str:
    """«31 октября», with the year «31 октября 2026 г.»; in English «31 October 2026»."""
    shown = f"{day.day}{NBSP}{MONTHS_LONG[known(language)][day.month - 1]}"
    if not year:
        return shown
    return f"{shown} {day.year}{NBSP}г." if known(language) == "ru" else f"{shown} {day.year}"


def weekday(day: date, *, short: bool = False, language: str = "ru") -> str:
    """«пятница», or «пт»."""
    return (WEEKDAYS_SHORT if short else WEEKDAYS)[known(language)][day.weekday()]


def days_words(count: int, *, language: str = "ru") -> str:
    """«1 день», «4 дня», «8 дней»; in English «1 day», «4 days»."""
    if known(language) == "en":
        return f"{count}{NBSP}{'day' if abs(count) == 1 else 'days'}"
    return f"{count}{NBSP}{plural(count, 'день', 'дня', 'дней')}"


def relative_words(day: date, today: date, *, language: str = "ru") -> str:
    """«4 дня назад», «вчера», «сегодня», «завтра», «пятница» (within six days), «через 16 дней»."""
    language = known(language)
    off = (day - today).days
    if off in DAYS_OFF[language]:
        return DAYS_OFF[language][off]
    if 1 < off <= 6:
        return weekday(day, language=language)
    days = days_words(abs(off), language=language)
    if language == "en":
        return f"in {days}" if off > 0 else f"{days} ago"
    return f"через {days}" if off > 0 else f"{days} назад"


def due_words(day: date, today: date, *, language: str = "ru", far: bool = False) -> DueWords:
    """A deadline beside today: «до 20 ноября, 4 дня назад», «завтра, 25 ноября», «до 10 декабря».

    `far` adds «через 16 дней» to the deadlines that are more than six days ahead.
    """
    language = known(language)
    off = (day - today).days
    shown = long_date(day, year=_is_another_year(day, today), language=language)
    if off in (0, 1):
        return DueWords(shown, DAYS_OFF[language][off], is_near_first=True)
    until = f"до{NBSP}{shown}" if language == "ru" else f"by{NBSP}{shown}"
    near = relative_words(day, today, language=language) if off <= 6 or far else ""
    return DueWords(until, near)


def moment_words(moment: datetime, now: datetime, *, language: str = "ru") -> str:
    """An event's time, both in one time zone: «вчера в 16:40», «сегодня в 08:52», «20 ноября в 12:30»."""
    language = known(language)
    day, today = moment.date(), now.date()
    off = (day - today).days
    if off in (-1, 0):
        shown = DAYS_OFF[language][off]
    else:
        shown = long_date(day, year=_is_another_year(day, today), language=language)
    at = "в" if language == "ru" else "at"
    return f"{shown} {at}{NBSP}{moment:%H:%M}"


def _is_another_year(day: date, today: date) -> bool:
    """Whether the day needs its year: half a year back, or a year's length ahead, a month is not enough."""
    return not -183 <= (day - today).days <= 330


@lru_cache(maxsize=1)
def _days_off() -> HolidayBase:
    return country_holidays("RU", language="ru")


def is_working_day(day: date) -> bool:
    """Whether Russia works on the day: neither a weekend nor a holiday, those moved by decree included."""
    return day.weekday() < 5 and day not in _days_off()
