"""Forms of the page of doubts: anybody of the municipality to choose, and a new person."""

import datetime
from collections import Counter
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps.choices import ResponsibleKind
from schools.access import Membership
from schools.choices import SCHOOL_ROLES, Role
from schools.models import Group, Person, School
from schools.services import people, positions

ROLES = (Role.SPECIALIST, Role.DIRECTOR, Role.SCHOOL_COORDINATOR)


def everybody(today: datetime.date) -> dict[str, str]:
    """People at work, groups and schools: the words of each, unlike any other's, and its button's value."""
    people_at_work = Person.objects.at_work(today).with_positions(today)
    choices = [
        *((f"p{person.pk}", person.full_name, _posts(person)) for person in people_at_work),
        *((f"g{group.pk}", group.name, _("group")) for group in Group.objects.all()),
        *((f"s{school.pk}", school.name, _("school")) for school in School.objects.filter(is_closed=False)),
    ]
    times = Counter(words for _value, words, _detail in choices)
    found: dict[str, str] = {}
    for value, words, detail in choices:
        shown = words if times[words] == 1 else f"{words}, {detail}"
        found[shown if shown not in found else f"{shown} ({value[1:]})"] = value
    return found


def _posts(person: Any) -> str:
    return "; ".join(
        f"{position.title or position.get_role_display()} {position.school or ''}".strip()
        for position in person.current_positions
    )


class NewPersonForm(forms.Form):
    """A person without a login: the name split as a register has it, and where the person works."""

    person_kind = ResponsibleKind.PERSON

    text = forms.CharField(widget=forms.HiddenInput)
    surname = forms.CharField(label=gettext_lazy("Surname"), max_length=80)
    first_name = forms.CharField(
        label=gettext_lazy("First name"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Whole if it is known: the letters address the person by it."),
    )
    patronymic = forms.CharField(label=gettext_lazy("Patronymic"), max_length=80, required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[(role.value, role.label) for role in ROLES],
        initial=Role.SPECIALIST,
    )
    school: "forms.ModelChoiceField[School]" = forms.ModelChoiceField(
        label=gettext_lazy("School"),
        queryset=School._base_manager.none(),
        required=False,
        empty_label="—",
        help_text=gettext_lazy("For a director and a school coordinator only."),
    )
    title = forms.CharField(label=gettext_lazy("Post"), max_length=200, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        """Offer the schools of the municipality."""
        super().__init__(*args, **kwargs)
        self.membership = membership
        self.fields["school"].queryset = School.objects.filter(is_closed=False)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A director has a school, a specialist of the department none."""
        cleaned: dict[str, Any] = super().clean() or {}
        is_of_school = cleaned.get("role") in SCHOOL_ROLES
        if is_of_school and not cleaned.get("school"):
            self.add_error("school", _("Choose the school."))
        if not is_of_school:
            cleaned["school"] = None
        return cleaned

    @transaction.atomic
    def save(self) -> Person:
        """Add the person, who begins today; the administrator may invite the person later."""
        cleaned = self.cleaned_data
        names = {name: cleaned[name] for name in ("surname", "first_name", "patronymic", "email")}
        person = people.add_person(self.membership.municipality, **names)
        positions.give_position(
            person,
            role=cleaned["role"],
            school=cleaned["school"],
            title=cleaned["title"],
            since=self.membership.today,
        )
        return person
