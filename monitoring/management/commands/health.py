"""How the portal does: manage.py health, for people and for a watchman (exit code 1 if not well)."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from monitoring.services import health


class Command(BaseCommand):
    """Prints the figures, a line each."""

    help = "Show unsent, failed and doubtful mail and late mornings; exit code 1 if something is wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        """Look and print."""
        found = health.check()
        for name, value in found.as_dict().items():
            self.stdout.write(f"{name}: {value}")
        if not found.is_well:
            sys.exit(1)
