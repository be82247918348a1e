"""The job of summaries without Celery: manage.py rebuild_summaries [--all]."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from monitoring.services import summaries


class Command(BaseCommand):
    """Count the stale summaries again, or all."""

    help = "Count the summaries that changed (or, with --all, every one) again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --all."""
        parser.add_argument("--all", action="store_true", help="every roadmap, not the changed ones only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count and say how many."""
        count = summaries.rebuild_all() if options["all"] else summaries.rebuild_stale()
        self.stdout.write(f"{count}")
