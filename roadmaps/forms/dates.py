"""The form of dates set by hand: from … to … a line each, or no date at all, or what the text says."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps.choices import DateSource
from roadmaps.forms.fields import Day
from roadmaps.models import Occurrence, PlanItem
from roadmaps.services.scheduling import check_span, need_no_date, return_to_text, set_dates
from schools.models import Person

Span = tuple[datetime.date, datetime.date]


class SpanForm(forms.Form):
    """One line: the first day (not needed) and the deadline."""

    start = Day(label=gettext_lazy("From"), required=False)
    due = Day(label=gettext_lazy("Deadline"), required=False)

    def __init__(self, *args: Any, item: PlanItem, **kwargs: Any) -> None:
        """Know the row whose dates these are."""
        super().__init__(*args, **kwargs)
        self.item = item
        for name, field in self.fields.items():
            wrong = " is-invalid" if self.is_bound and self[name].errors else ""
            field.widget.attrs |= {"class": f"form-control{wrong}", "aria-label": field.label}

    def clean(self) -> dict[str, Any]:
        """Refuse a date outside the roadmap's period with a sentence that names both."""
        cleaned: dict[str, Any] = super().clean() or {}
        start, due = cleaned.get("start"), cleaned.get("due")
        if start and not due and "due" not in self.errors:
            self.add_error("due", _("Write the deadline too."))
        if due:
            try:
                check_span(start or due, due, self.item.roadmap)
            except ValidationError as error:
                self.add_error("due", error)
        return cleaned

    @property
    def span(self) -> Span | None:
        """The span of the line, None for an empty one."""
        due = self.cleaned_data.get("due")
        return (self.cleaned_data.get("start") or due, due) if due else None


SpanFormSet = forms.formset_factory(SpanForm, extra=3, max_num=366)


class DatesForm(forms.Form):
    """Where the dates come from; the lines of dates are ``spans``."""

    dates_from = forms.ChoiceField(
        label=gettext_lazy("Dates"),
        choices=[
            (DateSource.BY_HAND, gettext_lazy("these dates, set by hand")),
            (DateSource.NONE_NEEDED, gettext_lazy("no date needed: nobody is reminded")),
            (DateSource.READ, gettext_lazy("as the portal reads the text")),
        ],
        widget=forms.RadioSelect,
    )

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, item: PlanItem, by: Person, **kwargs: Any) -> None:
        """Begin with the dates that the row has."""
        source = DateSource.BY_HAND if item.dates_from == DateSource.READ else item.dates_from
        super().__init__(data, initial={"dates_from": source, "version": item.version}, **kwargs)
        self.item, self.by = item, by
        rows = Occurrence.objects.filter(item=item, is_cancelled=False)
        initial = [{"start": row.start, "due": row.due} for row in rows]
        self.spans = SpanFormSet(data, initial=initial, form_kwargs={"item": item}, prefix="span")

    def is_valid(self) -> bool:
        """The lines count only where dates are set by hand."""
        if not super().is_valid():
            return False
        if self.cleaned_data["dates_from"] != DateSource.BY_HAND:
            return True
        if not self.spans.is_valid():
            return False
        if not any(form.span for form in self.spans.forms):
            self.add_error(None, _("Write at least one date, or say that no date is needed."))
        return not self.errors

    def save(self) -> None:
        """Set the dates as chosen; StaleVersionError where somebody else has changed the row meanwhile."""
        source, version = self.cleaned_data["dates_from"], self.cleaned_data.get("version") or 0
        if source == DateSource.BY_HAND:
            spans = [form.span for form in self.spans.forms if form.span]
            set_dates(self.item, version=version, spans=spans, by=self.by)
        elif source == DateSource.NONE_NEEDED:
            need_no_date(self.item, version=version, by=self.by)
        else:
            return_to_text(self.item, version=version, by=self.by)
