"""What an amendment changes: two contents of a roadmap (contract 2) compared, row by row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from common.differences import Piece, marked
from roadmaps.catalogue.columns import usual_heading

Content = Mapping[str, Any]
ADDED, CHANGED, GONE = "added", "changed", "gone"
ITEM_FIELDS = (
    ("number", "number"),
    ("title", "title"),
    ("section", "section"),
    ("deadline", "deadline_text"),
    ("responsible", "responsibles"),
    ("task", "task"),
    ("audience", "audience"),
    ("result", "result"),
    ("report_form", "report_form"),
    ("extra", "extra"),
    ("dates", "dates"),
)


@dataclass(frozen=True, slots=True)
class Amended:
    """One field: its heading and both texts in pieces that show what differs."""

    label: str
    before: Sequence[Piece]
    after: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Amendment:
    """One thing that differs: a row of the plan, a line of a list, or the roadmap's own words."""

    sign: str  # added, changed, gone
    what: str
    title: str
    fields: Sequence[Amended] = ()


def compare(before: Content, after: Content) -> list[Amendment]:
    """Return what differs from one content to the other, in the order of the document."""
    found = list(_own(before, after))
    rows = (
        ("sections", _("Section"), ("number", "title")),
        ("passport", _("Passport"), ("name", "text")),
        ("indicators", _("Indicator"), ("name", "group", "unit", "values")),
        ("specialists", _("Specialist"), ("name", "number", "position", "area")),
    )
    for key, what, fields in rows:
        labelled = [(field, field) for field in fields]
        found += _rows(_by(before, key, fields[0]), _by(after, key, fields[0]), what, labelled)
    for key, what in (
        ("activities", _("Activity")),
        ("control_points", _("Control point")),
        ("mechanisms", _("Mechanism")),
    ):
        found += _rows(_by(before, key, "pk"), _by(after, key, "pk"), what, ITEM_FIELDS)
    return found


def _own(before: Content, after: Content) -> Iterator[Amendment]:
    fields = []
    for name, label in (("title", _("Title")), ("goal", _("Goal")), ("period", _("Period"))):
        old, new = _text(before.get(name)), _text(after.get(name))
        if old != new:
            fields.append(Amended(label, marked(old, beside=new), marked(new, beside=old)))
    if fields:
        yield Amendment(CHANGED, _("Roadmap"), str(after.get("title", "")), fields)


def _by(content: Content, key: str, name: str) -> dict[Any, Mapping[str, Any]]:
    """Return the rows of a list by what names them; rows that share a name are told apart by their order."""
    found: dict[Any, Mapping[str, Any]] = {}
    for row in content.get(key, ()):
        named: Any = row.get(name)
        while named in found:
            named = (named, "")
        found[named] = row
    return found


def _rows(
    before: dict[Any, Mapping[str, Any]],
    after: dict[Any, Mapping[str, Any]],
    what: str,
    fields: Sequence[tuple[str, str]],
) -> Iterator[Amendment]:
    for name, row in after.items():
        if name not in before:
            yield Amendment(ADDED, what, _title(row))
            continue
        changed = [
            Amended(_label(column), marked(old, beside=new), marked(new, beside=old))
            for key, column in fields
            if (old := _text(before[name].get(key))) != (new := _text(row.get(key)))
        ]
        if changed:
            yield Amendment(CHANGED, what, _title(row), changed)
    for name, row in before.items():
        if name not in after:
            yield Amendment(GONE, what, _title(row))


def _title(row: Mapping[str, Any]) -> str:
    title = str(row.get("title") or row.get("name") or "")
    return f"{row['number']}. {title}" if row.get("number") else title


def _label(column: str) -> str:
    own = {
        "section": _("Section"),
        "extra": _("Other columns"),
        "dates": _("Dates"),
        "name": _("Name"),
        "text": _("Text"),
        "group": _("Group of indicators"),
        "unit": _("Unit"),
        "values": _("Values by period"),
        "position": _("Post"),
        "area": _("Area of work"),
    }
    return own[column] if column in own else usual_heading(column)


def _text(value: Any) -> str:
    """Return a value of a content as text that two people can compare."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        if "due" in value:
            return f"{value.get('start') or ''} – {value.get('due') or ''}"
        return "; ".join(f"{key}: {_text(each)}" for key, each in value.items())
    if isinstance(value, list):
        return "; ".join(_text(each) for each in value)
    return str(value)
