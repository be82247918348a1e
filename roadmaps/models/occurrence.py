"""One dated instance of a deadline."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from roadmaps.models.item import PlanItem


class Occurrence(models.Model):
    """The span in which an item is due: ``start`` to ``due``; ``original_due`` as first approved.

    ``written_due`` is the day that the order names, where the municipality's rule for days off moves it.
    """

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="occurrences")
    start = models.DateField(_("from"))
    due = models.DateField(_("due"))
    written_due = models.DateField(_("due as written"), null=True, blank=True)
    original_due = models.DateField(_("due as first approved"), null=True, blank=True)
    is_by_hand = models.BooleanField(_("set by hand"), default=False)
    is_cancelled = models.BooleanField(_("cancelled by an amendment"), default=False)

    objects = ScopedManager(municipality="item__roadmap__municipality")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("date of a deadline")
        verbose_name_plural = _("dates of deadlines")
        ordering = ["due", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "due"], name="occurrence_due_once"),
            models.CheckConstraint(condition=Q(due__gte=F("start")), name="occurrence_due_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.start:%d.%m.%Y} – {self.due:%d.%m.%Y}"

    @property
    def written(self) -> datetime.date:
        """The day that the order names."""
        return self.written_due or self.due
