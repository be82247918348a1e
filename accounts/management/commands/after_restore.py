"""After a restore from a backup whose journal of sent mail is lost: hold back what may have gone out."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from accounts.services import restoring
from accounts.services.journal import Journal


class Command(BaseCommand):
    """Brings the outbox in step with the journal; where that is lost, holds back what waits."""

    help = "Run after a restore from a backup: nothing that went out since goes out again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say what came of it."""
        journal = Journal.find()
        if journal.is_there:
            found = restoring.catch_up(journal)
            self.stdout.write(
                _("The journal is there. Mails marked as sent by it: %(count)d.") % {"count": found}
            )
        else:
            held = restoring.hold_back(journal)
            self.stdout.write(
                _("The journal is lost. Mails held back, shown as not delivered: %(count)d.")
                % {"count": held}
            )
