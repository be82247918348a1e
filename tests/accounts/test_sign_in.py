"""Signing in by e-mail, the lock-out, where one lands, and the language."""

import datetime
from urllib.parse import quote

import pytest
import time_machine
from django.urls import reverse

from accounts.models import User
from accounts.services import lockout, sessions
from tests.cast import NOW
from tests.factories import PASSWORD, UserFactory

MINUTE = datetime.timedelta(minutes=1)
SIGN_IN = "/sign-in/"


@pytest.fixture
def vetrova(db, today) -> User:
    return UserFactory(email="vetrova@example.org")


def sign_in(client, *, password=PASSWORD, email="vetrova@example.org", **extra):
    return client.post(SIGN_IN, {"username": email, "password": password}, **extra)


def is_in(client) -> bool:
    return client.get(reverse("settings")).status_code == 200


def test_a_person_signs_in_by_the_e_mail_however_it_is_typed(client, vetrova):
    response = sign_in(client, email=" VETROVA@Example.org ")
    assert response.status_code == 302
    assert is_in(client)


def test_wrong_password_and_unknown_address_are_answered_alike(client, vetrova):
    known = sign_in(client, password="чужой-пароль")
    unknown = sign_in(client, email="nobody@example.org")
    assert known.status_code == unknown.status_code == 200
    assert known.context["form"].errors == unknown.context["form"].errors


def test_a_closed_login_is_answered_as_a_wrong_password(client, vetrova):
    wrong = sign_in(client, password="чужой-пароль").context["form"].errors
    User.objects.update(is_active=False)
    assert sign_in(client).context["form"].errors == wrong


@pytest.mark.parametrize(
    ("address", "landing"),
    [
        ("/settings/?from=mail", "/settings/?from=mail"),
        ("https://evil.example/", None),
        ("//evil.example/", None),
        ("/\\evil.example", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_sign_in_goes_on_to_an_address_of_the_portal_only(client, vetrova, address, landing):
    response = client.post(
        f"{SIGN_IN}?next={quote(address)}", {"username": vetrova.email, "password": PASSWORD, "next": address}
    )
    assert response["Location"] == (landing or reverse("home"))


def test_who_has_signed_in_is_not_asked_again(client, vetrova):
    client.force_login(vetrova)
    assert client.get(f"{SIGN_IN}?next=/settings/")["Location"] == "/settings/"


def test_a_closed_page_asks_to_sign_in_and_then_opens(client, vetrova):
    asked = client.get("/settings/")
    assert asked["Location"] == "/sign-in/?next=/settings/"


def test_sign_out_is_by_post_only(client, vetrova):
    client.force_login(vetrova)
    assert client.get(reverse("sign-out")).status_code == 405
    assert is_in(client)
    client.post(reverse("sign-out"))
    assert not is_in(client)


class TestLockOut:
    """Five wrong passwords for a name from an address shut both together for a quarter of an hour."""

    @pytest.fixture(autouse=True)
    def five_wrong_passwords(self, client, vetrova):
        for _attempt in range(5):
            self.last = sign_in(client, password="чужой-пароль", email="Vetrova@example.org")

    def test_the_fifth_says_for_how_long(self):
        assert self.last.status_code == 429
        assert self.last["Retry-After"] == "900"
        assert self.last.context["minutes"] == 15

    def test_the_right_password_does_not_help_meanwhile(self, client):
        assert sign_in(client).status_code == 429
        assert not is_in(client)

    def test_the_door_opens_by_the_clock_whatever_is_tried_meanwhile(self, client):
        with time_machine.travel(NOW + 10 * MINUTE, tick=False):
            assert sign_in(client, password="чужой-пароль").context["minutes"] == 5
        with time_machine.travel(NOW + 14 * MINUTE, tick=False):
            assert sign_in(client).status_code == 429
        with time_machine.travel(NOW + 15 * MINUTE + datetime.timedelta(seconds=1), tick=False):
            assert sign_in(client).status_code == 302

    def test_another_name_at_the_address_and_another_address_of_the_name_are_let_in(self, client):
        other = UserFactory(email="lugovoy@example.org")
        assert sign_in(client, email=other.email).status_code == 302
        client.logout()
        assert sign_in(client, REMOTE_ADDR="10.0.0.7").status_code == 302

    def test_a_forged_header_is_no_other_address(self, client):
        assert sign_in(client, headers={"X-Forwarded-For": "10.0.0.7"}).status_code == 429

    def test_a_name_that_nobody_has_is_shut_alike(self, client):
        for _attempt in range(5):
            response = sign_in(client, email="nobody@example.org", password="чужой-пароль")
        assert response.status_code == 429

    def test_a_new_password_by_mail_opens_the_door(self, client, vetrova):
        lockout.unlock(vetrova)
        assert sign_in(client).status_code == 302


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "1.2.3.4", "127.0.0.1"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (2, "1.2.3.4", "127.0.0.1"),
        (1, "rubbish", None),
        (1, "", None),
    ],
)
def test_the_address_is_told_by_our_own_proxies(rf, settings, proxies, forwarded, address):
    settings.PROXY_COUNT = proxies
    assert lockout.client_address(rf.get("/", headers={"X-Forwarded-For": forwarded})) == address


def test_all_sessions_end_at_once(client, vetrova):
    client.force_login(vetrova)
    assert is_in(client)
    sessions.end_sessions(vetrova)
    assert not is_in(client)


def test_a_session_ends_when_the_login_is_closed(client, vetrova):
    client.force_login(vetrova)
    User.objects.update(is_active=False)
    assert not is_in(client)


class TestLanguage:
    """The login's language at sign-in; the switch for anybody."""

    def test_sign_in_brings_the_persons_own_language(self, client, vetrova):
        User.objects.update(language="en")
        sign_in(client)
        assert "Settings" in client.get(reverse("settings")).content.decode()

    def test_the_switch_is_kept_in_the_login(self, client, vetrova):
        client.force_login(vetrova)
        response = client.post(reverse("language"), {"language": "en", "next": "/settings/"})
        assert response["Location"] == "/settings/"
        vetrova.refresh_from_db()
        assert vetrova.language == "en"
        assert "Settings" in client.get("/settings/").content.decode()

    @pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example"])
    def test_the_switch_leads_nowhere_else(self, client, db, address):
        assert client.post(reverse("language"), {"language": "en", "next": address})["Location"] == "/"

    def test_a_language_that_the_portal_does_not_speak_changes_nothing(self, client, vetrova):
        client.force_login(vetrova)
        client.post(reverse("language"), {"language": "xx"})
        vetrova.refresh_from_db()
        assert vetrova.language == "ru"

    def test_settings_keep_language_and_letters(self, client, vetrova):
        client.force_login(vetrova)
        client.post(reverse("settings"), {"language": "en", "digest": "weekly"})
        vetrova.refresh_from_db()
        assert (vetrova.language, vetrova.digest) == ("en", "weekly")


class TestAdminSignIn:
    """Django's admin has no sign-in of its own."""

    def test_it_sends_to_the_portals_sign_in(self, client, db):
        assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/sign-in/?next=/admin/"
        assert client.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 405

    def test_who_is_no_administrator_finds_nothing(self, client, vetrova):
        client.force_login(vetrova)
        assert client.get("/admin/", follow=True).status_code == 404

    def test_an_administrator_of_the_installation_comes_in(self, client, db):
        client.force_login(User.objects.create_superuser("root@example.org", PASSWORD))
        assert client.get("/admin/").status_code == 200
