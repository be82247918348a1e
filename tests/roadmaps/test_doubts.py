"""The page that settles all doubts of a roadmap at once."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from roadmaps.choices import ResponsibleKind
from roadmaps.models import Remembered, Responsible
from roadmaps.services.directory import Directory
from roadmaps.services.settling import doubts_of, parts_of
from schools.models import Person
from tests.cast import Cast
from tests.conftest import ClientOf, PortalClient
from tests.factories import PersonFactory, PositionFactory, ResponsibleFactory, an_item


@pytest.fixture
def client(cast: Cast, client_of: ClientOf) -> PortalClient:
    return client_of(cast.specialist)


@pytest.fixture
def doubts(cast: Cast) -> None:
    """«Ветровой М.А.» in three rows, «Полевова С.Ю.» in one, beside «Методисты» of the cast."""
    for number, texts in enumerate(
        [("Ветровой М.А.",), ("Ветровой М.А.", "Полевоу С.Ю."), ("ветровой м.а.",)], start=10
    ):
        item = an_item(cast.section, number=str(number))
        for position, text in enumerate(texts):
            ResponsibleFactory(item=item, position=position, text=text)


def ask(client: PortalClient, cast: Cast, name: str = "doubt-list", **data: Any) -> HttpResponse:
    keys = {"municipality": cast.municipality.slug, "roadmap": cast.roadmap.pk}
    address = reverse(name, kwargs=keys)
    if name == "doubt-list":
        return client.get(address)
    return client.post(address, data, headers={"HX-Request": "true"} if name != "doubt-person" else {})


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode().replace("\xa0", " ")


def entries(text: str) -> list[Responsible]:
    return list(Responsible.objects.filter(text__iexact=text).order_by("pk"))


@pytest.mark.usefixtures("doubts")
def test_the_most_frequent_doubt_comes_first_and_each_text_once(cast: Cast):
    assert [(doubt.text, len(doubt.items)) for doubt in doubts_of(cast.roadmap)] == [
        ("Ветровой М.А.", 3),
        ("Методисты", 1),
        ("Полевоу С.Ю.", 1),
    ]


@pytest.mark.usefixtures("doubts")
def test_a_doubt_names_candidates_with_their_posts(cast: Cast, client: PortalClient):
    shown = text_of(ask(client, cast))
    assert "Ветрова Мария Олеговна" in shown
    assert "школьный координатор, СОШ № 3" not in shown
    assert "директор школы, СОШ № 3" in shown
    assert "Полевой Сергей Юрьевич" in shown


@pytest.mark.usefixtures("doubts")
def test_one_click_settles_all_rows_of_the_text_and_later_orders_too(cast: Cast, client: PortalClient):
    ask(client, cast, "doubt-settle", text="Ветровой М.А.", choice=f"p{cast.director.pk}")
    assert [entry.person for entry in entries("Ветровой М.А.")] == [cast.director] * 3
    assert Directory(cast.municipality).meaning("Ветровой М. А.").kind == ResponsibleKind.DOUBT
    assert Directory(cast.municipality).meaning("ВЕТРОВОЙ М.А.").person == cast.director


@pytest.mark.usefixtures("doubts")
def test_undo_makes_doubts_of_them_again_and_forgets(cast: Cast, client: PortalClient):
    ask(client, cast, "doubt-settle", text="Ветровой М.А.", choice=f"p{cast.director.pk}")
    answer = text_of(ask(client, cast, "doubt-undo", text="Ветровой М.А."))
    assert {entry.kind for entry in entries("Ветровой М.А.")} == {ResponsibleKind.DOUBT}
    assert not Remembered.objects.exists()
    assert "Ветрова Мария Олеговна" in answer


def test_a_group_learns_the_spelling_and_forgets_it_with_the_answer(cast: Cast, client: PortalClient):
    ask(client, cast, "doubt-settle", text="Методисты", choice=f"g{cast.working_group.pk}")
    cast.working_group.refresh_from_db()
    assert cast.working_group.spellings == ["Методисты"]
    ask(client, cast, "doubt-undo", text="Методисты")
    cast.working_group.refresh_from_db()
    assert cast.working_group.spellings == []


@pytest.mark.parametrize(
    ("choice", "other", "kind"),
    [
        ("text", "", ResponsibleKind.TEXT),
        ("other", "СОШ № 3", ResponsibleKind.SCHOOLS),
        ("other", "Рабочая группа", ResponsibleKind.GROUP),
        ("other", "Дубрава Елена Викторовна", ResponsibleKind.PERSON),
        ("other", "Никто", ResponsibleKind.DOUBT),
        ("p987654321", "", ResponsibleKind.DOUBT),
        ("", "", ResponsibleKind.DOUBT),
    ],
)
def test_whom_else_one_may_choose(cast: Cast, client: PortalClient, choice: str, other: str, kind: str):
    ask(client, cast, "doubt-settle", text="Методисты", choice=choice, other=other)
    assert entries("Методисты")[0].kind == kind


def test_the_slower_of_two_people_is_told(cast: Cast, client: PortalClient):
    ask(client, cast, "doubt-settle", text="Методисты", choice="text")
    answer = text_of(ask(client, cast, "doubt-settle", text="Методисты", choice=f"p{cast.head.pk}"))
    assert "другой человек" in answer, answer[-900:]
    assert entries("Методисты")[0].kind == ResponsibleKind.TEXT


def test_an_answer_ends_when_its_person_leaves(cast: Cast, client: PortalClient):
    leaver = PersonFactory(municipality=cast.municipality, surname="Уходящая")
    position = PositionFactory(person=leaver)
    ask(client, cast, "doubt-settle", text="Методисты", choice=f"p{leaver.pk}")
    assert Directory(cast.municipality).meaning("Методисты").person == leaver
    position.until = cast.municipality.today().replace(day=1)
    position.save()
    assert Directory(cast.municipality).meaning("Методисты").kind == ResponsibleKind.DOUBT


def test_another_municipality_does_not_share_the_answer(cast: Cast, client: PortalClient, everywhere: None):
    ask(client, cast, "doubt-settle", text="Методисты", choice="text")
    assert cast.other
    found = Remembered.objects.filter(municipality=cast.other.municipality)
    assert not found.exists()


@pytest.mark.parametrize(
    ("entry", "parts"),
    [
        ("Челябинову И.Т.", ("Челябинов", "И.", "Т.")),
        ("Ковалевой Виктории Юрьевне, методисту", ("Ковалева", "Виктория", "Юрьевна")),
        ("С.В. Мирошниченко", ("Мирошниченко", "С.", "В.")),
        ("ОЗЕРОВ Л.П.", ("Озеров", "Л.", "П.")),
    ],
)
def test_a_new_persons_name_is_split_rightly(entry: str, parts: tuple[str, str, str]):
    found = parts_of(entry)
    assert (found.surname, found.first_name, found.patronymic) == parts


@pytest.mark.usefixtures("doubts")
def test_a_person_is_added_from_the_page_and_settles_the_entry(cast: Cast, client: PortalClient):
    names = {"surname": "Полевоу", "first_name": "Сара", "patronymic": "Юрьевна"}
    ask(client, cast, "doubt-person", text="Полевоу С.Ю.", role="specialist", title="методист", **names)
    added = Person.objects.get(surname="Полевоу")
    assert [entry.person for entry in entries("Полевоу С.Ю.")] == [added]
    assert added.positions.get().title == "методист"
    assert added.user is None
