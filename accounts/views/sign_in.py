"""Signing in and out."""

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView, redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.forms import SignInForm
from accounts.services import lockout
from accounts.views.language import keep_language
from common.access import PUBLIC, AccessMixin


class SignIn(AccessMixin, LoginView):
    """By e-mail and password; a code follows where the login has a second factor."""

    ability = PUBLIC
    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True
    extra_context = {"contact_email": settings.CONTACT_EMAIL}

    def form_valid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]
        """Sign in, and go on in the person's own language."""
        response = super().form_valid(form)
        return keep_language(response, self.request, form.get_user().language)


class SignOut(AccessMixin, LogoutView):  # type: ignore[misc]
    """The way out, by POST only."""

    ability = PUBLIC


class AdminSignIn(AccessMixin):
    """The installation's administrator signs in like everybody, with the same lock-out and second factor."""

    ability = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        """Send to sign-in; for who has signed in and is no administrator the page does not exist."""
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))


def locked_out(
    request: HttpRequest,
    original: HttpResponse | None = None,
    credentials: dict[str, str] | None = None,
) -> HttpResponse:
    """Say that too many wrong passwords were tried, and for how long the door is shut."""
    minutes = lockout.minutes_locked(request, credentials)
    response = render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response
