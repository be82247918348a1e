"""The one outbox that every mail of the portal goes through."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import MessageState


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
    reply_to = models.EmailField(_("reply to"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=MessageState, default=MessageState.WAITING, db_index=True
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"))
    lease_until = models.DateTimeField(_("claimed until"), null=True, blank=True)
    lease_by = models.CharField(_("claimed by"), max_length=40, blank=True)
    error = models.TextField(_("what the server said"), blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

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
