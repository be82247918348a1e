"""A rehearsal: who would get what letter and why, on any day. It is the real thing, taken back at the end."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scope

from accounts.models import Message
from accounts.services import outbox
from common.mail import Mail
from monitoring.models import Morning, Reminder
from monitoring.services import digests, reminders
from monitoring.services.rules import DAY, Rules
from schools.models import Municipality


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter that would go: to whom, with what, and a reason a line."""

    municipality: str
    person: str
    address: str
    mail: Mail
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would go in one municipality; ``is_quiet``: by its rules nobody is written to that day."""

    municipality: Municipality
    day: datetime.date
    is_quiet: bool
    letters: Sequence[Letter]


def rehearse(municipality: Municipality, *, day: datetime.date | None = None) -> Rehearsal:
    """Plan and gather as on the morning of the day (today, if none is given), and take it all back."""
    day = day or municipality.today()
    with scope(municipality=municipality), transaction.atomic():
        before = set(Message.objects.of_municipality(municipality.slug).values_list("pk", flat=True))
        _suppose_mornings(municipality, day)
        reminders.plan(municipality, today=day)
        digests.gather(municipality, today=day)
        written = Message.objects.of_municipality(municipality.slug).exclude(pk__in=before).order_by("pk")
        letters = [_letter(message, municipality) for message in written]
        transaction.set_rollback(True)
    return Rehearsal(municipality, day, Rules.of(municipality).is_quiet(day), letters)


def _suppose_mornings(municipality: Municipality, day: datetime.date) -> None:
    """Suppose that until the day letters go each morning: weekly ones have gone on the week's first."""
    first = max(municipality.today(), day - DAY * day.weekday())
    for ahead in range((day - first).days):
        if not Rules.of(municipality).is_quiet(first + DAY * ahead):
            Morning.objects.update_or_create(
                municipality=municipality, day=first + DAY * ahead, defaults={"gathered_at": timezone.now()}
            )


def send_to(rehearsal: Rehearsal, address: str) -> int:
    """Put all letters of the rehearsal into the outbox for one address; return how many."""
    for letter in rehearsal.letters:
        subject = _("For %(person)s: %(subject)s") % {"person": letter.person, "subject": letter.mail.subject}
        outbox.queue(
            recipient=address,
            subject=subject,
            text=letter.mail.text,
            html=letter.mail.html,
            municipality=rehearsal.municipality.slug,
        )
    return len(rehearsal.letters)


def _letter(message: Message, municipality: Municipality) -> Letter:
    told = Reminder.objects.filter(message=message).select_related(
        "person", "execution__item", "execution__school"
    )
    rows = list(told.order_by("execution__due", "pk"))
    return Letter(
        municipality=municipality.slug,
        person=str(rows[0].person) if rows else "",
        address=message.recipient,
        mail=Mail(message.subject, message.text, message.html),
        reasons=[_reason(row) for row in rows],
    )


def _reason(reminder: Reminder) -> str:
    """«срок близко (7), 1.2 Провести диагностику, СОШ № 3, до 01.12.2026»."""
    why = str(reminder.get_kind_display())
    if reminder.has_number:
        why += f" ({reminder.step})"
    execution = reminder.execution
    if execution is None:
        return why
    what = f"{execution.item.number} {execution.item.title}".strip()
    parts = [why, what, execution.school.name if execution.school else "", f"{execution.due:%d.%m.%Y}"]
    return ", ".join(part for part in parts if part)
