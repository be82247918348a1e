"""Filters of the outbox."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import MessageState
from accounts.models import Message


class MessageFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By state and by part of the recipient's address."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=MessageState, empty_label=_("all"), widget=forms.Select
    )
    q = django_filters.CharFilter(
        field_name="recipient",
        lookup_expr="icontains",
        label=_("Recipient"),
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    class Meta:
        model = Message
        fields = ["state", "q"]
