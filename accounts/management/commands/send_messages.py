"""Send the mail that is due, where no Celery does it."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from accounts.services import outbox


class Command(BaseCommand):
    """Sends the outbox once, or again and again."""

    help = "Send the mail that is due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer how much to send, and whether to stay."""
        parser.add_argument("--limit", type=int, default=200, help="messages a run (200)")
        parser.add_argument("--loop", action="store_true", help="stay and look again until told to stop")
        parser.add_argument("--pause", type=float, default=10, help="seconds between two looks (10)")

    def handle(self, *, limit: int, loop: bool, pause: float, **options: Any) -> None:
        """Send; with --loop until the process is asked to end, and never in the middle of a mail."""
        stop = threading.Event()
        if loop:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        while True:
            done = outbox.send_waiting(limit, until=stop.is_set)
            if done.tried:
                self.stdout.write(f"sent {done.sent}, postponed {done.postponed}, failed {done.failed}")
            if not loop or stop.is_set() or (done.tried < limit and stop.wait(pause)):
                return
