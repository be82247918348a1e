"""Handing one mail to the mail server, over a connection that is kept while it works."""

import smtplib
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext as _

from accounts.models import Message

SHUTTING_DOWN = 421  # the server closes the connection after this answer (RFC 5321, 3.8)
PERMANENT = range(500, 600)


class Verdict(Enum):
    """How handing over a mail ended."""

    TAKEN = "the server took it"
    POSTPONED = "it may work later"
    CUT_OFF = "the connection broke before the mail had gone"
    DOUBTFUL = "the mail has gone and no answer has come"
    REFUSED = "it will never work"
    UNREACHABLE = "no server to talk to"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict and what the server said."""

    verdict: Verdict
    said: str = ""


class Delivery:
    """A connection to the mail server, opened at the first mail and opened anew when broken."""

    def __init__(self) -> None:
        """Begin without a connection."""
        self._connection: BaseEmailBackend | None = None
        self._is_unanswered = False

    def hand_over(self, message: Message) -> Outcome:
        """Try to give the mail to the server; whatever goes wrong is the outcome, never an exception.

        A connection that has served before may have been closed by the server meanwhile, so the mail
        is tried once more over a new one: its Message-ID is the same.
        """
        if self._connection is not None:
            outcome = self._send(message)
            if outcome.verdict is not Verdict.CUT_OFF:
                return outcome
        try:
            self._open()
        except Exception as error:
            self.close()
            return Outcome(Verdict.UNREACHABLE, said_by(error))
        return self._send(message)

    def close(self) -> None:
        """Say good-bye to the server, if it still listens."""
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except (smtplib.SMTPException, OSError):
                return  # it is gone already

    def _open(self) -> None:
        self._connection = get_connection()
        self._connection.open()

    def _send(self, message: Message) -> Outcome:
        assert self._connection is not None  # noqa: S101 opened by the caller
        try:
            email = _email(message)
            email.message()  # a header that cannot be written is found before the server is troubled
        except (ValueError, UnicodeError) as error:
            return Outcome(Verdict.REFUSED, said_by(error))
        if not email.recipients():
            return Outcome(Verdict.REFUSED, _("The mail has no recipient."))
        try:
            self._connection.send_messages([email])
        except Exception as error:
            code = _code(error)
            self._is_unanswered = getattr(self._connection, "is_unanswered", False)
            if code is None or code == SHUTTING_DOWN:
                self.close()
            return Outcome(self._verdict(error, code), said_by(error))
        return Outcome(Verdict.TAKEN)

    def _verdict(self, error: Exception, code: int | None) -> Verdict:
        """Judge a failure: a mail that has gone and has got no answer may have been taken."""
        if code in PERMANENT:
            return Verdict.REFUSED
        if code == SHUTTING_DOWN:
            return Verdict.CUT_OFF
        if code is None and self._is_unanswered:
            return Verdict.DOUBTFUL
        is_closed = isinstance(error, smtplib.SMTPServerDisconnected | ConnectionError)
        is_slow = isinstance(error.__context__, TimeoutError)
        return Verdict.CUT_OFF if is_closed and not is_slow else Verdict.POSTPONED


def said_by(error: Exception) -> str:
    """What the server said, as text: «550 5.1.1 No such user»."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(_line(*answer) for answer in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return _line(error.smtp_code, error.smtp_error)
    return f"{type(error).__name__}: {error}"


def _line(code: int, text: bytes | str) -> str:
    return f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}".strip()


def _code(error: Exception) -> int | None:
    """The server's answer in figures, or None where it gave none (time-out, lost connection)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=None)
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return 550  # an address in letters that this server does not know
    return None


class _Email(EmailMultiAlternatives):
    """A mail that is put into words once: it is looked at here and then sent."""

    _words: Any = None

    def message(self, *args: Any, **kwargs: Any) -> Any:
        """Give the words."""
        if self._words is None:
            self._words = super().message(*args, **kwargs)
        return self._words


def _email(message: Message) -> EmailMultiAlternatives:
    email = _Email(
        subject=message.subject,
        body=message.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.recipient],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    return email
