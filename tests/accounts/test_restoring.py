"""After a restore from a backup nothing goes out twice, and nothing that had not gone is lost."""

import shutil

import pytest

from accounts.choices import MessageState
from accounts.models import Message
from accounts.services import outbox, restoring
from accounts.services.journal import Journal
from tests.accounts.mail_server import a_mail

pytestmark = pytest.mark.django_db


def as_in_the_backup(*messages: Message) -> None:
    """Put the rows back to what they were before they were sent."""
    keys = [message.pk for message in messages]
    Message.objects.filter(pk__in=keys).update(state=MessageState.WAITING, attempts=0, sent_at=None)


def test_what_waited_in_the_backup_and_has_gone_since_does_not_go_again(today, server):
    gone, waits = a_mail("gone@example.org"), a_mail("waits@example.org")
    outbox.send_waiting(1)
    as_in_the_backup(gone)
    assert outbox.send_waiting() == outbox.Sent(sent=1)
    assert server.taken == [gone.recipient, waits.recipient]
    gone.refresh_from_db()
    assert (gone.state, bool(gone.sent_at)) == (MessageState.SENT, True)


def test_a_mail_of_which_the_backup_knows_nothing_is_known_again_by_its_key(today, server):
    written = a_mail(key="digest-1-20261124")
    outbox.send_waiting()
    Message.objects.all().delete()
    outbox.send_waiting()
    assert Message.objects.get(message_id=written.message_id).state == MessageState.SENT
    assert server.taken == [written.recipient]


def test_without_the_journal_nothing_goes_until_a_human_has_decided(today, server, caplog):
    message = a_mail()
    shutil.rmtree(Journal.find().folder)
    assert outbox.send_waiting() == outbox.Sent()
    assert "journal" in caplog.text
    assert restoring.hold_back(Journal.find()) == 1
    message.refresh_from_db()
    assert (message.state, message.doubts) == (MessageState.FAILED, 1)
    a_mail("new@example.org")
    assert outbox.send_waiting() == outbox.Sent(sent=1)
    outbox.retry(message)
    assert outbox.send_waiting() == outbox.Sent(sent=1)
