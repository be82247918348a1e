"""A target indicator with its values by school year."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from common.versions import Versioned
from roadmaps.models.roadmap import Roadmap


class Indicator(Versioned):
    """A target indicator; ``values`` maps a period as written («2026/2027») to the value as written."""

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="indicators")
    position = models.PositiveIntegerField(_("order in the list"))
    group = models.TextField(_("group of indicators"), blank=True)
    name = models.TextField(_("name"))
    unit = models.TextField(_("unit"), blank=True)
    values = models.JSONField(_("values by period"), default=dict, blank=True)

    objects = ScopedManager(municipality="roadmap__municipality")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
