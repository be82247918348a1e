"""What the list of roadmaps is narrowed by."""

import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from roadmaps.choices import RoadmapKind, RoadmapState
from roadmaps.models import Roadmap
from schools.access import member

TEMPLATES = "templates"
STATES = [
    (RoadmapState.IN_FORCE, _("in force")),
    (RoadmapState.DRAFT, _("drafts")),
    (RoadmapState.COMPLETED, _("completed")),
    (RoadmapState.ARCHIVED, _("archived")),
    (TEMPLATES, _("templates")),
]


def small(widget: forms.Widget, label: Any) -> forms.Widget:
    """Name the field for those who do not see it, and let a choice send the form at once."""
    is_choice = isinstance(widget, forms.Select)
    widget.attrs.update({"aria-label": label, "class": "form-select" if is_choice else "form-control"})
    if is_choice:
        widget.attrs["data-autosubmit"] = ""
    return widget


class RoadmapFilter(django_filters.FilterSet):  # type: ignore[misc]
    """State, school year, and words of the title or the order's number."""

    q = django_filters.CharFilter(
        method="find", label=_("Find"), widget=small(forms.TextInput({"type": "search"}), _("Find"))
    )
    state = django_filters.ChoiceFilter(
        method="in_state",
        choices=STATES,
        empty_label=_("any state"),
        label=_("State"),
        widget=small(forms.Select(), _("State")),
    )
    year = django_filters.ChoiceFilter(
        method="in_year",
        empty_label=_("any school year"),
        label=_("School year"),
        widget=small(forms.Select(), _("School year")),
    )

    class Meta:
        model = Roadmap
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the school years in which there is a roadmap."""
        super().__init__(*args, **kwargs)
        self.calendar = member(self.request).municipality.calendar
        self.filters["year"].extra["choices"] = self._years()

    def _years(self) -> list[tuple[str, str]]:
        years: set[int] = set()
        periods = Roadmap.objects.filter(start__isnull=False, end__isnull=False)
        for start, end in periods.order_by().values_list("start", "end").distinct():
            if start and end:
                years.update(self.calendar.school_years_touching(start, end))
        return [(str(year), f"{year}/{(year + 1) % 100:02}") for year in sorted(years, reverse=True)]

    def find(self, rows: "QuerySet[Roadmap]", name: str, value: str) -> "QuerySet[Roadmap]":
        """Every word in the title, the short title or the order's number."""
        for word in value.split():
            rows = rows.filter(
                Q(title__icontains=word) | Q(short_title__icontains=word) | Q(order_number__icontains=word)
            )
        return rows

    def in_state(self, rows: "QuerySet[Roadmap]", name: str, value: str) -> "QuerySet[Roadmap]":
        """In the state; templates are no drafts here."""
        if value == TEMPLATES:
            return rows.filter(kind=RoadmapKind.TEMPLATE)
        return rows.filter(state=value).exclude(kind=RoadmapKind.TEMPLATE)

    def in_year(self, rows: Any, name: str, value: str) -> "QuerySet[Roadmap]":
        """With at least one day in the school year."""
        span = self.calendar.school_year(int(value))
        next_year: datetime.date = self.calendar.school_year(int(value) + 1).start
        return rows.touching(span.start, next_year - datetime.timedelta(days=1))  # type: ignore[no-any-return]
