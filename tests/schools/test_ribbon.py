"""The year ribbon's layout: places in per cent, marks that join, today's line."""

from datetime import date

import pytest
from django.template import Context, Template

from schools.ribbon import Lane, Mark, lay_out

TODAY = date(2026, 11, 24)


def dots(*marks: Mark, width: float = 1060) -> list[tuple[str, int]]:
    ((_lane, placed),) = lay_out([Lane("Карта", marks=marks)], today=TODAY, width=width).lanes
    return [(dot.state, dot.count) for dot in placed]


def test_the_year_runs_from_september_to_august() -> None:
    drawn = lay_out([], today=TODAY)
    assert [span.number for span in drawn.months] == [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8]
    assert drawn.months[0].left == 0
    assert drawn.months[-1].left + drawn.months[-1].width == pytest.approx(100)
    assert drawn.today == pytest.approx(100 * 84 / 365, abs=0.001)


@pytest.mark.parametrize(
    ("today", "first_year"), [(date(2027, 5, 31), 2026), (date(2027, 8, 31), 2026), (date(2027, 9, 1), 2027)]
)
def test_the_school_year_turns_on_the_first_of_september(today: date, first_year: int) -> None:
    days = (today - date(first_year, 9, 1)).days
    year = (date(first_year + 1, 9, 1) - date(first_year, 9, 1)).days
    assert lay_out([], today=today).today == pytest.approx(100 * days / year, abs=0.001)


def test_a_short_ribbon_has_no_today_in_summer() -> None:
    assert lay_out([], today=date(2027, 7, 1), months=9).today is None


def test_a_quarter_is_shaded_to_the_end_of_its_last_day() -> None:
    first, *_rest = lay_out([], today=TODAY, quarters=[(date(2026, 9, 1), date(2026, 10, 25))]).quarters
    assert (first.left, first.width) == (0, pytest.approx(100 * 55 / 365, abs=0.001))


def test_marks_nearer_than_nine_pixels_join_and_the_worst_is_seen() -> None:
    near = (Mark(date(2026, 11, 16), "accepted"), Mark(date(2026, 11, 18), "overdue", 2))
    assert dots(*near) == [("overdue", 3)]
    assert dots(*near, width=3000) == [("accepted", 1), ("overdue", 2)]


def test_a_mark_outside_the_year_is_not_drawn() -> None:
    assert dots(Mark(date(2026, 8, 31), "accepted"), Mark(date(2027, 9, 1), "planned")) == []


def test_the_drawing_is_for_the_eye_only_and_has_no_style_of_its_own() -> None:
    page = Template("{% load ribbon %}{% year_ribbon lanes today %}")
    lanes = [("Карта <1>", "№ 412", [(date(2026, 12, 10), "planned", 2, "Отчёт")])]
    html = page.render(Context({"lanes": lanes, "today": TODAY}))
    assert 'aria-hidden="true"' in html
    assert "Карта &lt;1&gt;" in html
    assert "style=" not in html
    assert "<title>Отчёт</title>" in html
