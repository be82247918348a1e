"""The filter of the ledger of reminders."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from monitoring.choices import ReminderKind, ShownReminderState
from monitoring.models import Reminder
from monitoring.models.reminder import ReminderQuerySet


class ReminderFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By where it stands, by reason, and by part of the person's name."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=ShownReminderState, empty_label=_("all"), method="by_state"
    )
    kind = django_filters.ChoiceFilter(label=_("Why"), choices=ReminderKind, empty_label=_("all"))
    q = django_filters.CharFilter(
        field_name="person__surname",
        lookup_expr="icontains",
        label=_("Person"),
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    class Meta:
        model = Reminder
        fields = ["state", "kind", "q"]

    def by_state(self, rows: ReminderQuerySet, name: str, value: str) -> ReminderQuerySet:
        """Those that are shown so."""
        return rows.shown_as(value)
