"""The form of a section."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import VersionedForm
from roadmaps.forms.fields import SectionChoice
from roadmaps.models import Roadmap, Section
from roadmaps.services.sections import add_section, change_section
from schools.models import Person


class SectionForm(VersionedForm):
    """A section's number and title; a new one says in which other it stands."""

    parent = SectionChoice(label=_("Within"))

    class Meta:
        model = Section
        fields = ("number", "title", "parent")
        widgets = {"title": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, roadmap: Roadmap, by: Person | None = None, **kwargs: Any) -> None:
        """Offer the sections of the roadmap to a new one."""
        super().__init__(*args, **kwargs)
        self.roadmap, self.by = roadmap, by
        if self.instance.pk:
            del self.fields["parent"]
        else:
            self.fields["parent"].offer(roadmap)  # type: ignore[attr-defined]

    def again(self, row: Any) -> "SectionForm":
        """The same form of the section as somebody else has it."""
        return type(self)(instance=row, roadmap=self.roadmap)

    def save(self, commit: bool = True) -> Section:
        """Add the section or change it; StaleVersionError where somebody else has changed it since."""
        values = {name: self.cleaned_data[name] for name in ("number", "title")}
        stored = Section.objects.filter(pk=self.instance.pk).first()
        if stored:
            return change_section(stored, version=self.read_version(), values=values, by=self.by)
        return add_section(self.roadmap, values=values, parent=self.cleaned_data["parent"], by=self.by)
