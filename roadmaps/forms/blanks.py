"""The form in which the blanks of a template are filled in a new roadmap."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from roadmaps.forms.fields import Lines
from roadmaps.models import PlanItem, Roadmap
from roadmaps.services.blanks import bare_rows, blanks_of, fill
from roadmaps.services.editing import change_item
from schools.models import Person

MOST_ROWS = 60  # without deadline or people that are offered at once


class BlanksForm(forms.Form):
    """A field for each blank; a deadline and people for each row that names none."""

    def __init__(self, *args: Any, roadmap: Roadmap, by: Person | None, **kwargs: Any) -> None:
        """Find what is to be filled in."""
        super().__init__(*args, **kwargs)
        self.roadmap, self.by = roadmap, by
        self.blanks = blanks_of(roadmap)
        self.bare = bare_rows(roadmap)
        self.more_rows = max(0, len(self.bare) - MOST_ROWS)
        self.bare = self.bare[:MOST_ROWS]
        for number, blank in enumerate(self.blanks):
            self.fields[f"blank-{number}"] = _line(blank.words, max_length=300)
        for row in self.bare:
            if not row.deadline_text:
                self.fields[f"deadline-{row.pk}"] = _line(gettext_lazy("Deadline"), max_length=1000)
            if not row.responsibles.all():
                people = Lines(rows=1, label=gettext_lazy("Responsible"), required=False)
                people.widget.attrs["class"] = "form-control"
                self.fields[f"people-{row.pk}"] = people

    @property
    def asked(self) -> list[tuple[Any, Any]]:
        """The blanks with their fields."""
        return [(blank, self[f"blank-{number}"]) for number, blank in enumerate(self.blanks)]

    @property
    def rows(self) -> list[tuple[PlanItem, list[Any]]]:
        """The rows with the fields that they lack."""
        names = ("deadline-{}", "people-{}")
        return [
            (row, [self[name.format(row.pk)] for name in names if name.format(row.pk) in self.fields])
            for row in self.bare
        ]

    def save(self) -> None:
        """Fill in what was written; the rest stays as it is."""
        data = self.cleaned_data
        for row in self.bare:
            values = {"deadline_text": data[f"deadline-{row.pk}"]} if data.get(f"deadline-{row.pk}") else {}
            entries = data.get(f"people-{row.pk}") or None
            row.roadmap = self.roadmap
            change_item(row, version=row.version, values=values, entries=entries, by=self.by)
        said = {blank.key: data[f"blank-{number}"] for number, blank in enumerate(self.blanks)}
        fill(self.roadmap, values={key: text for key, text in said.items() if text}, by=self.by)


def _line(label: Any, *, max_length: int) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "form-control"})
    return forms.CharField(label=label, required=False, max_length=max_length, widget=widget)
