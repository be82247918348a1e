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
    recipient = django_filters.CharFilter(label=_("Recipient"), lookup_expr="icontains")

    class Meta:
        model = Message
        fields = ["state", "recipient"]
