"""Loads the demo municipality: manage.py load_demo."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from config.demo import building, people
from schools.models import Municipality


class Command(BaseCommand):
    """Create the invented municipality with half a year of history behind it."""

    help = "Create the invented municipality with half a year of history behind it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build it all, or nothing."""
        if Municipality.objects.filter(slug=people.SLUG).exists():
            raise CommandError(_("The demo municipality is loaded already."))
        building.build(timezone.localdate())
