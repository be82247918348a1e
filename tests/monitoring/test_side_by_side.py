"""Figures of municipalities side by side, and of a school on its card: only to whoever may see them."""

import pytest
from django.urls import reverse
from django_scopes import scope, scopes_disabled

from monitoring.models import Execution
from monitoring.services import summaries
from monitoring.templatetags.municipalities import municipality_lines
from roadmaps.choices import RoadmapState
from roadmaps.models import Roadmap
from schools.access import memberships_of
from schools.choices import Role
from schools.models import Person
from schools.views.municipalities import Line
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import PersonFactory, PositionFactory


def _also(person: Person, cast: Cast, role: str) -> None:
    """Give the person's login a role in the other municipality too."""
    assert cast.other
    school = cast.other.school if role == Role.DIRECTOR else None
    with scope(municipality=cast.other.municipality):
        there = PersonFactory(municipality=cast.other.municipality, user=person.user)
        PositionFactory(person=there, role=role, school=school)


def _figures(person: Person) -> dict[str, tuple[int, int]]:
    found = municipality_lines([Line(each, "", None) for each in memberships_of(person.user)])  # type: ignore[arg-type]
    return {line.title: (line.expected, line.overdue) for line in found.values()}


@pytest.mark.parametrize(
    ("who", "there", "seen"),
    [
        ("viewer", None, {"Тихореченский округ"}),
        ("viewer", Role.VIEWER, {"Тихореченский округ", "Дальнеозёрский округ"}),
        ("viewer", Role.DIRECTOR, {"Тихореченский округ"}),
        ("head", Role.VIEWER, {"Тихореченский округ", "Дальнеозёрский округ"}),
        ("director", None, set()),
        ("director", Role.DIRECTOR, set()),
    ],
)
def test_figures_are_of_the_municipalities_that_the_person_may_see(
    cast: Cast, who: str, there: str | None, seen: set[str]
):
    summaries.rebuild_all()
    person = cast.person(who)
    if there:
        _also(person, cast, there)
    assert set(_figures(person)) == seen


def test_each_municipality_has_its_own_figures(cast: Cast):
    assert cast.other
    with scope(municipality=cast.other.municipality):
        Execution.objects.filter(pk=cast.other.execution.pk).delete()
    summaries.rebuild_all()
    _also(cast.viewer, cast, Role.VIEWER)
    assert _figures(cast.viewer) == {"Тихореченский округ": (2, 2), "Дальнеозёрский округ": (1, 1)}


def test_roadmaps_that_are_over_are_not_among_them(cast: Cast):
    summaries.rebuild_all()
    Roadmap.objects.filter(pk=cast.roadmap.pk).update(state=RoadmapState.COMPLETED)
    assert _figures(cast.viewer) == {"Тихореченский округ": (0, 0)}


def test_a_figure_of_the_page_opens_its_rows_over_there(cast: Cast, client_of: ClientOf):
    summaries.rebuild_all()
    _also(cast.viewer, cast, Role.VIEWER)
    client = client_of(cast.viewer)
    page = client.get(reverse("municipality-list")).content.decode()
    for slug in ("tihorechye", "dalneozerye"):
        address = f"/{slug}/executions/?roadmap=in_force&state=overdue"
        assert address.replace("&", "&amp;") in page
        assert client.get(address).context["page_obj"].paginator.count == 2


def test_whoever_sees_no_monitoring_gets_a_page_without_figures(cast: Cast, client_of: ClientOf):
    summaries.rebuild_all()
    _also(cast.director, cast, Role.DIRECTOR)
    page = client_of(cast.director).get(reverse("municipality-list")).content.decode()
    assert "Ожидалось" not in page
    assert "executions" not in page


@pytest.mark.parametrize("who", ["head", "viewer", "director", "school_coordinator"])
def test_a_school_card_shows_how_its_roadmaps_go(cast: Cast, client_of: ClientOf, who: str):
    summaries.rebuild_all()
    client = client_of(cast.person(who))
    page = client.get(
        reverse("school-detail", args=[cast.municipality.slug, cast.school.pk])
    ).content.decode()
    address = f"?roadmap={cast.roadmap.pk}&amp;school={cast.school.pk}&amp;state=overdue"
    assert address in page
    rows = client.get(
        reverse("execution-list", args=[cast.municipality.slug]) + address.replace("&amp;", "&")
    )
    assert [row.pk for row in rows.context["object_list"]] == [cast.execution.pk]


def test_a_line_of_another_school_is_not_visible_to_a_director(cast: Cast):
    summaries.rebuild_all()
    with scopes_disabled():
        (membership,) = memberships_of(cast.director.user)
    with scope(municipality=cast.municipality):
        lines = type(cast.roadmap).objects.get(pk=cast.roadmap.pk).summaries.visible_to(membership)
        assert {(line.level, line.school_id) for line in lines} == {("school", cast.school.pk)}
