"""Who is told of an execution: nobody named, or nobody there, and the coordinator is."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from accounts.choices import Digest
from monitoring.models import Execution
from roadmaps.choices import RoadmapState
from roadmaps.models import Responsible, Roadmap
from schools.choices import DEPARTMENT_ROLES, SCHOOL_ROLES, Role
from schools.models import Delegation, Position


class Recipients:
    """Who is at which school and who is named where: read once for a municipality and a day."""

    def __init__(self, today: datetime.date) -> None:
        """Load the people at work who can be written to; call inside the scope."""
        self.by_school: dict[int, list[int]] = defaultdict(list)
        self.coordinators: list[int] = []
        self.heads: list[int] = []
        self.department: set[int] = set()
        self.digests: dict[int, str] = {}
        reachable = ~Q(person__email="") | Q(person__user__is_active=True)
        current = Position.objects.current(today).filter(reachable).order_by("pk")
        for person, school, role, digest in current.values_list(
            "person", "school", "role", "person__user__digest"
        ):
            self.digests[person] = digest or Digest.DAILY
            if role in DEPARTMENT_ROLES:
                self.department.add(person)
            if role in SCHOOL_ROLES:
                self.by_school[school].append(person)
            elif role == Role.COORDINATOR:
                self.coordinators.append(person)
            elif role == Role.HEAD:
                self.heads.append(person)
        self.replaced = self._replaced(today)
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

    @staticmethod
    def _replaced(today: datetime.date) -> dict[int, list[int]]:
        """Who acts today for which absent coordinator."""
        replaced: dict[int, list[int]] = defaultdict(list)
        rows = Delegation.objects.current(today).order_by("pk")
        for absent, delegate in rows.values_list("absent", "delegate"):
            replaced[absent].append(delegate)
        return replaced

    def of(self, execution: Execution) -> list[int]:
        """Return the keys of the people who owe it, else of the coordinators, else of the heads."""
        if execution.school_id:
            people: Iterable[int] = self.by_school[execution.school_id]
        else:
            people = self.by_item.get(execution.item_id, ())
        return self._at_work(people) or self.above(execution) or self._at_work(self.heads)

    def above(self, execution: Execution) -> list[int]:
        """Return the keys of those who follow it up: the roadmap's coordinators, else all coordinators.

        Who has left the department follows nothing up, wherever else at work. A delegate stands in the place
        of one who is absent, on the days given.
        """
        own = [key for key in self.by_roadmap[execution.roadmap_id] if key in self.department]
        return self._there(own) or self._there(self.coordinators)

    def _there(self, people: Iterable[int]) -> list[int]:
        """Those at work, each absent one replaced by whoever acts, where that one can be written to."""
        found: list[int] = []
        for person in self._at_work(people):
            found += self._at_work(self._acting_for(person, {person})) or [person]
        return list(dict.fromkeys(found))

    def _acting_for(self, person: int, seen: set[int]) -> list[int]:
        """Who acts for the person; a delegate who is absent too is replaced in turn."""
        found: list[int] = []
        for delegate in self.replaced.get(person, ()):
            if delegate not in seen:
                found += self._acting_for(delegate, {*seen, delegate}) or [delegate]
        return found

    def _at_work(self, people: Iterable[int]) -> list[int]:
        return [person for person in dict.fromkeys(people) if person in self.digests]
