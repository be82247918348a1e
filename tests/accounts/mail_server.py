"""A mail server that answers as the test tells it, and the mail to send."""

import smtplib
from collections.abc import Callable

from django.core.mail.backends.base import BaseEmailBackend

from accounts.models import Message
from accounts.services import outbox


class FakeServer(BaseEmailBackend):
    """A mail server that answers as it is told, and remembers what it took and how often it was called."""

    answer: Callable[[str], None]
    taken: list[str]
    opened: int
    is_there: bool

    def open(self) -> bool:
        type(self).opened += 1
        if not self.is_there:
            raise ConnectionRefusedError(111, "Connection refused")
        return True

    def send_messages(self, email_messages):
        for email in email_messages:
            type(self).answer(email.to[0])
            self.taken.append(email.to[0])
        return len(email_messages)


def a_mail(recipient: str = "vetrova@example.org", **fields) -> Message:
    fields = {"subject": "Сроки на неделю", "text": "Сдать отчёт до пятницы.", **fields}
    return outbox.queue(recipient=recipient, **fields)


def raising(error: Exception) -> Callable[[str], None]:
    def answer(recipient: str) -> None:
        raise error

    return staticmethod(answer)


def refused(code: int, text: bytes) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({"vetrova@example.org": (code, text)})
