"""Logins and invitations for the installation's administrator."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import ReadOnlyPasswordHashField
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.access import signed_in
from accounts.models import Invitation, User
from accounts.services import invitations, lockout, second_factor


class LoginAddForm(ModelForm):  # type: ignore[type-arg]
    """A new login: the password is set by whoever takes the invitation up."""

    class Meta:
        model = User
        fields = ["email", "language"]

    def clean_email(self) -> str:
        """Keep addresses in small letters."""
        return str(self.cleaned_data["email"]).strip().lower()

    def save(self, commit: bool = True) -> Any:
        """Make a login by which nobody can sign in yet."""
        self.instance.set_unusable_password()
        return super().save(commit)


class LoginForm(ModelForm):  # type: ignore[type-arg]
    """A login; its password can be set anew on a page of its own, never read."""

    password = ReadOnlyPasswordHashField(label=_("Password"))

    class Meta:
        model = User
        fields = [
            *["email", "password", "language", "digest", "is_active"],
            *["is_staff", "is_superuser", "groups", "user_permissions"],
        ]

    def clean_email(self) -> str:
        """Keep addresses in small letters."""
        return str(self.cleaned_data["email"]).strip().lower()


@admin.register(User)
class LoginAdmin(UserAdmin):  # type: ignore[type-arg]
    """Logins: made without a password, closed by «may sign in», never deleted."""

    form = LoginForm
    add_form = LoginAddForm
    list_display = ["email", "language", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "is_superuser"]
    search_fields = ["email"]
    ordering = ["email"]
    readonly_fields = ["last_login", "joined_at"]
    fieldsets = [
        (None, {"fields": ["email", "password", "language", "digest", "is_active"]}),
        (_("Rights"), {"fields": ["is_staff", "is_superuser", "groups", "user_permissions"]}),
        (_("Dates"), {"fields": ["last_login", "joined_at"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "language"]})]
    actions = ["invite", "unlock", "forget_second_factor"]

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """What a login did stays under its name."""
        return False

    @admin.action(description=_("Send an invitation"))
    def invite(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        """Invite the chosen."""
        users = list(chosen.filter(is_active=True))
        for user in users:
            invitations.invite(user, by=signed_in(request))
        text = ngettext("%(count)d invitation is queued.", "%(count)d invitations are queued.", len(users))
        self.message_user(request, text % {"count": len(users)}, messages.SUCCESS)

    @admin.action(description=_("Let in again after wrong passwords"))
    def unlock(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        """Forget the wrong passwords of the chosen."""
        for user in chosen:
            lockout.unlock(user)

    @admin.action(description=_("Take off the second factor"))
    def forget_second_factor(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        """Take off the second factor of people who have lost it."""
        for user in chosen:
            second_factor.forget(user)


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that only the portal itself writes."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes by hand."""
        return False


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """Who was invited by whom and when; the link itself is nowhere to be seen."""

    list_display = ["user", "invited_by", "created_at", "expires_at", "used_at", "voided_at"]
    list_select_related = ["user", "invited_by"]
    search_fields = ["user__email"]
    fields = ["user", "invited_by", "created_at", "expires_at", "used_at", "voided_at"]
