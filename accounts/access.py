"""What accounts asks of the roles (the abilities are given in ``schools.access``), and who has signed in."""

from typing import Final, cast

from django.http import HttpRequest

from accounts.models import User

VIEW_OUTBOX: Final = "view outbox"


def signed_in(request: HttpRequest) -> User:
    """The login of the request; for views that nobody reaches without one."""
    return cast("User", request.user)
