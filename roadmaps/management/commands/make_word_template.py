"""Make the portal's own Word template anew, after a change of its lines or styles."""

from typing import Any

from django.core.management.base import BaseCommand

from roadmaps.writers.word import DEFAULT
from roadmaps.writers.word_default import make_template


class Command(BaseCommand):
    """Write the template beside the writers."""

    help = "Makes roadmaps/writers/order.docx, the portal's own Word template."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        DEFAULT.write_bytes(make_template())
        self.stdout.write(str(DEFAULT))
