"""A mail that was not delivered goes again: to where its person reads mail now, and to nobody else."""

import re

from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from accounts.models import Message
from accounts.services import outbox
from monitoring.services.letters import address_of
from schools.models import Person

_OF_PERSON = re.compile(r"<(?:digest|acknowledge-\d+|comment-[0-9a-f]+)-(\d+)[-@]")


class NoAddressError(Exception):
    """There is nowhere to send the mail to; the words say what to do."""


def send_again(message: Message) -> str:
    """Put a failed mail back into the queue; return the address that it goes to, "" if it has not failed.

    Raises NoAddressError where its person has no address now.
    """
    recipient = recipient_now(message)
    return recipient if outbox.retry(message, recipient=recipient) else ""


def recipient_now(message: Message) -> str:
    """Where a mail written before goes now: to its person's address of today, never to the former one.

    An invitation stays with the login that it opens; a mail that is nobody's goes where it went.
    Raises NoAddressError where there is no address.
    """
    found = _OF_PERSON.match(message.message_id)
    person = None if message.secret else _person(message, found and int(found[1]))
    if person or found:
        address = address_of(person) if person else ""
    elif message.user or message.secret:
        address = message.user.email if message.user else ""
    else:
        address = message.recipient
    if not address:
        raise NoAddressError(
            _(
                "«%(subject)s» was not queued: whoever it was written to has no e-mail address now. "
                "Write the address on the person's card, then send once more."
            )
            % {"subject": message.subject}
        )
    return address


def _person(message: Message, key: int | None) -> Person | None:
    """The person to whom the mail was written, in the municipality that wrote it."""
    if key is None and message.user_id is None:
        return None
    with scopes_disabled():
        people = Person.objects.filter(municipality__slug=message.municipality).select_related("user")
        return people.filter(pk=key).first() if key else people.filter(user=message.user_id).first()
