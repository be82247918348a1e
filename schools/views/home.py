"""The portal's front door: each person goes to the first page of the own role."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from common.access import SIGNED_IN
from common.views import PageView
from schools.access import Membership, memberships_of
from schools.choices import Role

# The first page by role; of several roles the first in this order decides.
FIRST_PAGES = {
    Role.HEAD: "overview",
    Role.COORDINATOR: "acceptance",
    Role.SPECIALIST: "roadmap-list",
    Role.ADMINISTRATOR: "person-list",
    Role.DIRECTOR: "due",
    Role.SCHOOL_COORDINATOR: "due",
    Role.VIEWER: "overview",
}


def first_page(membership: Membership) -> str:
    """The address of the member's first page inside the municipality."""
    name = next(page for role, page in FIRST_PAGES.items() if role in membership.roles)
    place = {"municipality": membership.municipality.slug}
    try:
        return reverse(name, kwargs=place)
    except NoReverseMatch:  # the page's app is not built yet
        return reverse("school-list", kwargs=place)


class HomeView(PageView):
    """One municipality → the role's first page; several → the list of them; none → a page that says so."""

    ability = SIGNED_IN
    template_name = "schools/home.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the person on."""
        assert isinstance(request.user, User)  # noqa: S101 signed in
        memberships = memberships_of(request.user)
        if not memberships and request.user.is_superuser:
            return HttpResponseRedirect(reverse("admin:index"))
        if not memberships:
            return super().get(request, *args, **kwargs)
        if len(memberships) > 1 or memberships[0].roles == {Role.VIEWER}:
            return HttpResponseRedirect(reverse("municipality-list"))
        return HttpResponseRedirect(first_page(memberships[0]))
