"""Forms of the lists of a roadmap: passport, indicators, specialists named in the order."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_scopes.forms import SafeModelChoiceField

from common.forms import VersionedForm
from roadmaps.forms.fields import ValuesByPeriod
from roadmaps.models import Indicator, PassportEntry, Roadmap, Specialist
from roadmaps.services.lines import add_line, change_line
from schools.models import Person


class LineForm(VersionedForm):
    """A line of one of the lists."""

    def __init__(self, *args: Any, roadmap: Roadmap, by: Person | None = None, **kwargs: Any) -> None:
        """Know the roadmap and who edits."""
        super().__init__(*args, **kwargs)
        self.roadmap, self.by = roadmap, by

    def again(self, row: Any) -> "LineForm":
        """The same form of the line as somebody else has it."""
        return type(self)(instance=row, roadmap=self.roadmap)

    def save(self, commit: bool = True) -> Any:
        """Add the line or change it; StaleVersionError where somebody else has changed it since."""
        model = self._meta.model
        values = {name: self.cleaned_data[name] for name in self.row_fields()}
        stored = model.objects.filter(pk=self.instance.pk).first()
        if stored:
            return change_line(stored, version=self.read_version(), values=values, by=self.by)
        return add_line(self.roadmap, model=model, values=values, by=self.by)


class PassportEntryForm(LineForm):
    """A line of the passport."""

    class Meta:
        model = PassportEntry
        fields = ("name", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}


class IndicatorForm(LineForm):
    """A target indicator with its values."""

    values = ValuesByPeriod(
        label=_("Values by period"), required=False, help_text=_("One a line: «2026/2027: 95».")
    )

    class Meta:
        model = Indicator
        fields = ("group", "name", "unit", "values")
        widgets = {"name": forms.Textarea(attrs={"rows": 3})}


class SpecialistForm(LineForm):
    """A specialist named in the order, and who that is on the portal."""

    class Meta:
        model = Specialist
        fields = ("number", "name", "post", "area", "person")
        field_classes = {"person": SafeModelChoiceField}
        widgets = {
            "post": forms.Textarea(attrs={"rows": 2}),
            "area": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the people of the municipality."""
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.all()  # type: ignore[attr-defined]
