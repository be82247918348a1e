"""A section of a plan (раздел, направление, трек)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from common.versions import Versioned
from roadmaps.models.roadmap import Roadmap


class Section(Versioned):
    """A heading of the plan with the items beneath it; ``position`` orders sections of the whole roadmap."""

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="sections")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name=_("within")
    )
    position = models.PositiveIntegerField(_("order in the list"))
    table = models.PositiveSmallIntegerField(_("table of the document, from 0"), default=0)
    number = models.CharField(_("number"), max_length=100, blank=True)
    title = models.TextField(_("title"))

    objects = ScopedManager(municipality="roadmap__municipality")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["roadmap", "position"], name="section_in_order")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title
