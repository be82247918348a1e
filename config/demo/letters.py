"""The demo's mail of the last mornings: what the planner would have written, sent, refused, slept through."""

import datetime

from django.db.models import F

from accounts.choices import MessageState
from accounts.models import Message
from config.demo.history import MOSCOW
from monitoring.choices import ReminderKind
from monitoring.models import Execution, Morning, Reminder
from monitoring.services import digests, reminders
from monitoring.services.recipients import Recipients
from monitoring.services.rules import Rules
from schools.models import Municipality, Person

DAY = datetime.timedelta(days=1)
MORNINGS, SLEPT_THROUGH = 7, (2, 3, 4)  # of the last working days, counted from the first
REFUSED = "550 5.1.1 <director10@verkhneluchinsk.example>: Recipient address rejected: mailbox unavailable"
ASKED = 3  # of those who have not reported, reminded by the coordinator in the next letter


def remember(municipality: Municipality, coordinator: Person, *, today: datetime.date) -> None:
    """Let the planner work through the last mornings, and put the letters where they would be by now."""
    rules = Rules.of(municipality)
    days = [day for day in (today - DAY * back for back in range(1, 18)) if not rules.is_quiet(day)]
    for number, day in enumerate(reversed(days[:MORNINGS])):
        if number in SLEPT_THROUGH:
            continue
        at = datetime.datetime.combine(day, datetime.time(municipality.digest_hour, 1), MOSCOW)
        Morning.objects.create(
            municipality=municipality,
            day=day,
            planned=reminders.plan(municipality, today=day),
            letters=digests.gather(municipality, today=day),
            gathered_at=at,
        )
        Reminder.objects.filter(planned_for__lte=day, created_at__gt=at).update(created_at=at)
        _deliver(municipality, day, at)
    _ask(municipality, coordinator, today)


def _deliver(municipality: Municipality, day: datetime.date, at: datetime.datetime) -> None:
    """Say of the day's letters that they went, of one that it was refused, of one that it is in doubt."""
    letters = Message.objects.filter(
        municipality=municipality.slug, message_id__contains=f"-{day:%Y%m%d}@", state=MessageState.WAITING
    )
    refused = letters.filter(recipient__startswith="director10@")
    refused.update(state=MessageState.FAILED, error=REFUSED, attempts=1, created_at=at)
    doubtful = letters.filter(state=MessageState.WAITING, recipient__startswith="director5@")
    doubtful.update(doubts=1, attempts=1)
    letters.update(
        state=MessageState.SENT,
        attempts=F("attempts") + 1,
        created_at=at,
        sent_at=at + datetime.timedelta(minutes=1),
    )


def _ask(municipality: Municipality, coordinator: Person, today: datetime.date) -> None:
    """Let the coordinator remind a few who are overdue: it goes in the next letter."""
    recipients = Recipients(today)
    overdue = Execution.objects.overdue(today).filter(school__isnull=False).order_by("-due", "pk")
    Reminder.objects.bulk_create(
        Reminder(
            municipality=municipality,
            person_id=person,
            execution=execution,
            kind=ReminderKind.NUDGE,
            counted_from=today,
            planned_for=today,
            asked_by=coordinator,
        )
        for execution in overdue[:ASKED]
        for person in recipients.of(execution)
    )
