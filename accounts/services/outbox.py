"""The one outbox: every mail of the portal is queued here, and sent from here.

The database is the queue. A sender claims a row by a conditional update with a lease, hands it to
the server, and marks it sent only after the server took it, and only while it still holds the lease.
"""

import datetime
import logging
import random
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.choices import MessageState
from accounts.models import Message, User
from accounts.models.message import LONGEST_LEASE
from accounts.services import restoring
from accounts.services.delivery import Delivery, Outcome, Verdict
from accounts.services.journal import Journal

logger = logging.getLogger(__name__)

LEASE = datetime.timedelta(minutes=16)  # some 14 answers of EMAIL_TIMEOUT and one of EMAIL_ANSWER_TIMEOUT
AHEAD = 200  # messages that a sender looks at beforehand
DELAYS = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 10, 20, 30))
SUBJECT_LENGTH = Message._meta.get_field("subject").max_length or 0


@dataclass(frozen=True, slots=True)
class Sent:
    """What one run of the sender did, in messages."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0

    @property
    def tried(self) -> int:
        """All messages that the run had in hand."""
        return self.sent + self.postponed + self.failed


def queue(
    *,
    recipient: str,
    subject: str,
    text: str,
    html: str = "",
    user: User | None = None,
    municipality: str = "",
    reply_to: str = "",
    secret: str = "",
    key: str = "",
) -> Message:
    """Put a mail to one recipient into the outbox; it goes with the transaction that it is part of.

    ``municipality`` is the slug of the one whose administrator sees the mail; ``secret`` is the part of the
    text that the administrator does not see; ``key`` names a mail that is written once in the whole portal:
    the second of the same key is an IntegrityError.
    """
    return Message.objects.create(
        message_id=message_id(key or uuid.uuid4().hex),
        recipient=recipient.strip(),
        subject=" ".join(subject.split())[:SUBJECT_LENGTH],
        text=text,
        html=html,
        user=user,
        municipality=municipality,
        reply_to=reply_to.strip(),
        secret=secret,
        next_attempt_at=timezone.now(),
    )


def message_id(key: str) -> str:
    """Return the Message-ID of the mail of this key."""
    return f"<{key}@{settings.MESSAGE_ID_DOMAIN}>"


def retry(message: Message, *, recipient: str = "") -> bool:
    """Put a failed message back into the queue with all its attempts; False if it is not failed now.

    ``recipient`` is where it goes now, if the address was corrected.
    """
    return bool(
        Message.objects.filter(pk=message.pk, state=MessageState.FAILED).update(
            state=MessageState.WAITING,
            attempts=0,
            next_attempt_at=timezone.now(),
            recipient=recipient or F("recipient"),
        )
    )


def send_waiting(limit: int = 1000, *, until: Callable[[], bool] = bool) -> Sent:
    """Send at most ``limit`` messages that are due, one after another over one connection.

    Run it outside a transaction, as often and as many times at once as you like. When there is no server
    to talk to, the rest waits for the next run untouched. ``until`` is asked between two messages.
    """
    journal = Journal.find()
    if not restoring.is_in_step(journal):
        return Sent()
    release_abandoned(journal)
    counts: Counter[str] = Counter()
    delivery = Delivery()
    try:
        for message in _claimed(limit, until):
            outcome = delivery.hand_over(message)
            is_noted = outcome.verdict is not Verdict.TAKEN or _is_noted(message, journal)
            counts[conclude(message, outcome)] += 1
            if outcome.verdict is Verdict.UNREACHABLE or not is_noted:
                break
    finally:
        delivery.close()
    return Sent(
        sent=counts[MessageState.SENT],
        postponed=counts[MessageState.WAITING],
        failed=counts[MessageState.FAILED],
    )


def _is_noted(message: Message, journal: Journal) -> bool:
    """Write the mail into the journal; one that refuses stops the run, though the mail was sent."""
    try:
        journal.note(message.message_id)
    except OSError:
        logger.exception("the journal of sent mail cannot be written: sending stops")
        return False
    return True


def send_for(seconds: float) -> Sent:
    """Send what is due for so many seconds at most; nothing if enough others are sending already."""
    if Message.objects.being_sent(timezone.now()).count() >= settings.MAIL_SENDERS:
        return Sent()
    end = time.monotonic() + seconds
    return send_waiting(until=lambda: time.monotonic() > end)


def _claimed(limit: int, until: Callable[[], bool]) -> Iterator[Message]:
    """Claim due messages one by one, longest waiting first; who meets another sender goes on at random."""
    taken, is_alone, found = 0, True, True
    while taken < limit and found:
        waiting = list(Message.objects.due(timezone.now()).values_list("pk", flat=True)[:AHEAD])
        found = bool(waiting)
        if not is_alone:
            random.shuffle(waiting)
        for pk in waiting:
            if taken == limit or until():
                return
            message = claim(pk)
            if message is None:
                is_alone = False
                break
            taken += 1
            yield message


def release_abandoned(journal: Journal) -> None:
    """Take back the messages whose sender fell silent: the attempt is counted already.

    What the journal has was taken by the server; of the rest nobody knows, so it goes again and is in doubt.
    """
    now = timezone.now()
    silent = list(Message.objects.abandoned(now).values_list("pk", "message_id", "attempts"))
    if not silent:
        return
    taken = journal.since(now - LONGEST_LEASE * 2)
    for pk, message_id, attempts in silent:
        held = Message.objects.abandoned(now).filter(pk=pk)
        changes: dict[str, object] = {"lease_until": None, "lease_by": ""}
        if message_id in taken:
            changes |= {"state": MessageState.SENT, "sent_at": taken[message_id], "error": ""}
        elif attempts > len(DELAYS):
            said = _("The sender stopped in the middle every time.")
            changes |= {"state": MessageState.FAILED, "error": said, "doubts": F("doubts") + 1}
        else:
            changes |= {"state": MessageState.WAITING, "next_attempt_at": now, "doubts": F("doubts") + 1}
        held.update(**changes)


def release(message: Message) -> bool:
    """Take a message from a sender that an operator knows to be dead; False if none has it in hand."""
    held = Message.objects.filter(pk=message.pk, state=MessageState.SENDING)
    return bool(held.update(lease_until=timezone.now() - LEASE))


def claim(pk: int) -> Message | None:
    """Take a due message for ourselves alone and count the attempt; None if another sender was quicker."""
    now, token = timezone.now(), uuid.uuid4().hex
    is_ours = (
        Message.objects.due(now)
        .filter(pk=pk)
        .update(
            state=MessageState.SENDING, lease_until=now + LEASE, lease_by=token, attempts=F("attempts") + 1
        )
    )
    return Message.objects.filter(pk=pk, lease_by=token).first() if is_ours else None


def conclude(message: Message, outcome: Outcome) -> str:
    """Write down how sending ended, if the message is still ours; return the state that it goes to."""
    now = timezone.now()
    changes: dict[str, object] = {"lease_until": None, "lease_by": "", "error": outcome.said}
    if outcome.verdict is Verdict.TAKEN:
        changes |= {"state": MessageState.SENT, "sent_at": now}
    elif outcome.verdict is Verdict.UNREACHABLE:
        changes |= {
            "state": MessageState.WAITING,
            "next_attempt_at": now + DELAYS[0],
            "attempts": message.attempts - 1,
        }
    elif outcome.verdict is Verdict.REFUSED or message.attempts > len(DELAYS):
        changes |= {"state": MessageState.FAILED}
    else:
        changes |= {"state": MessageState.WAITING, "next_attempt_at": now + DELAYS[message.attempts - 1]}
    if outcome.verdict is Verdict.DOUBTFUL:
        changes["doubts"] = F("doubts") + 1
    Message.objects.filter(pk=message.pk, state=MessageState.SENDING, lease_by=message.lease_by).update(
        **changes
    )
    return str(changes["state"])
