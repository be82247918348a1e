"""The lock-out after wrong passwords: by name and address together, counted by django-axes."""

import datetime
import ipaddress
import math

from axes.attempts import get_cool_off_threshold
from axes.helpers import get_client_username, get_cool_off
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User


def client_address(request: HttpRequest) -> str | None:
    """The address that the request comes from, told by the outermost of our own proxies; None if unknown.

    Each proxy adds the address of its caller at the right end of X-Forwarded-For; what stands further
    left was written by the caller and is not believed.
    """
    addresses = request.headers.get("X-Forwarded-For", "").split(",")
    is_forwarded = 0 < settings.PROXY_COUNT <= len(addresses)
    told = addresses[-settings.PROXY_COUNT] if is_forwarded else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(told.strip()))
    except ValueError:
        return None


def minutes_locked(request: HttpRequest, credentials: dict[str, str] | None) -> int:
    """How many minutes are left until this name may be tried from this address again, at least one."""
    cool_off = get_cool_off(request)
    last = (
        AccessAttempt.objects.filter(
            username=get_client_username(request, credentials),
            ip_address=client_address(request),
            attempt_time__gte=get_cool_off_threshold(request),
        )
        .order_by("-attempt_time")
        .first()
    )
    since = last.attempt_time if last else timezone.now()
    left: datetime.timedelta = since + cool_off - timezone.now()
    return max(1, math.ceil(left.total_seconds() / 60))


def unlock(user: User) -> None:
    """Let the login in again at once, from any address: its owner has shown that the mail is theirs."""
    reset(username=user.email)
