"""A municipality grown to a size: the same kinds of rows, ten of each or three hundred."""

import datetime
from itertools import cycle

from django_scopes import scope

from monitoring.choices import ExecutionState
from monitoring.models import Execution
from monitoring.services import summaries
from roadmaps.choices import DateSource, DeadlineKind, ItemKind, ResponsibleKind, RoadmapState
from roadmaps.models import (
    Indicator,
    Occurrence,
    PassportEntry,
    PlanItem,
    Responsible,
    Revision,
    Roadmap,
    Section,
    Specialist,
    Upload,
)
from schools.choices import Role, SchoolResult
from schools.models import Delegation, Group, Person, Position, School, SchoolStatus
from tests.architecture.traces import leave_traces
from tests.cast import NOW, Cast
from tests.factories import SINCE

FIRST_DAY = datetime.date(2026, 9, 10)


def _schools_and_people(cast: Cast, size: int) -> None:
    schools = School.objects.bulk_create(
        School(municipality=cast.municipality, name=f"Школа {number}") for number in range(size)
    )
    SchoolStatus.objects.bulk_create(
        SchoolStatus(school=school, school_year="2026/27", result=SchoolResult.AT_RISK) for school in schools
    )
    people = Person.objects.bulk_create(
        Person(municipality=cast.municipality, surname=f"Сотрудник {number}", first_name="Ира")
        for number in range(size)
    )
    Position.objects.bulk_create(
        Position(person=person, role=Role.DIRECTOR, school=school, since=SINCE)
        for person, school in zip(people, schools, strict=True)
    )
    Delegation.objects.bulk_create(
        Delegation(
            municipality=cast.municipality,
            absent=cast.coordinator,
            delegate=cast.specialist,
            since=datetime.date(2027, 1, 1),
            until=datetime.date(2027, 1, 9),
        )
        for _ in range(size)
    )
    Group.objects.bulk_create(
        Group(municipality=cast.municipality, name=f"Группа {number}") for number in range(size)
    )
    cast.working_group.members.add(*people)
    cast.roadmap.schools.add(*schools)


def _roadmaps(cast: Cast, size: int) -> None:
    roadmaps = Roadmap.objects.bulk_create(
        Roadmap(
            municipality=cast.municipality,
            title=f"Дорожная карта {number}",
            state=state,
            order_number="7",
            order_date=FIRST_DAY,
            start=FIRST_DAY,
            end=FIRST_DAY + datetime.timedelta(days=300),
        )
        for number, state in zip(
            range(size),
            cycle([RoadmapState.IN_FORCE, RoadmapState.DRAFT, RoadmapState.COMPLETED]),
            strict=False,
        )
    )
    for roadmap in roadmaps:
        roadmap.schools.add(cast.school)
    roadmap = cast.roadmap
    Revision.objects.bulk_create(
        Revision(roadmap=roadmap, number=number + 2, order_number="8", order_date=FIRST_DAY, snapshot={})
        for number in range(size)
    )
    for model in (PassportEntry, Indicator, Specialist):
        model.objects.bulk_create(
            model(roadmap=each, position=number, name=f"Строка {number}")
            for each in (roadmap, cast.draft)
            for number in range(size)
        )
    Upload.objects.bulk_create(
        Upload(
            municipality=cast.municipality,
            owner=cast.specialist,
            name=f"приказ {number}.docx",
            size=1,
            file="uploads/x.docx",
            content={},
        )
        for number in range(size)
    )


def _plan(cast: Cast, roadmap: Roadmap, size: int) -> list[PlanItem]:
    """Give the roadmap sections, items with two responsibles each, control points and mechanisms."""
    sections = Section.objects.bulk_create(
        Section(roadmap=roadmap, position=number + 10, number=str(number + 10), title=f"Раздел {number}")
        for number in range(max(2, size // 10))
    )
    common = {
        "deadline_text": "до 10 сентября",
        "deadline_kind": DeadlineKind.ONCE,
        "dates_from": DateSource.BY_HAND,
    }
    items = PlanItem.objects.bulk_create(
        PlanItem(
            roadmap=roadmap, section=section, position=number + 10, number=str(number), title="Дело", **common
        )
        for number, section in zip(range(size), cycle(sections), strict=False)
    )
    PlanItem.objects.bulk_create(
        PlanItem(roadmap=roadmap, kind=kind, position=number + 10, title="Точка", **common)
        for kind in (ItemKind.CONTROL_POINT, ItemKind.MECHANISM)
        for number in range(size)
    )
    Responsible.objects.bulk_create(
        Responsible(item=item, position=position, text="Кто", **meaning)
        for item in items
        for position, meaning in enumerate(
            (
                {"kind": ResponsibleKind.GROUP, "group": cast.directors},
                {"kind": ResponsibleKind.PERSON, "person": cast.specialist},
            )
        )
    )
    return items


def _executions(cast: Cast, items: list[PlanItem]) -> None:
    """Give each item a day and, for both schools, executions in every state."""
    occurrences = Occurrence.objects.bulk_create(
        Occurrence(item=item, start=day, due=day, original_due=day)
        for number, item in enumerate(items)
        for day in [FIRST_DAY + datetime.timedelta(days=number)]
    )
    states = cycle(state for state in ExecutionState if state != ExecutionState.CANCELLED)
    Execution.objects.bulk_create(
        Execution(
            municipality=cast.municipality,
            roadmap=cast.roadmap,
            section=occurrence.item.section,
            item=occurrence.item,
            occurrence=occurrence,
            school=school,
            due=occurrence.due,
            state=state,
            submitted_by=cast.director,
            submitted_on=occurrence.due,
            submitted_at=NOW,
            return_reason="Нет подписи",
        )
        for occurrence, state in zip(occurrences, states, strict=False)
        for school in (cast.school, cast.other_school, None)
    )


def grow(cast: Cast, size: int) -> None:
    """Add so many rows of each kind to the cast's municipality, and count its summaries."""
    with scope(municipality=cast.municipality):
        _schools_and_people(cast, size)
        _roadmaps(cast, size)
        _plan(cast, cast.draft, size)
        _executions(cast, _plan(cast, cast.roadmap, size))
        leave_traces(cast, size)
        summaries.rebuild(cast.roadmap, today=NOW.date())
