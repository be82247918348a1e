"""Who may open a view: closed unless the view names an ability.

The words of the trade (roles and what they may do) stand in ``schools.access``; a view says
``ability = Ability.EDIT_ROADMAPS`` or one of the two words here. ``config.checks`` refuses to start
with a view that says nothing.
"""

from typing import Any, Protocol

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.generic import View

PUBLIC = "public"  # anyone, without sign-in
SIGNED_IN = "signed in"  # anyone who has signed in, in no municipality


class Membership(Protocol):
    """What a signed-in person may do in the municipality of the address."""

    def can(self, ability: str) -> bool:
        """Say whether one of the person's roles gives the ability."""


class AccessMixin(View):
    """A view that is closed to everybody whose roles do not give its ``ability``."""

    ability: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in, send to sign-in, or refuse."""
        if self.ability != PUBLIC:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            membership: Membership | None = getattr(request, "membership", None)
            if self.ability != SIGNED_IN and not (membership and membership.can(self.ability)):
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
