"""Who has not reported: schools and people by what is overdue and what falls due within a week."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from monitoring.models import Execution
from monitoring.services import nudges
from roadmaps.choices import RoadmapState
from roadmaps.models import Responsible
from schools.access import Membership
from schools.models import Person, School

AHEAD = 7  # days


@dataclass(slots=True)
class Debtor:
    """One school or person (or nobody yet), what is overdue there, what falls due within a week."""

    key: str
    name: str
    school: int | None = None
    person: int | None = None
    overdue: list[Execution] = field(default_factory=list)
    coming: list[Execution] = field(default_factory=list)
    told_at: datetime.datetime | None = None

    @property
    def oldest(self) -> datetime.date | None:
        """The deadline that passed first."""
        return min((row.due for row in self.overdue), default=None)

    @property
    def executions(self) -> list[Execution]:
        """Everything that may be reminded of."""
        return [*self.overdue, *self.coming]


def debtors(membership: Membership) -> list[Debtor]:
    """Return who owes something overdue or due within a week, those with most overdue first."""
    today = membership.today
    rows = list(
        Execution.objects.visible_to(membership)
        .open()
        .filter(roadmap__state=RoadmapState.IN_FORCE, due__lte=today + datetime.timedelta(days=AHEAD))
        .only("pk", "state", "due", "school_id", "item_id", "roadmap_id", "municipality_id")
        .order_by("due", "pk")
    )
    found: dict[str, Debtor] = {}
    named = _people_of({row.item_id for row in rows if row.school_id is None})
    names = dict(School.objects.filter(pk__in={row.school_id for row in rows}).values_list("pk", "name"))
    for row in rows:
        for debtor in _of(row, names, named):
            kept = found.setdefault(debtor.key, debtor)
            (kept.overdue if row.due < today else kept.coming).append(row)
    told: dict[int, dict[int, datetime.datetime]] = defaultdict(dict)
    for (execution, person), at in nudges.last_told_people(rows).items():
        told[execution][person] = at
    for debtor in found.values():
        debtor.told_at = max(
            (
                at
                for row in debtor.executions
                for person, at in told[row.pk].items()
                if debtor.person in (None, person)
            ),
            default=None,
        )
    return sorted(found.values(), key=lambda each: (-len(each.overdue), -len(each.coming), each.name))


def chosen(membership: Membership, keys: Iterable[str]) -> dict[Execution, set[int]]:
    """Return what the debtors of these keys owe, each with the people chosen; none: whoever owes it."""
    wanted, rows = set(keys), dict[Execution, set[int]]()
    for each in debtors(membership):
        if each.key in wanted:
            for row in each.executions:
                rows.setdefault(row, set()).update({each.person} if each.person else ())
    return rows


def _of(row: Execution, names: dict[int, str], named: dict[int, dict[int, str]]) -> list[Debtor]:
    if row.school_id:
        return [Debtor(f"school-{row.school_id}", names[row.school_id], school=row.school_id)]
    people = named.get(row.item_id, {})
    return [Debtor(f"person-{key}", name, person=key) for key, name in people.items()] or [
        Debtor("nobody", "")
    ]


def _people_of(items: set[int]) -> dict[int, dict[int, str]]:
    """Return the people whom rows of the plan name, alone or in a list: row → key → name."""
    found = Responsible.objects.filter(item__in=items).people()
    keys = {key for people in found.values() for key in people}
    names = {person.pk: person.short_name for person in Person.objects.filter(pk__in=keys)}
    return {item: {key: names[key] for key in sorted(people)} for item, people in found.items()}
