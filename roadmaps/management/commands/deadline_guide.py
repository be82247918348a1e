"""The command that writes the guide «Как писать сроки» from the grammar's tables."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from roadmaps.deadlines.guide import guide

PLACE = Path("docs") / "guides" / "deadlines.md"


class Command(BaseCommand):
    """Write docs/guides/deadlines.md anew."""

    help = "Write the guide to deadlines from the grammar's tables."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / PLACE
        path.write_text(guide(), "utf-8")
        self.stdout.write(str(PLACE))
