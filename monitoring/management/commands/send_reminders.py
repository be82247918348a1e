"""The job of reminders without Celery, and its rehearsal: who would get what, and why."""

import datetime
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.services import outbox
from monitoring.services import digests, rehearsals
from monitoring.services.rehearsals import Rehearsal
from schools.models import Municipality


class Command(BaseCommand):
    """Plan reminders, gather them into the day's letters, and send what waits in the outbox."""

    help = (
        "Plan today's reminders and put them into one letter a person, where it is morning; "
        "with --dry-run or --to only rehearse it: nothing is written down, nobody else is written to."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the municipality, the rehearsal's day and address, and --send."""
        parser.add_argument("--municipality", default="", help="the address (slug) of one municipality")
        parser.add_argument("--send", action="store_true", help="send what waits in the outbox as well")
        parser.add_argument("--dry-run", action="store_true", help="say who would get what, and why")
        parser.add_argument("--to", default="", help="rehearse, and send all letters to this one address")
        parser.add_argument(
            "--date", type=datetime.date.fromisoformat, help="rehearse as on this day, like 2026-12-01"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run or rehearse once and say what came of it."""
        slug = options["municipality"]
        if slug and not Municipality.objects.filter(slug=slug).exists():
            raise CommandError(_("There is no municipality with the address «%(slug)s».") % {"slug": slug})
        is_rehearsal = options["dry_run"] or options["to"]
        if options["date"] and not is_rehearsal:
            raise CommandError(_("Another day is for a rehearsal only: add --dry-run or --to."))
        if is_rehearsal:
            self._rehearse(slug, options["date"], options["to"])
        else:
            done = digests.run(municipality=slug)
            figures = {"planned": done.planned, "letters": done.letters}
            self.stdout.write(_("Planned: %(planned)d, letters: %(letters)d") % figures)
        if options["send"]:
            outbox.send_waiting()

    def _rehearse(self, slug: str, day: datetime.date | None, address: str) -> None:
        chosen = Municipality.objects.filter(slug=slug) if slug else Municipality.objects.all()
        for municipality in chosen.order_by("slug"):
            rehearsal = rehearsals.rehearse(municipality, day=day)
            self._show(rehearsal)
            if address:
                count = rehearsals.send_to(rehearsal, address)
                self.stdout.write(
                    _("Put into the outbox for %(address)s: %(count)d.")
                    % {"address": address, "count": count}
                )

    def _show(self, rehearsal: Rehearsal) -> None:
        figures = {
            "municipality": rehearsal.municipality,
            "day": f"{rehearsal.day:%d.%m.%Y}",
            "count": len(rehearsal.letters),
        }
        self.stdout.write(_("%(municipality)s, %(day)s: letters %(count)d") % figures)
        if rehearsal.is_quiet:
            self.stdout.write(_("By the rules nobody is written to on this day: it would go later."))
        for letter in rehearsal.letters:
            self.stdout.write(f"  {letter.person} <{letter.address}>: {letter.mail.subject}")
            for reason in letter.reasons:
                self.stdout.write(f"    - {reason}")
