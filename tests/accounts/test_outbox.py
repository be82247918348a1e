"""The outbox: claimed by one sender, tried again by the timetable, sent only when the server took it."""

import datetime
import smtplib

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction

from accounts.choices import MessageState
from accounts.services import outbox
from accounts.services.delivery import Outcome, Verdict
from accounts.services.journal import Journal
from tests.accounts.mail_server import a_mail, raising, refused

NOON = datetime.datetime(2026, 11, 24, 9, 0, tzinfo=datetime.UTC)
MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)


TEMPORARY = [
    refused(450, b"Mailbox busy"),
    refused(451, b"Greylisted"),
    smtplib.SMTPSenderRefused(452, b"Too many messages", "portal@localhost"),
    smtplib.SMTPDataError(451, b"Local error"),
    smtplib.SMTPServerDisconnected("Connection unexpectedly closed"),
    TimeoutError("timed out"),
    ConnectionResetError(104, "Connection reset by peer"),
    OSError(113, "No route to host"),
]
PERMANENT = [
    (refused(550, b"5.1.1 No such user"), "550 5.1.1 No such user"),
    (refused(553, "Нет такого".encode()), "553 Нет такого"),
    (smtplib.SMTPSenderRefused(553, b"Sender rejected", "portal@localhost"), "553 Sender rejected"),
    (smtplib.SMTPDataError(554, b"Spam"), "554 Spam"),
    (
        smtplib.SMTPNotSupportedError("SMTPUTF8 not supported"),
        "SMTPNotSupportedError: SMTPUTF8 not supported",
    ),
]


@pytest.mark.django_db
class TestWhatTheServerSays:
    """One mail, one answer."""

    def test_a_mail_taken_by_the_server_is_sent(self, today):
        message = a_mail(html="<p>Сдать отчёт</p>", reply_to="polevoy@example.org")
        assert outbox.send_waiting() == outbox.Sent(sent=1)
        message.refresh_from_db()
        assert (message.state, message.sent_at, message.attempts) == (MessageState.SENT, NOON, 1)
        sent = mail.outbox[0]
        assert sent.to == ["vetrova@example.org"]
        assert sent.reply_to == ["polevoy@example.org"]
        assert sent.alternatives[0].content == "<p>Сдать отчёт</p>"
        head = sent.message()
        assert head["Message-ID"] == message.message_id
        assert head["Auto-Submitted"] == "auto-generated"

    @pytest.mark.parametrize("error", TEMPORARY, ids=lambda error: f"{type(error).__name__}")
    def test_a_temporary_refusal_waits_a_minute(self, today, server, error):
        server.answer = raising(error)
        message = a_mail()
        assert outbox.send_waiting() == outbox.Sent(postponed=1)
        message.refresh_from_db()
        assert (message.state, message.next_attempt_at) == (MessageState.WAITING, NOON + MINUTE)
        assert message.error
        assert outbox.send_waiting() == outbox.Sent()

    @pytest.mark.parametrize(("error", "said"), PERMANENT, ids=lambda value: str(value)[:30])
    def test_a_permanent_refusal_fails_at_once_with_the_servers_words(self, today, server, error, said):
        server.answer = raising(error)
        message = a_mail()
        assert outbox.send_waiting() == outbox.Sent(failed=1)
        message.refresh_from_db()
        assert (message.state, message.error, message.sent_at) == (MessageState.FAILED, said, None)

    def test_a_mail_without_a_recipient_is_not_called_sent(self, today):
        message = a_mail("")
        outbox.send_waiting()
        message.refresh_from_db()
        assert message.state == MessageState.FAILED

    def test_an_address_with_a_line_break_writes_no_header(self, today):
        message = a_mail("vetrova@example.org\nBcc: all@example.org")
        outbox.send_waiting()
        message.refresh_from_db()
        assert message.state == MessageState.FAILED
        assert not mail.outbox

    def test_a_subject_with_a_line_break_is_one_line(self):
        message = a_mail(subject="Сроки\r\nBcc: all@example.org " + "я" * 400)
        assert message.subject.startswith("Сроки Bcc: all@example.org")
        assert len(message.subject) == 250

    def test_a_mail_of_one_key_is_queued_once(self):
        a_mail(key="digest-1-20261124")
        with pytest.raises(IntegrityError), transaction.atomic():
            a_mail(key="digest-1-20261124")


@pytest.mark.django_db
class TestTheTimetable:
    """What becomes of a mail that the server does not take today."""

    def test_six_tries_at_1_5_10_20_and_30_minutes_and_then_failed(self, server):
        server.answer = raising(refused(450, b"Busy"))
        with time_machine.travel(NOON, tick=False) as clock:
            message = a_mail()
            tried = []
            for _minute in range(70):
                if outbox.send_waiting().tried:
                    tried.append((datetime.datetime.now(datetime.UTC) - NOON) // MINUTE)
                clock.shift(MINUTE)
        message.refresh_from_db()
        assert tried == [0, 1, 6, 16, 36, 66]
        assert (message.state, message.attempts, message.error) == (MessageState.FAILED, 6, "450 Busy")

    def test_a_failed_mail_gets_all_its_tries_again(self, today, server):
        server.answer = raising(refused(550, b"No such user"))
        message = a_mail()
        outbox.send_waiting()
        server.answer = staticmethod(lambda recipient: None)
        assert outbox.retry(message)
        assert outbox.send_waiting() == outbox.Sent(sent=1)
        assert not outbox.retry(message)
        message.refresh_from_db()
        assert (message.state, message.error) == (MessageState.SENT, "")

    def test_a_mail_of_a_silent_sender_is_taken_back_after_the_lease(self, server):
        with time_machine.travel(NOON, tick=False) as clock:
            message = a_mail()
            assert outbox.claim(message.pk)
            clock.shift(outbox.LEASE - MINUTE)
            assert outbox.send_waiting().tried == 0
            clock.shift(MINUTE)
            assert outbox.send_waiting() == outbox.Sent(sent=1)
        message.refresh_from_db()
        assert message.attempts == 2

    def test_a_mail_that_stops_every_sender_fails_in_the_end(self, server):
        with time_machine.travel(NOON, tick=False) as clock:
            message = a_mail()
            for _attempt in range(6):
                assert outbox.claim(message.pk)
                clock.shift(outbox.LEASE)
                outbox.release_abandoned(Journal.find())
        message.refresh_from_db()
        assert (message.state, message.attempts, message.doubts) == (MessageState.FAILED, 6, 6)
        assert message.error

    def test_a_mail_that_the_journal_has_was_sent_though_its_sender_was_killed(self, server):
        with time_machine.travel(NOON, tick=False) as clock:
            message = a_mail()
            outbox.claim(message.pk)
            Journal.find().note(message.message_id)
            clock.shift(outbox.LEASE)
            assert outbox.send_waiting() == outbox.Sent()
        message.refresh_from_db()
        assert (message.state, message.sent_at, message.doubts) == (MessageState.SENT, NOON, 0)
        assert server.taken == []

    def test_a_mail_put_off_by_a_clock_that_was_ahead_goes_by_the_right_clock(self, server):
        server.answer = raising(refused(450, b"Busy"))
        with time_machine.travel(NOON + 40 * DAY, tick=False):
            a_mail()
            outbox.send_waiting()
        server.answer = staticmethod(lambda recipient: None)
        with time_machine.travel(NOON, tick=False):
            assert outbox.send_waiting() == outbox.Sent(sent=1)

    def test_an_operator_takes_a_mail_from_a_dead_sender(self, today, server):
        message = a_mail()
        assert not outbox.release(message)
        outbox.claim(message.pk)
        assert outbox.release(message)
        assert outbox.send_waiting() == outbox.Sent(sent=1)

    def test_who_has_lost_the_lease_does_not_write_the_end(self, server):
        with time_machine.travel(NOON, tick=False) as clock:
            message = a_mail()
            slow = outbox.claim(message.pk)
            clock.shift(outbox.LEASE)
            outbox.release_abandoned(Journal.find())
            quick = outbox.claim(message.pk)
            outbox.conclude(slow, Outcome(Verdict.REFUSED, "550 too late"))
            message.refresh_from_db()
            assert (message.state, message.lease_by) == (MessageState.SENDING, quick.lease_by)
            outbox.conclude(quick, Outcome(Verdict.TAKEN))
        message.refresh_from_db()
        assert message.state == MessageState.SENT
