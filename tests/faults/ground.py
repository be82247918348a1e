"""The ground that a fault happens on: an empty database, a municipality with much to do, processes."""

import datetime
import gc
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection, connections
from django_scopes import scopes_disabled

from accounts.models import Message
from accounts.services import outbox
from common.dates import is_working_day
from monitoring.models import Execution
from roadmaps.models import Occurrence, PlanItem, Responsible, Section
from schools.choices import Role
from schools.models import Municipality, Person, Position, School
from tests.factories import GroupFactory, MunicipalityFactory, RoadmapFactory

IS_SMALL = bool(os.environ.get("FAULT_SMALL"))
TUESDAY = datetime.date(2026, 11, 24)
FORK = multiprocessing.get_context("fork")
CHANCE = random.Random(2026)
SINCE = datetime.date(2020, 9, 1)


def size(full: int, small: int) -> int:
    """The number for this run."""
    return small if IS_SMALL else full


@contextmanager
def ground() -> Iterator[None]:
    """Make the tables; the block sees the rows of all municipalities.

    The tables are made in a process of their own: what that needs would make every sender that is forked here
    half as large again as a real one, and so much longer in dying.
    """
    is_working_day(TUESDAY)  # reads the holidays before the processes part
    making = fork(_make_tables)
    making.join()
    if making.exitcode:
        raise SystemExit("the tables were not made")
    gc.collect()
    gc.freeze()  # what is forked does not copy what it only reads
    with scopes_disabled():
        yield


def _make_tables() -> None:
    call_command("migrate", verbosity=0)


def fork(target: Callable[..., None], *arguments: object) -> multiprocessing.Process:
    """Run a function in a process of its own, with its own connection to the database."""
    connections.close_all()
    process = FORK.Process(target=target, args=arguments)
    process.start()
    return process


def wait_until(is_so: Callable[[], bool], *, seconds: float, what: str) -> float:
    """Wait until it is so; give how many seconds it took, or end the run."""
    start = time.monotonic()
    while not is_so():
        if time.monotonic() - start > seconds:
            report(what, False, {"waited": f"{seconds:.0f} s"})
        time.sleep(0.05)
    return time.monotonic() - start


def report(name: str, is_kept: bool, figures: dict[str, object]) -> None:
    """Print the line of figures; a broken promise ends the process with 1."""
    line = ", ".join(f"{word} {value}" for word, value in figures.items())
    print(f"{'kept  ' if is_kept else 'BROKEN'} {name}, {connection.vendor}: {line}", flush=True)
    if not is_kept:
        sys.exit(1)


def mails(count: int, *, prefix: str = "mail") -> None:
    """Put so many mails into the outbox."""
    now = datetime.datetime.now(datetime.UTC)
    Message.objects.bulk_create(
        (
            Message(
                message_id=outbox.message_id(f"{prefix}-{number}"),
                recipient=f"{prefix}-{number}@example.org",
                subject=f"Сроки на неделю, {number}",
                text="Сдать справку до пятницы.\n" * 20,
                html="<p>Сдать справку до пятницы.</p>" * 20,
                next_attempt_at=now,
            )
            for number in range(count)
        ),
        batch_size=500,
    )


def place(*, schools: int, items: int, due: datetime.date = TUESDAY, slug: str = "fault") -> Municipality:
    """Make a municipality in which each of the schools owes each of the items on the day."""
    made = MunicipalityFactory(slug=slug, name="Округ для проверки")
    roadmap = RoadmapFactory(municipality=made, in_force=True)
    section = Section.objects.create(roadmap=roadmap, position=1, number="1", title="Раздел")
    places = School.objects.bulk_create(
        School(municipality=made, name=f"СОШ № {number}") for number in range(schools)
    )
    people = Person.objects.bulk_create(
        Person(
            municipality=made,
            surname=f"Ветрова{number}",
            first_name="Мария",
            email=f"director-{number}@{slug}.example",
        )
        for number in range(schools)
    )
    Position.objects.bulk_create(
        Position(person=person, role=Role.DIRECTOR, school=school, since=SINCE)
        for person, school in zip(people, places, strict=True)
    )
    roadmap.schools.set(places)
    rows = PlanItem.objects.bulk_create(
        PlanItem(roadmap=roadmap, section=section, position=number, number=f"1.{number}", title="Справка")
        for number in range(1, items + 1)
    )
    directors = GroupFactory(municipality=made)
    Responsible.objects.bulk_create(
        Responsible(item=row, position=1, text="Руководители ОО", kind="group", group=directors)
        for row in rows
    )
    dates = Occurrence.objects.bulk_create(
        Occurrence(item=row, start=due, due=due, original_due=due) for row in rows
    )
    Execution.objects.bulk_create(
        (
            Execution(
                municipality=made,
                roadmap=roadmap,
                section=section,
                item=date.item,
                occurrence=date,
                school=school,
                due=due,
            )
            for date in dates
            for school in places
        ),
        batch_size=1000,
    )
    return made
