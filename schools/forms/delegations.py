"""The form of a delegation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schools.access import Ability, Membership
from schools.choices import DEPARTMENT_ROLES, Role
from schools.forms.people import DateInput
from schools.models import Delegation, Person, Position
from schools.services import delegations


class FullName(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A person by the whole name."""

    def label_from_instance(self, obj: Any) -> str:
        """The whole name: initials may belong to two people."""
        return str(obj.full_name)


class DelegationForm(forms.Form):
    """Who is absent, who acts instead, and on which days."""

    absent = FullName(label=_("Who is absent"), queryset=Person._base_manager.none())
    to = FullName(label=_("Who acts instead"), queryset=Person._base_manager.none())
    since = forms.DateField(label=_("From"), widget=DateInput)
    until = forms.DateField(label=_("Until, this day included"), widget=DateInput)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        """Offer coordinators and people of the department; a coordinator writes for himself only."""
        super().__init__(*args, **kwargs)
        self.membership = membership
        at_work = Position.objects.not_ended(membership.today)
        coordinators = Person.objects.filter(pk__in=at_work.filter(role=Role.COORDINATOR).values("person"))
        if not membership.can(Ability.EDIT_PEOPLE):
            coordinators = coordinators.filter(pk=membership.person.pk)
            self.fields["absent"].initial = membership.person
        department = at_work.filter(role__in=DEPARTMENT_ROLES).values("person")
        self.fields["absent"].queryset = coordinators  # type: ignore[attr-defined]
        self.fields["to"].queryset = Person.objects.filter(pk__in=department)  # type: ignore[attr-defined]
        self.fields["since"].initial = membership.today

    def save(self) -> Delegation:
        """Write the delegation; ValidationError says what is in the way."""
        given = self.cleaned_data
        return delegations.delegate(
            given["absent"],
            to=given["to"],
            since=given["since"],
            until=given["until"],
            by=self.membership.person,
        )
