"""Runs the whole portal in one process: pages, jobs and the clock of jobs."""

import errno
import os
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config.embedded import Web, run
from schools.models import Municipality


class Command(BaseCommand):
    """The command «serve»."""

    help = (
        "Bring the database up to date and run pages, jobs and the clock of jobs in one process. "
        "HOST and PORT of the environment say where (127.0.0.1, 8000)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the demo's switch."""
        parser.add_argument(
            "--demo", action="store_true", help="load the demo municipality if there is none, show its logins"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the port, prepare the database, run until a signal comes."""
        web = self._web()
        call_command("migrate", verbosity=0, interactive=False)
        if options["demo"]:
            self._show_demo()
        where = _("The portal runs: %(address)s (Ctrl-C ends it, data is in %(folder)s)")
        self.stdout.write(f"\n{where % {'address': web.address, 'folder': settings.DATA_DIR}}\n")
        self.stdout.flush()
        sys.exit(run(web))

    def _web(self) -> Web:
        host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise CommandError(_("PORT is a number from 1 to 65535, not «%(port)s».") % {"port": port})
        try:
            return Web(host=host, port=int(port), trusted_proxy=os.environ.get("TRUSTED_PROXY", ""))
        except (OSError, ValueError) as error:
            if getattr(error, "errno", None) == errno.EADDRINUSE:
                raise CommandError(
                    _("Port %(port)s is taken by another program. End it, or choose another port: PORT=8001.")
                    % {"port": port}
                ) from error
            raise CommandError(
                _("The address %(host)s:%(port)s cannot be used: %(error)s")
                % {"host": host, "port": port, "error": error}
            ) from error

    def _show_demo(self) -> None:
        commands = get_commands()
        if "load_demo" in commands and not Municipality.objects.exists():
            self.stdout.write(_("First start: loading the demo municipality…"))
            self.stdout.flush()
            call_command("load_demo")
        if "show_logins" in commands:
            call_command("show_logins", stdout=self.stdout)
