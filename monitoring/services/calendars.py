"""The academic calendar and the rule for days off: what a change would move, and the change itself."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django_scopes import scope

from monitoring.services import duties
from monitoring.services.assignment import assign
from roadmaps.models import Roadmap
from roadmaps.services.rereading import Reread, reread, store_reread
from roadmaps.services.traces import touch
from schools.models import Municipality, Person
from schools.services.municipalities import change_municipality

FIELDS = ("academic_calendar", "days_off")  # of a municipality: by which deadlines are read


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes in one roadmap."""

    roadmap: Roadmap
    changes: list[Reread]

    @property
    def dates(self) -> int:
        """How many days change."""
        return sum(len(change.steps) for change in self.changes)


def effects(municipality: Municipality, today: datetime.date) -> list[Effect]:
    """Return what the calendar of ``municipality``, saved or not, would change, those in force first."""
    rows = Roadmap.objects.editable().filter(start__isnull=False, end__isnull=False)
    found = []
    for roadmap in rows.order_by("-state", "-start", "pk"):
        roadmap.municipality = municipality
        if changes := reread(roadmap, today):
            found.append(Effect(roadmap, changes))
    return found


@transaction.atomic
def change_calendar(
    municipality: Municipality, *, version: int, changes: dict[str, Any], by: Person, today: datetime.date
) -> list[Effect]:
    """Change the municipality's calendar and read deadlines by it; return what has changed.

    Executions of roadmaps in force follow, save those of rows that wait for their next order anyway.
    Raises StaleVersionError when somebody else has changed the settings since ``version``.
    """
    change_municipality(municipality, version=version, changes=changes)
    with scope(municipality=municipality):
        found = effects(municipality, today)
        for effect in found:
            roadmap = effect.roadmap
            waiting = duties.difference(roadmap).items() if roadmap.is_in_force else set()
            store_reread(roadmap, effect.changes)
            if roadmap.is_in_force:
                assign(roadmap, by=by, only={change.item.pk for change in effect.changes} - waiting)
            touch(roadmap.pk, by=by)
    return found
