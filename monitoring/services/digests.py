"""The digest: everything one person is to be told today, in one mail, in the morning of the municipality."""

import datetime
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django_scopes import scope

from accounts.choices import Digest
from accounts.models import Message
from accounts.services import outbox
from common.mail import Mail
from monitoring.choices import (
    AWAITING_STATES,
    IN_ANY_CASE,
    OF_OPEN,
    OF_OVERDUE,
    ExecutionState,
    ReminderKind,
    ReminderState,
)
from monitoring.models import Morning, Reminder
from monitoring.models.execution import unowed
from monitoring.services import letters, reminders, restored
from monitoring.services.rules import DAY, Rules
from roadmaps.choices import RoadmapState
from schools.models import Municipality, Person

logger = logging.getLogger(__name__)

MORNING_LASTS = 10  # hours: after an outage letters still go in the day, never in the night
TOO_OLD = DAY * 45  # a planned reminder that found no letter in so long is missed


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did: reminders planned, letters written, municipalities that failed."""

    planned: int = 0
    letters: int = 0
    failed: int = 0

    def __add__(self, other: "Run") -> "Run":
        """Both together."""
        return Run(self.planned + other.planned, self.letters + other.letters, self.failed + other.failed)


def run(*, now: datetime.datetime | None = None, municipality: str = "") -> Run:
    """Plan and gather in every municipality (or the one of that address) where it is morning.

    One broken municipality is logged and stops none of the others.
    """
    now, done = now or timezone.now(), Run()
    for one in Municipality.objects.filter(slug=municipality) if municipality else Municipality.objects.all():
        try:
            with scope(municipality=one):
                done += run_here(one, now=now)
        except Exception:
            logger.exception("reminders of municipality %s failed", one.slug)
            done += Run(failed=1)
    return done


def is_morning(municipality: Municipality, local: datetime.datetime) -> bool:
    """Whether letters may be written now, by the municipality's own clock and choice of days."""
    first = municipality.digest_hour
    if not first <= local.hour < first + MORNING_LASTS:
        return False
    return not Rules.of(municipality).is_quiet(local.date())


def run_here(municipality: Municipality, *, now: datetime.datetime) -> Run:
    """Plan and gather in one municipality, inside its scope, if it is morning there."""
    local = now.astimezone(municipality.zone)
    if not is_morning(municipality, local):
        return Run()
    today = local.date()
    morning, _is_new = Morning.objects.get_or_create(municipality=municipality, day=today)
    planned = 0
    if morning.gathered_at and not Reminder.objects.for_letters_of(today).exists():
        return Run()
    if morning.gathered_at is None:
        reminders.forget_the_future(today, now)
        restored.adopt(municipality, today=today)
        planned = reminders.plan(municipality, today=today)
    letters_written = gather(municipality, today=today)
    if planned or letters_written or morning.gathered_at is None:
        Morning.objects.filter(pk=morning.pk).update(
            planned=F("planned") + planned, letters=F("letters") + letters_written, gathered_at=now
        )
    return Run(planned, letters_written)


def gather(municipality: Municipality, *, today: datetime.date) -> int:
    """Put every planned reminder in its person's one letter of the day; return how many letters are new."""
    drop_needless(today)
    waiting = Reminder.objects.for_letters_of(today)
    people = Person.objects.filter(pk__in=waiting.values("person")).select_related("user")
    written = 0
    for person in people:
        try:
            written += _write(person, municipality, today)
        except Exception:
            logger.exception("the digest of person %s was not written", person.pk)
    return written


def drop_needless(today: datetime.date) -> None:
    """Cancel untold reminders of what is done or over, or nobody's any more, or not what the person chose."""
    waiting = Reminder.objects.filter(state__in=(ReminderState.PLANNED, ReminderState.MISSED), message=None)
    is_done = Q(kind__in=OF_OPEN) & ~Q(execution__state__in=(ExecutionState.PLANNED, ExecutionState.RETURNED))
    is_of_closed = Q(kind__in=OF_OPEN) & unowed("execution__")
    is_mended = Q(kind=ReminderKind.RETURNED) & ~Q(execution__state=ExecutionState.RETURNED)
    is_decided = Q(kind=ReminderKind.ACCEPTANCE) & ~Q(execution__state__in=AWAITING_STATES)
    is_over = Q(execution__isnull=False) & ~Q(execution__roadmap__state=RoadmapState.IN_FORCE)
    is_unwanted = Q(person__user__digest=Digest.OVERDUE) & ~Q(kind__in=OF_OVERDUE)
    has_left = ~Q(person__in=Person.objects.at_work(today))
    needless = is_done | is_of_closed | is_mended | is_decided | is_over | is_unwanted | has_left
    waiting.filter(needless).update(state=ReminderState.CANCELLED)
    planned = waiting.filter(state=ReminderState.PLANNED)
    planned.filter(planned_for__lt=today - TOO_OLD).update(state=ReminderState.MISSED)


def is_due_today(
    person: Person, municipality: Municipality, today: datetime.date, told: Sequence[Reminder]
) -> bool:
    """Whether the person's letter goes today: a weekly one goes on other days for urgent kinds only."""
    is_urgent = any(reminder.kind in IN_ANY_CASE for reminder in told)
    if person.user is None or person.user.digest != Digest.WEEKLY or is_urgent:
        return True
    rules = Rules.of(municipality)
    mornings = Morning.objects.latest_days(today)
    return any(
        rules.is_weekly_day(today, mornings, for_schools=for_schools)
        for for_schools in {reminder.is_of_school for reminder in told}
    )


@transaction.atomic
def _write(person: Person, municipality: Municipality, today: datetime.date) -> int:
    """Queue the person's letter with all that waits; 0 if today's letter was written already.

    The letter's key names person and day, and is unique: of two gatherers one fails and changes nothing.
    """
    waiting = list(
        Reminder.objects.for_letters_of(today)
        .filter(person=person)
        .select_related(
            "execution__item", "execution__municipality", "execution__roadmap", "execution__school"
        )
        .order_by("execution__due", "pk")
    )
    told = [reminder for reminder in waiting if letters.is_still_true(reminder)]
    if not letters.address_of(person) or not told or is_written(person, today):
        return 0
    if not is_due_today(person, municipality, today, told):
        return 0
    mail = letters.render(person, municipality, today=today, reminders=told)
    try:
        with transaction.atomic():
            message = queue(person, municipality, mail=mail, today=today)
    except IntegrityError:
        return 0
    superseded = letters.superseded(told)
    Reminder.objects.filter(
        pk__in=[each.pk for each in waiting if each.state == ReminderState.MISSED]
    ).update(message=message)
    for state, chosen in (
        (ReminderState.MISSED, [each.pk for each in told if each.pk in superseded]),
        (ReminderState.GATHERED, [each.pk for each in told if each.pk not in superseded]),
    ):
        Reminder.objects.filter(pk__in=chosen, state=ReminderState.PLANNED).update(
            state=state, message=message
        )
    return 1


def queue(person: Person, municipality: Municipality, *, mail: Mail, today: datetime.date) -> Message:
    """Put the letter of the day into the outbox; IntegrityError if there is one already."""
    return outbox.queue(
        recipient=letters.address_of(person),
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        user=person.user,
        municipality=municipality.slug,
        key=key(person, today),
    )


def key(person: Person, today: datetime.date) -> str:
    """The name of the person's letter of the day: the left side of its Message-ID."""
    return f"digest-{person.pk}-{today:%Y%m%d}"


def is_written(person: Person, today: datetime.date) -> bool:
    """Whether the person has the day's letter."""
    return bool(with_letter([person], today))


def with_letter(people: Iterable[Person], today: datetime.date) -> set[int]:
    """Return the keys of those who have the day's letter; one query for all."""
    names = {outbox.message_id(key(person, today)): person.pk for person in people}
    written = Message.objects.filter(message_id__in=names).values_list("message_id", flat=True)
    return {names[name] for name in written}
