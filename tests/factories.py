"""Factories of rows: what a test does not name is sensible and in the same municipality."""

import datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from accounts.models import Message, User
from monitoring.choices import ExecutionState
from monitoring.models import Execution
from reports.models import ReportOrder
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
from schools.choices import GroupRule, Role
from schools.models import Group, Municipality, Person, Position, School, SchoolStatus

PASSWORD = "роза-ветров-2026"
SINCE = datetime.date(2020, 9, 1)


class UserFactory(DjangoModelFactory[User]):
    """A login with the password ``PASSWORD``."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"login{number}@example.org")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> User:
        fields.setdefault("password", PASSWORD)
        return model_class.objects.create_user(*args, **fields)


class MunicipalityFactory(DjangoModelFactory[Municipality]):
    """A municipality on Moscow time."""

    class Meta:
        model = Municipality

    slug = factory.Sequence(lambda number: f"okrug-{number}")
    name = factory.Sequence(lambda number: f"Округ {number}")
    short_name = factory.SelfAttribute("name")


class SchoolFactory(DjangoModelFactory[School]):
    """A school."""

    class Meta:
        model = School

    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda number: f"СОШ № {number + 100}")


class SchoolStatusFactory(DjangoModelFactory[SchoolStatus]):
    """A status of a school in 2026/27."""

    class Meta:
        model = SchoolStatus

    school = factory.SubFactory(SchoolFactory)
    school_year = "2026/27"


class PersonFactory(DjangoModelFactory[Person]):
    """A person without a login."""

    class Meta:
        model = Person

    municipality = factory.SubFactory(MunicipalityFactory)
    surname = factory.Sequence(lambda number: f"Фамилия{number}")
    first_name = "Анна"
    patronymic = "Ивановна"


class PositionFactory(DjangoModelFactory[Position]):
    """A position held since 2020: in the department, unless a school is given."""

    class Meta:
        model = Position

    person = factory.SubFactory(PersonFactory)
    role = Role.SPECIALIST
    since = SINCE


def a_person(role: str, *, municipality: Municipality, school: School | None = None, **fields: Any) -> Person:
    """Make a person with a login, who holds the role since 2020."""
    email = fields.pop("email", f"{role}-{Person.objects.count()}@{municipality.slug}.example")
    user = UserFactory(email=email)
    person = PersonFactory(municipality=municipality, user=user, email=user.email, **fields)
    PositionFactory(person=person, role=role, school=school)
    return person


class GroupFactory(DjangoModelFactory[Group]):
    """A group: the directors of the roadmap's schools, unless said otherwise."""

    class Meta:
        model = Group

    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda number: f"Группа {number}")
    rule = GroupRule.DIRECTORS


class RoadmapFactory(DjangoModelFactory[Roadmap]):
    """A draft for 2026/27."""

    class Meta:
        model = Roadmap

    municipality = factory.SubFactory(MunicipalityFactory)
    title = factory.Sequence(lambda number: f"Дорожная карта № {number}")
    start = datetime.date(2026, 9, 1)
    end = datetime.date(2027, 8, 31)

    class Params:
        in_force = factory.Trait(
            state=RoadmapState.IN_FORCE,
            order_number="412",
            order_date=datetime.date(2026, 9, 1),
        )


class RevisionFactory(DjangoModelFactory[Revision]):
    """A revision with an empty snapshot."""

    class Meta:
        model = Revision

    roadmap = factory.SubFactory(RoadmapFactory, in_force=True)
    number = factory.Sequence(lambda number: number + 1)
    order_number = "412"
    order_date = datetime.date(2026, 9, 1)
    snapshot = factory.LazyFunction(dict)


class SectionFactory(DjangoModelFactory[Section]):
    """A section."""

    class Meta:
        model = Section

    roadmap = factory.SubFactory(RoadmapFactory)
    position = factory.Sequence(lambda number: number + 1)
    number = factory.LazyAttribute(lambda section: str(section.position))
    title = factory.LazyAttribute(lambda section: f"Раздел {section.number}")


class PlanItemFactory(DjangoModelFactory[PlanItem]):
    """An activity of a section (without a section: of the roadmap given)."""

    class Meta:
        model = PlanItem

    section = factory.SubFactory(SectionFactory)
    roadmap = factory.SelfAttribute("section.roadmap")
    position = factory.Sequence(lambda number: number + 1)
    title = factory.LazyAttribute(lambda item: f"Мероприятие {item.position}")
    kind = ItemKind.ACTIVITY


class OccurrenceFactory(DjangoModelFactory[Occurrence]):
    """A date of a deadline."""

    class Meta:
        model = Occurrence

    item = factory.SubFactory(PlanItemFactory)
    due = datetime.date(2026, 12, 1)
    start = factory.SelfAttribute("due")
    original_due = factory.SelfAttribute("due")


class ResponsibleFactory(DjangoModelFactory[Responsible]):
    """An entry that waits for somebody to say what it means, unless a person or a group is given."""

    class Meta:
        model = Responsible

    item = factory.SubFactory(PlanItemFactory)
    position = factory.Sequence(lambda number: number + 1)
    person = None
    group = None
    text = factory.LazyAttribute(lambda entry: str(entry.person or entry.group or "Кто-нибудь"))

    @factory.lazy_attribute
    def kind(self) -> str:
        """What is given says what is meant."""
        if self.person:
            return ResponsibleKind.PERSON
        return ResponsibleKind.GROUP if self.group else ResponsibleKind.DOUBT


class IndicatorFactory(DjangoModelFactory[Indicator]):
    """A target indicator."""

    class Meta:
        model = Indicator

    roadmap = factory.SubFactory(RoadmapFactory)
    position = factory.Sequence(lambda number: number + 1)
    name = "Доля выпускников, преодолевших минимальный порог"
    unit = "%"
    values = factory.LazyFunction(lambda: {"2026/2027": "95"})


class PassportEntryFactory(DjangoModelFactory[PassportEntry]):
    """A line of a passport."""

    class Meta:
        model = PassportEntry

    roadmap = factory.SubFactory(RoadmapFactory)
    position = factory.Sequence(lambda number: number + 1)
    name = "Цель"
    text = "Повышение качества образования"


class SpecialistFactory(DjangoModelFactory[Specialist]):
    """A specialist named in the order."""

    class Meta:
        model = Specialist

    roadmap = factory.SubFactory(RoadmapFactory)
    position = factory.Sequence(lambda number: number + 1)
    name = "Ветрова Мария Олеговна"


class UploadFactory(DjangoModelFactory[Upload]):
    """An uploaded document that waits for confirmation."""

    class Meta:
        model = Upload

    owner = factory.SubFactory(PersonFactory)
    municipality = factory.SelfAttribute("owner.municipality")
    name = "приказ.docx"
    size = 1000
    file = "uploads/2026/11/приказ.docx"
    content = factory.LazyFunction(dict)


class ExecutionFactory(DjangoModelFactory[Execution]):
    """A planned execution; what the occurrence says is repeated from it."""

    class Meta:
        model = Execution

    occurrence = factory.SubFactory(OccurrenceFactory)
    item = factory.SelfAttribute("occurrence.item")
    section = factory.SelfAttribute("item.section")
    roadmap = factory.SelfAttribute("item.roadmap")
    municipality = factory.SelfAttribute("roadmap.municipality")
    due = factory.SelfAttribute("occurrence.due")

    class Params:
        submitted = factory.Trait(
            state=ExecutionState.SUBMITTED,
            submitted_on=factory.SelfAttribute("due"),
            submitted_at=factory.LazyAttribute(
                lambda execution: datetime.datetime.combine(
                    execution.submitted_on, datetime.time(9), datetime.UTC
                )
            ),
        )
        accepted = factory.Trait(submitted=True, state=ExecutionState.ACCEPTED)
        returned = factory.Trait(state=ExecutionState.RETURNED, return_reason="Нет подписи директора")


class ReportOrderFactory(DjangoModelFactory[ReportOrder]):
    """An ordered report that waits to be built."""

    class Meta:
        model = ReportOrder

    owner = factory.SubFactory(PersonFactory)
    municipality = factory.SelfAttribute("owner.municipality")
    report = "execution"
    title = "Отчёт об исполнении"


class MessageFactory(DjangoModelFactory[Message]):
    """A message that waits to be sent."""

    class Meta:
        model = Message

    message_id = factory.Sequence(lambda number: f"<{number}@tests.example>")
    recipient = "director@example.org"
    subject = "Напоминание"
    text = "Срок завтра."
    next_attempt_at = factory.LazyFunction(lambda: datetime.datetime.now(datetime.UTC))


def an_item(section: Section, *, due: tuple[datetime.date, ...] = (), **fields: Any) -> PlanItem:
    """Make an activity with these dates, set by hand, and give it back."""
    item = PlanItemFactory(
        section=section,
        deadline_text=", ".join(f"{day:%d.%m.%Y}" for day in due),
        deadline_kind=(DeadlineKind.SERIES if len(due) > 1 else DeadlineKind.ONCE)
        if due
        else DeadlineKind.EMPTY,
        dates_from=DateSource.BY_HAND if due else DateSource.READ,
        **fields,
    )
    for day in due:
        OccurrenceFactory(item=item, due=day, is_by_hand=True)
    return item
