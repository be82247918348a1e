"""The ledger of reminding: who is told of what, once."""

import datetime
from collections.abc import Iterable

from django.db import models
from django.db.models import Count, Max, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from accounts.choices import MessageState
from accounts.models import Message
from monitoring.choices import ReminderKind, ReminderState, ShownReminderState
from monitoring.models.execution import Execution
from schools.models import Municipality, Person


def _shown(name: str) -> Q:
    gathered = Q(state=ReminderState.GATHERED)
    waiting = (MessageState.WAITING, MessageState.SENDING)
    return {
        ShownReminderState.QUEUED: gathered & Q(message__state__in=waiting),
        ShownReminderState.SENT: gathered & Q(message__state=MessageState.SENT),
        ShownReminderState.FAILED: gathered & Q(message__state=MessageState.FAILED),
        ShownReminderState.DOUBT: Q(message__doubts__gt=0),
    }.get(ShownReminderState(name), Q(state=name))


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Questions about reminders."""

    def planned(self) -> "ReminderQuerySet":
        """Reminders that wait for a letter."""
        return self.filter(state=ReminderState.PLANNED)

    def shown_as(self, name: str) -> "ReminderQuerySet":
        """Reminders that the administrator sees as such; what is in doubt also has another state."""
        return self.filter(_shown(name))

    def shown_counts(self) -> dict[str, int]:
        """How many reminders the administrator sees as what; one statement."""
        return self.order_by().aggregate(
            **{name: Count("pk", filter=_shown(name)) for name in ShownReminderState.values}
        )

    def for_letters_of(self, today: datetime.date) -> "ReminderQuerySet":
        """Reminders for the day's letters: planned ones, and missed ones that no letter tells of yet."""
        untold = Q(state=ReminderState.MISSED, message__isnull=True)
        return self.filter(Q(state=ReminderState.PLANNED) | untold, planned_for__lte=today)

    def last_told(self, executions: Iterable[Execution]) -> dict[tuple[int, int], datetime.datetime]:
        """Return when a letter last told a person of an execution: (execution, person) → when it was written.

        What did not go, and what told the coordinator or the head of others, does not count.
        """
        told = (
            self.filter(execution__in=list(executions), state=ReminderState.GATHERED, message__isnull=False)
            .exclude(kind__in=(ReminderKind.ESCALATED, ReminderKind.ACCEPTANCE))
            .exclude(message__state=MessageState.FAILED)
            .order_by()
        )
        found = told.values("execution", "person").annotate(at=Max("message__created_at"))
        return {(row["execution"], row["person"]): row["at"] for row in found}


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
    )  # before: days; overdue: which letter; escalated: 1 the coordinator, 2 the head; returned: the minute
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

    @property
    def is_of_school(self) -> bool:
        """Whether it tells of a school's own duty, which rests in the school holidays."""
        is_of_deadline = self.kind in (ReminderKind.BEFORE, ReminderKind.ON_DAY, ReminderKind.OVERDUE)
        return is_of_deadline and self.execution is not None and self.execution.school_id is not None

    @property
    def has_number(self) -> bool:
        """Whether ``step`` says something to a reader."""
        return bool(self.step) and self.kind != ReminderKind.RETURNED

    @property
    def shown_state(self) -> ShownReminderState:
        """Where it stands, by its own state and its letter's."""
        if self.state != ReminderState.GATHERED or self.message is None:
            return (
                ShownReminderState.SENT
                if self.state == ReminderState.GATHERED
                else ShownReminderState(self.state)
            )
        if self.message.state == MessageState.FAILED:
            return ShownReminderState.FAILED
        if self.message.doubts:
            return ShownReminderState.DOUBT
        is_sent = self.message.state == MessageState.SENT
        return ShownReminderState.SENT if is_sent else ShownReminderState.QUEUED
