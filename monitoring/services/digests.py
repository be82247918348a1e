"""The digest: everything one person is to be told today, in one mail, in the morning of the municipality."""

import datetime
import logging
from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from accounts.choices import Language
from accounts.models import Message
from accounts.services import outbox
from common.mail import absolute_url, render_mail
from monitoring.choices import OPEN_STATES, ExecutionState, ReminderKind, ReminderState
from monitoring.models import Execution, Reminder
from monitoring.services import reminders
from schools.models import Municipality, Person

logger = logging.getLogger(__name__)

HEADINGS = {
    "returned": _("Returned"),
    "overdue": _("Overdue"),
    "due_soon": _("Due within a week"),
    "planned": _("Later"),
}


def run(*, now: datetime.datetime | None = None, municipality: str = "") -> tuple[int, int]:
    """Plan and gather in every municipality (or the one of that address); return (planned, letters).

    One broken municipality is logged and stops none of the others.
    """
    now = now or timezone.now()
    planned = letters = 0
    for one in Municipality.objects.filter(slug=municipality) if municipality else Municipality.objects.all():
        try:
            with scope(municipality=one):
                local = now.astimezone(one.zone)
                planned += reminders.plan(one, today=local.date())
                if local.hour >= one.digest_hour:
                    letters += gather(one, today=local.date())
        except Exception:
            logger.exception("reminders of municipality %s failed", one.slug)
    return planned, letters


def gather(municipality: Municipality, *, today: datetime.date) -> int:
    """Put every planned reminder in its person's one letter of the day; return how many letters are new."""
    drop_needless(today)
    waiting = Reminder.objects.filter(state=ReminderState.PLANNED, planned_for__lte=today)
    people = Person.objects.filter(pk__in=waiting.values("person")).select_related("user")
    letters = 0
    for person in people:
        try:
            letters += _write(person, municipality, today)
        except Exception:
            logger.exception("the digest of person %s was not written", person.pk)
    return letters


def drop_needless(today: datetime.date) -> None:
    """Cancel planned reminders of what was done, struck out, or is nobody's any more.

    Who has declined the morning letter is still told of what was returned, and gets the coordinator's nudges.
    """
    planned = Reminder.objects.filter(state=ReminderState.PLANNED)
    planned.exclude(execution__state__in=OPEN_STATES).update(state=ReminderState.CANCELLED)
    planned.filter(person__user__gets_digest=False).exclude(
        kind__in=(ReminderKind.RETURNED, ReminderKind.NUDGE)
    ).update(state=ReminderState.CANCELLED)


@transaction.atomic
def _write(person: Person, municipality: Municipality, today: datetime.date) -> int:
    """Queue the person's letter with all that waits; 0 if today's letter was written already.

    The letter's key names person and day, and is unique: of two gatherers one fails and changes nothing.
    """
    address = person.email or (person.user.email if person.user else "")
    waiting = list(
        Reminder.objects.filter(person=person, state=ReminderState.PLANNED, planned_for__lte=today)
        .select_related("execution__item", "execution__municipality", "execution__roadmap")
        .order_by("execution__due", "pk")
    )
    if not address or not waiting:
        return 0
    if _is_written(person, today):
        return 0
    language = person.user.language if person.user else Language.RUSSIAN
    context = _context(person, municipality, today, waiting)
    mail = render_mail("digest", context, language)
    try:
        with transaction.atomic():
            message = outbox.queue(
                recipient=address,
                subject=mail.subject,
                text=mail.text,
                html=mail.html,
                user=person.user,
                municipality=municipality.slug,
                key=_key(person, today),
            )
    except IntegrityError:
        return 0
    Reminder.objects.filter(pk__in=[reminder.pk for reminder in waiting]).update(
        state=ReminderState.GATHERED, message=message
    )
    return 1


def _key(person: Person, today: datetime.date) -> str:
    return f"digest-{person.pk}-{today:%Y%m%d}"


def _is_written(person: Person, today: datetime.date) -> bool:
    return Message.objects.filter(message_id=outbox.message_id(_key(person, today))).exists()


def _context(
    person: Person, municipality: Municipality, today: datetime.date, waiting: Sequence[Reminder]
) -> dict[str, object]:
    """Everything the letter says; an execution stands once, under the most urgent reason."""
    executions: dict[int, Execution] = {}
    for reminder in waiting:
        executions.setdefault(reminder.execution_id, reminder.execution)
    return {
        "person": person,
        "place": _place(person, municipality),
        "municipality": municipality,
        "today": today,
        "count": len(executions),
        "groups": _groups(executions.values(), today),
        "due_url": absolute_url(reverse("due", kwargs={"municipality": municipality.slug})),
        "settings_url": absolute_url(reverse("settings")),
        "coordinator": _coordinator(waiting[0].execution),
    }


def _place(person: Person, municipality: Municipality) -> str:
    """Where the letter finds the person: the school, or the department."""
    position = person.positions.filter(school__isnull=False).select_related("school").first()
    return position.school.name if position and position.school else str(municipality)


def _groups(executions: Iterable[Execution], today: datetime.date) -> list[dict[str, object]]:
    """The executions under four headings, the most urgent first; empty ones are left out."""
    week = today + datetime.timedelta(days=7)
    groups: dict[str, list[Execution]] = {"returned": [], "overdue": [], "due_soon": [], "planned": []}
    for execution in executions:
        if execution.state == ExecutionState.RETURNED:
            groups["returned"].append(execution)
        elif execution.due < today:
            groups["overdue"].append(execution)
        else:
            groups["due_soon" if execution.due <= week else "planned"].append(execution)
    return [
        {"state": state, "title": HEADINGS[state], "rows": rows} for state, rows in groups.items() if rows
    ]


def _coordinator(execution: Execution) -> Person | None:
    """Whom the letter names for questions: a coordinator of the roadmap."""
    return execution.roadmap.coordinators.filter(~Q(email="")).first()
