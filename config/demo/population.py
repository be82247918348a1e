"""Puts people and schools into the demo municipality, and gives them their logins."""

import datetime
import secrets
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts.models import User
from config.demo import people, plan
from schools.academic_calendar import AcademicCalendar
from schools.choices import GroupRule, Role
from schools.models import Group, Municipality, Person, Position, School, SchoolStatus


def password() -> str:
    """The password of all demo logins: made by chance at the first load, kept in the data folder."""
    path = settings.DATA_DIR / "demo-password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(f"{secrets.token_hex(3)}-{secrets.token_hex(3)}")
    return path.read_text()


@lru_cache(maxsize=1)
def _password_hash() -> str:
    """One hash for all of them: hashing is slow on purpose."""
    return make_password(password())


def add_municipality(slug: str, name: str, short_name: str) -> Municipality:
    return Municipality.objects.create(
        slug=slug,
        name=name,
        short_name=short_name,
        department=people.DEPARTMENT if slug == people.SLUG else "",
        signer_post="Начальник управления образования" if slug == people.SLUG else "",
        signer_name="П. В. Тихомиров" if slug == people.SLUG else "",
        region="Лучинская область",
    )


def login(name: str, *, is_administrator: bool = False) -> User:
    email = f"{name}@{people.SLUG}.example"
    user, _is_new = User.objects.get_or_create(
        email=email,
        defaults={
            "password": _password_hash(),
            "is_staff": is_administrator,
            "is_superuser": is_administrator,
        },
    )
    return user


def add_person(
    municipality: Municipality,
    names: tuple[str, str, str],
    *,
    user: User | None,
    phone: str,
    **position: Any,
) -> Person:
    surname, first_name, patronymic = names
    person: Person = Person.objects.create(
        municipality=municipality,
        user=user,
        surname=surname,
        first_name=first_name,
        patronymic=patronymic,
        email=user.email if user else "",
        phone=phone,
    )
    Position.objects.create(person=person, **position)
    return person


def add_staff(municipality: Municipality, first: datetime.date, viewer: User) -> dict[str, Person]:
    staff = {}
    since = first - datetime.timedelta(days=900)
    for place, (role, *names, post, address) in enumerate(people.DEPARTMENT_PEOPLE, start=1):
        user = viewer if role == Role.VIEWER else login(address, is_administrator=role == Role.ADMINISTRATOR)
        staff[address] = add_person(
            municipality,
            (names[0], names[1], names[2]),
            user=user,
            phone=f"8 (000) 000-10-{place:02d}",
            role=role,
            title=post,
            since=since,
        )
    return staff


def add_schools(municipality: Municipality, today: datetime.date, first: datetime.date) -> dict[int, Person]:
    """Create the schools with their people and statuses; return the director of each school, by its key."""
    directors: dict[int, Person] = {}
    calendar = AcademicCalendar()
    year = calendar.school_year_of(today)
    since = first - datetime.timedelta(days=600)
    for place, (name, full_name, number, pupils, teachers, result, zone) in enumerate(people.SCHOOLS):
        school = School.objects.create(
            municipality=municipality,
            name=name,
            full_name=full_name,
            number=number,
            pupils=pupils,
            teachers=teachers,
        )
        SchoolStatus.objects.create(school=school, school_year=year, result=result, zone=zone)
        directors[school.pk] = add_person(
            municipality,
            people.DIRECTORS[place],
            user=login("director" if place == 0 else f"director{place + 1}"),
            phone=f"8 (000) 000-20-{place + 1:02d}",
            role=Role.DIRECTOR,
            school=school,
            title="директор",
            since=since,
        )
        if place in people.SCHOOL_COORDINATORS:
            add_person(
                municipality,
                people.SCHOOL_COORDINATORS[place],
                user=login("zavuch" if place == 0 else f"zavuch{place + 1}"),
                phone="",
                role=Role.SCHOOL_COORDINATOR,
                school=school,
                title="заместитель директора",
                since=since,
            )
    return directors


def add_groups(municipality: Municipality) -> None:
    Group.objects.create(
        municipality=municipality,
        name=plan.DIRECTORS,
        rule=GroupRule.DIRECTORS,
        spellings=["Директора школ", "Руководители общеобразовательных организаций"],
    )
    group = Group.objects.create(municipality=municipality, name=plan.WORKING_GROUP)
    group.members.set(Person.objects.filter(positions__role__in=(Role.COORDINATOR, Role.SPECIALIST)))
