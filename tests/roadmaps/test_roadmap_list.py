"""The list of roadmaps: what each role sees, what waits for a human, the filters, the first steps."""

import datetime

import pytest
from django.urls import reverse

from roadmaps.choices import RoadmapKind, RoadmapState
from roadmaps.models import Roadmap
from schools.access import Membership
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import RoadmapFactory


def titles(cast: Cast, client_of: ClientOf, role: str, **query: str) -> list[str]:
    address = reverse("roadmap-list", kwargs={"municipality": cast.municipality.slug})
    answer = client_of(cast.person(role)).get(address, query)
    assert answer.status_code == 200
    return [roadmap.title for roadmap in answer.context["object_list"]]


@pytest.fixture
def more(cast: Cast) -> dict[str, Roadmap]:
    """A template, a completed roadmap of one school, and another school's own."""
    place = cast.municipality
    return {
        "template": RoadmapFactory(municipality=place, title="Образец", kind=RoadmapKind.TEMPLATE),
        "old": RoadmapFactory(
            municipality=place,
            title="Прошлогодняя",
            state=RoadmapState.COMPLETED,
            start=datetime.date(2025, 9, 1),
            end=datetime.date(2026, 5, 31),
        ),
        "others": RoadmapFactory(
            municipality=place,
            title="Своя карта чужой школы",
            kind=RoadmapKind.SCHOOL,
            school=cast.other_school,
            in_force=True,
        ),
    }


@pytest.mark.parametrize(
    ("role", "hidden"),
    [
        ("specialist", []),
        ("coordinator", []),
        ("head", []),
        ("administrator", []),
        ("viewer", ["draft", "template"]),
        ("director", ["draft", "template", "old", "others"]),
        ("school_coordinator", ["draft", "template", "old", "others"]),
        ("other_director", ["draft", "template", "old"]),
    ],
)
def test_each_role_sees_its_own_roadmaps(
    cast: Cast, client_of: ClientOf, more: dict[str, Roadmap], role: str, hidden: list[str]
):
    known = {"draft": cast.draft, "in force": cast.roadmap, **more}
    seen = {roadmap.title for name, roadmap in known.items() if name not in hidden}
    assert set(titles(cast, client_of, role)) == seen


def test_a_school_reads_a_completed_roadmap_that_names_it(cast: Cast, more: dict[str, Roadmap]):
    membership = Membership(
        municipality=cast.municipality,
        person=cast.director,
        roles=frozenset({"director"}),
        school_ids=(cast.school.pk,),
        today=datetime.date(2026, 11, 24),
    )
    more["old"].schools.add(cast.school)
    assert more["old"] in Roadmap.objects.visible_to(membership)


def test_those_in_force_come_first_then_drafts_then_the_rest(
    cast: Cast, client_of: ClientOf, more: dict[str, Roadmap]
):
    assert titles(cast, client_of, "specialist") == [
        cast.roadmap.title,
        more["others"].title,
        cast.draft.title,
        "Прошлогодняя",
        "Образец",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "draft"}, ["draft"]),
        ({"state": "templates"}, ["template"]),
        ({"state": "completed"}, ["old"]),
        ({"year": "2025"}, ["old"]),
        ({"q": "ГРАМОТНОСТИ"}, ["draft"]),
        ({"q": "карта чужой"}, ["others"]),
        ({"q": "нет такой"}, []),
    ],
)
def test_filters_find(
    cast: Cast, client_of: ClientOf, more: dict[str, Roadmap], query: dict[str, str], found: list[str]
):
    known = {"draft": cast.draft, **more}
    assert set(titles(cast, client_of, "specialist", **query)) == {known[name].title for name in found}


def test_what_waits_for_a_human_is_counted(cast: Cast, client_of: ClientOf):
    address = reverse("roadmap-list", kwargs={"municipality": cast.municipality.slug})
    page = client_of(cast.specialist).get(address)
    (roadmap,) = [row for row in page.context["object_list"] if row.pk == cast.roadmap.pk]
    assert (roadmap.undated, roadmap.doubts, roadmap.activities) == (1, 1, 3)
    assert "2 записи требуют решения" in page.content.decode().replace("\xa0", " ")


def test_a_filter_by_htmx_answers_with_the_rows_alone(cast: Cast, client_of: ClientOf):
    address = reverse("roadmap-list", kwargs={"municipality": cast.municipality.slug})
    page = client_of(cast.specialist).get(address, {"q": "нет"}, headers={"HX-Request": "true"})
    assert "<html" not in page.content.decode()
    assert "Сбросить отбор" in page.content.decode()


def test_where_there_is_no_roadmap_the_first_step_is_the_order(cast: Cast, client_of: ClientOf):
    Roadmap.objects.filter(pk=cast.draft.pk).delete()
    Roadmap.objects.filter(pk=cast.roadmap.pk).update(municipality=cast.other_municipality)
    address = reverse("roadmap-list", kwargs={"municipality": cast.municipality.slug})
    page = client_of(cast.specialist).get(address).content.decode()
    assert reverse("upload-add", kwargs={"municipality": cast.municipality.slug}) in page
    assert "Загрузите приказ из Word" in page
    assert "Дорожных карт пока нет" in client_of(cast.director).get(address).content.decode()
