"""Dates that a human sets where the portal read none."""

import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from roadmaps.choices import DateSource
from roadmaps.models import PlanItem
from tests.cast import Cast
from tests.conftest import ClientOf


def post(
    cast: Cast, client_of: ClientOf, item: PlanItem, *spans: tuple[str, str], **data: Any
) -> HttpResponse:
    keys = {"municipality": cast.municipality.slug, "roadmap": item.roadmap_id, "pk": item.pk}
    lines = {"span-TOTAL_FORMS": len(spans), "span-INITIAL_FORMS": 0}
    for number, (start, due) in enumerate(spans):
        lines |= {f"span-{number}-start": start, f"span-{number}-due": due}
    version = PlanItem.objects.get(pk=item.pk).version
    form = {"dates_from": "by_hand", "version": version, **lines, **data}
    return client_of(cast.specialist).post(reverse("item-dates", kwargs=keys), form)


@pytest.fixture
def undated(cast: Cast) -> PlanItem:
    """The row of the roadmap in force that has no dates."""
    return cast.items[2]


def dates(item: PlanItem) -> list[tuple[str, str]]:
    return [
        (f"{row.start}", f"{row.due}") for row in item.occurrences.filter(is_cancelled=False).order_by("due")
    ]


def test_dates_are_set_line_by_line_and_empty_lines_left_out(
    cast: Cast, client_of: ClientOf, undated: PlanItem
):
    answer = post(cast, client_of, undated, ("2026-12-01", "2026-12-25"), ("", ""), ("", "2027-05-20"))
    assert answer["Location"].endswith(f"#i{undated.pk}")
    assert dates(undated) == [("2026-12-01", "2026-12-25"), ("2027-05-20", "2027-05-20")]
    undated.refresh_from_db()
    assert undated.dates_from == DateSource.BY_HAND
    cast.roadmap.refresh_from_db()
    assert cast.roadmap.changed_by == cast.specialist


@pytest.mark.parametrize(
    ("span", "sentence"),
    [
        (("", "2019-05-03"), "Срок 3 мая 2019 раньше начала карты, 1 сентября 2026"),
        (("", "2031-05-03"), "Срок 3 мая 2031 позже конца карты, 31 августа 2027"),
        (("2026-12-25", "2026-12-01"), "Срок 1 декабря 2026 раньше своего начала, 25 декабря 2026"),
        (("2026-12-25", ""), "Укажите и срок"),
        (("", ""), "Укажите хотя бы одну дату"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_a_sentence(
    cast: Cast, client_of: ClientOf, undated: PlanItem, span: tuple[str, str], sentence: str
):
    answer = post(cast, client_of, undated, span)
    assert answer.status_code == 200
    assert sentence in answer.content.decode().replace("\xa0", " ")
    assert dates(undated) == []
    undated.refresh_from_db()
    assert undated.dates_from == DateSource.READ


def test_one_wrong_line_keeps_all_that_was_typed(cast: Cast, client_of: ClientOf, undated: PlanItem):
    answer = post(cast, client_of, undated, ("", "2026-12-25"), ("", "2019-05-03"))
    page = answer.content.decode()
    assert 'value="2026-12-25"' in page
    assert 'value="2019-05-03"' in page
    assert dates(undated) == []


def test_a_row_may_need_no_date_and_may_go_back_to_its_text(
    cast: Cast, client_of: ClientOf, undated: PlanItem
):
    post(cast, client_of, undated, dates_from="none_needed")
    undated.refresh_from_db()
    assert undated.dates_from == DateSource.NONE_NEEDED
    assert undated not in PlanItem.objects.needing_dates()
    PlanItem.objects.filter(pk=undated.pk).update(deadline_text="до 20 декабря 2026 г.")
    post(cast, client_of, undated, dates_from="read")
    assert dates(undated)[-1][1] == "2026-12-20"


def test_a_date_in_force_that_is_moved_keeps_its_old_row_for_the_marks(cast: Cast, client_of: ClientOf):
    item = cast.items[0]
    post(cast, client_of, item, ("", "2026-12-25"))
    gone = item.occurrences.filter(is_cancelled=True)
    assert [row.due for row in gone.order_by("due")] == [
        datetime.date(2026, 11, 10),
        datetime.date(2027, 3, 1),
    ]


def test_the_second_of_two_people_sees_the_dates_of_the_first_and_loses_nothing(
    cast: Cast, client_of: ClientOf, undated: PlanItem
):
    seen = undated.version
    post(cast, client_of, undated, ("", "2026-12-25"))
    answer = post(cast, client_of, undated, ("", "2027-01-20"), version=seen)
    page = answer.content.decode().replace("\xa0", " ")
    assert answer.status_code == 409
    assert "25 дек 2026, задано вручную" in page
    assert 'value="2027-01-20"' in page
    assert dates(undated) == [("2026-12-25", "2026-12-25")]
    version = PlanItem.objects.get(pk=undated.pk).version
    assert f'name="version" value="{version}"' in page
    post(cast, client_of, undated, ("", "2027-01-20"), version=version)
    assert dates(undated) == [("2027-01-20", "2027-01-20")]
