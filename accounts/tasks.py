"""Jobs of the outbox."""

from celery import shared_task

from accounts.services import outbox


@shared_task
def send_messages() -> int:
    """Send the mail that is due; return how many messages the server took."""
    return outbox.send_waiting().sent
