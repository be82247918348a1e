"""An invitation to sign in: a link that works once and for some days."""

import datetime
import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about invitations."""

    def open(self, now: datetime.datetime) -> "InvitationQuerySet":
        """Invitations whose link still works."""
        return self.filter(used_at=None, voided_at=None, expires_at__gt=now)


def make_nonce() -> str:
    """A word that nobody can guess; without it a link cannot be made even by one who knows the key."""
    return secrets.token_urlsafe(16)


class Invitation(models.Model):
    """The right to set the first password of a login; the link carries its signed key and nonce."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations", verbose_name=_("login")
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by")
    )
    nonce = models.CharField(max_length=32, default=make_nonce, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("taken up"), null=True, blank=True)
    voided_at = models.DateTimeField(_("replaced by a newer one"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(self.user)
