"""Django's SMTP with patience where it matters, and with the knowledge of how far a mail has gone."""

import smtplib
from typing import Any

from django.conf import settings
from django.core.mail.backends import smtp


class _Knowing(smtplib.SMTP):
    """Knows whether the text has left without an answer: then nobody can say if the server has the mail."""

    is_unanswered = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Send the text and wait for the answer as long as RFC 5321 (4.5.3.2.6) asks: ten minutes.

        Who hangs up earlier sends a mail twice that the server was slow to take.
        """
        self.is_unanswered = True
        if self.sock is not None:
            self.sock.settimeout(settings.EMAIL_ANSWER_TIMEOUT)
        try:
            answer = super().data(msg)
        except smtplib.SMTPResponseException:
            self.is_unanswered = False
            raise
        self.is_unanswered = False
        if self.sock is not None:
            self.sock.settimeout(settings.EMAIL_TIMEOUT)
        return answer


class _KnowingSSL(smtplib.SMTP_SSL, _Knowing):
    """The same over TLS from the first byte."""


class EmailBackend(smtp.EmailBackend):
    """The backend of every mail that goes to a mail server."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """The client that knows."""
        return _KnowingSSL if self.use_ssl else _Knowing

    @property
    def is_unanswered(self) -> bool:
        """Whether the last mail's text has left and no answer has come."""
        return bool(getattr(self.connection, "is_unanswered", False))
