"""The fixed cast: two municipalities, people in every role, a roadmap in force and a draft.

Built on 24 November 2026 in mind (``NOW``), but true on any day of the school year 2026/27.
"""

import datetime
from dataclasses import dataclass, field

from django_scopes import scopes_disabled

from monitoring.models import Execution
from roadmaps.models import PlanItem, Roadmap, Section
from schools.choices import GroupRule, Role, SchoolResult
from schools.models import Group, Municipality, Person, School
from tests.factories import (
    ExecutionFactory,
    GroupFactory,
    MunicipalityFactory,
    ResponsibleFactory,
    RevisionFactory,
    RoadmapFactory,
    SchoolFactory,
    SchoolStatusFactory,
    SectionFactory,
    a_person,
    an_item,
)

NOW = datetime.datetime(2026, 11, 24, 9, 0, tzinfo=datetime.UTC)  # noon in Moscow, a Tuesday
PAST, SOON, LATER = datetime.date(2026, 11, 10), datetime.date(2026, 11, 27), datetime.date(2027, 3, 1)


@dataclass
class Cast:
    """Everybody and everything; ``other`` is the same in another municipality (without ``other``)."""

    municipality: Municipality
    school: School
    other_school: School
    director: Person
    school_coordinator: Person
    other_director: Person
    specialist: Person
    coordinator: Person
    head: Person
    viewer: Person
    administrator: Person
    directors: Group
    working_group: Group
    roadmap: Roadmap
    section: Section
    draft: Roadmap
    draft_section: Section
    items: list[PlanItem] = field(default_factory=list)
    execution: Execution | None = None
    other_school_execution: Execution | None = None
    municipal_execution: Execution | None = None
    other: "Cast | None" = None

    @property
    def other_municipality(self) -> Municipality:
        """The municipality in which nobody of this cast holds a position."""
        assert self.other is not None
        return self.other.municipality

    def person(self, role: str) -> Person:
        """Give the person of the role («director», …)."""
        found = getattr(self, role)
        assert isinstance(found, Person)
        return found


def _people(municipality: Municipality, school: School, other_school: School) -> dict[str, Person]:
    def one(role: str, names: str, where: School | None = None) -> Person:
        surname, first_name, patronymic = names.split()
        return a_person(
            role,
            municipality=municipality,
            school=where,
            surname=surname,
            first_name=first_name,
            patronymic=patronymic,
        )

    return {
        "director": one(Role.DIRECTOR, "Ветрова Мария Олеговна", school),
        "school_coordinator": one(Role.SCHOOL_COORDINATOR, "Луговой Пётр Ильич", school),
        "other_director": one(Role.DIRECTOR, "Ёлкина Ольга Павловна", other_school),
        "specialist": one(Role.SPECIALIST, "Ручьёва Нина Андреевна"),
        "coordinator": one(Role.COORDINATOR, "Полевой Сергей Юрьевич"),
        "head": one(Role.HEAD, "Дубрава Елена Викторовна"),
        "viewer": one(Role.VIEWER, "Звягин Олег Романович"),
        "administrator": one(Role.ADMINISTRATOR, "Кленов Игорь Львович"),
    }


def _fill(cast: Cast) -> None:
    """Give the roadmap three activities and its executions, the draft one activity with a doubt."""
    per_school = an_item(cast.section, number="1", title="Провести диагностику", due=(PAST, LATER))
    named = an_item(cast.section, number="2", title="Издать приказ о мониторинге", due=(SOON,))
    undated = an_item(cast.section, number="3", title="Консультировать школы")
    drafted = an_item(cast.draft_section, number="1", title="Составить план", due=(SOON,))
    ResponsibleFactory(item=per_school, group=cast.directors, text="Руководители ОО")
    ResponsibleFactory(item=named, person=cast.specialist, text="Ручьёва Н. А.")
    ResponsibleFactory(item=undated, text="Методисты")
    ResponsibleFactory(item=drafted, group=cast.directors, text="Руководители ОО")
    cast.items = [per_school, named, undated]
    for occurrence in per_school.occurrences.all():
        own = ExecutionFactory(occurrence=occurrence, school=cast.school)
        others = ExecutionFactory(occurrence=occurrence, school=cast.other_school)
        cast.execution = cast.execution or own
        cast.other_school_execution = cast.other_school_execution or others
    cast.municipal_execution = ExecutionFactory(occurrence=named.occurrences.get())


def _build(slug: str, name: str, short_name: str, *, schools: tuple[str, str]) -> Cast:
    municipality = MunicipalityFactory(slug=slug, name=name, short_name=short_name)
    school, other_school = (
        SchoolFactory(municipality=municipality, name=school_name) for school_name in schools
    )
    for each in (school, other_school):
        SchoolStatusFactory(school=each, result=SchoolResult.LOW_RESULTS)
    people = _people(municipality, school, other_school)
    roadmap = RoadmapFactory(
        municipality=municipality, title="Дорожная карта поддержки школ на 2026/27 учебный год", in_force=True
    )
    draft = RoadmapFactory(
        municipality=municipality, title="Проект дорожной карты по функциональной грамотности"
    )
    for each in (roadmap, draft):
        each.schools.add(school, other_school)
        each.coordinators.add(people["coordinator"])
    RevisionFactory(roadmap=roadmap, number=1, made_by=people["specialist"])
    working_group = GroupFactory(municipality=municipality, name="Рабочая группа", rule=GroupRule.LIST)
    working_group.members.add(people["specialist"], people["coordinator"])
    cast = Cast(
        municipality=municipality,
        school=school,
        other_school=other_school,
        **people,
        directors=GroupFactory(municipality=municipality, name="Руководители ОО"),
        working_group=working_group,
        roadmap=roadmap,
        section=SectionFactory(roadmap=roadmap, position=1, title="Работа с кадрами"),
        draft=draft,
        draft_section=SectionFactory(roadmap=draft, position=1, title="Подготовка"),
    )
    _fill(cast)
    return cast


def build_cast() -> Cast:
    """Make the cast and its twin in another municipality; needs no scope."""
    with scopes_disabled():
        cast = _build("tihorechye", "Тихореченский округ", "Тихоречье", schools=("СОШ № 3", "СОШ № 12"))
        cast.other = _build(
            "dalneozerye", "Дальнеозёрский округ", "Дальнеозерье", schools=("СОШ № 3", "ООШ с. Ключи")
        )
    return cast
