"""Factories of municipalities, schools and people."""

import datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from accounts.models import Message, User
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


class MessageFactory(DjangoModelFactory[Message]):
    """A message that waits to be sent."""

    class Meta:
        model = Message

    message_id = factory.Sequence(lambda number: f"<{number}@tests.example>")
    recipient = "director@example.org"
    subject = "Напоминание"
    text = "Срок завтра."
    next_attempt_at = factory.LazyFunction(lambda: datetime.datetime.now(datetime.UTC))
