"""Changing a password, and a new one by mail."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import Message, User
from accounts.services import invitations, outbox
from tests.cast import NOW
from tests.factories import PASSWORD, UserFactory

NEW = "тихая-река-2026"


@pytest.fixture
def vetrova(db, today) -> User:
    return UserFactory(email="vetrova@example.org")


def ask(client, email="vetrova@example.org"):
    return client.post(reverse("password-reset"), {"email": email}, follow=True)


def link() -> str:
    return re.search(r"http://\S+?(/password/reset/\S+)", Message.objects.latest("pk").text)[1]


def set_new(client, address: str, password: str = NEW):
    form = client.get(address, follow=True)
    if not form.redirect_chain:
        return form
    return client.post(form.redirect_chain[-1][0], {"new_password1": password, "new_password2": password})


def test_the_answer_is_the_same_for_every_address(client, vetrova):
    UserFactory(email="closed@example.org", is_active=False)
    pages = [
        ask(client, email) for email in ("vetrova@example.org", "nobody@example.org", "closed@example.org")
    ]
    bodies = {
        re.sub(r'(name="csrfmiddlewaretoken"|X-CSRFToken).*?>', "", page.content.decode()) for page in pages
    }
    assert len(bodies) == 1
    assert list(Message.objects.values_list("recipient", flat=True)) == ["vetrova@example.org"]


def test_the_mail_goes_through_the_outbox_alone(client, vetrova):
    ask(client)
    assert not mail.outbox
    outbox.send_waiting()
    assert [sent.to for sent in mail.outbox] == [["vetrova@example.org"]]


def test_no_administrator_of_a_municipality_sees_the_mail(client, vetrova):
    ask(client)
    message = Message.objects.get()
    assert message.municipality == ""
    assert message.secret
    assert message.secret not in message.shown_text + message.shown_html


def test_the_link_sets_a_new_password_once_and_ends_the_sessions(client, vetrova):
    elsewhere = Client()
    elsewhere.force_login(vetrova)
    ask(client)
    address = link()
    assert set_new(client, address)["Location"] == reverse("sign-in")
    vetrova.refresh_from_db()
    assert vetrova.check_password(NEW)
    assert elsewhere.get(reverse("settings")).status_code == 302
    assert not set_new(Client(), address).context["validlink"]


def test_the_link_works_for_a_day(client, vetrova):
    ask(client)
    address = link()
    with time_machine.travel(NOW + datetime.timedelta(hours=25), tick=False):
        assert not set_new(Client(), address).context["validlink"]


def test_a_lost_password_does_not_wait_for_the_lock_out(client, vetrova):
    for _attempt in range(5):
        client.post(reverse("sign-in"), {"username": vetrova.email, "password": "чужой"})
    ask(client)
    set_new(client, link())
    answer = client.post(reverse("sign-in"), {"username": vetrova.email, "password": NEW})
    assert answer.status_code == 302


def test_one_address_gets_five_mails_an_hour_at_most(client, vetrova):
    for _time in range(8):
        ask(client)
    assert Message.objects.count() == 5
    with time_machine.travel(NOW + datetime.timedelta(minutes=61), tick=False):
        ask(client)
    assert Message.objects.count() == 6


def test_who_has_no_password_yet_is_told_of_the_invitation(client, db, today):
    User.objects.create_user("vetrova@example.org")
    ask(client)
    text = Message.objects.get().text
    assert "/password/reset/" not in text
    assert "приглашени" in text


def test_an_invited_person_who_reset_nothing_still_comes_in(client, db, today):
    user = User.objects.create_user("vetrova@example.org")
    token = invitations.token_of(invitations.invite(user, by=None))
    ask(client)
    assert client.get(reverse("invitation", kwargs={"token": token})).status_code == 200


def test_a_changed_password_ends_all_other_sessions(client, vetrova):
    elsewhere = Client()
    elsewhere.force_login(vetrova)
    client.force_login(vetrova)
    data = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert client.post(reverse("password-change"), data)["Location"] == reverse("settings")
    assert client.get(reverse("settings")).status_code == 200
    assert elsewhere.get(reverse("settings")).status_code == 302


@pytest.mark.parametrize(
    "data",
    [
        {"old_password": "чужой", "new_password1": NEW, "new_password2": NEW},
        {"old_password": PASSWORD, "new_password1": NEW, "new_password2": "другой-пароль-2026"},
        {"old_password": PASSWORD, "new_password1": "1234567890", "new_password2": "1234567890"},
    ],
    ids=["wrong old one", "two different", "figures only"],
)
def test_a_password_is_changed_by_the_old_one_to_a_good_one(client, vetrova, data):
    client.force_login(vetrova)
    assert client.post(reverse("password-change"), data).status_code == 200
    vetrova.refresh_from_db()
    assert vetrova.check_password(PASSWORD)
