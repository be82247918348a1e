"""What one person owes: by urgency, over the year, and who helps."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils import timezone

from monitoring.choices import OPEN_STATES, RECEIVED_STATES, EventKind, ExecutionState
from monitoring.models import Event, Execution
from monitoring.models.execution import end_of_week
from monitoring.services.evidence import is_required
from roadmaps.choices import RoadmapState
from roadmaps.models import Roadmap
from schools.access import Membership
from schools.choices import Role
from schools.models import Person
from schools.ribbon import Lane, Mark

GROUPS = ("returned", "overdue", "week", "month", "later", "claimed", "done")
DONE_STATES = (*RECEIVED_STATES, ExecutionState.WAIVED)
AT_ONCE = ("overdue", "week", "month")  # groups whose rows may be marked together
URGENT = ("returned", "overdue", "week")
EVENTS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Agenda:
    """The executions of one person in groups by urgency, each in order of time."""

    today: datetime.date
    groups: dict[str, list[Execution]]
    counts: Counter[str] = field(default_factory=Counter)  # of the year, by the state shown

    @property
    def urgent(self) -> int:
        """How many wait now: returned, overdue, due by the end of the week."""
        return sum(len(self.groups[name]) for name in URGENT)

    @property
    def nearest(self) -> datetime.date | None:
        """The first deadline after those that wait now."""
        ahead = self.groups["month"] or self.groups["later"]
        return ahead[0].due if ahead else None

    @property
    def can_mark_several(self) -> bool:
        """Whether two or more of those near ask for no document."""
        waiting = (row for name in AT_ONCE for row in self.groups[name])
        return sum(not is_required(row) for row in waiting) > 1

    @property
    def last_this_week(self) -> datetime.date | None:
        """The last deadline of this week."""
        week = self.groups["week"]
        return week[-1].due if week else None

    @property
    def is_weekend(self) -> bool:
        """Whether the week in hand is the next one already."""
        return self.today.weekday() >= 5

    @property
    def total(self) -> int:
        """All executions of the year that count."""
        return sum(self.counts.values()) - self.counts["waived"]

    @property
    def accepted(self) -> int:
        """Accepted in the year, late ones too."""
        return self.counts["accepted"] + self.counts["late"]

    @property
    def ahead(self) -> int:
        """Not due yet and not marked."""
        return self.counts["planned"] + self.counts["due_soon"]

    @property
    def bar(self) -> dict[str, int]:
        """Parts of the year for the bar of states."""
        under_review = self.counts["submitted"] + self.counts["claimed"]
        return {**self.counts, "submitted": under_review, "rest": self.ahead}


def executions_of(membership: Membership, since: datetime.date, until: datetime.date) -> list[Execution]:
    """Return what the person owes: everything open or
    said not to be required, and what was marked for deadlines of the days given."""
    return list(
        Execution.objects.owed_by(membership)
        .asked_for()
        .filter(
            Q(state__in=OPEN_STATES, roadmap__state=RoadmapState.IN_FORCE)
            | Q(state=ExecutionState.CLAIMED, roadmap__state=RoadmapState.IN_FORCE)
            | Q(state__in=DONE_STATES, due__gte=since, due__lte=until)
        )
        .select_related("item", "roadmap", "school", "decided_by")
        .order_by("due", "roadmap", "item__position", "pk")
    )


def build(executions: Iterable[Execution], today: datetime.date, until: datetime.date) -> Agenda:
    """Put executions in groups; ``until`` is the last day of the year that is counted."""
    agenda = Agenda(today, {name: [] for name in GROUPS})
    for execution in executions:
        agenda.groups[_group(execution, today)].append(execution)
        if execution.due <= until:
            agenda.counts[execution.shown_state(today)] += 1
    agenda.groups["done"].sort(key=lambda execution: execution.submitted_at or execution.due, reverse=True)
    return agenda


def _group(execution: Execution, today: datetime.date) -> str:
    if execution.state in DONE_STATES:
        return "done"
    if execution.state in (ExecutionState.RETURNED, ExecutionState.CLAIMED):
        return execution.state
    if execution.due < today:
        return "overdue"
    if execution.due <= end_of_week(today):
        return "week"
    is_this_month = (execution.due.year, execution.due.month) == (today.year, today.month)
    return "month" if is_this_month else "later"


def lanes(executions: Iterable[Execution], today: datetime.date) -> list[Lane]:
    """Return a line of the year ribbon for each roadmap, its marks joined by day and state."""
    marks: dict[Roadmap, Counter[tuple[datetime.date, str]]] = defaultdict(Counter)
    for execution in executions:
        marks[execution.roadmap][execution.due, execution.shown_state(today)] += 1
    return [
        Lane(
            str(roadmap),
            f"№ {roadmap.order_number}" if roadmap.order_number else "",
            [Mark(day, state, count) for (day, state), count in sorted(found.items())],
        )
        for roadmap, found in sorted(marks.items(), key=lambda pair: pair[0].pk)
    ]


def recent_events(membership: Membership) -> Sequence[Event]:
    """Return what happened yesterday and today to the person's executions, the latest first.

    ``files`` of each is how many documents its execution has.
    """
    now = timezone.localtime(timezone=membership.municipality.zone)
    yesterday = now.replace(hour=0, minute=0, second=0, microsecond=0) - datetime.timedelta(days=1)
    own = Execution.objects.owed_by(membership).values("pk")
    kept = Q(execution__evidence__removed_at__isnull=True)
    return list(
        Event.objects.filter(execution__in=own, at__gte=yesterday)
        .exclude(kind__in=(EventKind.EVIDENCE_ADDED, EventKind.EVIDENCE_REMOVED))
        .select_related("execution__item")
        .annotate(files=Count("execution__evidence", filter=kept))
        .order_by("-at", "-pk")[:EVENTS_SHOWN]
    )


def helpers(membership: Membership, roadmaps: Iterable[Roadmap]) -> Sequence[Person]:
    """Return who can help: the coordinators of the roadmaps, else the municipality's, without the person."""
    people = Person.objects.at_work(membership.today).exclude(pk=membership.person.pk)
    keys = {roadmap.pk for roadmap in roadmaps}
    own = people.in_department(membership.today).filter(coordinated_roadmaps__in=keys).distinct()[:3]
    return list(own) or list(people.in_role(Role.COORDINATOR, membership.today)[:3])


def matching(
    executions: Iterable[Execution], today: datetime.date, *, words: str, roadmap: str = "", group: str = ""
) -> list[Execution]:
    """Return those with every word in number, title or report form (any case, е for ё).

    Where given, of one roadmap (its key) and of one group by urgency.
    """
    sought = _plain(words).split()
    return [
        execution
        for execution in executions
        if (not roadmap or str(execution.roadmap_id) == roadmap)
        and (group not in GROUPS or _group(execution, today) == group)
        and all(word in _plain(_words_of(execution)) for word in sought)
    ]


def _words_of(execution: Execution) -> str:
    item = execution.item
    return f"{item.number} {item.title} {item.report_form} {execution.school or ''}"


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")
