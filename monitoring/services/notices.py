"""Notices: who has to be told inside the portal of what happened to an execution."""

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from monitoring.choices import EventKind
from monitoring.models import Event, Execution, Notice
from roadmaps.models import Responsible
from schools.choices import SCHOOL_ROLES, Role
from schools.models import Delegation, Person, Position

TOLD = (EventKind.RETURNED, EventKind.ACCEPTED, EventKind.WAIVED, EventKind.REOPENED, EventKind.COMMENTED)


def tell(events: Sequence[Event], executions: Iterable[Execution]) -> None:
    """Write the notices of events that owners have to know of; nobody is told of the own act.

    A school's own matters are for its staff of today: whoever marked it and has left is not told. Where
    there is no school, the people named are told who are at work, and whoever marked it.
    """
    told = [event for event in events if event.kind in TOLD]
    if not told:
        return
    rows = {row.pk: row for row in executions}
    staff = _staff({row.school_id for row in rows.values() if row.school_id})
    named = _named([row for row in rows.values() if not row.school_id])
    notices = []
    for event in told:
        row = rows[event.execution_id]
        people = staff.get(row.school_id, set()) if row.school_id else named[row.pk]
        notices += [_notice(event, row, person) for person in sorted(people - {event.actor_id})]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)


def tell_of_comment(event: Event, execution: Execution, mentioned: Iterable[Person]) -> list[Notice]:
    """Tell the owners, who follows it up, whoever acts for them, and those addressed by name."""
    tell([event], [execution])
    by_name = {person.pk for person in mentioned}
    today = execution.municipality.today()
    above = _above(execution, today)
    acting = Delegation.objects.current(today).filter(absent__in=above)
    people = by_name | above | set(acting.values_list("delegate", flat=True))
    people.discard(event.actor_id or 0)
    Notice.objects.bulk_create(
        [_notice(event, execution, person) for person in sorted(people)], ignore_conflicts=True
    )
    Notice.objects.filter(event=event, person__in=by_name).update(is_mention=True)
    return list(Notice.objects.filter(event=event, is_mention=True).select_related("person__user"))


@transaction.atomic
def read(person: Person, keys: Iterable[int] | None = None) -> int:
    """Mark the person's notices read: all, or those of the keys; return how many were not."""
    waiting = Notice.objects.of(person).unread()
    if keys is not None:
        waiting = waiting.filter(pk__in=list(keys))
    changed: int = waiting.update(read_at=timezone.now())
    return changed


def _notice(event: Event, execution: Execution, person: int) -> Notice:
    return Notice(municipality_id=execution.municipality_id, person_id=person, event=event)


def _above(execution: Execution, today: datetime.date) -> set[int]:
    """Return the roadmap's coordinators, else all coordinators, else the heads, as reminders choose them."""
    people = Person.objects.in_department(today)
    for ranks in (
        people.filter(coordinated_roadmaps=execution.roadmap_id),
        people.in_role(Role.COORDINATOR, today),
        people.in_role(Role.HEAD, today),
    ):
        if found := set(ranks.values_list("pk", flat=True)):
            return found
    return set()


def _named(rows: Sequence[Execution]) -> dict[int, set[int]]:
    """Return whom each execution without a school concerns and who is at work today."""
    if not rows:
        return {}
    named = Responsible.objects.filter(item__in={row.item_id for row in rows}).people()
    found = {row.pk: named[row.item_id] | {row.submitted_by_id or 0} for row in rows}
    people = Person.objects.at_work(rows[0].municipality.today()).filter(pk__in=set().union(*found.values()))
    at_work = set(people.values_list("pk", flat=True))
    return {key: keys & at_work for key, keys in found.items()}


def _staff(schools: set[int]) -> dict[int, set[int]]:
    """Return who directs and coordinates each of the schools today."""
    found: dict[int, set[int]] = {}
    if not schools:
        return found
    rows = Position.objects.filter(school__in=schools, role__in=SCHOOL_ROLES).select_related(
        "person__municipality"
    )
    for position in rows:
        if position.is_current(position.person.municipality.today()):
            found.setdefault(position.school_id or 0, set()).add(position.person_id)
    return found
