"""Changing a password, and setting it anew by a link in a mail."""

from django.contrib import messages
from django.contrib.auth import views as auth
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from accounts.forms import NewPasswordForm, PasswordChangeForm, PasswordResetForm
from accounts.services import lockout
from common.access import PUBLIC, SIGNED_IN, AccessMixin


class ChangePassword(AccessMixin, auth.PasswordChangeView):
    """By who has signed in; all other sessions of the login end."""

    ability = SIGNED_IN
    form_class = PasswordChangeForm
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("settings")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:  # type: ignore[override]
        """Change it and say so."""
        messages.success(self.request, _("The password is changed. Other devices have to sign in anew."))
        return super().form_valid(form)


class AskReset(AccessMixin, auth.PasswordResetView):
    """The address for the mail; the answer is the same whether it is a login's or not."""

    ability = PUBLIC
    form_class = PasswordResetForm
    template_name = "accounts/password_reset.html"
    success_url = reverse_lazy("password-reset-sent")


class ResetSent(AccessMixin, auth.PasswordResetDoneView):
    """Where to look for the mail."""

    ability = PUBLIC
    template_name = "accounts/password_reset_sent.html"


class Reset(AccessMixin, auth.PasswordResetConfirmView):
    """A new password by the link; sign-in follows, with the second factor where there is one."""

    ability = PUBLIC
    form_class = NewPasswordForm
    template_name = "accounts/password_reset_confirm.html"
    success_url = reverse_lazy("sign-in")
    reset_url_token = "new"  # noqa: S105 a word in the address in place of the key

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:  # type: ignore[override]
        """Set it; wrong passwords tried before do not keep the owner out."""
        response = super().form_valid(form)
        lockout.unlock(form.user)
        messages.success(self.request, _("The new password is set. Sign in with it."))
        return response
