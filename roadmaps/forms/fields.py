"""Fields that the forms of roadmaps share."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from roadmaps.models import Section
from roadmaps.services.ordering import sections_in_order


class Lines(forms.CharField):
    """A list of texts, written one a line."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        """Take a text area of so many rows."""
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def prepare_value(self, value: Any) -> str:
        """The list as lines."""
        return value if isinstance(value, str) else "\n".join(value or ())

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        """The lines as a list, each once, white space made single."""
        lines = (" ".join(line.split()) for line in self.prepare_value(value).splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the lines differ."""
        return self.to_python(initial) != self.to_python(data)


class ValuesByPeriod(Lines):
    """Values by period, one a line: «2026/2027: 95»."""

    def prepare_value(self, value: Any) -> str:
        """The values as lines."""
        if isinstance(value, dict):
            return "\n".join(f"{period}: {amount}" for period, amount in value.items())
        return super().prepare_value(value)

    def to_python(self, value: Any) -> dict[str, str]:  # type: ignore[override]
        """The lines as values; a line without a colon is refused."""
        values: dict[str, str] = {}
        for line in super().to_python(value):
            period, colon, amount = line.partition(":")
            if not colon or not period.strip():
                raise forms.ValidationError(
                    _("Write a period, a colon and a value: «2026/2027: 95». This line has none: «%(line)s».")
                    % {"line": line}
                )
            values[period.strip()] = amount.strip()
        return values

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the values differ."""
        return self.prepare_value(initial).splitlines() != self.prepare_value(data).splitlines()


class Day(forms.DateField):
    """A date with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        """Take the browser's date field."""
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The date as the browser wants it."""
        return value.isoformat() if isinstance(value, datetime.date) else value


class SectionChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A section of one roadmap, in the plan's order."""

    def __init__(self, **kwargs: Any) -> None:
        """Begin with no sections; ``offer`` gives them."""
        super().__init__(queryset=Section._base_manager.none(), required=False, **kwargs)

    def offer(self, roadmap: Any) -> None:
        """Offer the sections of the roadmap."""
        self.queryset = Section.objects.filter(roadmap=roadmap)
        self.widget.choices = [
            ("", _("without a section")),
            *((section.pk, str(section)) for section in sections_in_order(roadmap)),
        ]
