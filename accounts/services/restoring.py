"""After a restore from a backup nothing goes out twice: the journal beside the database knows what went out.

A database that knows less than its journal was restored. What the journal has since is written down as sent,
also the mails whose rows the backup never had: a mail of the same key is then not written again.
"""

import datetime
import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.choices import MessageState
from accounts.models import Message
from accounts.services.journal import Journal

logger = logging.getLogger(__name__)

LOOK_BACK = datetime.timedelta(days=60)  # the oldest backup that one would restore
UNKNOWN = (MessageState.WAITING, MessageState.SENDING)


def is_in_step(journal: Journal) -> bool:
    """Say whether mail may go: bring a restored database in step first; without its journal nothing goes."""
    if not journal.is_there:
        logger.error("the journal of sent mail is missing (%s): see «Restore» in operations", journal.folder)
        return False
    if not journal.is_writable:
        logger.error("the journal of sent mail cannot be written (%s): nothing is sent", journal.folder)
        return False
    newest = journal.newest()
    not_sent = Q(state=MessageState.WAITING) | Q(state=MessageState.SENDING, lease_until__lte=timezone.now())
    if newest and not Message.objects.filter(message_id=newest).exclude(not_sent).exists():
        logger.warning("the database is older than its journal: %d mails are marked sent", catch_up(journal))
    return True


@transaction.atomic
def catch_up(journal: Journal) -> int:
    """Mark as sent what the journal has and the database has not; return how many mails."""
    taken = journal.since(timezone.now() - LOOK_BACK)
    states = dict(Message.objects.filter(message_id__in=taken).values_list("message_id", "state"))
    missing = [message_id for message_id in taken if message_id not in states]
    waiting = [message_id for message_id, state in states.items() if state in UNKNOWN]
    for message_id in waiting:
        Message.objects.filter(message_id=message_id, state__in=UNKNOWN).update(
            state=MessageState.SENT, sent_at=taken[message_id], lease_until=None, lease_by="", error=""
        )
    Message.objects.bulk_create(
        (_trace(message_id, taken[message_id]) for message_id in missing), ignore_conflicts=True
    )
    return len(waiting) + len(missing)


@transaction.atomic
def hold_back(journal: Journal) -> int:
    """Begin a new journal where the old one is lost; what waits may have gone out, so a human decides.

    Returns how many mails are held back: shown as not delivered and in doubt, sent by «send again».
    """
    journal.begin()
    said = _("Restored from a backup: it may have gone out before.")
    return Message.objects.filter(state__in=UNKNOWN).update(
        state=MessageState.FAILED, error=said, lease_until=None, lease_by="", doubts=1
    )


def _trace(message_id: str, sent_at: datetime.datetime) -> Message:
    """The row of a mail of which only the journal knows."""
    return Message(
        message_id=message_id,
        recipient="",
        subject=_("A mail sent after the backup was taken"),
        text="",
        state=MessageState.SENT,
        attempts=1,
        next_attempt_at=sent_at,
        sent_at=sent_at,
    )
