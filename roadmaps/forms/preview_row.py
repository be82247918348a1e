"""The form of any row of a preview: its fields under the document's own headings, and its dates."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps.forms.days import DaysMixin
from roadmaps.forms.fields import Lines
from roadmaps.models import PlanItem
from roadmaps.services.answers import Answers, Span, deadline_key, row_key, unmerged
from roadmaps.services.preview_parts import Column, Line

READ, DATES, NONE = "read", "dates", "none"
EXTRA = "extra-"
LONG = ("title", "task", "result", "report_form", "audience")
FIELDS = ("number", "title", "deadline", "responsible", "task", "audience", "result", "report_form", "mark")


class PreviewRowForm(DaysMixin, forms.Form):
    """One row of the document as it is to be taken in."""

    section = forms.ChoiceField(label=gettext_lazy("Section"), required=False)
    choice = forms.ChoiceField(
        label=gettext_lazy("Dates"),
        choices=[
            (READ, gettext_lazy("as the portal reads the text")),
            (DATES, gettext_lazy("these dates, set by hand")),
            (NONE, gettext_lazy("no date needed: nobody is reminded")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,
        line: Line,
        columns: Sequence[Column],
        sections: Sequence[Mapping[str, Any]] = (),
        period: Span | None,
        **kwargs: Any,
    ) -> None:
        """Offer the fields of the table's columns, as the row stands now."""
        kwargs["auto_id"] = "row_%s"
        super().__init__(*args, **kwargs)
        self.line, self.period = line, period
        row = line.row
        self.extras: dict[str, str] = {}
        self._offer_sections(sections)
        for position, column in enumerate(columns):
            self._add(column, position)
        self.initial["choice"] = NONE if row.get("needs_no_date") else DATES if row.get("set_dates") else READ
        self.offer_days(row.get("set_dates"))
        self._dress()

    def _offer_sections(self, sections: Sequence[Mapping[str, Any]]) -> None:
        if not sections:
            del self.fields["section"]
            return
        named = [(one.get("number") or one["title"], one) for one in sections]
        self.fields["section"].choices = [  # type: ignore[attr-defined]
            ("", _("without a section")),
            *((key, " ".join(filter(None, (one.get("number"), one["title"])))) for key, one in named),
        ]
        self.initial["section"] = self.line.row.get("section", "")

    def _add(self, column: Column, position: int) -> None:
        row, name = self.line.row, column.field
        field: forms.Field
        if name == "responsible":
            field = Lines(rows=2, label=column.heading, required=False, help_text=_("One a line."))
            self.initial[name] = list(row.get("responsible", ()))
        elif name in FIELDS:
            field = _text_field(column.heading, is_long=name in LONG or name == "deadline", name=name)
            self.initial[name] = row.get(name, "")
        else:
            self.extras[f"{EXTRA}{position}"] = name
            field = _text_field(column.heading, is_long=True)
            name = f"{EXTRA}{position}"
            self.initial[name] = row.get("extra", {}).get(column.field, "")
        self.fields[name] = field

    def _dress(self) -> None:
        for bound in self:
            widget = bound.field.widget
            if not isinstance(widget, forms.RadioSelect):
                dress = "form-select" if isinstance(widget, forms.Select) else "form-control"
                wrong = " is-invalid" if self.is_bound and bound.errors else ""
                widget.attrs["class"] = dress + wrong
            if isinstance(widget, forms.Textarea):
                widget.attrs["rows"] = 2

    @property
    def texts(self) -> list[forms.BoundField]:
        """The fields besides the section and the dates, in the order of the columns."""
        apart = {"section", "choice", *(line.name for pair in self.day_lines for line in pair)}
        return [bound for bound in self if bound.name not in apart]

    @property
    def deadline_now(self) -> str:
        """The text of the deadline as it stands in the form."""
        return str(self["deadline"].value() or "") if "deadline" in self.fields else ""

    def clean(self) -> dict[str, Any]:
        """A row says what is to be done; dates set by hand lie in the period."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "title" in self.fields and not cleaned.get("title") and self.line.origin.get("title"):
            self.add_error("title", _("Write what is to be done, or leave the row out."))
        if cleaned.get("choice") == DATES:
            self.check_days(self.period)
        return cleaned

    def answer(self, answers: Answers) -> dict[str, Any] | None:
        """What differs from the document, as it is kept; None where nothing does."""
        origin, reference, cleaned = self.line.origin, self.line.reference, self.cleaned_data
        before = {"responsible": [], "extra": {}, **unmerged(origin, reference, answers)}
        said = {name: cleaned[name] for name in (*FIELDS, "section") if name in cleaned}
        if self.extras:
            typed = {heading: cleaned[name] for name, heading in self.extras.items()}
            known = before["extra"]
            said["extra"] = {**known, **{key: text for key, text in typed.items() if text or key in known}}
        decided = {name for name in ("number", "title") if f"{name}@{reference}" in answers}
        if f"people@{reference}" in answers:
            decided.add("responsible")
        values = {
            name: value for name, value in said.items() if name in decided or value != before.get(name, "")
        }
        given: dict[str, Any] = {"values": values} if values or self.line.remark else {}
        when = self._when(answers.get(deadline_key({**before, **values}, reference), {}))
        if when is not None:
            given["when"] = when
        if answers.get(row_key(reference), {}).get("is_left_out"):
            given["is_left_out"] = True
        return given or None

    def _when(self, of_text: Mapping[str, Any]) -> dict[str, Any] | None:
        """What was decided of this row's dates, if it is not what its text says everywhere."""
        choice = self.cleaned_data["choice"]
        if choice == NONE:
            return None if of_text.get("none") else {NONE: True}
        if choice == DATES:
            days = self.days()
            return None if of_text.get("dates") == days else {DATES: days}
        return {READ: True} if of_text.get("none") or of_text.get("dates") else None


class _Text(forms.CharField):
    """A text as the document has it: a browser's ends of lines are one character."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


def _text_field(label: str, *, is_long: bool, name: str = "") -> forms.CharField:
    longest = PlanItem._meta.get_field("number").max_length if name == "number" else None
    widget = forms.Textarea() if is_long else forms.TextInput()
    return _Text(label=label, required=False, max_length=longest, widget=widget)
