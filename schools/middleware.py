"""The middleware that opens a municipality's scope from the address, for its members only."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django_scopes import scope

from schools.access import Membership, membership_of
from schools.models import Municipality

Answer = Callable[[HttpRequest], HttpResponse]


def _municipality(request: HttpRequest) -> str | None:
    try:
        return resolve(request.path_info).kwargs.get("municipality")
    except Resolver404:
        return None


def _needs_second_factor(request: HttpRequest, membership: Membership) -> bool:
    """Whether the municipality wants a second factor from this member and this session has none."""
    is_wanted = membership.municipality.is_second_factor_required and membership.is_department
    return is_wanted and not request.user.is_verified()  # type: ignore[union-attr]


class MunicipalityMiddleware:
    """Open the scope and the clock of the municipality in the address and set ``request.membership``.

    A municipality that does not exist and one where the person holds no position answer alike: 404.
    Anonymous requests go on without a scope; the view sends them to sign-in.
    """

    def __init__(self, get_response: Answer) -> None:
        """Keep what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request inside the scope of its municipality."""
        request.membership = None  # type: ignore[attr-defined]
        slug = _municipality(request)
        if slug is None or not request.user.is_authenticated:
            with scope():
                return self.get_response(request)
        municipality = Municipality.objects.filter(slug=slug).first()
        if municipality is None:
            request.is_foreign = True  # type: ignore[attr-defined]
            return self.get_response(request)
        with scope(municipality=municipality), timezone.override(municipality.zone):
            membership = membership_of(request.user, municipality)
            if membership is None:
                request.is_foreign = True  # type: ignore[attr-defined]
            elif _needs_second_factor(request, membership):
                return redirect(f"{reverse('second-factor')}?{urlencode({'next': request.get_full_path()})}")
            request.membership = membership  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> None:
        """Answer 404 in a foreign or absent municipality, as for any page that does not exist."""
        if getattr(request, "is_foreign", False):
            raise Http404
