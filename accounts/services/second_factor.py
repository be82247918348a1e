"""The second factor: an application that counts codes, and recovery codes for the day it is lost."""

import base64
import datetime
import math

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User
from accounts.services.sessions import end_sessions

CODE_DIGITS = 6
RECOVERY_CODES = 10


class CodeError(Exception):
    """The code is not accepted; the message says why."""


class TooManyCodesError(CodeError):
    """Too many wrong codes: none is looked at for a while."""

    def __init__(self, until: datetime.datetime) -> None:
        """Say how long to wait."""
        seconds = max(1, math.ceil((until - timezone.now()).total_seconds()))
        what = _("Too many wrong codes.")
        super().__init__(f"{what} {_wait(seconds)}")


class RequiredError(Exception):
    """The second factor cannot be turned off: a municipality requires it."""


def device_of(user: User) -> TOTPDevice | None:
    """The confirmed application of the login, or None."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def is_required(user: User) -> bool:
    """Whether a municipality wants a second factor from the login."""
    return bool(import_string(settings.SECOND_FACTOR_REQUIREMENT)(user))


def recovery_codes_left(user: User) -> int:
    """How many recovery codes have not been used."""
    left: int = StaticToken.objects.filter(device__user=user, device__confirmed=True).count()
    return left


@transaction.atomic
def begin(user: User) -> TOTPDevice:
    """Give the application that waits to be confirmed; the same one until it is."""
    User.objects.select_for_update().get(pk=user.pk)
    device, _made = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "totp"})
    return device


def secret_words(device: TOTPDevice) -> str:
    """The secret as it is typed into an application by hand: groups of four letters."""
    letters = base64.b32encode(device.bin_key).decode()
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def confirm(user: User, *, code: str) -> tuple[TOTPDevice, list[str]]:
    """Turn the second factor on by the first code; return the device and the recovery codes in plain text.

    All other sessions of the login end. Raises CodeError, also if it is on already.
    """
    if device_of(user):
        raise CodeError(_("The second factor is on already."))
    device = begin(user)
    _check(device, code)
    with transaction.atomic():
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        codes = _new_codes(user)
        end_sessions(user)
    return device, codes


def verify(user: User, *, code: str) -> Device:
    """Check the code of the application, or a recovery code, which is used up; raises CodeError.

    Call it outside a transaction: a wrong code is counted even though nothing else happens.
    """
    code = code.replace(" ", "").replace("-", "").lower()
    is_from_application = len(code) == CODE_DIGITS and code.isdigit()
    kind = TOTPDevice if is_from_application else StaticDevice
    device = kind.objects.filter(user=user, confirmed=True).first()
    if device is None:
        raise CodeError(_("This code does not fit."))
    _check(device, code)
    return device


def renew_recovery_codes(user: User, *, code: str) -> list[str]:
    """Replace the recovery codes by new ones, which are returned in plain text; raises CodeError."""
    verify(user, code=code)
    with transaction.atomic():
        return _new_codes(user)


def turn_off(user: User, *, code: str) -> None:
    """Turn the second factor off; raises RequiredError or CodeError."""
    if is_required(user):
        raise RequiredError(_("The department requires the second factor: it cannot be turned off."))
    verify(user, code=code)
    forget(user)


@transaction.atomic
def forget(user: User) -> None:
    """Drop the application and the recovery codes of a person who has lost both; all sessions end."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    end_sessions(user)


def _check(device: Device, code: str) -> None:
    """Check and count one code under a lock, so that of two simultaneous tries each is counted."""
    with transaction.atomic():
        locked = type(device).objects.select_for_update().get(pk=device.pk)
        is_allowed, why = locked.verify_is_allowed()
        is_right = is_allowed and locked.verify_token(code)
    if not is_allowed:
        raise TooManyCodesError(why["locked_until"])
    if not is_right:
        raise CodeError(_("This code does not fit."))


def _new_codes(user: User) -> list[str]:
    device, _made = StaticDevice.objects.get_or_create(user=user, defaults={"name": "recovery"})
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def _wait(seconds: int) -> str:
    if seconds < 60:
        return ngettext("Wait %(count)d second.", "Wait %(count)d seconds.", seconds) % {"count": seconds}
    minutes = math.ceil(seconds / 60)
    return ngettext("Wait %(count)d minute.", "Wait %(count)d minutes.", minutes) % {"count": minutes}
