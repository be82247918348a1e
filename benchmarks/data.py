"""A throw-away database with a municipality of the size that is asked for."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django_scopes import scope

from monitoring.choices import ExecutionState
from monitoring.models import Execution
from roadmaps.models import Occurrence, PlanItem, Responsible, Roadmap, Section
from schools.choices import Role
from schools.models import Group, Municipality, School
from tests.factories import GroupFactory, MunicipalityFactory, RoadmapFactory, SchoolFactory, a_person

TODAY = datetime.date(2026, 11, 24)
START = datetime.date(2026, 1, 1)
TEXT = "Провести диагностику профессиональных затруднений учителей и составить маршруты помощи"


@contextmanager
def municipality() -> Iterator[Municipality]:
    """Give an empty municipality, its scope open, in a database that is dropped afterwards."""
    old = setup_databases(verbosity=0, interactive=False)
    try:
        place = MunicipalityFactory(slug="bench", name="Округ для измерений")
        with scope(municipality=place):
            yield place
    finally:
        teardown_databases(old, verbosity=0)


def roadmap(place: Municipality, *, items: int, schools: int, dates: int, sections: int = 6) -> Roadmap:
    """Make a roadmap in force with ``items`` × ``dates`` × ``schools`` executions, most of them done."""
    made = RoadmapFactory(
        municipality=place, title=TEXT, start=START, end=datetime.date(2027, 12, 31), in_force=True
    )
    places = _schools(place, schools)
    made.schools.set(places)
    headings = Section.objects.bulk_create(
        Section(roadmap=made, position=n, number=str(n), title=f"Раздел {n}. {TEXT}")
        for n in range(1, sections + 1)
    )
    rows = PlanItem.objects.bulk_create(
        PlanItem(
            roadmap=made,
            section=headings[n * sections // items],
            position=n,
            number=f"{n * sections // items + 1}.{n}",
            title=f"{TEXT} ({n})",
            deadline_text="ежеквартально",
            deadline_kind="recurring",
            result="Охвачено не менее 95 % учителей",
            report_form="Справка, приказ",
        )
        for n in range(items)
    )
    directors = Group.objects.filter(rule="directors").first() or GroupFactory(municipality=place)
    Responsible.objects.bulk_create(
        Responsible(item=row, position=1, text="Руководители ОО", kind="group", group=directors)
        for row in rows
    )
    step = datetime.timedelta(days=max(1, 600 // max(1, dates)))
    Occurrence.objects.bulk_create(
        (
            Occurrence(item=row, start=START + step * n, due=START + step * n, original_due=START + step * n)
            for row in rows
            for n in range(dates)
        ),
        batch_size=5000,
    )
    occurrences = list(Occurrence.objects.filter(item__in=rows).order_by("pk").select_related("item"))
    Execution.objects.bulk_create(
        (
            _execution(made, occurrence, school, number)
            for number, (occurrence, school) in enumerate(
                (occurrence, school) for occurrence in occurrences for school in places
            )
        ),
        batch_size=5000,
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return made


def _schools(place: Municipality, count: int) -> list[School]:
    known = list(School.objects.all())
    while len(known) < count:
        school = SchoolFactory(municipality=place)
        a_person(Role.DIRECTOR, municipality=place, school=school)
        known.append(school)
    return known[:count]


def _execution(made: Roadmap, occurrence: Occurrence, school: School, number: int) -> Execution:
    """Five of six that are due are accepted, every seventh of them late; the rest is open."""
    row = Execution(
        municipality_id=made.municipality_id,
        roadmap=made,
        section_id=occurrence.item.section_id,
        item=occurrence.item,
        occurrence=occurrence,
        school=school,
        due=occurrence.due,
    )
    if occurrence.due <= TODAY and number % 6:
        row.state = ExecutionState.ACCEPTED if number % 5 else ExecutionState.SUBMITTED
        row.submitted_on = occurrence.due + datetime.timedelta(days=3 if number % 7 == 0 else 0)
        row.submitted_at = datetime.datetime.combine(row.submitted_on, datetime.time(9), datetime.UTC)
        row.submitted_by_name = "Ветрова М. О."
    return row
