"""The portal does not start with a view that is open by oversight."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.generic import View

from common.access import PUBLIC, AccessMixin
from config.checks import patterns_of, require_abilities
from config.urls import urlpatterns
from schools.access import Ability
from schools.models.municipality import RESERVED_SLUGS


class Silent(AccessMixin):
    """Names no ability."""


class Unknown(AccessMixin):
    """Names an ability that no role has."""

    ability = "fly"


class Unguarded(View):
    """Names an ability, but nothing asks for it."""

    ability = PUBLIC


class Guarded(AccessMixin):
    """Is as it should be."""

    ability = Ability.VIEW_SCHOOLS


def bare(request: HttpRequest) -> HttpResponse:
    """Stand for a function that is no view class."""
    return HttpResponse()


@pytest.mark.parametrize("view", [Silent.as_view(), Unknown.as_view(), Unguarded.as_view(), bare])
def test_a_view_that_does_not_say_who_may_open_it_is_refused(view: object) -> None:
    inner = [path("here/", view)]
    with pytest.raises(ImproperlyConfigured, match="deep/here/"):
        require_abilities([path("deep/", include(inner)), path("good/", Guarded.as_view())])


def test_views_that_say_it_are_let_through() -> None:
    require_abilities([path("good/", Guarded.as_view())])


def test_no_municipality_can_take_an_address_of_the_portal() -> None:
    first = {address.split("/")[0] for address, _ in patterns_of(urlpatterns)} | {"admin", "static"}
    taken = {word for word in first if word and not word.startswith("<")}
    assert taken <= RESERVED_SLUGS
