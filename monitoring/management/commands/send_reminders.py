"""The job of reminders without Celery: manage.py send_reminders [--municipality ADDRESS] [--send]."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from accounts.services import outbox
from monitoring.services import digests


class Command(BaseCommand):
    """Plan reminders, gather them into the day's letters, and send what waits in the outbox."""

    help = "Plan today's reminders and put them into one letter a person; with --send, send the outbox too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the municipality and --send."""
        parser.add_argument("--municipality", default="", help="the address (slug) of one municipality")
        parser.add_argument("--send", action="store_true", help="send what waits in the outbox as well")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run once and say what came of it."""
        done = digests.run(municipality=options["municipality"])
        self.stdout.write(
            _("Planned: %(planned)d, letters: %(letters)d")
            % {"planned": done.planned, "letters": done.letters}
        )
        if options["send"]:
            outbox.send_waiting()
