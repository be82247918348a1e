"""Dates by hand in a form of a preview: a line each, from … to …; empty lines do not count."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _

from roadmaps.forms.fields import Day
from roadmaps.services.answers import Span

LINES, MOST = 6, 60  # lines offered at least, and taken at most


class DaysMixin(forms.Form):
    """A form with lines of dates: ``start`` and ``due``, ``start_2`` and ``due_2``, and so on."""

    def offer_days(self, spans: list[list[str]] | None = None) -> None:
        """Add the lines, those of ``spans`` (ISO dates) filled in and some more."""
        sent = sum(name.startswith("due") for name in self.data) if self.is_bound else 0
        known = spans or []
        for number in range(1, min(max(LINES, len(known) + 3, sent), MOST) + 1):
            for name, label in (("start", _("From")), ("due", _("Deadline"))):
                field = Day(label=label, required=False)
                field.widget.attrs |= {"class": "form-control", "aria-label": f"{label} {number}"}
                self.fields[_name(name, number)] = field
            if number <= len(known):
                self.initial[_name("start", number)], self.initial[_name("due", number)] = known[number - 1]

    @property
    def day_lines(self) -> list[tuple[BoundField, BoundField]]:
        """The lines as they are shown."""
        numbers = range(1, sum(name.startswith("due") for name in self.fields) + 1)
        return [(self[_name("start", number)], self[_name("due", number)]) for number in numbers]

    @property
    def filled_lines(self) -> int:
        """How many lines have something in them."""
        return sum(bool(start.value() or due.value()) for start, due in self.day_lines)

    def check_days(self, period: Span | None) -> None:
        """Ask for one deadline at least; refuse days that cannot be, beside their line."""
        found = 0
        for start_line, due_line in self.day_lines:
            start, due = (self.cleaned_data.get(line.name) for line in (start_line, due_line))
            if due_line.name in self.errors or start_line.name in self.errors:
                found += 1
            elif start and not due:
                self.add_error(due_line.name, _("Write the deadline too."))
                found += 1
            elif due:
                found += 1
                if start and due < start:
                    self.add_error(
                        due_line.name, _("The last day is before the first one. Swap them or mend one.")
                    )
                elif period and not period[0] <= due <= period[1]:
                    self.add_error(due_line.name, _("This day lies outside the roadmap's period."))
        if not found:
            self.add_error("due", ValidationError(_("Write the deadline too.")))

    def days(self) -> list[list[Any]]:
        """The spans as an answer keeps them: ISO dates, in order, each once."""
        spans = set()
        for start_line, due_line in self.day_lines:
            due = self.cleaned_data.get(due_line.name)
            if due:
                start = self.cleaned_data.get(start_line.name) or due
                spans.add((start.isoformat(), due.isoformat()))
        return [list(span) for span in sorted(spans)]


def _name(name: str, number: int) -> str:
    return name if number == 1 else f"{name}_{number}"
