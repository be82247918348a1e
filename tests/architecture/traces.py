"""What people leave behind in a grown municipality: events, documents, comments, notices, mail."""

import datetime

from accounts.models import Message
from monitoring.choices import EventKind, EvidenceKind, ReminderKind, ReminderState
from monitoring.models import Acknowledgement, Event, Evidence, Notice, Reminder
from reports.models import ReportOrder
from schools.choices import Role
from schools.models import Delegation, Person
from tests.cast import NOW, Cast

DAY = datetime.timedelta(days=1)


def leave_traces(cast: Cast, size: int) -> None:
    """Give one execution a long history, everybody reports, the outbox mails."""
    Event.objects.bulk_create(
        Event(execution=cast.execution, kind=EventKind.SUBMITTED, actor=cast.director) for _ in range(size)
    )
    Evidence.objects.bulk_create(
        Evidence(
            execution=cast.execution,
            kind=EvidenceKind.LINK,
            name=f"Ссылка {number}",
            link="https://example.org/",
            added_by=cast.director,
        )
        for number in range(size)
    )
    ReportOrder.objects.bulk_create(
        ReportOrder(municipality=cast.municipality, owner=owner, report="execution", title="Отчёт")
        for owner in map(cast.person, Role)
        for _ in range(size)
    )
    messages = Message.objects.bulk_create(
        Message(
            message_id=f"<{cast.municipality.slug}-{number}@example.org>",
            municipality=cast.municipality.slug,
            recipient="director@example.org",
            user=cast.director.user,
            subject="Напоминание",
            text="Срок завтра.",
            next_attempt_at=NOW,
        )
        for number in range(size)
    )
    _talk(cast, size)
    _reminders(cast, messages)


def _talk(cast: Cast, size: int) -> None:
    """Let everybody be told of comments, a delegate act for the coordinator, and half have read the order."""
    comments = Event.objects.bulk_create(
        Event(
            execution=cast.execution,
            kind=EventKind.COMMENTED,
            actor=cast.specialist,
            actor_name="Ручьёва Н. А.",
            for_name="Полевого С. Ю.",
            note="@Ветрова, где справка?",
        )
        for _ in range(size)
    )
    Notice.objects.bulk_create(
        Notice(municipality=cast.municipality, person=person, event=event, is_mention=True)
        for person in map(cast.person, Role)
        for event in comments
    )
    Delegation.objects.bulk_create(
        Delegation(
            municipality=cast.municipality,
            absent=cast.coordinator,
            delegate=cast.specialist,
            since=NOW.date() - DAY,
            until=NOW.date() + DAY,
        )
        for _ in range(size)
    )
    revision = cast.roadmap.revisions.first()
    assert revision
    people = Person.objects.filter(surname__startswith="Сотрудник").order_by("pk")
    Acknowledgement.objects.bulk_create(
        Acknowledgement(
            municipality=cast.municipality,
            revision=revision,
            person=person,
            name="Сотрудник" if number % 2 else "",
            read_at=NOW if number % 2 else None,
            asked_at=NOW,
        )
        for number, person in enumerate(people)
    )


def _reminders(cast: Cast, messages: list[Message]) -> None:
    """Let each mail tell of the same execution, asked for by the coordinator."""
    Reminder.objects.bulk_create(
        Reminder(
            municipality=cast.municipality,
            person=cast.director,
            execution=cast.execution,
            kind=ReminderKind.NUDGE,
            step=number,
            counted_from=NOW.date(),
            planned_for=NOW.date(),
            state=ReminderState.GATHERED,
            message=message,
            asked_by=cast.coordinator,
        )
        for number, message in enumerate(messages)
    )
