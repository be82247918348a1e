"""Many mails over one connection, and two senders at once."""

import smtplib
import threading

import pytest
from django.db import connection

from accounts.choices import MessageState
from accounts.models import Message
from accounts.services import outbox
from tests.accounts.mail_server import a_mail


@pytest.mark.django_db
class TestManyMails:
    """A queue is not stopped by one of its mails."""

    def test_one_bad_address_stops_no_other(self, today, server):
        def answer(recipient: str) -> None:
            if recipient.startswith("bad"):
                raise smtplib.SMTPRecipientsRefused({recipient: (550, b"No such user")})

        server.answer = staticmethod(answer)
        for name in ("first", "bad", "third", "bad2", "fifth"):
            a_mail(f"{name}@example.org")
        assert outbox.send_waiting() == outbox.Sent(sent=3, failed=2)
        assert server.taken == ["first@example.org", "third@example.org", "fifth@example.org"]
        assert server.opened == 1

    def test_a_connection_that_breaks_is_opened_anew_and_loses_nothing(self, today, server):
        calls = []

        def answer(recipient: str) -> None:
            calls.append(recipient)
            if len(calls) == 3:
                raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")

        server.answer = staticmethod(answer)
        for number in range(5):
            a_mail(f"person{number}@example.org")
        assert outbox.send_waiting() == outbox.Sent(sent=5)
        assert server.opened == 2
        assert len(server.taken) == len(set(server.taken)) == 5

    def test_a_server_that_says_good_bye_is_called_again(self, today, server):
        calls = []

        def answer(recipient: str) -> None:
            calls.append(recipient)
            if len(calls) == 2:
                raise smtplib.SMTPSenderRefused(421, b"Too many mails on this connection", "portal@localhost")

        server.answer = staticmethod(answer)
        a_mail("first@example.org")
        a_mail("second@example.org")
        assert outbox.send_waiting() == outbox.Sent(sent=2)
        assert server.opened == 2

    def test_a_time_out_is_not_tried_again_at_once_for_the_mail_may_have_been_taken(self, today, server):
        def answer(recipient: str) -> None:
            if recipient == "slow@example.org":
                try:
                    raise TimeoutError("timed out")
                except TimeoutError as error:
                    raise smtplib.SMTPServerDisconnected(f"Connection unexpectedly closed: {error}")  # noqa: B904

        server.answer = staticmethod(answer)
        for name in ("first", "slow", "third"):
            a_mail(f"{name}@example.org")
        assert outbox.send_waiting() == outbox.Sent(sent=2, postponed=1)
        assert server.opened == 2

    def test_when_no_server_answers_the_rest_waits_untouched(self, today, server):
        server.is_there = False
        for number in range(3):
            a_mail(f"person{number}@example.org")
        assert outbox.send_waiting() == outbox.Sent(postponed=1)
        assert list(Message.objects.order_by("pk").values_list("attempts", flat=True)) == [0, 0, 0]

    def test_a_run_sends_no_more_than_it_is_told(self, today):
        for number in range(5):
            a_mail(f"person{number}@example.org")
        assert outbox.send_waiting(2).sent == 2
        assert outbox.send_waiting(until=lambda: True).sent == 0
        assert outbox.send_waiting().sent == 3


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_mail_once(server):
    for number in range(20):
        a_mail(f"person{number}@example.org")
    start = threading.Barrier(2)
    results: list[outbox.Sent] = []

    def send() -> None:
        try:
            start.wait()
            results.append(outbox.send_waiting())
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(result.sent for result in results) == 20
    assert sorted(server.taken) == sorted({f"person{number}@example.org" for number in range(20)})
    assert set(Message.objects.values_list("state", "attempts")) == {(MessageState.SENT, 1)}
