"""The ledger of reminding: who is told of what, once."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from accounts.models import Message
from monitoring.choices import ReminderKind, ReminderState
from monitoring.models.execution import Execution
from schools.models import Municipality, Person


class Reminder(models.Model):
    """One reason to tell one person of one execution, for one day; ``message`` is the letter it went in."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, models.CASCADE, related_name="reminders", verbose_name=_("person"))
    execution = models.ForeignKey(Execution, models.CASCADE, related_name="reminders")
    kind = models.CharField(_("why"), max_length=8, choices=ReminderKind)
    step = models.SmallIntegerField(
        _("days before (positive) or after (negative) the deadline by the rule"), default=0
    )
    planned_for = models.DateField(_("for the morning of"))
    state = models.CharField(_("state"), max_length=9, choices=ReminderState, default=ReminderState.PLANNED)
    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, related_name="reminders", verbose_name=_("letter")
    )
    created_at = models.DateTimeField(_("planned"), auto_now_add=True)

    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-planned_for", "pk"]
        indexes = [models.Index(fields=["municipality", "state", "planned_for"], name="reminder_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "execution", "kind", "step"], name="reminder_once_a_step"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
