"""The second factor: a code after the password, recovery codes, on and off."""

import datetime
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User
from accounts.services import second_factor
from accounts.services.second_factor import CodeError, TooManyCodesError
from tests.cast import NOW, Cast
from tests.factories import PASSWORD, UserFactory

CODE, SETUP, SETTINGS = "/second-factor/", "/settings/second-factor/", "/settings/"
HALF_MINUTE = datetime.timedelta(seconds=30)


def code_of(user: User, *, shift: int = 0) -> str:
    """The code that the person's application shows now."""
    device = TOTPDevice.objects.filter(user=user).latest("pk")
    return f"{totp(device.bin_key, drift=shift):06d}"


def wrong_for(user: User) -> str:
    right = {code_of(user, shift=shift) for shift in (-1, 0, 1)}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in right)


def turn_on(user: User) -> list[str]:
    """Turn the second factor on a minute ago; return the recovery codes."""
    with time_machine.travel(NOW - 2 * HALF_MINUTE, tick=False):
        second_factor.begin(user)
        _device, codes = second_factor.confirm(user, code=code_of(user))
    return codes


@pytest.fixture
def vetrova(db, today) -> User:
    return UserFactory(email="vetrova@example.org")


@pytest.fixture
def codes(vetrova) -> list[str]:
    return turn_on(vetrova)


def password_only(client, address=SETTINGS) -> Client:
    client.post(f"/sign-in/?next={address}", {"username": "vetrova@example.org", "password": PASSWORD})
    return client


class TestSettingUp:
    """The key as a picture and in letters; on only after a first code."""

    def test_the_page_shows_the_key_and_nothing_is_on_yet(self, client, vetrova):
        client.force_login(vetrova)
        page = client.get(SETUP)
        device = TOTPDevice.objects.get()
        assert page.context["secret"].replace(" ", "") in device.config_url
        assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")
        assert not device.confirmed
        assert client.get(SETTINGS).status_code == 200

    def test_a_right_code_turns_it_on_and_shows_the_recovery_codes_once(self, client, vetrova):
        client.force_login(vetrova)
        client.get(SETUP)
        page = client.post(f"{SETUP}?next=/settings/", {"code": code_of(vetrova)})
        assert len(page.context["codes"]) == 10
        assert page.context["next"] == SETTINGS
        assert client.get(SETTINGS).context["codes_left"] == 10
        assert client.get(SETUP)["Location"] == SETTINGS

    def test_a_wrong_code_turns_nothing_on(self, client, vetrova):
        client.force_login(vetrova)
        client.get(SETUP)
        page = client.post(SETUP, {"code": wrong_for(vetrova)})
        assert "code" in page.context["form"].errors
        assert second_factor.device_of(vetrova) is None

    def test_it_ends_the_other_sessions_and_keeps_this_one(self, client, vetrova):
        elsewhere = Client()
        elsewhere.force_login(vetrova)
        client.force_login(vetrova)
        client.get(SETUP)
        client.post(SETUP, {"code": code_of(vetrova)})
        assert client.get(SETTINGS).status_code == 200
        assert elsewhere.get(SETTINGS)["Location"].startswith("/sign-in/")


class TestBetweenPasswordAndCode:
    """A session without its code reaches the code's page and the way out, nothing else."""

    @pytest.mark.parametrize(
        "address",
        ["/settings/", "/settings/second-factor/", "/password/change/", "/admin/", "/no-such-page/"],
    )
    def test_every_other_page_asks_for_the_code(self, client, codes, address):
        answer = password_only(client).get(address)
        assert answer["Location"].startswith(f"{CODE}?next=")

    def test_a_post_changes_nothing(self, client, codes, vetrova):
        answer = password_only(client).post(SETTINGS, {"language": "en"})
        assert answer["Location"] == CODE
        vetrova.refresh_from_db()
        assert vetrova.language == "ru"

    def test_a_fragment_sends_the_whole_page_to_the_code(self, client, codes):
        answer = password_only(client).get(SETTINGS, headers={"HX-Request": "true"})
        assert answer["HX-Redirect"] == CODE

    def test_the_way_out_and_the_language_stay_open(self, client, codes):
        password_only(client)
        assert client.post(reverse("language"), {"language": "en"}).status_code == 302
        assert client.post(reverse("sign-out"))["Location"] == reverse("sign-in")

    def test_the_code_opens_the_page_that_was_asked_for(self, client, codes, vetrova):
        answer = password_only(client).get(SETTINGS)
        answer = client.post(answer["Location"], {"code": code_of(vetrova)})
        assert answer["Location"] == SETTINGS
        assert client.get(SETTINGS).status_code == 200

    @pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example"])
    def test_the_code_leads_to_the_portal_only(self, client, codes, vetrova, address):
        password_only(client)
        answer = client.post(f"{CODE}?next={address}", {"code": code_of(vetrova)})
        assert answer["Location"] == reverse("home")

    def test_a_code_works_once(self, client, codes, vetrova):
        code = code_of(vetrova)
        password_only(client).post(CODE, {"code": code})
        other = password_only(Client())
        assert other.post(CODE, {"code": code}).status_code == 200

    def test_a_code_of_somebody_else_does_not_fit(self, client, codes):
        other = UserFactory()
        turn_on(other)
        assert password_only(client).post(CODE, {"code": code_of(other)}).status_code == 200

    def test_who_has_nothing_that_counts_codes_is_sent_to_set_it_up(self, client, vetrova):
        client.force_login(vetrova)
        assert client.get(f"{CODE}?next=/settings/")["Location"] == f"{SETUP}?next=%2Fsettings%2F"


class TestWrongCodes:
    """Each wrong code doubles the wait, and during the wait none is looked at."""

    def test_the_wait_doubles(self, codes, vetrova):
        with time_machine.travel(NOW, tick=False) as clock:
            for wait in (1, 2, 4, 8, 16):
                with pytest.raises(CodeError):
                    second_factor.verify(vetrova, code=wrong_for(vetrova))
                clock.shift(wait - 0.5)
                with pytest.raises(TooManyCodesError):
                    second_factor.verify(vetrova, code=code_of(vetrova))
                clock.shift(0.5)
            assert second_factor.verify(vetrova, code=code_of(vetrova))

    @pytest.mark.parametrize(
        ("seconds", "words"),
        [
            (1, "Подождите 1 секунду"),
            (3, "Подождите 3 секунды"),
            (59, "59 секунд"),
            (61, "Подождите 2 минуты"),
        ],
    )
    def test_the_page_says_how_long(self, today, seconds, words):
        assert words in str(TooManyCodesError(NOW + datetime.timedelta(seconds=seconds)))

    def test_recovery_codes_are_guarded_alike(self, codes, vetrova):
        with pytest.raises(CodeError):
            second_factor.verify(vetrova, code="aaaa-bbbb")
        with pytest.raises(TooManyCodesError):
            second_factor.verify(vetrova, code=codes[0])


class TestRecoveryCodes:
    """For the day that the phone is lost."""

    @pytest.mark.parametrize("typed", ["{}", " {} ", "{:.4}-{rest}", "{:.4} {rest}"])
    def test_one_lets_in_however_it_is_typed(self, client, codes, typed):
        code = typed.format(codes[0], rest=codes[0][4:])
        assert password_only(client).post(f"{CODE}?recovery=1", {"code": code.upper()}).status_code == 302
        assert client.get(SETTINGS).context["codes_left"] == 9

    def test_each_works_once(self, client, codes):
        password_only(client).post(CODE, {"code": codes[0]})
        assert password_only(Client()).post(CODE, {"code": codes[0]}).status_code == 200

    def test_new_ones_replace_the_old(self, client, codes, vetrova):
        password_only(client).post(CODE, {"code": codes[0]})
        page = client.post(reverse("second-factor-codes"), {"code": codes[1]})
        assert len(page.context["codes"]) == 10
        assert not set(page.context["codes"]) & set(codes)
        with pytest.raises(CodeError):
            second_factor.verify(vetrova, code=codes[2])


class TestTurningOff:
    """By a code; not where the municipality requires it."""

    def test_a_code_turns_it_off(self, client, codes, vetrova):
        password_only(client).post(CODE, {"code": codes[0]})
        assert client.post(reverse("second-factor-off"), {"code": "000000"}).status_code == 200
        assert second_factor.device_of(vetrova)
        assert client.post(reverse("second-factor-off"), {"code": codes[1]})["Location"] == SETTINGS
        assert second_factor.device_of(vetrova) is None
        assert client.get(SETTINGS).status_code == 200

    def test_without_one_there_is_nothing_to_turn_off(self, client, vetrova):
        client.force_login(vetrova)
        for name in ("second-factor-off", "second-factor-codes"):
            assert client.get(reverse(name))["Location"] == SETTINGS


class TestRequired:
    """A municipality may require the second factor from its department."""

    @pytest.fixture(autouse=True)
    def required(self, cast: Cast):
        cast.municipality.is_second_factor_required = True
        cast.municipality.save()

    def test_the_department_is_sent_to_set_it_up_and_then_goes_on(self, cast: Cast, client_of: Callable):
        client = client_of(cast.administrator)
        address = f"/{cast.municipality.slug}/outbox/"
        answer = client.get(address, follow=True)
        assert answer.redirect_chain[-1][0] == f"{SETUP}?next=%2F{cast.municipality.slug}%2Foutbox%2F"
        page = client.post(answer.redirect_chain[-1][0], {"code": code_of(cast.administrator.user)})
        assert page.context["next"] == address
        assert client.get(address).status_code == 200

    def test_it_cannot_be_turned_off_by_the_department(self, cast: Cast, client_of: Callable):
        user = cast.specialist.user
        codes = turn_on(user)
        client = client_of(cast.specialist)
        client.post(CODE, {"code": codes[0]})
        assert client.get(reverse("second-factor-off")).context["is_required"]
        client.post(reverse("second-factor-off"), {"code": codes[1]})
        assert second_factor.device_of(user)

    @pytest.mark.parametrize(
        ("who", "is_required"), [("director", False), ("viewer", False), ("specialist", True), ("head", True)]
    )
    def test_it_is_required_from_the_department_alone(self, cast: Cast, who: str, is_required: bool):
        assert second_factor.is_required(cast.person(who).user) is is_required

    def test_it_is_not_required_from_who_has_left(self, cast: Cast, today: datetime.date):
        cast.head.positions.update(until=today - datetime.timedelta(days=1))
        assert not second_factor.is_required(cast.head.user)
