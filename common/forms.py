"""Forms of rows that two people can edit: a stale save shows theirs and mine, and loses nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from common.versions import Versioned

TAKE = "take-"
THEIRS = "theirs"


@dataclass(frozen=True)
class Difference:
    """One field that two people left different: both values as shown, and which of them is proposed."""

    name: str
    label: str
    mine: str
    theirs: str
    is_mine_proposed: bool


class VersionedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that names the version that it read.

    After a stale save it is shown again with ``differences``; for a field ``take-<name>=theirs`` then
    puts aside what was typed and keeps what the other person saved.
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
            if self.data.get(TAKE + name) == THEIRS:
                self.errors.pop(name, None)
                field = self.fields[name]
                cleaned[name] = field.clean(field.prepare_value(self.get_initial_for_field(field, name)))
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
            is_untouched = before is not None and not field.has_changed(was, field.prepare_value(mine))
            found.append(
                Difference(
                    name, str(field.label or name), shown(field, mine), shown(field, other), not is_untouched
                )
            )
        return found

    def _before(self) -> "VersionedForm | None":
        """The row as the person read it, from its history."""
        manager = getattr(type(self.instance), "history", None)
        record = manager and manager.filter(id=self.instance.pk, version=self.read_version()).first()
        return self.again(record.instance) if record else None


def shown(field: forms.Field, value: Any) -> str:
    """The value of a form's field in words."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        keys = {getattr(each, "pk", each) for each in value or ()}
        return ", ".join(str(row) for row in field.queryset or () if row.pk in keys) or _("nothing")
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value)) or _("nothing")  # type: ignore[arg-type]
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(str(each) for each in value) or _("nothing")
    return _("nothing") if value in (None, "") else str(value)
