"""Taking up an invitation."""

from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from accounts.forms import NewPasswordForm
from accounts.models import Invitation
from accounts.services import invitations
from accounts.views.language import keep_language
from common.access import PUBLIC
from common.views import AskView

BACKEND = "django.contrib.auth.backends.ModelBackend"


@method_decorator(never_cache, name="dispatch")
class TakeUpInvitation(AskView):
    """The page behind the link: a first password, and in. Looking at it does not use it up."""

    ability = PUBLIC
    form_class = NewPasswordForm
    template_name = "accounts/invitation.html"
    invitation: Invitation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the form if the link is open, else one page that says what happened and whom to ask."""
        try:
            self.invitation = invitations.read_token(kwargs["token"])
            return super().dispatch(request, *args, **kwargs)
        except invitations.InvitationError as error:
            return render(request, "accounts/invitation_closed.html", {"error": error}, status=410)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Check the password against the login that it is for."""
        return {**super().get_form_kwargs(), "user": self.invitation.user}

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        """Take the invitation up and sign in."""
        user = invitations.take_up(self.kwargs["token"], password=form.cleaned_data["new_password1"])
        login(self.request, user, backend=BACKEND)
        return keep_language(redirect("home"), self.request, user.language)
