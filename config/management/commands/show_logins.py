"""Prints one login of the demo municipality for each role: manage.py show_logins."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from accounts.models import User
from config.demo.people import DEPARTMENT_PEOPLE, SLUG
from config.demo.population import password
from schools.choices import Role


class Command(BaseCommand):
    """Say who may sign in to the demo municipality, with which password."""

    help = "Say who may sign in to the demo municipality, with which password."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line a role, if the demo municipality is there."""
        if not User.objects.filter(email=f"director@{SLUG}.example").exists():
            return
        logins = [(Role.DIRECTOR, "director"), (Role.SCHOOL_COORDINATOR, "zavuch")]
        seen = set()
        for role, *_names, _post, address in DEPARTMENT_PEOPLE:
            if role not in seen:
                logins.append((role, address))
                seen.add(role)
        self.stdout.write(_("Password of all logins: %(password)s") % {"password": password()})
        for role, address in logins:
            self.stdout.write(f"  {address}@{SLUG}.example  {Role(role).label}")
