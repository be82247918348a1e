"""Mornings of a municipality, one after another, and what they have told."""

import datetime

import time_machine

from monitoring.models import Reminder
from monitoring.services import digests

DAY = datetime.timedelta(days=1)
MOSCOW_NOON = datetime.time(9, 0)  # by Greenwich


def at_noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, MOSCOW_NOON, datetime.UTC)


def change_rules(cast, **rules) -> None:
    cast.municipality.reminder_rules = {**cast.municipality.reminder_rules, **rules}
    cast.municipality.save()


def mornings(cast, *days: datetime.date) -> None:
    for day in days:
        with time_machine.travel(at_noon(day), tick=False):
            digests.run(municipality=cast.municipality.slug)


def ledger(person) -> list[tuple[str, int, str]]:
    """Kind, step and state of the person's reminders, in the order of their days."""
    return list(
        Reminder.objects.filter(person=person)
        .order_by("planned_for", "pk")
        .values_list("kind", "step", "state")
    )
