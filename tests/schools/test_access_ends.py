"""Access goes with the position: at once, in the middle of a session, and by a date that passes."""

import datetime
from collections.abc import Callable

import pytest
import time_machine
from django.urls import reverse
from django_scopes import scope

from accounts.models import Message, User
from schools.choices import LoginState, Role
from schools.models import Person
from schools.services.logins import invite_person
from schools.services.people import add_person, change_person
from schools.services.positions import dismiss, give_position
from tests.cast import Cast
from tests.factories import PASSWORD, PersonFactory, PositionFactory

TODAY = datetime.date(2026, 11, 24)


def page(cast: Cast, name: str = "school-list") -> str:
    return reverse(name, kwargs={"municipality": cast.municipality.slug})


def fresh(person: Person) -> Person:
    return Person.objects.select_related("user").get(pk=person.pk)


def test_a_dismissed_person_is_out_in_the_middle_of_the_session(cast: Cast, client_of: Callable):
    client = client_of(cast.specialist)
    assert client.get(page(cast)).status_code == 200
    dismiss(cast.specialist, on=TODAY, by=cast.administrator)
    answer = client.get(page(cast))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("sign-in"))


def test_a_dismissed_person_cannot_sign_in_again(cast: Cast, client):
    dismiss(cast.specialist, on=TODAY, by=cast.administrator)
    client.post(reverse("sign-in"), {"username": cast.specialist.user.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    assert fresh(cast.specialist).login_state == LoginState.CLOSED


def test_who_works_in_another_municipality_too_stays_signed_in_there(cast: Cast, client_of: Callable):
    with scope(municipality=cast.other_municipality):
        elsewhere = PersonFactory(municipality=cast.other_municipality, user=cast.specialist.user)
        PositionFactory(person=elsewhere, role=Role.SPECIALIST)
    client = client_of(cast.specialist)
    dismiss(cast.specialist, on=TODAY, by=cast.administrator)
    assert client.get(page(cast)).status_code == 404
    assert client.get(page(cast.other)).status_code == 200


def test_access_ends_by_itself_when_the_last_day_has_passed(cast: Cast, client_of: Callable):
    client = client_of(cast.specialist)
    dismiss(cast.specialist, on=TODAY + datetime.timedelta(days=2), by=cast.administrator)
    assert client.get(page(cast)).status_code == 200
    for clock, status in (("2026-11-25 20:59", 200), ("2026-11-25 21:01", 404)):  # midnight in Moscow
        with time_machine.travel(f"{clock}+00:00", tick=False):
            assert client.get(page(cast)).status_code == status


def test_without_a_position_the_first_page_says_so(cast: Cast, client_of: Callable):
    client = client_of(cast.specialist)
    cast.specialist.positions.update(until=TODAY - datetime.timedelta(days=1))
    answer = client.get(reverse("home"))
    assert answer.status_code == 200
    assert "schools/home.html" in [template.name for template in answer.templates]


def test_access_begins_with_the_first_day(cast: Cast, client_of: Callable):
    cast.specialist.positions.update(since=TODAY + datetime.timedelta(days=1))
    client = client_of(cast.specialist)
    assert client.get(page(cast)).status_code == 404
    with time_machine.travel("2026-11-25 09:00+00:00", tick=False):
        assert client.get(page(cast)).status_code == 200


def test_a_login_with_a_position_to_come_stays_open(cast: Cast):
    PositionFactory(person=cast.specialist, role=Role.HEAD, since=TODAY + datetime.timedelta(days=7))
    cast.specialist.positions.filter(role=Role.SPECIALIST).update(until=TODAY)
    give_position(
        PersonFactory(municipality=cast.municipality),
        role=Role.DIRECTOR,
        school=cast.school,
        since=TODAY,
        is_successor=True,
    )
    assert fresh(cast.specialist).login_state == LoginState.OPEN
    assert fresh(cast.director).login_state == LoginState.CLOSED


def test_whoever_comes_back_signs_in_as_before(cast: Cast):
    dismiss(cast.specialist, on=TODAY, by=cast.administrator)
    give_position(fresh(cast.specialist), role=Role.HEAD, since=TODAY)
    assert fresh(cast.specialist).login_state == LoginState.OPEN


def test_the_installations_administrator_is_never_shut_out(cast: Cast):
    User.objects.filter(pk=cast.specialist.user_id).update(is_superuser=True)
    dismiss(fresh(cast.specialist), on=TODAY, by=cast.administrator)
    assert fresh(cast.specialist).user.is_active


class TestInvitation:
    """Giving a login."""

    @pytest.fixture
    def newcomer(self, cast: Cast) -> Person:
        person = add_person(cast.municipality, surname="Ольхова", email="Olhova@Example.org ")
        give_position(person, role=Role.SPECIALIST, since=TODAY)
        return person

    def test_it_makes_a_login_without_a_password_and_a_letter(self, cast: Cast, newcomer: Person):
        invite_person(newcomer, by=cast.administrator)
        assert fresh(newcomer).login_state == LoginState.INVITED
        assert Message.objects.get().recipient == "olhova@example.org"

    def test_one_human_has_one_login_in_all_municipalities(self, cast: Cast):
        email = cast.other.director.email
        person = add_person(cast.municipality, surname="Ветрова", email=email)
        give_position(person, role=Role.SPECIALIST, since=TODAY)
        invite_person(person, by=cast.administrator)
        assert person.user == cast.other.director.user
        assert person.user.check_password(PASSWORD)

    def test_an_address_written_wrongly_is_mended_by_inviting_again(self, cast: Cast, newcomer: Person):
        wrong = invite_person(newcomer, by=cast.administrator)
        change_person(newcomer, version=1, changes={"email": "olhova@example.com"})
        right = invite_person(fresh(newcomer), by=cast.administrator)
        assert right.email == "olhova@example.com"
        assert not User.objects.filter(pk=wrong.pk).exists()

    def test_a_login_in_use_keeps_its_address_when_the_letters_move(self, cast: Cast):
        change_person(cast.specialist, version=1, changes={"email": "new@example.org"})
        assert invite_person(cast.specialist, by=cast.administrator) == cast.specialist.user

    @pytest.mark.parametrize("lack", ["address", "position"])
    def test_it_says_what_is_missing(self, cast: Cast, lack: str):
        email = "" if lack == "address" else "olhova@example.org"
        person = add_person(cast.municipality, surname="Ольхова", email=email)
        if lack != "position":
            give_position(person, role=Role.SPECIALIST, since=TODAY)
        with pytest.raises(Exception, match=r"почт" if lack == "address" else r"должност"):
            invite_person(person, by=cast.administrator)
        assert not Message.objects.exists()

    def test_everybody_without_a_login_is_invited_at_once(self, cast: Cast, newcomer: Person, client_of):
        PersonFactory(municipality=cast.municipality, email="left@example.org")
        add_person(cast.municipality, surname="Безадресный")
        page = reverse("people-invite", kwargs={"municipality": cast.municipality.slug})
        for _time in range(2):
            client_of(cast.administrator).post(page)
            assert [message.recipient for message in Message.objects.all()] == [newcomer.email]

    def test_two_people_of_a_municipality_do_not_share_an_address(self, cast: Cast):
        with pytest.raises(Exception, match="Ручьёва Нина Андреевна"):
            add_person(cast.municipality, surname="Ольхова", email=cast.specialist.email.upper())
