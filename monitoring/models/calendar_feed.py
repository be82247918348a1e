"""The address of a person's own calendar: whoever knows it may read it, so it can be made anew."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from schools.models import Municipality, Person


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(32)


class CalendarFeed(models.Model):
    """One person's calendar and its secret."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="calendar_feeds")
    person = models.OneToOneField(
        Person, models.CASCADE, related_name="calendar_feed", verbose_name=_("person")
    )
    token = models.CharField(_("secret of the address"), max_length=64, unique=True, default=new_token)
    made_at = models.DateTimeField(_("made"), auto_now=True)

    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self) -> str:
        return str(self.person)
