"""The form that says what an entry of the responsibles means."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import RowsField
from roadmaps.forms.roadmaps import FullNames
from roadmaps.models import Responsible
from roadmaps.services.people import settle
from schools.models import Group, Person, School

PERSON, GROUP, SCHOOLS, TEXT = "person", "group", "schools", "text"


class FullName(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A person by the whole name."""

    label_from_instance = FullNames.label_from_instance


class MeaningForm(forms.Form):
    """Whom an entry means: a person, a group, schools, or nobody on the portal."""

    meaning = forms.ChoiceField(
        label=gettext_lazy("What the entry means"),
        choices=[
            (PERSON, gettext_lazy("a person")),
            (GROUP, gettext_lazy("a group")),
            (SCHOOLS, gettext_lazy("schools")),
            (TEXT, gettext_lazy("nobody on the portal: keep the text")),
        ],
        widget=forms.RadioSelect,
    )
    person = FullName(
        label=gettext_lazy("Person"),
        queryset=Person._base_manager.none(),
        required=False,
        empty_label=gettext_lazy("choose"),
    )
    group = forms.ModelChoiceField(
        label=gettext_lazy("Group"),
        queryset=Group._base_manager.none(),
        required=False,
        empty_label=gettext_lazy("choose"),
    )
    schools = RowsField(
        label=gettext_lazy("Schools"),
        queryset=School._base_manager.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, responsible: Responsible, by: Person | None = None, **kwargs: Any) -> None:
        """Begin with the meaning that the entry has."""
        kwargs["initial"] = {
            "meaning": PERSON if responsible.kind == "doubt" else responsible.kind,
            "person": responsible.person_id,
            "group": responsible.group_id,
            "schools": [school.pk for school in responsible.schools.all()],
        }
        super().__init__(*args, **kwargs)
        self.responsible, self.by = responsible, by
        today = responsible.item.roadmap.municipality.today()
        self.fields["person"].queryset = Person.objects.at_work(today)  # type: ignore[attr-defined]
        self.fields["group"].queryset = Group.objects.all()  # type: ignore[attr-defined]
        self.fields["schools"].queryset = School.objects.filter(is_closed=False)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for whoever was chosen."""
        cleaned: dict[str, Any] = super().clean() or {}
        meaning = cleaned.get("meaning")
        if meaning in (PERSON, GROUP, SCHOOLS) and not cleaned.get(meaning):
            self.add_error(meaning, _("Choose from the list."))
        return cleaned

    def save(self) -> None:
        """Give the entry its meaning; StaleVersionError where somebody else has decided meanwhile."""
        meaning = self.cleaned_data["meaning"]
        chosen = {meaning: self.cleaned_data[meaning]} if meaning != TEXT else {}
        version = self.cleaned_data.get("version") or 0
        settle(self.responsible, version=version, by=self.by, **chosen)
