"""Schools that an order took out of a roadmap and another brought back: what was due between is not owed."""

import datetime
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Max, Q

from monitoring.choices import OPEN_STATES, EventKind
from monitoring.models import Event, Execution
from roadmaps.models import Roadmap

_BEGUN = (EventKind.CREATED, EventKind.RESTORED)


def came_back(roadmap: Roadmap, cancelled: Sequence[Execution]) -> dict[int, datetime.date]:
    """Return, for executions that went because their school did, the day from which the school owes again.

    It was the school that went, and not the date or the row of the plan, where another school's execution of
    the same date stood through it. It owes again since it was given something of that row anew, or today.
    What is put right on the day itself has not gone.
    """
    place = roadmap.municipality
    cancelled = [row for row in cancelled if row.school_id]
    if not cancelled:
        return {}
    of_dates = Q(occurrence__in={row.occurrence_id for row in cancelled})
    of_rows = Q(school__in={row.school_id for row in cancelled}, item__in={row.item_id for row in cancelled})
    around = Execution.objects.filter(of_dates | of_rows, roadmap=roadmap, school__isnull=False)
    begun: dict[tuple[int, int], list[datetime.datetime]] = defaultdict(list)
    latest: dict[int, datetime.datetime] = {}
    events = Event.objects.filter(execution__in=around.values("pk"), kind__in=_BEGUN).order_by("at")
    for pk, where, item, at in events.values_list("execution", "execution__school", "execution__item", "at"):
        begun[where, item].append(at)
        latest[pk] = at
    standing: dict[int, list[tuple[int, int, datetime.datetime | None]]] = defaultdict(list)
    for row in around.filter(Q(state__in=OPEN_STATES) | Q(submitted_at__isnull=False)).standing():
        until = None if row.state in OPEN_STATES else row.submitted_at
        standing[row.occurrence_id].append((row.pk, row.school_id, until))
    gone = Event.objects.filter(
        execution__in=[row.pk for row in cancelled], kind=EventKind.CANCELLED
    ).order_by()
    gone_at = dict(gone.values("execution").annotate(last=Max("at")).values_list("execution", "last"))
    found = {}
    for row in cancelled:
        went, school = gone_at.get(row.pk), row.school_id
        if school is None or went is None:
            continue
        is_alone = any(
            other != school and (until is None or until > went) and latest.get(pk, went) <= went
            for pk, other, until in standing[row.occurrence_id]
        )
        anew = next((at for at in begun[school, row.item_id] if at > went), None)
        back = anew.astimezone(place.zone).date() if anew else place.today()
        if is_alone and back > went.astimezone(place.zone).date():
            found[row.pk] = back
    return found


def owes_again(roadmap: Roadmap, gone: Sequence[Execution]) -> dict[int, datetime.date]:
    """Return, for the schools of executions that went with them, the day from which each owes again.

    It is the day on which the school was given anything anew, else today.
    """
    place = roadmap.municipality
    if not gone:
        return {}
    own = Event.objects.filter(
        execution__roadmap=roadmap, execution__school__in={row.school_id for row in gone}
    )
    cancelled = own.filter(execution__in=[row.pk for row in gone], kind=EventKind.CANCELLED).order_by()
    went = dict(
        cancelled.values("execution__school")
        .annotate(last=Max("at"))
        .values_list("execution__school", "last")
    )
    found = dict.fromkeys(went, place.today())
    begun = own.filter(kind__in=_BEGUN).order_by("-at")
    for school, at in begun.values_list("execution__school", "at"):
        if school in went and at > went[school]:
            found[school] = at.astimezone(place.zone).date()
    return found
