"""Logins: who may open them again, and a mailbox that goes on from one director to the next."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.models import Message, User
from schools.choices import Role
from schools.models import Person
from schools.services.logins import LoginError, invite_person
from schools.services.positions import dismiss, give_position
from tests.cast import Cast
from tests.factories import PersonFactory, PositionFactory
from tests.schools.test_positions import TODAY


def a_newcomer(cast: Cast, *, surname: str, email: str) -> Person:
    person = PersonFactory(municipality=cast.municipality, surname=surname, email=email)
    PositionFactory(person=person)
    return person


@pytest.fixture
def mailbox(cast: Cast) -> str:
    """The address by which the director signs in, though letters go to the director elsewhere by now."""
    cast.director.email = ""
    cast.director.save()
    return cast.director.user.email


def test_a_login_closed_by_those_who_run_the_portal_is_not_opened_by_a_department(cast: Cast):
    user = cast.specialist.user
    user.is_active = False
    user.save()
    give_position(cast.specialist, role=Role.COORDINATOR, since=TODAY)
    with pytest.raises(LoginError):
        invite_person(cast.specialist, by=cast.administrator)
    user.refresh_from_db()
    assert not user.is_active


def test_a_mailbox_goes_on_to_the_next_director_without_the_formers_password(cast: Cast, mailbox: str):
    newcomer = a_newcomer(cast, surname="Абаева", email=mailbox)
    with pytest.raises(LoginError):
        invite_person(newcomer, by=cast.administrator)
    dismiss(cast.director, on=TODAY, by=cast.administrator)
    user = invite_person(newcomer, by=cast.administrator)
    assert (user.email, user.is_active, user.has_usable_password()) == (mailbox, True, False)
    cast.director.refresh_from_db()
    assert cast.director.user is None


def test_who_cannot_be_invited_is_named_and_the_others_are_invited(
    cast: Cast, client_of: Callable, mailbox: str
):
    a_newcomer(cast, surname="Абаева", email=mailbox)
    a_newcomer(cast, surname="Яблокова", email="yablokova@example.org")
    where = reverse("people-invite", kwargs={"municipality": cast.municipality.slug})
    answer = client_of(cast.administrator).post(where, follow=True)
    said = [(message.level_tag, str(message)) for message in answer.context["messages"]]
    assert [level for level, text in said if "Абаева" in text] == ["error"]
    assert User.objects.filter(email="yablokova@example.org").exists()
    assert not Message.objects.filter(recipient=mailbox).exists()
