"""Opens a municipality and invites its first administrator: manage.py create_municipality."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django_scopes import scope

from accounts.services.invitations import token_of
from common.mail import absolute_url
from schools.choices import Role
from schools.models import Municipality, Person
from schools.services.logins import invite_person
from schools.services.people import add_person
from schools.services.positions import give_position


class Command(BaseCommand):
    """The first step of an installation: a municipality with one person in it, who invites all others."""

    help = "Open a municipality and invite its first administrator; prints the link of the invitation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what a municipality cannot do without."""
        parser.add_argument("slug", help="its address: small Latin letters, figures, hyphens")
        parser.add_argument("name", help="its full name")
        parser.add_argument("--short-name", default="", help="its name in the top bar (else the full name)")
        parser.add_argument("--time-zone", default="Europe/Moscow", help="like Europe/Moscow")
        parser.add_argument(
            "--administrator", required=True, metavar="NAME", help="surname, name, patronymic"
        )
        parser.add_argument("--email", required=True, help="the administrator's address: the login")
        parser.add_argument("--installation", action="store_true", help="administrator of all the portal too")

    def handle(self, *args: Any, **options: Any) -> None:
        """Create all of it, or nothing, and print the link."""
        try:
            with transaction.atomic():
                link = self._open(options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(_("The invitation is in the outbox. Its link works once:"))
        self.stdout.write(link)

    def _open(self, options: dict[str, Any]) -> str:
        municipality = Municipality(
            slug=options["slug"],
            name=options["name"],
            short_name=options["short_name"] or options["name"],
            time_zone=options["time_zone"],
        )
        municipality.full_clean(exclude=["academic_calendar"])
        municipality.save()
        with scope(municipality=municipality):
            administrator = self._administrator(municipality, options)
            user = invite_person(administrator, by=administrator)
        if options["installation"]:
            user.is_staff = user.is_superuser = True
            user.save(update_fields=["is_staff", "is_superuser"])
        invitation = user.invitations.first()
        if invitation is None or invitation.used_at:  # an address that signs in already needs no link
            return absolute_url(reverse("sign-in"))
        return absolute_url(reverse("invitation", kwargs={"token": token_of(invitation)}))

    @staticmethod
    def _administrator(municipality: Municipality, options: dict[str, Any]) -> Person:
        surname, first_name, patronymic = (*options["administrator"].split(maxsplit=2), "", "")[:3]
        person = add_person(
            municipality,
            surname=surname,
            first_name=first_name,
            patronymic=patronymic,
            email=options["email"],
        )
        give_position(person, role=Role.ADMINISTRATOR, since=municipality.today())
        return person
