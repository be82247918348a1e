"""Filters of the registers: the search and the choices above a list."""

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from schools.access import member
from schools.choices import LoginState, Role, SchoolResult, Zone
from schools.models import Person, School
from schools.models.person import PersonQuerySet
from schools.models.school import SchoolQuerySet

NOT_SET = "none"


def search_field(label: Any) -> forms.TextInput:
    """The field of a search."""
    return forms.TextInput(attrs={"type": "search", "placeholder": label})


class SchoolFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Schools by words, by results and zone of the current school year, and the closed ones apart."""

    q = django_filters.CharFilter(
        method="matching", label=_("Find a school"), widget=search_field(_("Name, number or address"))
    )
    result = django_filters.ChoiceFilter(
        method="of_result",
        label=_("Results"),
        choices=[*SchoolResult.choices, (NOT_SET, _("not set"))],
        empty_label=_("any"),
    )
    zone = django_filters.ChoiceFilter(
        method="of_zone",
        label=_("Zone"),
        choices=[*Zone.choices, (NOT_SET, _("not set"))],
        empty_label=_("any"),
    )
    closed = django_filters.ChoiceFilter(
        method="of_state",
        label=_("Schools"),
        choices=[("closed", _("closed")), ("all", _("all"))],
        empty_label=_("working"),
    )

    class Meta:
        model = School
        fields: list[str] = []

    def filter_queryset(self, queryset: SchoolQuerySet) -> SchoolQuerySet:
        """Closed schools are seen only when asked for."""
        if not self.form.cleaned_data.get("closed"):
            queryset = queryset.working()
        found: SchoolQuerySet = super().filter_queryset(queryset)
        return found

    def matching(self, queryset: SchoolQuerySet, name: str, value: str) -> SchoolQuerySet:
        """Schools that have every word."""
        return queryset.matching(value)

    def of_result(self, queryset: SchoolQuerySet, name: str, value: str) -> SchoolQuerySet:
        """Schools of these results this year."""
        return queryset.of_result("" if value == NOT_SET else value)

    def of_zone(self, queryset: SchoolQuerySet, name: str, value: str) -> SchoolQuerySet:
        """Schools of this zone this year."""
        return queryset.of_zone("" if value == NOT_SET else value)

    def of_state(self, queryset: SchoolQuerySet, name: str, value: str) -> SchoolQuerySet:
        """Closed schools, or all."""
        return queryset.filter(is_closed=True) if value == "closed" else queryset


class PersonFilter(django_filters.FilterSet):  # type: ignore[misc]
    """People by words, role, school and login; those who have left apart."""

    q = django_filters.CharFilter(
        method="matching", label=_("Find a person"), widget=search_field(_("Name or e-mail"))
    )
    role = django_filters.ChoiceFilter(
        method="in_role", label=_("Role"), choices=Role.choices, empty_label=_("any")
    )
    school = django_filters.ModelChoiceFilter(
        method="in_school",
        label=_("School"),
        queryset=lambda request: School.objects.visible_to(member(request)),
        empty_label=_("any"),
    )
    login = django_filters.ChoiceFilter(
        method="of_login",
        label=_("Login"),
        choices=[
            (LoginState.OPEN, _("signs in")),
            (LoginState.INVITED, _("invited")),
            (LoginState.NONE, _("no login")),
        ],
        empty_label=_("any"),
    )
    work = django_filters.ChoiceFilter(
        method="of_work",
        label=_("People"),
        choices=[("past", _("have left")), ("all", _("all"))],
        empty_label=_("at work"),
    )

    class Meta:
        model = Person
        fields: list[str] = []

    @property
    def today(self) -> Any:
        """The municipality's day."""
        return member(self.request).today

    def filter_queryset(self, queryset: PersonQuerySet) -> PersonQuerySet:
        """Those who have left are seen only when asked for."""
        if not self.form.cleaned_data.get("work"):
            queryset = queryset.at_work(self.today)
        found: PersonQuerySet = super().filter_queryset(queryset)
        return found

    def matching(self, queryset: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        """People who have every word."""
        return queryset.matching(value)

    def in_role(self, queryset: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        """People in the role today."""
        return queryset.in_role(value, self.today)

    def in_school(self, queryset: PersonQuerySet, name: str, value: School) -> PersonQuerySet:
        """People in the school today."""
        return queryset.in_school(value, self.today)

    def of_login(self, queryset: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        """People whose login stands so."""
        if value == LoginState.OPEN:
            return queryset.signing_in()
        return queryset.invited() if value == LoginState.INVITED else queryset.without_login()

    def of_work(self, queryset: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        """Those who have left, or all."""
        return queryset.not_at_work(self.today) if value == "past" else queryset
