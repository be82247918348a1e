"""The passport of a roadmap and the specialists whom its order names."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from common.versions import Versioned
from roadmaps.models.roadmap import Roadmap
from schools.models import Person


class PassportEntry(Versioned):
    """One line of the passport: its name and its text."""

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="passport")
    position = models.PositiveIntegerField(_("order in the list"))
    name = models.TextField(_("name"))
    text = models.TextField(_("text"), blank=True)

    objects = ScopedManager(municipality="roadmap__municipality")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("line of the passport")
        verbose_name_plural = _("lines of the passport")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Specialist(Versioned):
    """A specialist named in the order for an area of work."""

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="specialists")
    position = models.PositiveIntegerField(_("order in the list"))
    number = models.CharField(_("number"), max_length=100, blank=True)
    name = models.TextField(_("name as written"))
    post = models.TextField(_("post"), blank=True)
    area = models.TextField(_("area of work"), blank=True)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("person")
    )

    objects = ScopedManager(municipality="roadmap__municipality")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("specialist named in the order")
        verbose_name_plural = _("specialists named in the order")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
