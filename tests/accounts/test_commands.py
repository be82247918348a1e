"""The same sending by a command and by a Celery job."""

import pytest
from django.core import mail
from django.core.management import call_command

from accounts.tasks import send_messages
from tests.accounts.mail_server import a_mail

pytestmark = pytest.mark.django_db


def test_the_command_sends_what_is_due(capsys):
    for number in range(3):
        a_mail(f"person{number}@example.org")
    call_command("send_messages", limit=2)
    assert len(mail.outbox) == 2
    call_command("send_messages")
    assert len(mail.outbox) == 3
    assert "sent 2, postponed 0, failed 0" in capsys.readouterr().out


def test_the_job_sends_what_is_due():
    a_mail()
    assert send_messages.delay().get() == 1
    assert len(mail.outbox) == 1


def test_without_a_server_the_mail_is_written_to_files(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    a_mail()
    send_messages()
    assert "vetrova@example.org" in "".join(path.read_text() for path in tmp_path.iterdir())
