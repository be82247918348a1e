"""The same over real SMTP: a server that answers as the address asks."""

import socket
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller

from accounts.choices import MessageState
from accounts.models import Message
from accounts.services import outbox
from tests.accounts.mail_server import a_mail

BACKEND = "accounts.services.smtp.EmailBackend"


class Answering:
    """Answers RCPT or DATA by the name of the recipient: «rcpt-550», «data-451», else takes the mail."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, bytes]] = []
        self.sessions = set()

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):  # noqa: N802
        self.sessions.add(id(session))
        if address.startswith("rcpt-"):
            return f"{address[5:8]} said at the address"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        address = envelope.rcpt_tos[0]
        if address.startswith("cut"):
            server.transport.close()
            return "250 never heard"
        if address.startswith("data-"):
            return f"{address[5:8]} said at the text"
        self.taken.append((address, envelope.content))
        return "250 taken"


@pytest.fixture
def answering(settings) -> Iterator[Answering]:
    handler = Answering()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = BACKEND
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield handler
    controller.stop()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("recipient", "state", "said"),
    [
        ("vetrova@example.org", MessageState.SENT, ""),
        ("rcpt-450@example.org", MessageState.WAITING, "450 said at the address"),
        ("rcpt-550@example.org", MessageState.FAILED, "550 said at the address"),
        ("data-451@example.org", MessageState.WAITING, "451 said at the text"),
        ("data-554@example.org", MessageState.FAILED, "554 said at the text"),
        ("cut@example.org", MessageState.WAITING, "SMTPServerDisconnected"),
    ],
)
def test_each_answer_of_the_server_is_understood(answering, recipient, state, said):
    message = a_mail(recipient)
    outbox.send_waiting()
    message.refresh_from_db()
    assert message.state == state
    assert message.error.startswith(said)


@pytest.mark.django_db
def test_refusals_keep_the_connection_and_stop_nobody(answering):
    recipients = ["a@example.org", "rcpt-550@example.org", "data-554@example.org", "b@example.org"]
    for recipient in recipients:
        a_mail(recipient, subject="Приказ № 5", text="Сдать отчёт.")
    assert outbox.send_waiting() == outbox.Sent(sent=2, failed=2)
    assert [address for address, _content in answering.taken] == ["a@example.org", "b@example.org"]
    assert len(answering.sessions) == 1
    ids = set(Message.objects.filter(state=MessageState.SENT).values_list("message_id", flat=True))
    assert {
        line.split(b": ")[1].decode()
        for _address, content in answering.taken
        for line in content.splitlines()
        if line.startswith(b"Message-ID")
    } == ids


@pytest.mark.django_db
def test_a_cut_connection_costs_the_others_nothing(answering):
    for recipient in ("a@example.org", "cut@example.org", "b@example.org"):
        a_mail(recipient)
    assert outbox.send_waiting() == outbox.Sent(sent=2, postponed=1)


@pytest.mark.django_db
@pytest.mark.parametrize(("recipient", "doubts"), [("cut@example.org", 1), ("data-451@example.org", 0)])
def test_a_mail_is_in_doubt_when_it_has_gone_and_no_answer_has_come(answering, recipient, doubts):
    message = a_mail(recipient)
    outbox.send_waiting()
    message.refresh_from_db()
    assert (message.state, message.doubts) == (MessageState.WAITING, doubts)


@pytest.mark.django_db
def test_without_a_server_mail_waits(settings):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = probe.getsockname()[1]
    settings.EMAIL_BACKEND = BACKEND
    settings.EMAIL_HOST = "127.0.0.1"
    message = a_mail()
    assert outbox.send_waiting() == outbox.Sent(postponed=1)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.WAITING, 0)
    assert "Connection refused" in message.error
