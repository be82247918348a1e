"""What every template knows: how to be shown to this browser, and where it stands."""

from typing import Any

from django.http import HttpRequest

from common.display import COOKIE, Display


def display(request: HttpRequest) -> dict[str, Any]:
    """Give ``display``, the choices of this browser, and ``here``, the address to come back to."""
    return {
        "display": Display.from_cookie(request.COOKIES.get(COOKIE, "")),
        "here": request.get_full_path(),
    }
