"""What an amendment changes: two contents of a roadmap (contract 2) compared, row by row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common.differences import Piece, marked
from roadmaps.catalogue.columns import usual_heading
from roadmaps.catalogue.moves import moved_rows

Content = Mapping[str, Any]
ADDED, CHANGED, GONE, MOVED = "added", "changed", "gone", "moved"
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
    ("mark", "mark"),
    ("extra", "extra"),
    ("dates", "dates"),
    ("meanings", "meanings"),
)


@dataclass(frozen=True, slots=True)
class Amended:
    """One field: its heading and both texts in pieces that show what differs."""

    label: str
    before: Sequence[Piece]
    after: Sequence[Piece]
    name: str = ""  # of the field in the content


@dataclass(frozen=True, slots=True)
class Amendment:
    """One thing that differs: a row of the plan, a line of a list, or the roadmap's own words."""

    sign: str  # added, changed, gone, moved
    what: str
    title: str
    fields: Sequence[Amended] = ()
    key: str = ""  # the list and what names the row in it: «activities:12»

    @property
    def happened(self) -> str:
        """What became of a row that is in one of the contents only."""
        said = {
            ADDED: pgettext("row", "added"),
            GONE: pgettext("row", "struck out"),
            MOVED: pgettext("rows", "stand in another place"),
        }
        return said.get(self.sign, "")


def compare(before: Content, after: Content) -> list[Amendment]:
    """Return what differs from one content to the other, in the order of the document.

    Rows are the same where their ``pk`` is, or, in lists without it, what they are called by.
    """
    found = list(_own(before, after))
    for key, what, name, fields in (
        ("texts", _("Text outside the tables"), "heading", ("heading", "text")),
        ("sections", _("Section"), "number", ("number", "title")),
        ("passport", _("Passport"), "name", ("name", "text")),
        ("indicators", _("Indicator"), "name", ("name", "group", "unit", "values")),
        ("specialists", _("Specialist"), "name", ("name", "number", "position", "area")),
    ):
        labelled = [(field, field) for field in fields]
        found += _rows(key, before, after, called=name, what=what, fields=labelled)
    for key, what in (
        ("activities", _("Activity")),
        ("control_points", _("Control point")),
        ("mechanisms", _("Mechanism")),
    ):
        found += _rows(key, before, after, called="pk", what=what, fields=ITEM_FIELDS)
    return found


def _own(before: Content, after: Content) -> Iterator[Amendment]:
    fields = []
    for name, label in (
        ("title", _("Title")),
        ("goal", _("Goal")),
        ("period", _("Period")),
        ("coordinators", _("Coordinators")),
        ("order_number", _("Number of the order")),
        ("order_date", _("Date of the order")),
        ("order_issuer", _("Issuer")),
        ("order_signed_by", _("Signed by")),
        ("order_signer_post", _("Post of the signer")),
        ("headings", _("Columns of the plan")),
        ("exam_rows", _("Tables of exam results")),
    ):
        if _text(before.get(name)) != _text(after.get(name)):
            fields.append(_amended(name, label, before.get(name), after.get(name)))
    if fields:
        yield Amendment(CHANGED, _("Roadmap"), str(after.get("title", "")), fields, "roadmap:")


def _by(content: Content, key: str, name: str) -> dict[Any, Mapping[str, Any]]:
    """Return the rows of a list by what names them; rows that share a name are told apart by their order."""
    found: dict[Any, Mapping[str, Any]] = {}
    for row in content.get(key, ()):
        named: Any = row.get("pk", row.get(name))
        while named in found:
            named = (named, "")
        found[named] = row
    return found


def _rows(
    part: str, first: Content, second: Content, *, called: str, what: str, fields: Sequence[tuple[str, str]]
) -> Iterator[Amendment]:
    before, after = _by(first, part, called), _by(second, part, called)
    for name, row in after.items():
        if name not in before:
            yield Amendment(ADDED, what, _title(row), key=f"{part}:{name}")
            continue
        changed = [
            _amended(key, _label(column), before[name].get(key), row.get(key))
            for key, column in fields
            if _text(before[name].get(key)) != _text(row.get(key))
        ]
        if changed:
            yield Amendment(CHANGED, what, _title(row), changed, f"{part}:{name}")
    for name, row in before.items():
        if name not in after:
            yield Amendment(GONE, what, _title(row), key=f"{part}:{name}")
    if moved := moved_rows(before, after):
        titles = "; ".join(Truncator(_title(after[name])).chars(80) for name in moved)
        yield Amendment(MOVED, what, titles, key=f"{part}:order")


def _amended(name: str, label: str, before: Any, after: Any) -> Amended:
    """Return both values in pieces: lists by their elements, everything else by words."""
    if isinstance(before, list) and isinstance(after, list):
        old, new = [_text(each) for each in before], [_text(each) for each in after]
        return Amended(label, _elements(old, new), _elements(new, old), name)
    words, others = _text(before), _text(after)
    return Amended(label, marked(words, beside=others), marked(others, beside=words), name)


def _elements(own: list[str], others: list[str]) -> list[Piece]:
    pieces: list[Piece] = []
    for text in own:
        if pieces:
            pieces.append(Piece("; ", is_changed=False))
        pieces.append(Piece(text, is_changed=text not in others))
    return pieces


def _title(row: Mapping[str, Any]) -> str:
    title = str(row.get("title") or row.get("name") or row.get("heading") or row.get("text") or "")
    return f"{row['number']}. {title}" if row.get("number") else title


def _label(column: str) -> str:
    own = {
        "section": _("Section"),
        "extra": _("Other columns"),
        "dates": _("Dates"),
        "meanings": _("Who is meant"),
        "name": _("Name"),
        "text": _("Text"),
        "heading": _("Heading"),
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
            return _span(str(value.get("start") or ""), str(value["due"] or ""))
        if set(value) == {"start", "end"}:
            return _span(str(value["start"] or ""), str(value["end"] or ""))
        return "; ".join(f"{key}: {_text(each)}" for key, each in value.items())
    if isinstance(value, list):
        return "; ".join(_text(each) for each in value)
    return str(value)


def _span(start: str, due: str) -> str:
    """«14.01.2026 – 15.05.2026», or one date where both are the same."""
    days = [".".join(reversed(day.split("-"))) for day in dict.fromkeys((start, due)) if day]
    return " – ".join(days)
