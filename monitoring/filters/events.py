"""What the stream of events can be narrowed by."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from monitoring.choices import EventKind
from monitoring.models import Event
from schools.access import member
from schools.models import School

KINDS = {
    "marks": (EventKind.SUBMITTED, EventKind.WITHDRAWN, EventKind.CLAIMED),
    "decisions": (EventKind.ACCEPTED, EventKind.RETURNED, EventKind.REOPENED, EventKind.WAIVED),
    "comments": (EventKind.COMMENTED,),
    "documents": (EventKind.EVIDENCE_ADDED, EventKind.EVIDENCE_REMOVED),
    "plan": (EventKind.CREATED, EventKind.MOVED, EventKind.CANCELLED, EventKind.RESTORED),
}


class EventFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Events by words, kind, school and day."""

    q = django_filters.CharFilter(
        method="matching",
        label=_("Find"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Who, what or why")}),
    )
    kind = django_filters.ChoiceFilter(
        method="of_kind",
        label=_("What"),
        empty_label=_("everything"),
        choices=[
            ("marks", _("marks")),
            ("decisions", _("decisions")),
            ("comments", _("comments")),
            ("documents", _("documents")),
            ("plan", _("changes of the plan")),
        ],
    )
    school = django_filters.ModelChoiceFilter(
        field_name="execution__school",
        queryset=School._base_manager.none(),
        label=_("School"),
        empty_label=_("any"),
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the schools that the person sees."""
        super().__init__(*args, **kwargs)
        self.filters["school"].queryset = School.objects.visible_to(member(self.request)).order_by("name")

    def matching(self, rows: "QuerySet[Event]", name: str, value: str) -> "QuerySet[Event]":
        """Events whose actor, words or activity have every word."""
        for word in value.split():
            rows = rows.filter(
                Q(actor_name__icontains=word)
                | Q(note__icontains=word)
                | Q(execution__item__title__icontains=word)
                | Q(execution__item__number__istartswith=word)
            )
        return rows

    def of_kind(self, rows: "QuerySet[Event]", name: str, value: str) -> "QuerySet[Event]":
        """Events of one sort."""
        return rows.filter(kind__in=KINDS[value])
