"""Forms of rows that two people can edit: a stale save shows theirs and mine, and loses nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from common.differences import Piece, marked, merged
from common.keys import LONGEST, key_of
from common.versions import Versioned

TAKE = "take-"
MINE, THEIRS, RESULT = "mine", "theirs", "result"


@dataclass(frozen=True)
class Difference:
    """One field that two people left different: both values as shown, and which of them is proposed.

    ``result`` is the text to go on with, where the field is a text: both edits in one, if they touch
    different words, else the proposed one.
    """

    name: str
    label: str
    mine: str
    theirs: str
    proposed: str  # MINE, THEIRS or RESULT
    result: str | None = None
    texts: tuple[str, str] = ("", "")  # mine and theirs, as the text field holds them

    @property
    def mine_pieces(self) -> list[Piece]:
        """Mine, with what is not in theirs marked."""
        return marked(self.mine, beside=self.theirs)

    @property
    def theirs_pieces(self) -> list[Piece]:
        """Theirs, with what is not in mine marked."""
        return marked(self.theirs, beside=self.mine)


class VersionedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that names the version that it read.

    After a stale save it is shown again with ``differences``. Then ``take-<name>`` says of a field what to
    keep: ``theirs`` what the other person saved, ``mine`` what was typed first (sent as ``mine-<name>``
    where the field itself holds a text made of both), anything else the field itself.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with the row's version."""
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        """Keep the other person's value wherever it was chosen."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in self.row_fields():
            field, take = self.fields[name], self.data.get(TAKE + name)
            if take == THEIRS:
                self.errors.pop(name, None)
                cleaned[name] = field.clean(field.prepare_value(self.get_initial_for_field(field, name)))
            elif take == MINE and f"{MINE}-{name}" in self.data:
                self.errors.pop(name, None)
                cleaned[name] = field.clean(self.data[f"{MINE}-{name}"])
        return cleaned

    def row_fields(self) -> list[str]:
        """The names of the fields that belong to the row."""
        return [name for name in self.fields if name != "version"]

    def again(self, row: models.Model) -> "VersionedForm":
        """The same form of the row as it was, or as somebody else has it."""
        return type(self)(instance=row)

    def read_version(self) -> int:
        """The version that the person saw when beginning to edit."""
        return int(self.cleaned_data.get("version") or 0)

    def differences(self, theirs: Versioned) -> list[Difference]:
        """The fields in which what was typed differs from the row as the other person saved it."""
        saved = self.again(theirs)
        before = self._before()
        found = []
        for name in self.row_fields():
            field = self.fields[name]
            mine, other = self.cleaned_data.get(name), saved.get_initial_for_field(field, name)
            if not field.has_changed(other, field.prepare_value(mine)):
                continue
            was = before and before.get_initial_for_field(field, name)
            is_mine_old = before is not None and not field.has_changed(was, field.prepare_value(mine))
            is_theirs_old = before is not None and not field.has_changed(was, field.prepare_value(other))
            label, proposed = str(field.label or name), THEIRS if is_mine_old else MINE
            if not is_text(field):
                found.append(Difference(name, label, shown(field, mine), shown(field, other), proposed))
                continue
            texts = (as_text(field, mine), as_text(field, other))
            both = None
            if before and not is_mine_old and not is_theirs_old:
                both = merged(as_text(field, was), *texts)
            found.append(
                Difference(
                    name,
                    label,
                    shown(field, mine),
                    shown(field, other),
                    RESULT if both is not None else proposed,
                    both if both is not None else texts[is_mine_old],
                    texts,
                )
            )
        return found

    def whole(self, differences: "list[Difference]") -> list[forms.BoundField]:
        """The fields that a choice between two texts sends along as they are."""
        split = {each.name for each in differences if each.result is not None}
        return [self[name] for name in self.row_fields() if name not in split]

    def _before(self) -> "VersionedForm | None":
        """The row as the person read it, from its history."""
        manager = getattr(type(self.instance), "history", None)
        record = manager and manager.filter(id=self.instance.pk, version=self.read_version()).first()
        return self.again(record.instance) if record else None


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """A choice of several rows; a key that no database could hold is refused as an unknown one is."""

    def clean(self, value: Any) -> Any:
        """Refuse what is no key before the database is asked."""
        for each in value if isinstance(value, list | tuple) else ():
            if key_of(str(each)) is None:
                message = self.error_messages["invalid_pk_value"]
                raise ValidationError(message, code="invalid_pk_value", params={"pk": str(each)[:LONGEST]})
        return super().clean(value)


def is_text(field: forms.Field) -> bool:
    """Whether the field's value is a text that can be edited and merged."""
    return isinstance(field, forms.CharField) and not isinstance(field.widget, forms.HiddenInput)


def as_text(field: forms.Field, value: Any) -> str:
    """The value as its text field holds it, lines ended alike."""
    return "\n".join(str(field.prepare_value(value) or "").splitlines())


def shown(field: forms.Field, value: Any) -> str:
    """The value of a form's field in words."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        keys = {getattr(each, "pk", each) for each in value or ()}
        return ", ".join(str(row) for row in field.queryset or () if row.pk in keys) or _("nothing")
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value)) or _("nothing")  # type: ignore[arg-type]
    if is_text(field):
        return as_text(field, value) or _("nothing")
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(str(each) for each in value) or _("nothing")
    return _("nothing") if value in (None, "") else str(value)
