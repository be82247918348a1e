"""The forms by which a report is ordered and a Word template is brought."""

import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.catalogue import REPORTS
from reports.catalogue.papers import PAPERS
from roadmaps.models import Roadmap
from schools.access import Membership


class ReportOrderForm(forms.Form):
    """Which roadmap, and which deadlines: all, or those between two days."""

    report = forms.ChoiceField(
        label=gettext_lazy("Report"),
        choices=lambda: [
            *((identifier, report.title) for identifier, report in REPORTS.items()),
            *((identifier, paper.title) for identifier, paper in PAPERS.items()),
        ],
    )
    roadmap: "forms.ModelChoiceField[Roadmap]" = forms.ModelChoiceField(
        label=gettext_lazy("Roadmap"), queryset=None
    )
    first = forms.DateField(
        label=gettext_lazy("Deadlines from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    last = forms.DateField(
        label=gettext_lazy("Deadlines to"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    has_marks = forms.BooleanField(label=gettext_lazy("Roadmap with the marks of execution"), required=False)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        """Offer the roadmaps that the person may see."""
        super().__init__(*args, **kwargs)
        roadmaps = Roadmap.objects.visible_to(membership)
        field = self.fields["roadmap"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = roadmaps
        field.empty_label = None if roadmaps else _("There is no roadmap yet")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins, and a report on what was never in force."""
        cleaned = super().clean() or {}
        roadmap = cleaned.get("roadmap")
        if roadmap and cleaned.get("report") in REPORTS and (roadmap.is_draft or roadmap.is_template):
            self.add_error("roadmap", _("This roadmap is a draft: nobody executes it yet. Choose another."))
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("This day is before the first one. Swap the two days or mend one."))
        return cleaned

    def parameters(self) -> dict[str, Any]:
        """The parameters of the report, as they are stored."""
        data = self.cleaned_data
        if data["report"] in PAPERS:
            return {"roadmap": data["roadmap"].pk, "has_marks": data["has_marks"]}
        days = {name: data[name].isoformat() for name in ("first", "last") if data[name]}
        return {"roadmap": data["roadmap"].pk, **days}

    def title(self) -> str:
        """The title under which the person finds the report again."""
        data = self.cleaned_data
        if data["report"] in PAPERS:
            return f"{PAPERS[data['report']].title}: {data['roadmap']}"[:300]
        report = REPORTS[data["report"]].title
        days = [_shown(data[name]) for name in ("first", "last") if data[name]]
        between = f", {' – '.join(days)}" if days else ""
        return f"{report}: {data['roadmap']}{between}"[:300]


class WordTemplateForm(forms.Form):
    """The department's template, changed in Word."""

    file = forms.FileField(
        label=gettext_lazy("Template in Word"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        max_length=255,
    )


def _shown(day: datetime.date) -> str:
    return date_format(day, "d.m.Y")
