"""The middleware that keeps a session between password and code away from everything."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from accounts.services import second_factor

Answer = Callable[[HttpRequest], HttpResponse]

# What may be reached between the password and the code: the code itself, the way out, how pages look.
OPEN = frozenset({"second-factor", "sign-out", "language", "display"})


def _name(request: HttpRequest) -> str | None:
    try:
        return resolve(request.path_info).url_name
    except Resolver404:
        return None


class SecondFactorMiddleware:
    """Send who has a confirmed device, but has not given its code in this session, to the code's page."""

    def __init__(self, get_response: Answer) -> None:
        """Keep what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or ask for the code."""
        user = request.user
        is_half_way = (
            user.is_authenticated
            and not user.is_verified()  # type: ignore[attr-defined]
            and _name(request) not in OPEN
            and second_factor.device_of(user) is not None
        )
        if not is_half_way:
            return self.get_response(request)
        address = reverse("second-factor")
        if request.method == "GET" and "HX-Request" not in request.headers:
            return redirect(f"{address}?{urlencode({'next': request.get_full_path()})}")
        return HttpResponseClientRedirect(address) if "HX-Request" in request.headers else redirect(address)
