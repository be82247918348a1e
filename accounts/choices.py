"""Named values of logins and mail."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Language(TextChoices):
    """Languages of the interface and of mail, each in its own words."""

    RUSSIAN = "ru", "Русский"
    ENGLISH = "en", "English"


class Digest(TextChoices):
    """When a person wants the morning letter; what was returned, and a nudge, come in any case."""

    DAILY = "daily", _("every morning when something is due")
    WEEKLY = "weekly", _("once a week, on its first working day")
    OVERDUE = "overdue", _("only about what is overdue")


class MessageState(TextChoices):
    """Where a message of the outbox stands."""

    WAITING = "waiting", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("not delivered")
