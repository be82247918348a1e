"""An invitation: one link, once, for two weeks."""

import datetime
import threading

import pytest
import time_machine
from django.core import signing
from django.db import connection
from django.urls import reverse

from accounts.models import Invitation, Message, User
from accounts.services import invitations
from accounts.services.invitations import InvitationError, Place
from tests.cast import NOW
from tests.factories import PASSWORD, UserFactory

NEW = "тихая-река-2026"
DAY = datetime.timedelta(days=1)
THERE = Place(slug="tihorechye", title="Тихореченский округ", role="директор школы")


@pytest.fixture
def kleno(db, today) -> User:
    return UserFactory(email="klenov@example.org")


@pytest.fixture
def vetrova(db, today) -> User:
    return User.objects.create_user("vetrova@example.org")


@pytest.fixture
def invitation(vetrova, kleno) -> Invitation:
    return invitations.invite(vetrova, by=kleno, name="Мария Олеговна", place=THERE)


def page(invitation: Invitation) -> str:
    return reverse("invitation", kwargs={"token": invitations.token_of(invitation)})


def take_up(client, invitation: Invitation, password: str = NEW):
    return client.post(page(invitation), {"new_password1": password, "new_password2": password})


def test_the_mail_has_the_link_and_names_the_place_in_the_persons_language(invitation, settings):
    message = Message.objects.get()
    assert message.recipient == "vetrova@example.org"
    assert message.municipality == "tihorechye"
    assert message.reply_to == "klenov@example.org"
    assert message.subject == "Приглашение на портал дорожных карт"
    for content in (message.text, message.html):
        assert settings.SITE_URL + page(invitation) in content
        assert "Мария Олеговна" in content
        assert "директор" in content
    assert "8 декабря 2026" in message.text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_mail_in_english_is_all_in_english(vetrova, kleno):
    vetrova.language = "en"
    vetrova.save()
    invitations.invite(vetrova, by=kleno, place=Place(slug="tihorechye"))
    message = Message.objects.get()
    assert not any("а" <= letter <= "я" for letter in (message.subject + message.text).lower())


def test_the_link_sets_the_password_signs_in_and_leads_home(client, invitation, vetrova):
    assert client.get(page(invitation)).status_code == 200
    response = take_up(client, invitation)
    assert response["Location"] == reverse("home")
    assert client.get(reverse("settings")).status_code == 200
    vetrova.refresh_from_db()
    assert vetrova.check_password(NEW)


def test_looking_at_the_link_does_not_use_it_up(client, invitation):
    for _look in range(3):
        assert client.get(page(invitation)).status_code == 200
    assert take_up(client, invitation).status_code == 302


@pytest.mark.parametrize("password", ["корот", "1234567890123", "password123", "vetrova@example.org"])
def test_a_weak_password_is_refused_and_the_link_goes_on_working(client, invitation, password):
    assert take_up(client, invitation, password).status_code == 200
    assert take_up(client, invitation).status_code == 302


def test_a_link_works_once(client, invitation, vetrova):
    take_up(client, invitation)
    client.logout()
    assert client.get(page(invitation)).status_code == 410
    assert take_up(client, invitation, "чужой-пароль-2026").status_code == 410
    vetrova.refresh_from_db()
    assert vetrova.check_password(NEW)


def test_a_link_works_for_two_weeks(client, invitation):
    with time_machine.travel(NOW + 14 * DAY - datetime.timedelta(seconds=1), tick=False):
        assert client.get(page(invitation)).status_code == 200
    with time_machine.travel(NOW + 14 * DAY, tick=False):
        assert client.get(page(invitation)).status_code == 410
        assert take_up(client, invitation).status_code == 410


def test_a_new_invitation_voids_the_one_before(client, invitation, vetrova, kleno):
    newer = invitations.invite(vetrova, by=kleno)
    answer = client.get(page(invitation))
    assert answer.status_code == 410
    assert "klenov@example.org" in answer.content.decode()
    assert take_up(client, newer).status_code == 302


def test_a_closed_login_is_not_opened_by_a_link(client, invitation):
    User.objects.filter(email="vetrova@example.org").update(is_active=False)
    assert take_up(client, invitation).status_code == 410


def test_forged_and_absent_links_are_answered_alike(client, invitation):
    whole = invitations.token_of(invitation)
    absent = signing.dumps([invitation.pk + 1, "nonce"], salt=invitations.SALT)
    other_nonce = signing.dumps([invitation.pk, "nonce"], salt=invitations.SALT)
    other_salt = signing.dumps([invitation.pk, invitation.nonce], salt="other")
    strange = signing.dumps("strange", salt=invitations.SALT)
    answers = [
        client.get(reverse("invitation", kwargs={"token": token}))
        for token in (whole[:-1], "x" + whole, "nonsense", absent, other_nonce, other_salt, strange)
    ]
    assert {answer.status_code for answer in answers} == {410}
    assert len({answer.context["error"].sentence for answer in answers}) == 1
    assert not any("klenov@example.org" in answer.content.decode() for answer in answers)


def test_who_has_a_password_gets_no_link_to_set_one(vetrova, kleno):
    vetrova.set_password(PASSWORD)
    vetrova.save()
    invitation = invitations.invite(vetrova, by=kleno, place=THERE)
    message = Message.objects.get()
    assert invitation.used_at
    assert "/invitation/" not in message.text + message.html
    assert "/sign-in/" in message.text
    with pytest.raises(InvitationError):
        invitations.take_up(invitations.token_of(invitation), password=NEW)


def test_the_administrator_sees_the_mail_without_its_key(invitation, settings):
    message = Message.objects.get()
    key = invitations.token_of(invitation)
    settings.MAIL_SHOWS_SECRETS = False
    assert key not in message.shown_text + message.shown_html
    settings.MAIL_SHOWS_SECRETS = True
    assert key in message.shown_text


@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_the_same_link_one_gets_in():
    user = User.objects.create_user("vetrova@example.org")
    token = invitations.token_of(invitations.invite(user, by=None))
    start, outcomes = threading.Barrier(2), []

    def come(password: str) -> None:
        try:
            start.wait()
            invitations.take_up(token, password=password)
            outcomes.append(password)
        except InvitationError:
            outcomes.append("")
        finally:
            connection.close()

    threads = [threading.Thread(target=come, args=(password,)) for password in ("первый-2026", "второй-2026")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([password for password in outcomes if password]) == 1
    user.refresh_from_db()
    assert user.check_password(max(outcomes))
