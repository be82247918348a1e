"""The form by which a report is ordered."""

import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.catalogue import REPORTS
from roadmaps.models import Roadmap
from schools.access import Membership


class ReportOrderForm(forms.Form):
    """Which roadmap, and which deadlines: all, or those between two days."""

    report = forms.ChoiceField(
        label=gettext_lazy("Report"),
        choices=lambda: [(identifier, report.title) for identifier, report in REPORTS.items()],
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

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        """Offer the roadmaps that the person may see and that were ever in force."""
        super().__init__(*args, **kwargs)
        roadmaps = Roadmap.objects.visible_to(membership).public_to_schools()
        field = self.fields["roadmap"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = roadmaps
        field.empty_label = None if roadmaps else _("There is no roadmap in force yet")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("This day is before the first one. Swap the two days or mend one."))
        return cleaned

    def parameters(self) -> dict[str, Any]:
        """The parameters of the report, as they are stored."""
        data = self.cleaned_data
        days = {name: data[name].isoformat() for name in ("first", "last") if data[name]}
        return {"roadmap": data["roadmap"].pk, **days}

    def title(self) -> str:
        """The title under which the person finds the report again."""
        data = self.cleaned_data
        report = REPORTS[data["report"]].title
        days = [_shown(data[name]) for name in ("first", "last") if data[name]]
        between = f", {' – '.join(days)}" if days else ""
        return f"{report}: {data['roadmap']}{between}"[:300]


def _shown(day: datetime.date) -> str:
    return date_format(day, "d.m.Y")
