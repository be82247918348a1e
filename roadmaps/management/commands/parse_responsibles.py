"""The command that reads a cell «Ответственные» into its entries (contract 3)."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from roadmaps.responsibles import split_entries


class Command(BaseCommand):
    """Print the entries of a cell as a JSON list; in batch mode, one JSON string a line in, one list out."""

    help = "Read the cell of the responsible into its entries."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", nargs="?", help="the cell's text")
        parser.add_argument(
            "--batch", action="store_true", help="read one JSON string a line on standard input"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["batch"]:
            for number, line in enumerate(sys.stdin, start=1):
                if line.strip():
                    self._print(self._decode(line, number))
        elif options["text"] is None:
            raise CommandError(_("Give the cell's text, or --batch with the cells on standard input."))
        else:
            self._print(options["text"])

    def _decode(self, line: str, number: int) -> str:
        try:
            text = json.loads(line)
        except ValueError:
            text = None
        if not isinstance(text, str):
            raise CommandError(_("Line %(number)d is not a JSON string.") % {"number": number})
        return text

    def _print(self, text: str) -> None:
        self.stdout.write(json.dumps(split_entries(text), ensure_ascii=False))
