"""Jobs of the outbox."""

from celery import shared_task

from accounts.services import outbox


@shared_task
def send_messages() -> int:
    """Send the mail that is due, for two minutes at most; return how many messages the server took.

    The job is woken every half a minute, so a long queue gets a few senders at once and a short one has one.
    """
    return outbox.send_for(seconds=110).sent
