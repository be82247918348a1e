"""The academic calendar: what a school year consists of, and what is refused."""

import re
from datetime import date

import pytest

from schools.academic_calendar import DEFAULT, AcademicCalendar, MonthDay

TRIMESTERS = {
    "start": "09-02",
    "end": "05-26",
    "quarters": [["09-02", "11-30"], ["12-01", "02-29"], ["03-01", "05-26"]],
    "halves": [["09-02", "01-15"], ["01-16", "05-26"]],
}


def pairs(intervals):
    return [(interval.start.isoformat(), interval.due.isoformat()) for interval in intervals]


def test_the_default_school_year_runs_from_september_to_may():
    assert DEFAULT.school_year(2023) == (date(2023, 9, 1), date(2024, 5, 31))
    assert pairs(DEFAULT.quarters_of(2023)) == [
        ("2023-09-01", "2023-10-31"),
        ("2023-11-01", "2023-12-31"),
        ("2024-01-01", "2024-03-31"),
        ("2024-04-01", "2024-05-31"),
    ]
    assert pairs(DEFAULT.halves_of(2023)) == [("2023-09-01", "2023-12-31"), ("2024-01-01", "2024-05-31")]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 9, 1), "2026/27"),
        (date(2026, 8, 31), "2025/26"),
        (date(2027, 5, 31), "2026/27"),
        (date(2027, 7, 1), "2026/27"),
        (date(1999, 12, 31), "1999/00"),
    ],
)
def test_a_day_belongs_to_the_school_year_that_has_begun(day, name):
    assert DEFAULT.school_year_of(day) == name


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (date(2022, 8, 19), date(2023, 12, 31), [2022, 2023]),
        (date(2023, 5, 31), date(2023, 9, 1), [2022, 2023]),
        (date(2023, 6, 1), date(2023, 8, 31), []),
        (date(2024, 2, 1), date(2024, 2, 1), [2023]),
    ],
)
def test_school_years_that_touch_a_period(start, end, years):
    assert list(DEFAULT.school_years_touching(start, end)) == years


def test_a_municipality_may_keep_its_own_calendar():
    calendar = AcademicCalendar.from_dict(TRIMESTERS)
    assert pairs(calendar.quarters_of(2022)) == [
        ("2022-09-02", "2022-11-30"),
        ("2022-12-01", "2023-02-28"),
        ("2023-03-01", "2023-05-26"),
    ]
    assert pairs(calendar.quarters_of(2023))[1] == ("2023-12-01", "2024-02-29")
    assert pairs(calendar.halves_of(2022)) == [("2022-09-02", "2023-01-15"), ("2023-01-16", "2023-05-26")]
    assert calendar.to_dict() == TRIMESTERS


def test_what_is_stored_comes_back():
    assert AcademicCalendar.from_dict(DEFAULT.to_dict()) == DEFAULT
    assert AcademicCalendar.from_dict({}) == DEFAULT
    assert str(MonthDay.parse("2-5")) == "02-05"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "must be an object"),
        ({"begin": "09-01"}, "unknown keys: begin"),
        ({"start": "31-09"}, "«31-09» is not a day of the year"),
        ({"start": "09-31"}, "«09-31» is not a day of the year"),
        ({"end": None}, "«None» is not a day of the year"),
        ({"start": "05-31", "end": "05-31"}, "begins and ends on the same day"),
        ({"quarters": "09-01"}, "quarters: a list of pairs"),
        ({"quarters": []}, "quarters: between 1 and 6"),
        ({"quarters": [["09-01"]]}, "quarters: «['09-01']» is not a pair"),
        ({"halves": [["09-01", "12-31"], ["12-31", "05-31"]]}, "halves: 12-31 begins before 12-31 ends"),
        ({"halves": [["09-01", "12-31"], ["01-01", "06-30"]]}, "halves: 01-01 – 06-30 is not inside"),
        ({"halves": [["12-31", "09-01"]]}, "halves: 12-31 – 09-01 is not inside"),
    ],
)
def test_a_calendar_that_makes_no_sense_is_refused(data, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        AcademicCalendar.from_dict(data)
