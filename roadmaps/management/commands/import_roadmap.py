"""The command that reads an order into a roadmap (contract 2), or only shows what it would read."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django_scopes import scope

from roadmaps.documents import Content, DocumentError, read_apart
from roadmaps.services.importing import take_in
from schools.models import Municipality


class Command(BaseCommand):
    """Print what was read as JSON and change nothing, or create a draft roadmap in a municipality."""

    help = "Read a Word or Excel order into a draft roadmap."

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = "the order: .docx, .xlsx, .odt, .ods; with LibreOffice .doc, .xls, .rtf too"
        parser.add_argument("file", type=Path, help=kinds)
        parser.add_argument(
            "--dry-run", action="store_true", help="print what was read as JSON, change nothing"
        )
        parser.add_argument("--municipality", metavar="SLUG", help="the municipality that gets the draft")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dry_run"] and not options["municipality"]:
            raise CommandError(_("Name the municipality with --municipality, or only look with --dry-run."))
        content = self._read(options["file"])
        if options["dry_run"]:
            self.stdout.write(json.dumps(content.to_dict(_), ensure_ascii=False, indent=1))
        else:
            self._import(content, options["municipality"])

    def _read(self, path: Path) -> Content:
        try:
            return read_apart(path.read_bytes(), path.name)
        except OSError as error:
            raise CommandError(_("The file cannot be opened: %(path)s") % {"path": path}) from error
        except DocumentError as error:
            raise CommandError(_(error.message) % error.details) from error

    def _import(self, content: Content, slug: str) -> None:
        municipality = Municipality.objects.filter(slug=slug).first()
        if municipality is None:
            raise CommandError(_("There is no municipality “%(slug)s”.") % {"slug": slug})
        with scope(municipality=municipality):
            roadmap = take_in(content.to_dict(_), municipality=municipality, by=None)
        self.stdout.write(_("Draft roadmap created: %(title)s") % {"title": roadmap})
