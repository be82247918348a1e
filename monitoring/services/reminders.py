"""The planner of reminders: writes who is to be told of what, once each, whatever happened to the clock.

The ledger (``Reminder``) is the queue: a unique constraint on recipient, execution, kind and step lets the
planner run twice, late, or after days of silence. A step that was slept through is not made up for; the one
that holds today is (DESIGN §5, §9).
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from monitoring.choices import ReminderKind
from monitoring.models import Execution, Reminder
from roadmaps.choices import RoadmapState
from roadmaps.models import Responsible, Roadmap
from schools.choices import SCHOOL_ROLES, Role
from schools.models import Municipality, Position


@dataclass(frozen=True)
class Rules:
    """A municipality's rules of reminding; all in days."""

    before: tuple[int, ...]
    on_day: bool
    overdue_every: int
    overdue_times: int

    @classmethod
    def of(cls, municipality: Municipality) -> "Rules":
        """Read the rules as stored."""
        stored = municipality.reminder_rules
        return cls(
            before=tuple(sorted(int(days) for days in stored.get("before", ()))),
            on_day=bool(stored.get("on_day", True)),
            overdue_every=max(1, int(stored.get("overdue_every", 7))),
            overdue_times=max(0, int(stored.get("overdue_times", 8))),
        )

    def step(self, days_left: int) -> tuple[ReminderKind, int] | None:
        """Return the step that holds ``days_left`` before the deadline (negative: after it), or None.

        Before: the nearest rule not yet passed, named by its days. After: the first day overdue, then every
        ``overdue_every`` days, ``overdue_times`` times in all, named by the days overdue, negative.
        """
        if days_left > 0:
            nearest = next((days for days in self.before if days >= days_left), None)
            return (ReminderKind.BEFORE, nearest) if nearest else None
        if days_left == 0:
            return (ReminderKind.ON_DAY, 0) if self.on_day else None
        count = (-days_left - 1) // self.overdue_every
        if count >= self.overdue_times:
            return None
        return ReminderKind.OVERDUE, -(1 + count * self.overdue_every)


class Recipients:
    """Who is told of an execution: read once for a municipality and a day."""

    def __init__(self, today: datetime.date) -> None:
        """Load who is at which school and who is named where; call inside the scope."""
        self.by_school: dict[int, list[int]] = defaultdict(list)
        self.coordinators: list[int] = []
        reachable = ~Q(person__email="") | Q(person__user__is_active=True)
        current = Position.objects.current(today).filter(reachable).order_by("pk")
        self.at_work = set(current.values_list("person", flat=True))
        for person, school, role in current.values_list("person", "school", "role"):
            if role in SCHOOL_ROLES:
                self.by_school[school].append(person)
            elif role == Role.COORDINATOR:
                self.coordinators.append(person)
        self.by_item = self._named()
        self.by_roadmap: dict[int, list[int]] = defaultdict(list)
        pairs = Roadmap.objects.filter(coordinators__isnull=False).values_list("pk", "coordinators")
        for roadmap, person in pairs:
            self.by_roadmap[roadmap].append(person)

    def _named(self) -> dict[int, list[int]]:
        named: dict[int, list[int]] = defaultdict(list)
        entries = Responsible.objects.filter(item__roadmap__state=RoadmapState.IN_FORCE)
        for item, person, member in entries.values_list("item", "person", "group__members"):
            named[item].extend(key for key in (person, member) if key)
        return named

    def of(self, execution: Execution) -> list[int]:
        """Return the keys of the people to be told: a reminder never goes nowhere."""
        if execution.school_id:
            people: Iterable[int] = self.by_school[execution.school_id]
        else:
            people = self.by_item.get(execution.item_id, ())
        told = self._at_work(people) or self._at_work(self.by_roadmap[execution.roadmap_id])
        return told or self._at_work(self.coordinators)

    def _at_work(self, people: Iterable[int]) -> list[int]:
        return [person for person in dict.fromkeys(people) if person in self.at_work]


def plan(municipality: Municipality, *, today: datetime.date) -> int:
    """Write what is due to whom on ``today``; return how many are new. May run any number of times."""
    rules = Rules.of(municipality)
    horizon = today + datetime.timedelta(days=max(rules.before, default=0))
    oldest = today - datetime.timedelta(days=1 + rules.overdue_every * rules.overdue_times)
    executions = (
        Execution.objects.open()
        .filter(roadmap__state=RoadmapState.IN_FORCE)
        .due_within(oldest, horizon)
        .only("pk", "due", "school_id", "item_id", "roadmap_id")
    )
    recipients = Recipients(today)
    wanted = {
        (reminder.person_id, reminder.execution_id, reminder.kind, reminder.step): reminder
        for reminder in _wanted(executions, rules, recipients, municipality, today)
    }
    known = Reminder.objects.filter(execution__in=executions.values("pk"))
    for key in known.values_list("person", "execution", "kind", "step"):
        wanted.pop(key, None)
    Reminder.objects.bulk_create(wanted.values(), batch_size=500, ignore_conflicts=True)
    return len(wanted)


def _wanted(
    executions: Any, rules: Rules, recipients: Recipients, municipality: Municipality, today: datetime.date
) -> Iterator[Reminder]:
    for execution in executions:
        found = rules.step((execution.due - today).days)
        if found is None:
            continue
        kind, step = found
        for person in recipients.of(execution):
            yield Reminder(
                municipality=municipality,
                person_id=person,
                execution=execution,
                kind=kind,
                step=step,
                planned_for=today,
            )
