"""The ledger of reminding: who is told of what, once."""

import datetime
from collections.abc import Iterable

from django.db import models
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from accounts.models import Message
from monitoring.choices import ReminderKind, ReminderState
from monitoring.models.execution import Execution
from schools.models import Municipality, Person


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Questions about reminders."""

    def planned(self) -> "ReminderQuerySet":
        """Reminders that wait for a letter."""
        return self.filter(state=ReminderState.PLANNED)

    def for_letters_of(self, today: datetime.date) -> "ReminderQuerySet":
        """Reminders for the day's letters: planned ones, and missed ones that no letter tells of yet."""
        untold = Q(state=ReminderState.MISSED, message__isnull=True)
        return self.filter(Q(state=ReminderState.PLANNED) | untold, planned_for__lte=today)

    def last_told(self, executions: Iterable[Execution]) -> dict[int, datetime.datetime]:
        """Return when a letter last told somebody of each execution (key → when it was written)."""
        told = self.filter(execution__in=list(executions), message__isnull=False).order_by()
        return dict(
            told.values("execution").annotate(at=Max("message__created_at")).values_list("execution", "at")
        )


class Reminder(models.Model):
    """One reason to tell one person of one execution; ``message`` is the letter it went in.

    The unique key holds what the reason counts from (the deadline, the day of the mark, of the return), so a
    deadline that is moved is told of anew. A summary of the week has no execution.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, models.CASCADE, related_name="reminders", verbose_name=_("person"))
    execution = models.ForeignKey(
        Execution,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="reminders",
        verbose_name=_("execution"),
    )
    kind = models.CharField(_("why"), max_length=10, choices=ReminderKind)
    step = models.SmallIntegerField(
        _("which of its kind"), default=0
    )  # before: days; overdue: which letter; escalated: 1 the coordinator, 2 the head
    counted_from = models.DateField(_("counted from"))
    planned_for = models.DateField(_("for the morning of"))
    state = models.CharField(_("state"), max_length=9, choices=ReminderState, default=ReminderState.PLANNED)
    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, related_name="reminders", verbose_name=_("letter")
    )
    asked_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    created_at = models.DateTimeField(_("planned"), auto_now_add=True)

    objects = ScopedManager(
        municipality="municipality", _manager_class=models.Manager.from_queryset(ReminderQuerySet)
    )

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-planned_for", "pk"]
        indexes = [models.Index(fields=["municipality", "state", "planned_for"], name="reminder_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "execution", "kind", "step", "counted_from"], name="reminder_once_a_step"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "counted_from"],
                condition=Q(execution__isnull=True),
                name="reminder_summary_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=ReminderKind.SUMMARY, execution__isnull=True)
                | (~Q(kind=ReminderKind.SUMMARY) & Q(execution__isnull=False)),
                name="reminder_of_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
