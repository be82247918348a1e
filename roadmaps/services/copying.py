"""A new draft or template made from another roadmap: content is copied, marks stay in the past."""

import datetime
import re
from collections.abc import Iterable

from django.db import transaction

from roadmaps.choices import DateSource, ResponsibleKind, RoadmapKind, RoadmapState
from roadmaps.models import PlanItem, Responsible, Roadmap, Section
from roadmaps.services.directory import Directory
from roadmaps.services.scheduling import read_deadlines
from schools.models import Municipality, Person, School

FULL_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
SHORT_YEAR = re.compile(r"(?<=\d\d\.\d\d\.)(\d\d)(?!\d)")
COPIED = (
    "goal",
    "columns",
    "texts",
    "form",
    "order_issuer",
    "is_acceptance_required",
    "is_evidence_required",
    "coordinators_text",
)
ITEM_TEXTS = (
    "kind",
    "position",
    "table",
    "number",
    "title",
    "task",
    "audience",
    "result",
    "report_form",
    "extra",
)


def move_years(text: str, years: int) -> str:
    """Return the text with every year in it moved: «до 15 сентября 2026 г.» by 1 is «… 2027 г.»."""
    moved = FULL_YEAR.sub(lambda found: str(int(found[1]) + years), text)
    return SHORT_YEAR.sub(lambda found: f"{(int(found[1]) + years) % 100:02}", moved)


@transaction.atomic
def start_empty(
    municipality: Municipality,
    *,
    title: str,
    start: datetime.date | None,
    end: datetime.date | None,
    is_template: bool = False,
    by: Person | None,
) -> Roadmap:
    """Create an empty draft (or template) for all open schools of the municipality."""
    roadmap: Roadmap = Roadmap.objects.create(
        municipality=municipality,
        kind=RoadmapKind.TEMPLATE if is_template else RoadmapKind.MUNICIPAL,
        title=title,
        start=start,
        end=end,
        changed_by=by,
    )
    roadmap.schools.set(School.objects.filter(is_closed=False))
    return roadmap


@transaction.atomic
def copy_roadmap(
    source: Roadmap,
    *,
    title: str,
    start: datetime.date | None,
    end: datetime.date | None,
    is_template: bool = False,
    years: int = 0,
    by: Person | None,
) -> Roadmap:
    """Make a draft (or template) with the content of ``source``; years in deadlines move by ``years``.

    Deadlines are read anew in the new period. Dates that were set by hand belong to the old period and
    are not copied; rows that need no date stay so. Rows struck out by an order are left behind, and so
    are closed schools and the meaning of entries whose people no longer work.
    """
    draft: Roadmap = Roadmap.objects.create(
        municipality=source.municipality,
        kind=RoadmapKind.TEMPLATE if is_template else RoadmapKind.MUNICIPAL,
        state=RoadmapState.DRAFT,
        title=title,
        start=start,
        end=end,
        changed_by=by,
        **{field: getattr(source, field) for field in COPIED},
    )
    schools = School.objects.filter(is_closed=False)
    draft.schools.set(schools if source.is_template else schools.filter(roadmaps=source))
    draft.coordinators.set(
        Person.objects.at_work(draft.municipality.today()).filter(coordinated_roadmaps=source)
    )
    _copy_items(source, draft, _copy_sections(source, draft), years)
    for lines in (source.passport, source.specialists, source.indicators):
        _copy_lines(lines.all(), draft)
    return draft


def _copy_sections(source: Roadmap, draft: Roadmap) -> dict[int | None, Section | None]:
    copies: dict[int | None, Section | None] = {None: None}
    for section in Section.objects.filter(roadmap=source).order_by("position", "pk"):
        copies[section.pk] = Section.objects.create(
            roadmap=draft,
            parent=copies.get(section.parent_id),
            position=section.position,
            number=section.number,
            title=section.title,
            table=section.table,
        )
    return copies


def _copy_items(
    source: Roadmap, draft: Roadmap, sections: dict[int | None, Section | None], years: int
) -> None:
    directory = Directory(draft.municipality)
    at_work = set(Person.objects.at_work(draft.municipality.today()).values_list("pk", flat=True))
    items = []
    rows = PlanItem.objects.filter(roadmap=source).kept().prefetch_related("responsibles__schools")
    for row in rows:
        item = PlanItem.objects.create(
            roadmap=draft,
            section=sections[row.section_id],
            deadline_text=move_years(row.deadline_text, years),
            dates_from=DateSource.NONE_NEEDED
            if row.dates_from == DateSource.NONE_NEEDED
            else DateSource.READ,
            **{field: getattr(row, field) for field in ITEM_TEXTS},
        )
        items.append(item)
        for entry in row.responsibles.all():
            _copy_entry(entry, item, directory, at_work)
    read_deadlines(items, draft)


def _copy_entry(entry: Responsible, item: PlanItem, directory: Directory, at_work: set[int]) -> None:
    """Copy the entry with its meaning; one whose person has left is looked up anew."""
    kind, person, group = entry.kind, entry.person, entry.group
    if entry.person_id is not None and entry.person_id not in at_work:
        meaning = directory.meaning(entry.text)
        is_here = meaning.person is not None and meaning.person.pk in at_work
        kind, person = (meaning.kind, meaning.person) if is_here else (ResponsibleKind.DOUBT, None)
    copy = Responsible.objects.create(
        item=item, position=entry.position, text=entry.text, kind=kind, person=person, group=group
    )
    if kind == ResponsibleKind.SCHOOLS:
        copy.schools.set(entry.schools.all())


def _copy_lines(lines: Iterable[object], draft: Roadmap) -> None:
    for line in lines:
        line.pk, line._state.adding = None, True  # type: ignore[attr-defined]
        line.roadmap, line.version = draft, 1  # type: ignore[attr-defined]
        line.save()  # type: ignore[attr-defined]
