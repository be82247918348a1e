"""Forms of schools and their statuses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import VersionedForm
from schools.choices import SchoolResult, Zone
from schools.models import Municipality, School
from schools.services import schools

FIELDS = ["name", "full_name", "number", "address", "pupils", "teachers"]
PAST_YEARS = 3


class SchoolAddForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new school."""

    class Meta:
        model = School
        fields = FIELDS
        help_texts = {
            "name": _("As in tables: «СОШ № 6»."),
            "number": _("By it «МБОУ СОШ № 6» in an order is recognised."),
        }

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        """Keep whose school it will be."""
        super().__init__(*args, **kwargs)
        self.municipality = municipality

    def save(self, commit: bool = True) -> School:
        """Add the school; ValidationError where the name is taken."""
        return schools.add_school(self.municipality, **{name: self.cleaned_data[name] for name in FIELDS})


class SchoolForm(VersionedForm):
    """What the register says of a school."""

    class Meta:
        model = School
        fields = [*FIELDS, "is_closed", "returned_on"]
        widgets = {"returned_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            **SchoolAddForm.Meta.help_texts,
            "is_closed": _("A closed school keeps its history and is offered for nothing new."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the day of the return only where there was one."""
        super().__init__(*args, **kwargs)
        if self.instance.is_closed or not self.instance.returned_on:
            del self.fields["returned_on"]

    def save(self, commit: bool = True) -> School:
        """Change the school; ValidationError where the name is taken."""
        changes = {name: self.cleaned_data[name] for name in self.row_fields()}
        return schools.change_school(self.instance, version=self.read_version(), changes=changes)


class StatusForm(VersionedForm):
    """What a school is by its results, one line a school year: two fields ``result_…`` and ``zone_…``."""

    class Meta:
        model = School
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Lay out the years: the next one, this one and three before, and whatever is set besides."""
        super().__init__(*args, **kwargs)
        self.statuses = {status.school_year: status for status in self.instance.statuses.all()}
        for year in self.years():
            status = self.statuses.get(year)
            self.fields[f"result_{year}"] = forms.ChoiceField(
                label=_("%(year)s: results") % {"year": year},
                choices=[("", _("not set")), *SchoolResult.choices],
                initial=status.result if status else "",
                required=False,
            )
            self.fields[f"zone_{year}"] = forms.ChoiceField(
                label=_("%(year)s: zone") % {"year": year},
                choices=[("", _("not set")), *Zone.choices],
                initial=status.zone if status else "",
                required=False,
            )

    def years(self) -> list[str]:
        """School years from the next one back."""
        municipality = self.instance.municipality
        this = municipality.calendar.first_year_of(municipality.today())
        usual = {f"{year}/{(year + 1) % 100:02}" for year in range(this - PAST_YEARS, this + 2)}
        return sorted(usual | set(self.statuses), reverse=True)

    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """The year and its two fields."""
        return [(year, self[f"result_{year}"], self[f"zone_{year}"]) for year in self.years()]

    def clean(self) -> dict[str, Any]:
        """A zone without results says nothing."""
        cleaned = super().clean()
        for year in self.years():
            if cleaned.get(f"zone_{year}") and not cleaned.get(f"result_{year}"):
                self.add_error(f"result_{year}", _("Choose the results too: a zone alone says nothing."))
        return cleaned

    def save(self, commit: bool = True) -> School:
        """Set the statuses of the years."""
        statuses = {
            year: (self.cleaned_data[f"result_{year}"], self.cleaned_data[f"zone_{year}"])
            for year in self.years()
        }
        schools.set_statuses(self.instance, version=self.read_version(), statuses=statuses)
        school: School = self.instance
        return school
