"""«Сроки без дат»: rows that nobody has dated yet, decided by one click."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from roadmaps.choices import DateSource, DeadlineKind
from roadmaps.models import PlanItem
from roadmaps.services.scheduling import read_deadlines
from tests.cast import Cast
from tests.conftest import ClientOf, PortalClient
from tests.factories import PlanItemFactory


def page(client: PortalClient, cast: Cast, **asked: str) -> str:
    address = reverse("undated-list", kwargs={"municipality": cast.municipality.slug})
    return client.get(address, asked).content.decode().replace("\xa0", " ")


def click(client: PortalClient, name: str, item: PlanItem, **data: Any) -> HttpResponse:
    slug = item.roadmap.municipality.slug
    address = reverse(name, kwargs={"municipality": slug, "roadmap": item.roadmap_id, "pk": item.pk})
    data.setdefault("version", PlanItem.objects.get(pk=item.pk).version)
    return client.post(address, data, headers={"HX-Request": "true"})


def dates(item: PlanItem) -> list[tuple[str, str]]:
    rows = item.occurrences.filter(is_cancelled=False)
    return [(f"{row.start}", f"{row.due}") for row in rows]


@pytest.fixture
def client(cast: Cast, client_of: ClientOf) -> PortalClient:
    return client_of(cast.specialist)


@pytest.fixture
def item(cast: Cast) -> PlanItem:
    """The row of the roadmap in force that has no dates."""
    return cast.items[2]


@pytest.fixture
def alike(cast: Cast) -> list[PlanItem]:
    """Three rows of the draft that are due by the same timetable."""
    rows = [
        PlanItemFactory(section=cast.draft_section, deadline_text="по отдельному графику", number=str(number))
        for number in (7, 8, 9)
    ]
    read_deadlines(rows, cast.draft)
    return rows


def test_the_page_lists_by_roadmap_what_waits_and_nothing_else(cast: Cast, client: PortalClient):
    shown = page(client, cast)
    assert "Консультировать школы" in shown
    assert "Провести диагностику" not in shown
    assert "1 строка ждёт решения" in shown
    assert page(client, cast, roadmap=str(cast.draft.pk)).count("settle-row") == 0


def test_the_coordinator_decides_too_and_the_director_does_not(cast: Cast, client_of: ClientOf):
    assert "Консультировать школы" in page(client_of(cast.coordinator), cast)
    address = reverse("undated-list", kwargs={"municipality": cast.municipality.slug})
    assert client_of(cast.director).get(address).status_code == 403


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("2026-12", [("2026-12-01", "2026-12-31")]),
        ("2027-02", [("2027-02-01", "2027-02-28")]),
        ("end", [("2027-08-31", "2027-08-31")]),
        ("2027-06-01/2027-08-31", [("2027-06-01", "2027-08-31")]),
    ],
)
def test_one_click_gives_dates_and_one_more_takes_them_back(
    client: PortalClient, item: PlanItem, choice: str, expected: list[tuple[str, str]]
):
    answer = click(client, "item-date", item, choice=choice).content.decode()
    assert dates(item) == expected
    item.refresh_from_db()
    assert item.dates_from == DateSource.BY_HAND
    assert "задано вручную" in answer
    click(client, "item-undate", item)
    item.refresh_from_db()
    assert (item.dates_from, dates(item)) == (DateSource.READ, [])
    assert item in PlanItem.objects.needing_dates()


def test_no_date_is_a_decision_as_well(client: PortalClient, item: PlanItem):
    click(client, "item-date", item, choice="none")
    item.refresh_from_db()
    assert item.dates_from == DateSource.NONE_NEEDED
    assert not PlanItem.objects.needing_dates().filter(roadmap=item.roadmap).exists()


@pytest.mark.parametrize("choice", ["", "2019-05", "soon", "2026-13", "2027-08-31/2027-06-01"])
def test_a_value_that_no_button_has_changes_nothing(client: PortalClient, item: PlanItem, choice: str):
    answer = click(client, "item-date", item, choice=choice)
    assert answer.status_code == 200
    assert dates(item) == []


def test_the_same_words_are_decided_together_and_taken_back_together(
    client: PortalClient, alike: list[PlanItem]
):
    answer = click(client, "item-date", alike[0], choice="2026-12", alike="1").content.decode()
    assert [dates(row) for row in alike] == [[("2026-12-01", "2026-12-31")]] * 3
    also = [f"{row.pk}:{PlanItem.objects.get(pk=row.pk).version}" for row in alike[1:]]
    assert all(f'name="also" value="{key}"' in answer for key in also)
    click(client, "item-undate", alike[0], also=also)
    assert [dates(row) for row in alike] == [[], [], []]


def test_without_the_tick_only_the_row_itself_is_decided(client: PortalClient, alike: list[PlanItem]):
    click(client, "item-date", alike[0], choice="2026-12")
    assert [len(dates(row)) for row in alike] == [1, 0, 0]


def test_the_slower_of_two_people_is_told_and_overwrites_nothing(client: PortalClient, item: PlanItem):
    seen = item.version
    click(client, "item-date", item, choice="2026-12", version=seen)
    answer = click(client, "item-date", item, choice="end", version=seen).content.decode()
    assert "другой человек" in answer.replace("\xa0", " ")
    assert dates(item) == [("2026-12-01", "2026-12-31")]


def test_a_season_that_the_text_names_is_offered(cast: Cast, client: PortalClient, item: PlanItem):
    PlanItem.objects.filter(pk=item.pk).update(
        deadline_text="летний период", deadline_kind=DeadlineKind.UNKNOWN
    )
    assert 'value="2027-06-01/2027-08-31"' in page(client, cast)


def test_the_page_works_without_scripts(cast: Cast, client: PortalClient, item: PlanItem):
    keys = {"municipality": cast.municipality.slug, "roadmap": item.roadmap_id, "pk": item.pk}
    home = reverse("undated-list", kwargs={"municipality": cast.municipality.slug})
    form = {"choice": "end", "version": item.version, "next": home}
    answer = client.post(reverse("item-date", kwargs=keys), form)
    assert answer["Location"] == home
    assert f"{reverse('item-undate', kwargs=keys)}?version={item.version + 1}" in page(client, cast)


def reading(client: PortalClient, cast: Cast, text: str, **asked: object) -> str:
    keys = {"municipality": cast.municipality.slug, "roadmap": cast.draft.pk}
    answer = client.get(reverse("item-reading", kwargs=keys), {"deadline_text": text, **asked})
    return answer.content.decode().replace("\xa0", " ")


def test_what_is_typed_is_read_at_once_with_its_dates_on_a_line_of_time(cast: Cast, client: PortalClient):
    shown = reading(client, cast, "1 раз в четверть")
    assert "Каждую учебную четверть: до 31 октября" in shown
    assert shown.count("timeline-dot") == 4
    assert "not-understood" not in shown


def test_what_is_not_understood_is_underlined(cast: Cast, client: PortalClient):
    new = reading(client, cast, "летний период")
    assert '<mark class="not-understood">летний период</mark>' in new
    assert "timeline-dot" not in new


def test_dates_set_by_hand_are_said_to_stay_while_the_text_is_changed(cast: Cast, client: PortalClient):
    row = cast.draft.items.get()
    shown = reading(client, cast, "до 20 декабря 2026 г.", item=row.pk)
    assert "Даты заданы вручную" in shown
    assert "20 декабря 2026" in shown
