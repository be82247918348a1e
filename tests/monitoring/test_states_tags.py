"""States in their dresses: always icon, word and colour; the bar adds up to the whole."""

import re

import pytest
from django.template import Context, Template
from django.utils.translation import override

from monitoring.templatetags.states import DRESSES


def shown(source: str, **context: object) -> str:
    with override("en"):
        return Template("{% load states %}" + source).render(Context(context))


@pytest.mark.parametrize("dress", ["state_label", "state_line", "state_mark"])
@pytest.mark.parametrize("state", DRESSES)
def test_every_dress_has_icon_word_and_colour(state: str, dress: str) -> None:
    html = shown("{% " + dress + " state %}", state=state)
    with override("en"):
        word = str(DRESSES[state].word)
    assert f"s-{state}" in html
    assert f"#{DRESSES[state].icon}" in html
    assert word in html


def test_no_two_states_look_alike_without_colour() -> None:
    assert len({dress.icon for dress in DRESSES.values()}) == len(DRESSES)


def test_a_label_may_say_it_otherwise_and_stays_escaped() -> None:
    assert "&lt;5 days late&gt;" in shown('{% state_label "submitted" word %}', word="<5 days late>")


def test_the_bar_says_and_draws_its_parts() -> None:
    counts = {"accepted": 12, "late": 2, "submitted": 2, "overdue": 4, "rest": 20}
    html = shown("{% progress_bar counts %}", counts=counts)
    assert 'aria-label="accepted 12, accepted late 2, under review 2, overdue 4"' in html
    assert [float(width) for width in re.findall(r'width="([\d.]+)%"', html)] == [30, 5, 5, 10]
    assert html.count("late-hatch") == 1
    assert "style" not in html


def test_the_phone_bar_has_two_colours_and_counts_the_late_as_accepted() -> None:
    counts = {"accepted": 1, "late": 1, "submitted": 1, "rest": 1}
    html = shown("{% progress_bar counts phone=True %}", counts=counts)
    assert re.findall(r"s-fill s-(\w+)", html) == ["accepted", "submitted"]
    assert 'width="50.00%"' in html


def test_a_bar_of_nothing_says_so() -> None:
    assert 'aria-label="nothing yet"' in shown("{% progress_bar counts %}", counts={})


def test_a_share_bar_draws_amounts_of_a_total() -> None:
    html = shown("{% share_bar 200 c1=100 c2=20 %}")
    assert re.findall(r'x="([\d.]+)%" width="([\d.]+)%".*?key-(c\d)', html) == [
        ("0.00", "49.40", "c1"),
        ("50.00", "9.40", "c2"),
    ]
    assert 'aria-hidden="true"' in html
    assert 'aria-label="on time 100"' in shown('{% share_bar 0 c1=0 said="on time 100" %}')
