"""Whom an entry of the responsibles means in a municipality, as somebody has once decided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from roadmaps.choices import ResponsibleKind
from schools.models import Group, Municipality, Person, School

KEY_LENGTH = 500


def key_of(text: str) -> str:
    """The same for all ways to write an entry: small letters, no ё, single spaces, no signs at the ends."""
    return " ".join(text.casefold().replace("ё", "е").split()).strip(" .,;")[:KEY_LENGTH]


class Remembered(models.Model):
    """The answer to a doubt, used for every later entry of the same words."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="remembered")
    key = models.CharField(_("key"), max_length=KEY_LENGTH)
    text = models.TextField(_("as written"))
    kind = models.CharField(_("meaning"), max_length=7, choices=ResponsibleKind)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="+")
    schools = models.ManyToManyField(School, blank=True, related_name="+")
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), auto_now=True)

    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("remembered answer")
        verbose_name_plural = _("remembered answers")
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key"], name="remembered_once"),
            models.CheckConstraint(condition=~Q(kind=ResponsibleKind.DOUBT), name="remembered_is_no_doubt"),
        ]

    def __str__(self) -> str:
        return self.text
