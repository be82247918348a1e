"""How roadmaps stand, read from their summaries: lines by roadmap, section, school, responsible, freshness.

Nothing here counts executions: a page shows what the last rebuild has counted, and says of when that is.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from monitoring.choices import SummaryLevel
from monitoring.models import Summary, SummaryStatus
from monitoring.models.summary import Counts
from monitoring.services.summaries import FIGURES
from roadmaps.choices import RoadmapState
from roadmaps.models import Responsible, Roadmap
from schools.access import Membership

IN_FORCE = "in_force"  # all roadmaps in force, where a list is asked for the rows of one roadmap
COUNTED = (RoadmapState.IN_FORCE, RoadmapState.COMPLETED)


@dataclass(slots=True)
class Line:
    """One line of a table of figures; ``rows`` is what the list of its executions is filtered by."""

    title: str = ""
    number: str = ""
    note: str = ""
    rows: dict[str, object] = field(default_factory=dict)
    key: int | None = None
    total: int = 0
    expected: int = 0
    received: int = 0
    on_time: int = 0
    late: int = 0
    overdue: int = 0
    awaiting: int = 0
    accepted: int = 0
    returned: int = 0
    early: int = 0

    def add(self, counts: "Counts | Line") -> None:
        """Add the figures of another line to this one."""
        for name in FIGURES:
            setattr(self, name, getattr(self, name) + getattr(counts, name))

    @property
    def missing(self) -> int:
        """Expected and not received; those due today are among them."""
        return self.expected - self.received

    @property
    def handed_in(self) -> int:
        """Received, whether the deadline has come or not."""
        return self.received + self.early

    @property
    def share(self) -> float | None:
        """Received of those expected, in per cent; None where nothing was expected."""
        return 100 * self.received / self.expected if self.expected else None


@dataclass(frozen=True, slots=True)
class Choice:
    """The roadmaps that a page is about: one of them, or all in force."""

    roadmaps: Sequence[Roadmap]
    chosen: Roadmap | None = None

    @property
    def rows(self) -> dict[str, object]:
        """What the list of executions of these roadmaps is filtered by."""
        return {"roadmap": self.chosen.pk if self.chosen else IN_FORCE}

    @property
    def only(self) -> Roadmap | None:
        """The roadmap, where there is one only."""
        return self.roadmaps[0] if len(self.roadmaps) == 1 else None

    def lines(self) -> "QuerySet[Summary]":
        """The lines of these roadmaps' summaries."""
        found: QuerySet[Summary] = Summary.objects.filter(roadmap__in=[each.pk for each in self.roadmaps])
        return found


def counted_roadmaps(membership: Membership) -> list[Roadmap]:
    """Return the roadmaps that have a summary and that the person may read; those in force first."""
    found = Roadmap.objects.visible_to(membership).filter(state__in=COUNTED).order_by("-start", "pk")
    return sorted(found, key=lambda roadmap: not roadmap.is_in_force)


def choose(roadmaps: Sequence[Roadmap], key: str) -> Choice:
    """Choose the roadmap of the key, else all of those in force."""
    for roadmap in roadmaps:
        if str(roadmap.pk) == key:
            return Choice([roadmap], roadmap)
    return Choice([roadmap for roadmap in roadmaps if roadmap.is_in_force])


def whole(choice: Choice) -> Line:
    """Add up the roadmaps; one query."""
    line = Line(rows=choice.rows)
    for summary in choice.lines().filter(level=SummaryLevel.ROADMAP):
        line.add(summary)
    return line


def by_roadmap(choice: Choice) -> list[Line]:
    """One line a roadmap; one query."""
    counted = {summary.roadmap_id: summary for summary in choice.lines().filter(level=SummaryLevel.ROADMAP)}
    lines = []
    for roadmap in choice.roadmaps:
        line = Line(title=str(roadmap), key=roadmap.pk, rows={"roadmap": roadmap.pk})
        if roadmap.order_number:
            line.note = f"№ {roadmap.order_number}"
        if roadmap.pk in counted:
            line.add(counted[roadmap.pk])
        lines.append(line)
    return lines


def by_section(choice: Choice) -> list[Line]:
    """One line a section, in the order of the plan; one query."""
    found = choice.lines().filter(level=SummaryLevel.SECTION).select_related("section", "roadmap")
    titles = {roadmap.pk: str(roadmap) for roadmap in choice.roadmaps}
    lines = []
    for summary in found.order_by("roadmap__start", "roadmap", "section__position", "section"):
        section = summary.section
        assert section is not None  # noqa: S101 a line of this level has one
        line = Line(
            title=section.title,
            number=section.number,
            key=section.pk,
            note="" if choice.only else titles[summary.roadmap_id],
            rows={"roadmap": summary.roadmap_id, "section": section.pk},
        )
        line.add(summary)
        lines.append(line)
    return lines


def by_school(choice: Choice) -> list[Line]:
    """One line a school, over all of the roadmaps; one query."""
    found = choice.lines().of_level(SummaryLevel.SCHOOL).select_related("school")  # type: ignore[attr-defined]
    lines: dict[int, Line] = {}
    for summary in found.order_by("school__name", "school"):
        pk = summary.school_id
        new = Line(title=summary.school.name, key=pk, rows={**choice.rows, "school": pk})
        lines.setdefault(pk, new).add(summary)
    return list(lines.values())


def by_responsible(choice: Choice) -> list[Line]:
    """One line a person, a group or an entry as written, over all of the roadmaps; one query."""
    found = choice.lines().filter(level=SummaryLevel.RESPONSIBLE)
    lines: dict[object, Line] = {}
    for summary in found.select_related("responsible").order_by("responsible_text", "pk"):
        entry = summary.responsible
        if entry is None:  # the entry is gone since; the next rebuild leaves the line out
            continue
        token = responsible_token(entry)
        new = Line(title=summary.responsible_text, rows={**choice.rows, "responsible": token})
        lines.setdefault(entry.text if token.startswith("t") else (token,), new).add(summary)
    return list(lines.values())


def responsible_token(entry: Responsible) -> str:
    """Name a responsible in an address: ``p`` a person, ``g`` a group, ``t`` an entry kept as written."""
    if entry.person_id:
        return f"p{entry.person_id}"
    return f"g{entry.group_id}" if entry.group_id else f"t{entry.pk}"


@dataclass(frozen=True, slots=True)
class Freshness:
    """When figures were counted, and whether something has changed since."""

    counted_at: datetime.datetime | None
    is_stale: bool


def freshness(choice: Choice, today: datetime.date) -> Freshness:
    """Say how fresh the roadmaps' figures are: as fresh as the stalest of them; one query."""
    found: Mapping[int, SummaryStatus] = {
        status.roadmap_id: status
        for status in SummaryStatus.objects.filter(roadmap__in=[each.pk for each in choice.roadmaps])
    }
    moments = [status.counted_at for status in found.values() if status.counted_at]
    is_stale = any(
        each.pk not in found
        or found[each.pk].counted_changes != found[each.pk].changes
        or (each.is_in_force and found[each.pk].counted_on != today)
        for each in choice.roadmaps
    )
    return Freshness(min(moments, default=None), is_stale)
