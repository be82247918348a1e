"""The form of a group."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import RowsField, VersionedForm
from schools.models import Group, Municipality, Person
from schools.services import groups


class LinesField(forms.CharField):
    """A list of texts, written one a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> str:
        """The list as lines."""
        return value if isinstance(value, str) else "\n".join(value or [])

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        """The lines as a list."""
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the lines differ."""
        return self.to_python(self.prepare_value(initial)) != self.to_python(self.prepare_value(data))


class FullNamesField(RowsField):
    """People by their whole names."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Person) -> str:
        """The whole name: initials may belong to two people."""
        return obj.full_name


class GroupForm(VersionedForm):
    """A group: its name, other spellings, and who is in it."""

    spellings = LinesField(
        label=_("Other spellings"),
        required=False,
        help_text=_("One a line, as orders write it: the portal recognises the group by each of them."),
    )
    members = FullNamesField(
        label=_("Members"),
        queryset=Person._base_manager.none(),
        required=False,
        help_text=_("For a fixed list only: who is in a group by a rule follows from positions."),
    )

    class Meta:
        model = Group
        fields = ["name", "rule", "spellings", "members"]

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        """Offer those who work in the municipality today and whoever is in the group already."""
        super().__init__(*args, **kwargs)
        self.municipality = municipality
        people = Person.objects.at_work(municipality.today())
        if self.instance.pk:
            people = people | Person.objects.filter(groups=self.instance)
        self.fields["members"].queryset = people.distinct()  # type: ignore[attr-defined]

    def again(self, row: Any) -> "GroupForm":
        """The same form of the row as somebody else has it."""
        return type(self)(instance=row, municipality=self.municipality)

    def save(self, commit: bool = True) -> Group:
        """Keep the group; GroupError where a name is another group's."""
        values = {name: self.cleaned_data[name] for name in ("name", "rule", "spellings", "members")}
        if self.instance.pk is None:
            return groups.add_group(self.municipality, **values)
        return groups.change_group(self.instance, version=self.read_version(), **values)
