"""The one outbox that every mail of the portal goes through."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Max, Min, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import MessageState

LONGEST_DELAY = datetime.timedelta(hours=1)  # of trying again; services.outbox has the delays, all shorter
LONGEST_LEASE = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OutboxHealth:
    """How the outbox is doing, in messages.

    ``oldest``: when the oldest unsent one was queued; ``due``: since when one should have been tried, or its
    sender should have said something; ``last_sent``: when one went out last.
    """

    waiting: int
    failed: int
    in_doubt: int
    oldest: datetime.datetime | None
    due: datetime.datetime | None
    last_sent: datetime.datetime | None


class MessageQuerySet(models.QuerySet["Message"]):
    """Questions about messages."""

    def due(self, now: datetime.datetime) -> "MessageQuerySet":
        """Messages that a sender may take, longest waiting first.

        What waits for longer than any delay was put off by a clock that was ahead.
        """
        is_due = Q(next_attempt_at__lte=now) | Q(next_attempt_at__gt=now + LONGEST_DELAY)
        return self.filter(is_due, state=MessageState.WAITING).order_by("next_attempt_at", "pk")

    def abandoned(self, now: datetime.datetime) -> "MessageQuerySet":
        """Messages whose sender fell silent: the lease has run out, or is of a clock that was ahead."""
        is_over = Q(lease_until__lte=now) | Q(lease_until__gt=now + LONGEST_LEASE)
        return self.filter(is_over, state=MessageState.SENDING)

    def being_sent(self, now: datetime.datetime) -> "MessageQuerySet":
        """Messages that a sender has in hand."""
        return self.filter(state=MessageState.SENDING, lease_until__gt=now)

    def health(self) -> "OutboxHealth":
        """How many wait, have failed, are in doubt, and since when; one statement."""
        waiting = Q(state__in=(MessageState.WAITING, MessageState.SENDING))
        since = Case(When(state=MessageState.SENDING, then="lease_until"), default="next_attempt_at")
        return OutboxHealth(
            **self.aggregate(
                waiting=Count("pk", filter=waiting),
                failed=Count("pk", filter=Q(state=MessageState.FAILED)),
                in_doubt=Count("pk", filter=Q(doubts__gt=0)),
                oldest=Min("created_at", filter=waiting),
                due=Min(since, filter=waiting),
                last_sent=Max("sent_at"),
            )
        )

    def of_municipality(self, slug: str) -> "MessageQuerySet":
        """Messages that the municipality's administrator may see."""
        return self.filter(municipality=slug)


class Message(models.Model):
    """One mail to one recipient, sent at least once and almost always exactly once.

    A sender claims the row by a conditional update (``state``, ``lease_until``); ``message_id`` never
    changes, so that a mail sent again after a lost answer is recognised by the recipient's server.
    """

    message_id = models.CharField(_("Message-ID"), max_length=120, unique=True)
    municipality = models.CharField(_("municipality"), max_length=63, blank=True, db_index=True)
    recipient = models.EmailField(_("recipient"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="messages",
        verbose_name=_("login"),
    )
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    secret = models.CharField(
        max_length=250, blank=True, editable=False
    )  # the part of the text that is for the recipient's eyes only: the key of an invitation
    reply_to = models.EmailField(_("reply to"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=MessageState, default=MessageState.WAITING, db_index=True
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    doubts = models.PositiveSmallIntegerField(
        _("times in doubt"), default=0
    )  # attempts of which nobody knows whether the server took the mail: it may have come more than once
    next_attempt_at = models.DateTimeField(_("next attempt"))
    lease_until = models.DateTimeField(_("claimed until"), null=True, blank=True)
    lease_by = models.CharField(_("claimed by"), max_length=40, blank=True)
    error = models.TextField(_("what the server said"), blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="message_due")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MessageState.values), name="message_state_known"),
            models.CheckConstraint(
                condition=~Q(state=MessageState.SENT) | Q(sent_at__isnull=False), name="message_sent_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.subject}"

    def get_absolute_url(self) -> str:
        """Address of the message among the municipality's outgoing mail."""
        return reverse("message-detail", kwargs={"municipality": self.municipality, "pk": self.pk})

    @property
    def shown_text(self) -> str:
        """The text for anybody but the recipient."""
        return self._without_secret(self.text)

    @property
    def shown_html(self) -> str:
        """The HTML for anybody but the recipient."""
        return self._without_secret(self.html)

    def _without_secret(self, content: str) -> str:
        if not self.secret or settings.MAIL_SHOWS_SECRETS:
            return content
        return content.replace(self.secret, "…")
