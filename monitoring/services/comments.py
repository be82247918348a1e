"""Comments on an execution: with names in them, whose owners get a notice and a letter."""

import re
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import outbox
from common.mail import absolute_url, render_mail
from monitoring.choices import EventKind
from monitoring.models import Event, Execution, Notice
from monitoring.services import notices
from monitoring.services.letters import address_of
from roadmaps.models import Responsible
from schools.choices import DEPARTMENT_ROLES
from schools.models import Person, Position

LONGEST = 2000
_NAMED = re.compile(r"@([A-ZА-ЯЁ][\w-]+)(?:\s+([A-ZА-ЯЁ])\.\s?(?:([A-ZА-ЯЁ])\.)?)?")


def participants(execution: Execution) -> "QuerySet[Person]":
    """Return whom a comment may address: the department, and the school or the people named who owe it."""
    current = Position.objects.current(execution.municipality.today())
    where = Q(role__in=DEPARTMENT_ROLES)
    if execution.school_id:
        where |= Q(school=execution.school_id)
    else:
        named = Responsible.objects.filter(item=execution.item_id).people()
        where |= Q(person__in=named[execution.item_id])
    people: QuerySet[Person] = Person.objects.filter(pk__in=current.filter(where).values("person"))
    return people.select_related("user")


@transaction.atomic
def comment(execution: Execution, *, by: Person, text: str) -> Event:
    """Write a comment; «@Соболева» or «@Соболева И. В.» addresses that person, who gets a letter too."""
    text = text.replace("\r\n", "\n").strip()  # a break of a line is one character, as browsers count it
    if not text:
        raise ValidationError(_("Write the comment."))
    if len(text) > LONGEST:
        raise ValidationError(_("At most %(limit)s characters.") % {"limit": LONGEST})
    event = Event.objects.create(
        execution=execution, kind=EventKind.COMMENTED, actor=by, actor_name=by.short_name, note=text
    )
    for notice in notices.tell_of_comment(event, execution, named_in(text, execution)):
        _write_to(notice, execution, event)
    return event


def named_in(text: str, execution: Execution) -> list[Person]:
    """Return the participants whom the text addresses; a surname of two people means both of them."""
    found = {person.pk: person for people in _called(text, execution).values() for person in people}
    return list(found.values())


def unreached(text: str, execution: Execution) -> list[str]:
    """Return the names in the text that no letter goes to: nobody's here, or of people without an address."""
    called = _called(text, execution).items()
    return [name for name, people in called if not any(map(address_of, people))]


def _called(text: str, execution: Execution) -> dict[str, list[Person]]:
    """Return each name that the text calls, «@Соболева И. В.», with the participants of that name."""
    calls = list(_NAMED.finditer(text))
    people = list(participants(execution)) if calls else []
    return {
        call[0].strip(): [person for person in people if _is_called(person, *call.groups(""))]
        for call in calls
    }


def _is_called(person: Person, surname: str, first: str, second: str) -> bool:
    return (
        person.surname.casefold() == surname.casefold()
        and person.first_name[:1] in (first or person.first_name[:1])
        and person.patronymic[:1] in (second or person.patronymic[:1])
    )


def _write_to(notice: Notice, execution: Execution, event: Event) -> None:
    person = notice.person
    user: User | None = person.user
    address = address_of(person)
    if not address:
        return
    context = {
        "person": person,
        "execution": execution,
        "event": event,
        "municipality": execution.municipality,
        "url": absolute_url(execution.get_absolute_url()),
    }
    mail = render_mail("mention", context, user.language if user else "ru")
    outbox.queue(
        recipient=address,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        user=user,
        municipality=execution.municipality.slug,
        key=f"comment-{uuid.uuid4().hex}-{person.pk}",
    )
