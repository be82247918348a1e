"""Compiles the interface's translations without the tools of gettext."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """The command «compile_messages»."""

    help = "Make every django.mo from the django.po beside it (needs no gettext tools)."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile each catalogue of the portal."""
        for folder in settings.LOCALE_PATHS:
            for source in Path(folder).glob("*/LC_MESSAGES/*.po"):
                polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
                self.stdout.write(f"{source} is compiled.")
