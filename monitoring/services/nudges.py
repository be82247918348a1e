"""The coordinator reminds: nudges go in the one letter of the day, and never double it."""

import datetime
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from monitoring.choices import ReminderKind
from monitoring.models import Execution, Reminder
from monitoring.services import digests
from monitoring.services.recipients import Recipients
from monitoring.services.rules import Rules
from schools.models import Municipality, Person


@dataclass(frozen=True, slots=True)
class Nudged:
    """Whom a nudge reaches, in people: all, by today's letter, by the next (and the day of that one), and
    those nudged today before.
    """

    people: int
    now: int
    later: int
    already: int
    next_on: datetime.date


@transaction.atomic
def nudge(
    executions: Iterable[Execution], *, by: Person, only: Mapping[Execution, Set[int]] | None = None
) -> Nudged:
    """Remind whoever owes the open ones among the executions; call inside the municipality's scope.

    ``only`` names, for some of the executions, the people (keys) who are meant among those who owe it.

    Each person gets one letter with everything: today's if it is not written yet and letters still go today,
    else the next one. The same execution is nudged once a day, however often it is asked for.
    """
    municipality = by.municipality
    local = timezone.localtime(timezone=municipality.zone)
    today = local.date()
    recipients = Recipients(today)
    wanted: dict[tuple[int, int], Reminder] = {}
    for execution in Execution.objects.open().filter(pk__in=[each.pk for each in executions]):
        meant = (only or {}).get(execution)
        for person in recipients.of(execution):
            if meant and person not in meant:
                continue
            wanted[person, execution.pk] = Reminder(
                municipality=municipality,
                person_id=person,
                execution=execution,
                kind=ReminderKind.NUDGE,
                counted_from=today,
                planned_for=today,
                asked_by=by,
            )
    people = {person for person, _execution in wanted}
    known = set(
        Reminder.objects.filter(
            person__in=people,
            execution__in={execution for _person, execution in wanted},
            kind=ReminderKind.NUDGE,
            counted_from=today,
        ).values_list("person", "execution")
    )
    fresh = {key: reminder for key, reminder in wanted.items() if key not in known}
    Reminder.objects.bulk_create(fresh.values(), batch_size=500, ignore_conflicts=True)
    nudged = {person for person, _execution in fresh}
    written = nudged
    if _goes_today(municipality, local):
        written = digests.with_letter(Person.objects.filter(pk__in=nudged), today)
    return Nudged(
        people=len(people),
        now=len(nudged - written),
        later=len(written),
        already=len(people - nudged),
        next_on=Rules.of(municipality).next_morning(today),
    )


def last_told(executions: Iterable[Execution]) -> dict[int, datetime.datetime]:
    """Return when a letter last told somebody of each execution: key → when it was written."""
    told: dict[int, datetime.datetime] = {}
    for (execution, _person), at in last_told_people(executions).items():
        told[execution] = max(at, told.get(execution, at))
    return told


def last_told_people(executions: Iterable[Execution]) -> dict[tuple[int, int], datetime.datetime]:
    """Return when a letter last told whom of which execution: (execution, person) → when it was written."""
    told: dict[tuple[int, int], datetime.datetime] = Reminder.objects.last_told(executions)
    return told


def _goes_today(municipality: Municipality, local: datetime.datetime) -> bool:
    """Whether letters of today may still be written: in the morning hours, or before them."""
    start = local.replace(hour=max(local.hour, municipality.digest_hour))
    return digests.is_morning(municipality, start)
