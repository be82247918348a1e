"""The sentences that are computed from figures."""

import datetime

import pytest
from django.utils import translation

from monitoring.services.findings import lagging, shown_percent, title
from monitoring.services.standings import Line
from monitoring.services.trends import Point, _filled, finding, part_of_month

DAY = datetime.date(2026, 12, 10)


def line(name: str, expected: int, overdue: int = 0, number: str = "") -> Line:
    return Line(name, number=number, expected=expected, received=expected - overdue, overdue=overdue)


@pytest.fixture(autouse=True)
def _in_russian():
    with translation.override("ru"):
        yield


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (0, 0, ""),
        (0, 5, "0 %"),
        (1, 1000, "1 %"),
        (214, 262, "82 %"),
        (999, 1000, "99 %"),
        (1000, 1000, "100 %"),
        (1, 3, "33 %"),
    ],
)
def test_all_is_hundred_only_when_nothing_is_missing(part: int, whole: int, shown: str):
    assert shown_percent(part, whole).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("whole", "sections", "schools", "said"),
    [
        (line("", 0), [], [], "Сроки ещё не наступили. Ближайший срок 10 декабря"),
        (line("", 20), [], [], "Всё сдано. Ближайший срок 10 декабря"),
        (
            line("", 262, 48),
            [line("", 100, 12, "1"), line("", 58, 19, "4")],
            [line("Лесная ООШ", 18, 10), line("Старая ООШ", 17, 8), line("СОШ № 1", 200, 30)],
            "Сдано 82 % ожидаемого. Отстают раздел 4 и две школы",
        ),
        (line("", 100, 10), [line("", 10, 9, "2.")], [], "Сдано 90 % ожидаемого. Отстаёт раздел 2"),
        (
            line("", 100, 10),
            [line("", 10, 5, "4."), line("", 10, 5, "2.")],
            [],
            "Сдано 90 % ожидаемого. Отстают разделы 2 и 4",
        ),
        (
            line("", 100, 15),
            [line("", 10, 5, number) for number in "123"],
            [],
            "Сдано 85 % ожидаемого. Отстают 3 раздела",
        ),
        (
            line("", 100, 10),
            [],
            [line("Лесная ООШ", 10, 10)],
            "Сдано 90 % ожидаемого. Отстаёт Лесная ООШ",
        ),
        (
            line("", 1000, 60),
            [],
            [line(f"Школа {number}", 10, 5) for number in range(12)],
            "Сдано 94 % ожидаемого. Отстают 12 школ",
        ),
        (
            line("", 1000, 60),
            [],
            [line(f"Школа {number}", 10, 5) for number in range(5)],
            "Сдано 94 % ожидаемого. Отстают пять школ",
        ),
        (
            line("", 100, 4),
            [],
            [line(f"Школа {number}", 25, 1) for number in range(4)],
            "Сдано 96 % ожидаемого. Просрочено 4, отстающих нет",
        ),
        (
            Line(expected=10, received=8),
            [],
            [],
            "Сдано 80 % ожидаемого. Просроченного нет",
        ),
    ],
)
def test_the_title_is_the_answer(whole: Line, sections: list[Line], schools: list[Line], said: str):
    assert title(whole, sections, schools, deadline=DAY).replace("\u00a0", " ") == said


def test_the_title_in_english():
    with translation.override("en"):
        said = title(
            line("", 262, 48), [line("", 58, 19, "4")], [line("A", 18, 9), line("B", 9, 8)], deadline=None
        )
    assert said == "82% of the expected is received. Section 4 and two schools are behind"


def test_one_overdue_execution_is_no_lag():
    assert lagging([line("Малая школа", 2, 1)], line("", 100, 5)) == []


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        ([4], "Ход будет виден через неделю"),
        ([4, 3, 0], "Всё ожидаемое сдано"),
        ([5, 5, 5, 6, 9, 14, 20], "Отставание растёт с начала октября"),
        ([30, 30, 22, 15, 9, 6, 4], "Отставание сокращается с конца сентября"),
        ([20, 20, 21, 20, 21, 20, 21], "Отставание держится на одном уровне"),
    ],
)
def test_the_trend_is_told_in_words(gaps: list[int], said: str):
    first = datetime.date(2026, 9, 20)
    points = [Point(first + datetime.timedelta(weeks=week), 100, 100 - gap) for week, gap in enumerate(gaps)]
    assert finding(points) == said


@pytest.mark.parametrize(
    ("day", "said"), [(1, "начала марта"), (10, "начала марта"), (11, "середины марта"), (21, "конца марта")]
)
def test_a_part_of_a_month(day: int, said: str):
    assert part_of_month(datetime.date(2026, 3, day)) == said


def test_a_week_without_figures_repeats_the_week_before():
    assert _filled({3: 5, 7: 9}) == [0, 0, 0, 5, 5, 5, 5, 9, 9, 9, 9, 9]
