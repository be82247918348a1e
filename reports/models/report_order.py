"""A report that somebody ordered: built in the background, kept for its owner only."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from reports.choices import OrderState
from schools.models import Municipality, Person


class ReportOrderQuerySet(models.QuerySet["ReportOrder"]):
    """Questions about ordered reports."""

    def owned_by(self, person: Person) -> "ReportOrderQuerySet":
        """Reports that the person ordered: nobody else sees them."""
        return self.filter(owner=person).select_related("municipality")  # which their addresses name


class ReportOrder(models.Model):
    """One ordered report: what, with which parameters, how far, and the file."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="report_orders")
    owner = models.ForeignKey(Person, models.CASCADE, related_name="report_orders")
    report = models.CharField(_("report"), max_length=60)
    parameters = models.JSONField(_("parameters"), default=dict)
    title = models.CharField(_("title"), max_length=300)
    state = models.CharField(_("state"), max_length=9, choices=OrderState, default=OrderState.WAITING)
    rows_done = models.PositiveIntegerField(_("rows written"), default=0)
    rows_total = models.PositiveIntegerField(_("rows in all"), default=0)
    file = models.FileField(_("file"), upload_to="reports/%Y/%m", blank=True)
    error = models.TextField(_("what went wrong"), blank=True)
    lease_until = models.DateTimeField(_("claimed until"), null=True, blank=True)
    created_at = models.DateTimeField(_("ordered"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = ScopedManager(
        municipality="municipality", _manager_class=models.Manager.from_queryset(ReportOrderQuerySet)
    )

    class Meta:
        verbose_name = _("ordered report")
        verbose_name_plural = _("ordered reports")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=OrderState.READY) | ~Q(file=""), name="report_ready_has_file"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Address of the order's page."""
        return reverse("report-detail", kwargs={"municipality": self.municipality.slug, "pk": self.pk})

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen to the order."""
        return self.state in (OrderState.READY, OrderState.FAILED, OrderState.CANCELLED)
