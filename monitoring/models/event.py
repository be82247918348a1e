"""What happened to an execution: who did what, when and why."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from monitoring.choices import EventKind
from monitoring.models.execution import Execution
from schools.models import Person

SHOWN_AS = {
    EventKind.SUBMITTED: "submitted",
    EventKind.REOPENED: "submitted",
    EventKind.RETURNED: "returned",
    EventKind.ACCEPTED: "accepted",
    EventKind.CANCELLED: "cancelled",
    EventKind.CLAIMED: "claimed",
    EventKind.WAIVED: "waived",
}


class Event(models.Model):
    """One event; the names of whoever acted, and of whom a delegate acted for, are kept as
    they were then."""

    execution = models.ForeignKey(Execution, models.CASCADE, related_name="events")
    kind = models.CharField(_("what"), max_length=16, choices=EventKind)
    actor = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    actor_name = models.CharField(_("name as it was then"), max_length=250, blank=True)
    for_name = models.CharField(_("for whom, who is absent"), max_length=250, blank=True)
    note = models.TextField(_("why"), blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    objects = ScopedManager(municipality="execution__municipality")

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.execution}"

    @property
    def shown_state(self) -> str:
        """The state whose icon and colour pages show beside the event (LOOK)."""
        return SHOWN_AS.get(EventKind(self.kind), "planned")
