"""A municipality's settings, the list of municipalities, each role's first page and menu."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django_scopes import scope

from monitoring.choices import ExecutionState
from schools.choices import Role, SchoolResult
from schools.models import Municipality
from tests.cast import Cast
from tests.factories import (
    ExecutionFactory,
    MunicipalityFactory,
    OccurrenceFactory,
    PersonFactory,
    PositionFactory,
    SchoolStatusFactory,
)

SETTINGS = {
    "version": 1,
    "name": "Тихореченский округ",
    "short_name": "Тихоречье",
    "time_zone": "Asia/Yekaterinburg",
    "digest_hour": 7,
    "before": "3, 10 1",
    "overdue_weekday": 2,
    "overdue_times": 4,
    "coordinator_after": 5,
    "head_after": 0,
    "acceptance_after": 1,
    "working_days": "on",
    "school_holidays": "on",
}


def settings_of(cast: Cast) -> str:
    return reverse("municipality-edit", kwargs={"municipality": cast.municipality.slug})


def exists(name: str, slug: str) -> bool:
    try:
        reverse(name, kwargs={"municipality": slug})
    except NoReverseMatch:
        return False
    return True


def queries_of(client) -> int:
    """Count the queries of the list of municipalities."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("municipality-list")).status_code == 200
    return len(queries)


@pytest.fixture
def administrator(cast: Cast, client_of: Callable):
    return client_of(cast.administrator)


def test_settings_are_kept_as_the_reminders_and_deadlines_read_them(cast: Cast, administrator):
    assert administrator.post(settings_of(cast), SETTINGS).status_code == 302
    kept = Municipality.objects.get(pk=cast.municipality.pk)
    assert kept.reminder_rules == {
        "before": [10, 3, 1],
        "on_day": False,
        "overdue_weekday": 2,
        "overdue_times": 4,
        "coordinator_after": 5,
        "head_after": 0,
        "acceptance_after": 1,
        "head_summary": False,
        "working_days": True,
        "school_holidays": True,
        "holidays": [["10-26", "11-03"], ["12-30", "01-11"], ["03-24", "04-01"]],
    }
    assert (kept.time_zone, kept.digest_hour) == ("Asia/Yekaterinburg", 7)


def test_the_form_shows_what_it_has_kept(cast: Cast, administrator):
    administrator.post(settings_of(cast), SETTINGS)
    form = administrator.get(settings_of(cast)).context["form"]
    assert form["before"].value() == "10, 3, 1"
    assert form["overdue_weekday"].value() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"before": "7, скоро"}, "before"),
        ({"before": "0"}, "before"),
        ({"before": "1 2 3 4 5 6 7"}, "before"),
        ({"overdue_weekday": 5}, "overdue_weekday"),
        ({"head_after": -1}, "head_after"),
        ({"digest_hour": 24}, "digest_hour"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone"),
        ({"short_name": ""}, "short_name"),
    ],
)
def test_a_wrong_setting_is_refused_at_its_field(cast: Cast, administrator, wrong: dict, field: str):
    answer = administrator.post(settings_of(cast), SETTINGS | wrong)
    assert list(answer.context["form"].errors) == [field]
    assert Municipality.objects.get(pk=cast.municipality.pk).version == 1


class TestList:
    """Municipalities side by side."""

    @pytest.fixture
    def of_two(self, cast: Cast, client_of: Callable):
        with scope(municipality=cast.other_municipality):
            person = PersonFactory(municipality=cast.other_municipality, user=cast.viewer.user)
            PositionFactory(person=person, role=Role.VIEWER)
        return client_of(cast.viewer)

    def test_it_has_the_viewers_own_alone(self, cast: Cast, client_of: Callable):
        lines = client_of(cast.viewer).get(reverse("municipality-list")).context["lines"]
        assert [line.membership.municipality for line in lines] == [cast.municipality]

    def test_each_counts_its_own_schools_of_this_year(self, cast: Cast, of_two):
        SchoolStatusFactory(school=cast.school, school_year="2025/26", result=SchoolResult.AT_RISK)
        lines = of_two.get(reverse("municipality-list")).context["lines"]
        counted = [(line.counts.schools, line.counts.low_results, line.counts.at_risk) for line in lines]
        assert counted == [(2, 2, 0), (2, 2, 0)]

    def test_it_asks_no_more_for_more_municipalities(self, cast: Cast, of_two):
        few = queries_of(of_two)
        for number in range(5):
            municipality = MunicipalityFactory(slug=f"more-{number}")
            with scope(municipality=municipality):
                PositionFactory(
                    person=PersonFactory(municipality=municipality, user=cast.viewer.user), role=Role.VIEWER
                )
        assert queries_of(of_two) == few <= 25

    def test_whoever_has_several_begins_here(self, of_two):
        assert of_two.get(reverse("home"))["Location"] == reverse("municipality-list")


@pytest.mark.parametrize(
    ("who", "first"),
    [
        ("director", "due"),
        ("school_coordinator", "due"),
        ("specialist", "roadmap-list"),
        ("coordinator", "acceptance"),
        ("head", "overview"),
        ("administrator", "person-list"),
    ],
)
def test_each_role_begins_at_its_first_page(cast: Cast, client_of: Callable, who: str, first: str):
    slug = cast.municipality.slug
    page = first if exists(first, slug) else "school-list"
    answer = client_of(cast.person(who)).get(reverse("home"))
    assert answer["Location"] == reverse(page, kwargs={"municipality": slug})


def test_a_viewer_begins_with_the_municipalities(cast: Cast, client_of: Callable):
    assert client_of(cast.viewer).get(reverse("home"))["Location"] == reverse("municipality-list")


@pytest.mark.parametrize(
    ("who", "titles"),
    [
        ("director", ["К исполнению", "Дорожные карты", "Календарь", "Наша школа", "Отчёты"]),
        ("school_coordinator", ["К исполнению", "Дорожные карты", "Календарь", "Наша школа", "Отчёты"]),
        ("specialist", ["Мои карты", "Шаблоны", "Без дат", "Школы и люди", "Отчёты", "К исполнению"]),
        ("coordinator", ["Приёмка", "Дорожные карты", "Без дат", "Школы", "Мониторинг", "Отчёты"]),
        ("head", ["Обзор", "Дорожные карты", "Школы", "Мониторинг", "Отчёты"]),
        ("viewer", ["Муниципалитеты", "Обзор", "Дорожные карты", "Школы", "Мониторинг"]),
        ("administrator", ["Люди", "Школы", "Группы", "Почта", "Муниципалитет"]),
    ],
)
def test_the_menu_has_what_the_role_does_and_what_exists(
    cast: Cast, client_of: Callable, who: str, titles: list
):
    page = reverse("school-list", kwargs={"municipality": cast.municipality.slug})
    menu = client_of(cast.person(who)).get(page).context["menu"]
    shown = [str(item.title) for item in menu]
    assert shown == [title for title in titles if title in shown]
    names = {
        "К исполнению": "due",
        "Приёмка": "acceptance",
        "Обзор": "overview",
        "Мониторинг": "monitoring",
        "Дорожные карты": "roadmap-list",
        "Мои карты": "roadmap-list",
        "Без дат": "undated-list",
    }
    missing = [names.get(title) for title in titles if title not in shown]
    assert not any(exists(name, cast.municipality.slug) for name in missing)


def test_the_menu_counts_what_waits(cast: Cast, client_of: Callable):
    slug = cast.municipality.slug
    menu = client_of(cast.director).get(reverse("due", kwargs={"municipality": slug}))
    assert menu.context["menu"][0].count == menu.context["agenda"].urgent == 1
    ExecutionFactory(occurrence=OccurrenceFactory(item=cast.items[0]), school=cast.school, submitted=True)
    menu = client_of(cast.coordinator).get(reverse("acceptance", kwargs={"municipality": slug}))
    assert menu.context["menu"][0].count == 1


def test_department_staff_see_their_own_duties_only_while_there_are_some(cast: Cast, client_of: Callable):
    page = reverse("school-list", kwargs={"municipality": cast.municipality.slug})
    cast.municipal_execution.state = ExecutionState.CANCELLED
    cast.municipal_execution.save()
    titles = [str(item.title) for item in client_of(cast.specialist).get(page).context["menu"]]
    assert "К исполнению" not in titles


def test_a_person_of_two_roles_has_both_menus_once(cast: Cast, client_of: Callable):
    PositionFactory(person=cast.specialist, role=Role.ADMINISTRATOR)
    page = reverse("school-list", kwargs={"municipality": cast.municipality.slug})
    items = client_of(cast.specialist).get(page).context["menu"]
    addresses = [item.url for item in items]
    assert len(addresses) == len(set(addresses))
    assert reverse("group-list", kwargs={"municipality": cast.municipality.slug}) in addresses


@pytest.mark.parametrize(
    ("page", "title"),
    [("school-list", "Школы"), ("person-list", "Люди"), ("person-add", "Люди"), ("group-add", "Группы")],
)
def test_the_menu_shows_where_one_is(cast: Cast, administrator, page: str, title: str):
    menu = administrator.get(reverse(page, kwargs={"municipality": cast.municipality.slug})).context["menu"]
    assert [str(item.title) for item in menu if item.active] == [title]


def test_a_director_of_one_school_goes_straight_to_its_card(cast: Cast, client_of: Callable):
    page = reverse("school-list", kwargs={"municipality": cast.municipality.slug})
    menu = client_of(cast.director).get(page).context["menu"]
    (own,) = [item for item in menu if str(item.title) == "Наша школа"]
    assert own.url == cast.school.get_absolute_url()
