"""A numbered state of a roadmap, put in force by an order (редакция)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from roadmaps.models.roadmap import Roadmap
from schools.models import Person


class Revision(models.Model):
    """The roadmap as an order left it; ``snapshot`` holds the content in the form of contract 2."""

    roadmap = models.ForeignKey(Roadmap, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    order_number = models.CharField(_("number of the order"), max_length=100)
    order_date = models.DateField(_("date of the order"))
    reason = models.TextField(_("reason"), blank=True)
    snapshot = models.JSONField(_("content"))
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    made_at = models.DateTimeField(_("at"), auto_now_add=True)

    objects = ScopedManager(municipality="roadmap__municipality")

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "number"], name="revision_number_once"),
        ]

    def __str__(self) -> str:
        return f"№ {self.order_number}, {self.order_date:%d.%m.%Y}"
