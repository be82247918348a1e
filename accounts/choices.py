"""Named values of logins and mail."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Language(TextChoices):
    """Languages of the interface and of mail."""

    RUSSIAN = "ru", _("Russian")
    ENGLISH = "en", _("English")


class MessageState(TextChoices):
    """Where a message of the outbox stands."""

    WAITING = "waiting", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("not delivered")
