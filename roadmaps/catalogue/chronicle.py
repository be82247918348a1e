"""Who changed what in a roadmap and when, in words, from the history of its rows.

The history's own managers know no scope: every query here names the roadmap, which the caller has
taken out of the scope.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from common.differences import Piece, marked
from roadmaps.models import (
    Indicator,
    PassportEntry,
    PlanItem,
    Responsible,
    Roadmap,
    Section,
    Specialist,
)
from schools.models import Person

Related = dict[tuple[type[Model], int], str]  # a row that a relation leads to → its words
SILENT = frozenset(
    {
        "id",
        "version",
        "municipality",
        "roadmap",
        "item",
        "position",
        "changed_by",
        "created_at",
        "changed_at",
        "columns",
        "texts",
        "deadline_kind",
        "deadline_sentence",
        "deadline_note",
        "coordinators_text",
    }
)
TRACKED: tuple[Any, ...] = (Section, PlanItem, PassportEntry, Indicator, Specialist)
PAGE = 100  # records
AT_ONCE = 4  # more rows than these added within a minute are told of together


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: its name, and both texts in pieces that show what differs."""

    label: str
    before: Sequence[Piece]
    after: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Change:
    """One record of the history: what was done to which row."""

    at: datetime.datetime
    who: str
    sign: str  # «+» added, «~» changed, «-» deleted
    what: str  # the kind of row
    title: str
    fields: Sequence[FieldChange] = ()
    is_moved: bool = False
    together: "Sequence[Change]" = ()  # what was added at once, if this stands for many

    @property
    def happened(self) -> str:
        """What became of the row as a whole."""
        if self.is_moved:
            return pgettext("row", "moved")
        return {"+": pgettext("row", "added"), "-": pgettext("row", "deleted")}.get(self.sign, "")


@dataclass(frozen=True, slots=True)
class Page:
    """The latest changes, the newest first; ``older`` is the moment of the first one that has no room."""

    changes: Sequence[Change]
    older: datetime.datetime | None


def changes_of(roadmap: Roadmap, *, until: datetime.datetime | None = None) -> Page:
    """Return the changes of the roadmap up to a moment (included)."""
    records = []
    for model in (Roadmap, *TRACKED, Responsible):
        found = _records(model, roadmap)
        if until:
            found = found.filter(history_date__lte=until)
        records += list(found.order_by("-history_date", "-history_id")[: PAGE + 1])
    records.sort(key=lambda record: (record.history_date, record.history_id), reverse=True)
    older = records[PAGE].history_date if len(records) > PAGE else None
    shown = records[:PAGE]
    if older and shown[0].history_date > older:  # what was saved in one moment is not torn apart
        shown = [record for record in shown if record.history_date > older]
    elif older:
        older -= datetime.timedelta.resolution
    earlier = _earlier(shown)
    names = _names({record.history_user_id for record in shown})
    related = _related((record, earlier.get((type(record), record.history_id))) for record in shown)
    changes = (
        _change(record, earlier.get((type(record), record.history_id)), names, related) for record in shown
    )
    return Page(list(_gathered([change for change in changes if change])), older)


def _gathered(changes: Sequence[Change]) -> Iterator[Change]:
    """Yield the changes, those rows as one that were added at once by one person."""
    for (sign, who, _minute), group in groupby(
        changes, key=lambda each: (each.sign, each.who, _minute_of(each))
    ):
        rows = list(group)
        if sign != "+" or len(rows) <= AT_ONCE:
            yield from rows
            continue
        words = ngettext("%(count)s row", "%(count)s rows", len(rows)) % {"count": len(rows)}
        yield Change(rows[0].at, who, sign, pgettext("history", "at once"), words, together=rows)


def _minute_of(change: Change) -> datetime.datetime:
    return change.at.replace(second=0, microsecond=0)


def earlier_deadlines(item: PlanItem) -> list[tuple[datetime.datetime, str, str]]:
    """Return (when, who, deadline as written) for every text that the row's deadline had, newest first."""
    records = PlanItem.history.filter(id=item.pk, roadmap_id=item.roadmap_id)
    found: list[Any] = []
    for record in records.order_by("history_date", "history_id"):
        if not found or found[-1].deadline_text != record.deadline_text:
            found.append(record)
    if len(found) < 2:
        return []
    names = _names({record.history_user_id for record in found})
    return [
        (record.history_date, names.get(record.history_user_id, ""), record.deadline_text)
        for record in reversed(found)
    ]


def last_change(row: Any) -> tuple[datetime.datetime, str] | None:
    """Return when and by whom a row was saved last, or None where its history does not say."""
    record = type(row).history.filter(id=row.pk).order_by("-history_date", "-history_id").first()
    if record is None:
        return None
    return record.history_date, _names({record.history_user_id}).get(record.history_user_id, "")


def _records(model: Any, roadmap: Roadmap) -> Any:
    if model is Roadmap:
        return model.history.filter(id=roadmap.pk)
    if model is Responsible:  # deleted rows have their entries in the history still
        items = PlanItem.history.filter(roadmap_id=roadmap.pk).values("id")
        return model.history.filter(item_id__in=items)
    return model.history.filter(roadmap_id=roadmap.pk)


def _earlier(records: Iterable[Any]) -> dict[tuple[type[Model], int], Any]:
    """Return the record before each of ``records`` that is a change; one query for each kind of row."""
    ids: dict[Any, set[int]] = defaultdict(set)
    for record in records:
        if record.history_type == "~":
            ids[type(record)].add(record.id)
    earlier: dict[tuple[type[Model], int], Any] = {}
    for historical, keys in ids.items():
        last: dict[int, Any] = {}
        rows = historical.objects.filter(id__in=keys).order_by("history_date", "history_id")
        for row in rows:
            earlier[historical, row.history_id] = last.get(row.id)
            last[row.id] = row
    return earlier


def _names(users: set[int | None]) -> dict[int | None, str]:
    """Return the names of the municipality's people behind logins."""
    people = Person.objects.filter(user__in=[user for user in users if user])
    return {person.user_id: person.short_name for person in people}


def _related(pairs: Iterable[tuple[Any, Any]]) -> Related:
    """Return the words for the rows that changed relations led and lead to; one query a kind of row."""
    wanted: dict[Any, set[int]] = defaultdict(set)
    for record, earlier in pairs:
        if record.history_type == "~" and earlier:
            for field in _changed(record, earlier):
                if field.is_relation:
                    wanted[field.related_model] |= {
                        getattr(earlier, field.attname),
                        getattr(record, field.attname),
                    }
    return {
        (model, row.pk): str(row)
        for model, keys in wanted.items()
        for row in model._base_manager.filter(pk__in=keys - {None})
    }


def _change(record: Any, earlier: Any, names: dict[int | None, str], related: Related) -> Change | None:
    who = names.get(record.history_user_id) or (
        _("the installation's administrator") if record.history_user_id else ""
    )
    fields = tuple(_fields(record, earlier, related)) if record.history_type == "~" and earlier else ()
    is_moved = bool(earlier) and getattr(record, "position", 0) != getattr(earlier, "position", 0)
    if record.history_type == "~" and not fields and not is_moved:
        return None
    return Change(
        at=record.history_date,
        who=who,
        sign=record.history_type,
        what=_what(record),
        title=record.text if hasattr(record, "item_id") else record.instance_type.__str__(record),
        fields=fields,
        is_moved=is_moved and not fields,
    )


def _what(record: Any) -> str:
    model = record.instance_type
    if model is PlanItem:
        return str(record.get_kind_display())
    return str(model._meta.verbose_name)


def _changed(record: Any, earlier: Any) -> Iterator[Any]:
    """Yield the fields in which two records of a row differ."""
    for field in record.instance_type._meta.concrete_fields:
        if field.name not in SILENT and getattr(earlier, field.attname) != getattr(record, field.attname):
            yield field


def _fields(record: Any, earlier: Any, related: Related) -> Iterator[FieldChange]:
    for field in _changed(record, earlier):
        old, new = (_words(field, getattr(each, field.attname), related) for each in (earlier, record))
        yield FieldChange(str(field.verbose_name), marked(old, beside=new), marked(new, beside=old))


def _words(field: Any, value: Any, related: Related) -> str:
    """Return a field's value as a person reads it."""
    if value in (None, "", {}, []):
        return _("nothing")
    if field.is_relation:
        return related.get((field.related_model, value)) or _("a row that is gone")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {each}" for key, each in value.items())
    if isinstance(value, datetime.date):
        return f"{value:%d.%m.%Y}"
    return {True: _("yes"), False: _("no")}.get(value, str(value))
