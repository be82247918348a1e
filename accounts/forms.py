"""Forms of signing in, codes, passwords and personal settings."""

from typing import Any

from django import forms
from django.contrib.auth import forms as auth
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services import passwords


class SignInForm(auth.AuthenticationForm):
    """E-mail and password."""

    username = auth.UsernameField(
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "username"}),
    )
    error_messages = {
        "invalid_login": _("The e-mail or the password does not fit. Check the language of the keyboard."),
        "inactive": _("The e-mail or the password does not fit. Check the language of the keyboard."),
    }

    def clean_username(self) -> str:
        """One address however it is typed: wrong passwords are counted by it."""
        return str(self.cleaned_data["username"]).strip().lower()


class CodeForm(forms.Form):
    """A code of the application."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autofocus": True, "autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
    )


class AnyCodeForm(CodeForm):
    """A code of the application, or a recovery code."""

    code = forms.CharField(
        label=_("Code of the application, or a recovery code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "one-time-code"}),
    )


class PasswordResetForm(auth.PasswordResetForm):
    """The address to which the link goes, if it is a login's."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "email"}),
    )

    def save(self, *_args: Any, **_options: Any) -> None:
        """Queue the mail; Django's own sending is never used."""
        passwords.send_reset(self.cleaned_data["email"])


class NewPasswordForm(auth.SetPasswordForm):  # type: ignore[type-arg]
    """A password and the same once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say the rules in one line (AUTH_PASSWORD_VALIDATORS hold them)."""
        super().__init__(*args, **kwargs)
        first, second = self.fields["new_password1"], self.fields["new_password2"]
        first.help_text = _("Ten characters or more, not only figures, not like the e-mail.")
        second.label, second.help_text = _("The same once more"), ""


class PasswordChangeForm(NewPasswordForm, auth.PasswordChangeForm):
    """The password in use and the new one twice."""


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a person chooses for every device."""

    class Meta:
        model = User
        fields = ["language", "digest"]
        widgets = {"language": forms.RadioSelect, "digest": forms.RadioSelect}
        help_texts = {
            "digest": _(
                "One letter a day at most. What was returned to you, and what the coordinator "
                "reminds you of, comes the next morning in any case."
            )
        }
