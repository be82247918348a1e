"""The administrator takes off the second factor of one who has lost it."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_scopes import scope

from accounts.models import Message
from tests.cast import Cast
from tests.factories import MunicipalityFactory, PersonFactory


def at(cast: Cast, name: str, row=None) -> str:
    pk = {"pk": row.pk} if row is not None else {}
    return reverse(name, kwargs={"municipality": cast.municipality.slug, **pk})


@pytest.fixture
def administrator(cast: Cast, client_of: Callable):
    return client_of(cast.administrator)


@pytest.fixture
def secured(cast: Cast):
    TOTPDevice.objects.create(user=cast.specialist.user, confirmed=True)
    return cast.specialist


def test_it_is_off_the_sessions_end_and_a_mail_tells(cast: Cast, administrator, secured, client_of: Callable):
    theirs = client_of(secured)
    administrator.post(at(cast, "person-second-factor", secured))
    assert not TOTPDevice.objects.filter(user=secured.user).exists()
    assert theirs.get(at(cast, "roadmap-list")).status_code == 302
    mail = Message.objects.get(recipient=secured.user.email)
    assert cast.administrator.short_name in mail.text


def test_whoever_runs_the_portal_is_not_opened_by_a_department(cast: Cast, administrator, secured):
    secured.user.is_staff = True
    secured.user.save()
    answer = administrator.post(at(cast, "person-second-factor", secured))
    assert answer.context["form"].non_field_errors()
    assert TOTPDevice.objects.filter(user=secured.user).exists()


def test_who_signs_in_elsewhere_too_is_not_opened_by_this_municipality(cast: Cast, administrator, secured):
    elsewhere = MunicipalityFactory(slug="dalniy")
    with scope(municipality=elsewhere):
        PersonFactory(municipality=elsewhere, user=secured.user)
    answer = administrator.post(at(cast, "person-second-factor", secured))
    assert answer.context["form"].non_field_errors()
    assert TOTPDevice.objects.filter(user=secured.user).exists()


def test_the_card_offers_it_only_where_there_is_one(cast: Cast, administrator, secured):
    offer = at(cast, "person-second-factor", secured)
    assert offer in administrator.get(at(cast, "person-detail", secured)).content.decode()
    other = administrator.get(at(cast, "person-detail", cast.director)).content.decode()
    assert "/second-factor/" not in other.replace("/settings/second-factor/", "")
