"""Who acts for whom: a delegate decides for an absent coordinator, and it is written down so."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from roadmaps.models import Roadmap
from schools.choices import Role
from schools.declension import Case
from schools.models import Delegation, Person, Position
from schools.services.letters import short_name_in


def absent_names(person: Person, today: datetime.date) -> list[str]:
    """Return for whom the person accepts marks today: absent coordinators, in the accusative."""
    rows = Delegation.objects.current(today).filter(delegate=person).select_related("absent")
    return [short_name_in(row.absent, Case.ACCUSATIVE) for row in rows.order_by("pk")]


def replaced_by(person: Person, roadmaps: Iterable[int]) -> dict[int, str]:
    """Return for whom the person decides today on each of the roadmaps (keys), in the accusative.

    Where the person coordinates the roadmap as well, the decision is the own one and the roadmap is not
    among them; so it is where a coordinator replaces one who does not coordinate that roadmap.
    """
    today = person.municipality.today()
    acting = Delegation.objects.current(today).filter(delegate=person).select_related("absent")
    absent = {row.absent_id: row.absent for row in acting.order_by("pk")}
    if not absent:
        return {}
    is_coordinator = Position.objects.current(today).filter(person=person, role=Role.COORDINATOR).exists()
    keys = set(roadmaps)
    coordinators: dict[int, set[int]] = defaultdict(set)
    for roadmap, one in Roadmap.objects.filter(pk__in=keys).values_list("pk", "coordinators"):
        coordinators[roadmap].update([one] if one else [])
    found = {}
    for roadmap in keys:
        of_it = [absent[key] for key in absent if key in coordinators[roadmap]]
        if person.pk in coordinators[roadmap] or (is_coordinator and not of_it):
            continue
        found[roadmap] = ", ".join(short_name_in(each, Case.ACCUSATIVE) for each in of_it or absent.values())
    return found
