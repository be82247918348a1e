"""Names and posts in the grammatical case that a sentence needs."""

import pytest
from django.urls import reverse
from django.utils import translation

from schools.declension import Case, Gender, decline_post, gender_of
from schools.models import Person
from schools.services.letters import addressee
from tests.cast import Cast
from tests.conftest import ClientOf, PortalClient


@pytest.fixture
def client(cast: Cast, client_of: ClientOf) -> PortalClient:
    return client_of(cast.administrator)


def address_of(person: Person, cast: Cast) -> str:
    return reverse("person-cases", kwargs={"municipality": cast.municipality.slug, "pk": person.pk})


@pytest.mark.parametrize(
    ("names", "dative", "genitive"),
    [
        ("Ветрова Мария Олеговна", "Ветровой Марии Олеговне", "Ветровой Марии Олеговны"),
        ("Луговой Пётр Ильич", "Луговому Петру Ильичу", "Лугового Петра Ильича"),
        ("Ёлкина Ольга Павловна", "Ёлкиной Ольге Павловне", "Ёлкиной Ольги Павловны"),
        ("Мирошниченко Анна Львовна", "Мирошниченко Анне Львовне", "Мирошниченко Анны Львовны"),
        ("Римская-Корсакова Ада Львовна", "Римской-Корсаковой Аде Львовне", "Римской-Корсаковой Ады Львовны"),
        ("Рогозин А. С.", "Рогозину А. С.", "Рогозина А. С."),
    ],
)  # fmt: skip
def test_a_name_is_declined_by_the_rules(names: str, dative: str, genitive: str):
    surname, first_name, patronymic = names.split()
    person = Person(surname=surname, first_name=first_name, patronymic=patronymic)
    assert (person.name_in(Case.DATIVE), person.name_in(Case.GENITIVE)) == (dative, genitive)


@pytest.mark.parametrize(
    ("post", "dative"),
    [
        ("директор", "директору"),
        ("Заместитель директора по УВР", "Заместителю директора по УВР"),
        ("ведущий специалист отдела общего образования", "ведущему специалисту отдела общего образования"),
        ("учитель-логопед", "учителю-логопеду"),
        ("заведующий МБДОУ № 18", "заведующему МБДОУ № 18"),
        ("и. о. директора", "и. о. директора"),
        ("директор школы", "директору школы"),
        ("Head of department", "Head of department"),
        ("", ""),
    ],
)
def test_a_post_is_declined_up_to_its_head(post: str, dative: str):
    assert decline_post(post, Case.DATIVE) == dative


@pytest.mark.parametrize(
    ("names", "gender"),
    [
        (("Ким", "Олег", ""), Gender.MALE),
        (("Ким", "", "Павловна"), Gender.FEMALE),
        (("Озерова", "", ""), Gender.FEMALE),
        (("Ким", "О.", "Т."), None),
    ],
)
def test_whose_name_it_is(names: tuple[str, str, str], gender: Gender | None):
    assert gender_of(*names) == gender


def test_a_letter_is_addressed_in_the_dative_and_in_english_as_it_stands(cast: Cast, today):
    with translation.override("ru"):
        assert addressee(cast.director, today) == "Ветровой Марии Олеговне, директору школы"
    with translation.override("en"):
        assert addressee(cast.director, today).startswith("Ветрова Мария Олеговна, ")


def test_what_the_rules_get_wrong_is_mended_on_the_person_and_used(cast: Cast, client: PortalClient, today):
    address = address_of(cast.director, cast)
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    assert values["name-datv"] == "Ветровой Марии Олеговне"
    assert values["post-0-datv"] == "директору школы"
    answer = client.post(
        address, {**values, "name-datv": "Ветровой М. О.", "post-0-datv": "госпоже директору"}
    )
    assert answer.status_code == 302
    cast.director.refresh_from_db()
    assert addressee(cast.director, today) == "Ветровой М. О., госпоже директору"
    assert cast.director.cases == {
        "Ветрова Мария Олеговна": {"datv": "Ветровой М. О."},
        "директор школы": {"datv": "госпоже директору"},
    }


def test_another_surname_goes_by_the_rules_again(cast: Cast, client: PortalClient):
    cast.director.cases = {cast.director.full_name: {"datv": "Ветровой М. О."}}
    cast.director.surname = "Полевая"
    assert cast.director.name_in(Case.DATIVE) == "Полевой Марии Олеговне"


def test_the_slower_of_two_people_loses_nothing(cast: Cast, client: PortalClient):
    address = address_of(cast.director, cast)
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    client.post(address, {**values, "name-datv": "Ветровой М. О."})
    answer = client.post(address, {**values, "name-datv": "Ветровой Марье Олеговне"})
    assert answer.status_code == 409
    assert "Ветровой Марье Олеговне" in answer.content.decode()
