"""A day on which a municipality's reminders were planned."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from schools.models import Municipality

LOOKED_AT = 120  # mornings


class MorningQuerySet(models.QuerySet["Morning"]):
    """Questions about mornings."""

    def latest_days(self, day: datetime.date) -> list[datetime.date]:
        """Return the days before this one whose letters were written, the latest first, as far as is looked.

        So many are looked at that a school's summer lies within.
        """
        written = self.filter(day__lt=day, gathered_at__isnull=False)
        return list(written.order_by("-day").values_list("day", flat=True)[:LOOKED_AT])


class Morning(models.Model):
    """What the planner did on one day; days without a row were slept through."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="mornings")
    day = models.DateField(_("day"))
    planned = models.PositiveIntegerField(_("reminders planned"), default=0)
    letters = models.PositiveIntegerField(_("letters written"), default=0)
    gathered_at = models.DateTimeField(_("letters written at"), null=True, blank=True)

    objects = ScopedManager(
        municipality="municipality", _manager_class=models.Manager.from_queryset(MorningQuerySet)
    )

    class Meta:
        verbose_name = _("morning")
        verbose_name_plural = _("mornings")
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["municipality", "day"], name="morning_once_a_day")]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.day:%d.%m.%Y}"
