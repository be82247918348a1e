"""Positions: given, ended; a director's successor; dismissal."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from schools.choices import SCHOOL_ROLES, Role
from schools.models import Person, Position, School
from schools.services import logins

DAY = datetime.timedelta(days=1)


class PositionError(ValidationError):
    """The position cannot be given or ended so; the message says why."""


@transaction.atomic
def give_position(
    person: Person,
    *,
    role: str,
    since: datetime.date,
    school: School | None = None,
    title: str = "",
    is_successor: bool = False,
) -> Position:
    """Give the person a role from the day on.

    ``is_successor``: whoever is director of the school ends on the day before, and open duties pass to the
    new director by date. A closed login opens again, for there is something to do.
    """
    _check_school(role, school)
    _check_not_twice(person, role, school, since)
    if is_successor and role == Role.DIRECTOR:
        directors = Position.objects.of_directors().filter(school=school).not_ended(since)
        for position in directors.exclude(person=person):
            _end(position, since)
            logins.close_if_idle(position.person)
    position = Position.objects.create(
        person=person, role=role, school=school, title=" ".join(title.split()), since=since
    )
    logins.open_again(person)
    return position


@transaction.atomic
def correct_position(
    position: Position,
    *,
    title: str,
    since: datetime.date,
    until: datetime.date | None,
    by: Person | None,
) -> Position:
    """Write the post and the days anew, where they were written wrongly; ``until`` is the last day."""
    if until is not None:
        if until < since:
            raise PositionError({"until": _("The last day lies before the first.")})
        _check_not_oneself(position.person, by)
    position.title, position.since, position.until = " ".join(title.split()), since, until
    position.save(update_fields=["title", "since", "until"])
    logins.open_again(position.person)
    logins.close_if_idle(position.person)
    return position


@transaction.atomic
def end_position(position: Position, *, on: datetime.date, by: Person | None) -> None:
    """End one position; ``on`` is the first day without it: access goes that day, today means at once."""
    _check_not_oneself(position.person, by)
    _end(position, on)
    logins.close_if_idle(position.person)


@transaction.atomic
def dismiss(person: Person, *, on: datetime.date, by: Person | None) -> None:
    """End every position of the person in the municipality; ``on`` is the first day without them.

    Nothing that the person has done is touched. If no position is left anywhere, the login is closed and
    its sessions end at once.
    """
    _check_not_oneself(person, by)
    positions = list(Position.objects.filter(person=person).not_ended(on))
    if not positions:
        raise PositionError(_("This person holds no position on that day."))
    for position in positions:
        _end(position, on)
    logins.close_if_idle(person)


def _end(position: Position, on: datetime.date) -> None:
    """Let the day before ``on`` be the last one; a position that never lasted a day is taken away."""
    today = position.person.municipality.today()
    if position.until is not None and position.until < on:
        return
    if on < position.since <= today:
        raise PositionError(
            _("The position was held from %(since)s already: choose a later day.")
            % {"since": f"{position.since:%d.%m.%Y}"}
        )
    if on <= position.since:
        position.delete()
        return
    position.until = on - DAY
    position.save(update_fields=["until"])


def _check_not_oneself(person: Person, by: Person | None) -> None:
    if by is not None and person.pk == by.pk:
        raise PositionError(
            _("You cannot take your own position away: ask another administrator, or you lock yourself out.")
        )


def _check_school(role: str, school: School | None) -> None:
    if role in SCHOOL_ROLES and school is None:
        raise PositionError({"school": _("Choose the school: this role is held in a school.")})
    if role not in SCHOOL_ROLES and school is not None:
        raise PositionError({"school": _("This role belongs to the department: leave the school empty.")})
    if school is not None and school.is_closed:
        raise PositionError({"school": _("This school is closed.")})


def _check_not_twice(person: Person, role: str, school: School | None, since: datetime.date) -> None:
    same = Position.objects.filter(person=person, role=role, school=school).not_ended(since)
    if same.exists():
        raise PositionError({"role": _("This person holds this position already.")})
