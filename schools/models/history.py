"""Who changed what of a person and when, told from the kept history."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from schools.models.person import Person, Position

LONGEST = 100
PERSON_FIELDS = ("surname", "first_name", "patronymic", "email", "phone")
POSITION_FIELDS = ("role", "school", "title", "since", "until")


@dataclass(frozen=True)
class Change:
    """One field, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Happening:
    """One save: when, by whom, of what, and what changed."""

    at: datetime.datetime
    by: str
    title: str
    changes: list[Change] = field(default_factory=list)


def story_of(person: Person) -> list[Happening]:
    """Tell the latest changes of the person and of the person's positions, the newest first.

    The history's own manager knows no scope, so the rows are found by the person's key alone; the person
    was looked up inside the municipality.
    """
    own = list(Person.history.filter(id=person.pk).select_related("history_user")[:LONGEST])
    held = Position.history.filter(person_id=person.pk).select_related("history_user", "school")
    positions = list(held.order_by("id", "-history_date", "-history_id")[:LONGEST])
    names = _names([*own, *positions], person)
    told = _tell(own, PERSON_FIELDS, names, lambda record: _("Person"))
    for pk in {record.id for record in positions}:
        records = [record for record in positions if record.id == pk]
        told += _tell(records, POSITION_FIELDS, names, lambda record: record.get_role_display())
    return sorted(told, key=lambda happening: happening.at, reverse=True)[:LONGEST]


def _names(records: Iterable[Any], person: Person) -> dict[int, str]:
    """Names of those who saved: people of the same municipality; others by their login."""
    users = {record.history_user_id: record.history_user for record in records if record.history_user_id}
    people = Person.objects.filter(user__in=users, municipality=person.municipality_id)
    known = {each.user_id: each.short_name for each in people}
    return {pk: known.get(pk, str(user)) for pk, user in users.items()}


def _tell(records: list[Any], fields: tuple[str, ...], names: dict[int, str], title: Any) -> list[Happening]:
    """Compare each record with the one before it; ``records`` of one row, the newest first."""
    words = {"+": pgettext("in a register", "added"), "-": pgettext("in a register", "taken away")}
    told = []
    for record, earlier in pairwise([*records, None]):
        is_first = earlier is None
        changes = [] if record.history_type == "-" else _changes(record, earlier, fields)
        if not changes and not is_first and record.history_type != "-":
            continue
        word = words.get(record.history_type, pgettext("in a register", "changed"))
        told.append(
            Happening(
                record.history_date,
                names.get(record.history_user_id, ""),
                f"{title(record)}: {word}",
                changes,
            )
        )
    return told


def _changes(record: Any, earlier: Any, fields: tuple[str, ...]) -> list[Change]:
    found = []
    for name in fields:
        after, before = _shown(record, name), _shown(earlier, name) if earlier else ""
        if after != before:
            label = record.instance_type._meta.get_field(name).verbose_name
            found.append(Change(str(label), before, after))
    return found


def _shown(record: Any, name: str) -> str:
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    if isinstance(value, datetime.date):
        return date_format(value, "d.m.Y")
    return str(value) if isinstance(value, Model) or value else ""
