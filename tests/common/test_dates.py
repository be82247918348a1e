"""Dates in words: near today, in tables, of events."""

from datetime import date, datetime

import pytest

from common import dates
from common.text import NBSP

TODAY = date(2026, 11, 24)  # a Tuesday


def spaced(words: object) -> str:
    return str(words).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("day", "russian", "english"),
    [
        (date(2026, 11, 16), "до 16 ноября, 8 дней назад", "by 16 November, 8 days ago"),
        (date(2026, 11, 20), "до 20 ноября, 4 дня назад", "by 20 November, 4 days ago"),
        (date(2026, 11, 23), "до 23 ноября, вчера", "by 23 November, yesterday"),
        (date(2026, 11, 24), "сегодня, 24 ноября", "today, 24 November"),
        (date(2026, 11, 25), "завтра, 25 ноября", "tomorrow, 25 November"),
        (date(2026, 11, 27), "до 27 ноября, пятница", "by 27 November, Friday"),
        (date(2026, 11, 30), "до 30 ноября, понедельник", "by 30 November, Monday"),
        (date(2026, 12, 10), "до 10 декабря", "by 10 December"),
        (date(2027, 5, 31), "до 31 мая", "by 31 May"),
        (date(2027, 12, 1), "до 1 декабря 2027 г.", "by 1 December 2027"),
        (date(2026, 3, 1), "до 1 марта 2026 г., 268 дней назад", "by 1 March 2026, 268 days ago"),
    ],
)
def test_a_deadline_is_said_beside_today(day: date, russian: str, english: str) -> None:
    assert spaced(dates.due_words(day, TODAY)) == russian
    assert spaced(dates.due_words(day, TODAY, language="en")) == english


def test_a_far_deadline_may_say_how_far() -> None:
    words = dates.due_words(date(2026, 12, 10), TODAY, far=True)
    assert (spaced(words.date), spaced(words.near)) == ("до 10 декабря", "через 16 дней")


@pytest.mark.parametrize(
    ("moment", "russian", "english"),
    [
        (datetime(2026, 11, 24, 8, 52), "сегодня в 08:52", "today at 08:52"),
        (datetime(2026, 11, 23, 16, 40), "вчера в 16:40", "yesterday at 16:40"),
        (datetime(2026, 11, 20, 12, 30), "20 ноября в 12:30", "20 November at 12:30"),
    ],
)
def test_an_event_has_its_time(moment: datetime, russian: str, english: str) -> None:
    now = datetime(2026, 11, 24, 12, 0)
    assert spaced(dates.moment_words(moment, now)) == russian
    assert spaced(dates.moment_words(moment, now, language="en")) == english


def test_dates_of_tables_and_of_text() -> None:
    day = date(2026, 10, 31)
    assert spaced(dates.short_date(day)) == "31 окт 2026"
    assert spaced(dates.short_date(day, year=False)) == "31 окт"
    assert spaced(dates.short_date(day, language="en")) == "31 Oct 2026"
    assert spaced(dates.long_date(day)) == "31 октября"
    assert spaced(dates.long_date(day, year=True)) == "31 октября 2026 г."
    assert dates.weekday(day) == "суббота"
    assert dates.weekday(day, short=True, language="en") == "Sat"
