"""After a restore from a backup nothing goes out twice, and nothing that had not gone is lost."""

import shutil

import pytest
import time_machine

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


def test_what_waited_for_its_second_attempt_in_the_backup_does_not_go_again(today, server):
    gone = a_mail("greylisted@example.org")
    outbox.send_waiting()
    as_in_the_backup(gone)
    Message.objects.filter(pk=gone.pk).update(attempts=1)
    assert outbox.send_waiting() == outbox.Sent()
    assert server.taken == [gone.recipient]


def test_a_day_that_a_wrong_clock_wrote_ahead_hides_no_restore(server):
    with time_machine.travel("2027-01-03 09:00", tick=False):
        a_mail("ahead@example.org")
        outbox.send_waiting()
    with time_machine.travel("2026-11-24 09:00", tick=False):
        gone = a_mail("today@example.org")
        outbox.send_waiting()
        as_in_the_backup(gone)
        assert outbox.send_waiting() == outbox.Sent()
    assert server.taken == ["ahead@example.org", "today@example.org"]


@pytest.mark.parametrize("tail", [b"", b"\x00" * 4096, b"2026-11-24T09:00:00.000000Z", b"\n\n"])
def test_a_journal_with_a_spoilt_end_stops_no_mail(today, server, tail):
    a_mail("first@example.org")
    outbox.send_waiting()
    folder = Journal.find().folder
    (written,) = folder.glob("*.log")
    with written.open("ab") as file:
        file.write(tail)
    second = a_mail("second@example.org")
    assert outbox.send_waiting() == outbox.Sent(sent=1)
    assert Journal.find().newest() == second.message_id
    (folder / f"{today:%Y-%m-%d}.log").write_bytes(tail)
    assert Journal.find().newest() == ""


def test_a_mail_goes_once_though_the_journal_refuses_its_line(today, server, monkeypatch, caplog):
    first, second = a_mail("first@example.org"), a_mail("second@example.org")

    def full(self, message_id):
        raise OSError("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "note", full)
        assert outbox.send_waiting() == outbox.Sent(sent=1)
    assert "journal" in caplog.text
    assert outbox.send_waiting() == outbox.Sent(sent=1)
    assert server.taken == [first.recipient, second.recipient]


def test_nothing_goes_while_the_journal_cannot_be_written(today, server, monkeypatch):
    a_mail()
    journal = Journal.find()
    (journal.folder / f"{today:%Y-%m-%d}.log").mkdir()  # in the place of today's file
    assert outbox.send_waiting() == outbox.Sent()
    assert server.taken == []


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
