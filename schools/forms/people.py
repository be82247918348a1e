"""Forms of people and their positions."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common.forms import VersionedForm
from schools.access import Membership
from schools.choices import Role
from schools.declension import Case
from schools.models import Person, Position, School
from schools.services import logins, people, positions

NAMES = ["surname", "first_name", "patronymic", "email", "phone"]
CASES = {
    Case.GENITIVE.value: _("genitive: whose"),
    Case.DATIVE.value: _("dative: to whom"),
    Case.ACCUSATIVE.value: _("accusative: for whom"),
    Case.INSTRUMENTAL.value: _("instrumental: by whom"),
    Case.PREPOSITIONAL.value: _("prepositional: about whom"),
}
EMAIL_HELP = _("The invitation and the letters go here.")


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        """Write the date as the browser wants it."""
        super().__init__(format="%Y-%m-%d")


class PositionFields(forms.Form):
    """The fields of a new position."""

    role = forms.ChoiceField(label=_("Role"), choices=[("", "—"), *Role.choices])
    school: "forms.ModelChoiceField[School]" = forms.ModelChoiceField(
        label=_("School"),
        queryset=School._base_manager.none(),
        required=False,
        empty_label="—",
        help_text=_("For a director and a school coordinator only."),
    )
    title = forms.CharField(label=_("Post"), max_length=200, required=False)
    since = forms.DateField(label=_("Holds it from"), widget=DateInput)
    is_successor = forms.BooleanField(
        label=_("The school's former director ends the day before"),
        required=False,
        initial=True,
        help_text=_("For a director only: open duties of the school pass to the new one on that day."),
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        """Offer the schools of the municipality; begin today."""
        super().__init__(*args, **kwargs)
        self.membership = membership
        self.fields["school"].queryset = School.objects.working()  # type: ignore[attr-defined]
        self.fields["since"].initial = membership.today

    def position(self) -> dict[str, Any]:
        """What ``give_position`` wants."""
        return {name: self.cleaned_data[name] for name in PositionFields.base_fields}


class PositionForm(PositionFields):
    """Another position of a person."""

    def save(self, person: Person) -> Position:
        """Give the position; PositionError says what is in the way."""
        return positions.give_position(person, **self.position())


class CorrectionForm(forms.Form):
    """The post and the days of a position, written anew."""

    title = forms.CharField(label=_("Post"), max_length=200, required=False)
    since = forms.DateField(label=_("Holds it from"), widget=DateInput)
    until = forms.DateField(
        label=_("Last day"), widget=DateInput, required=False, help_text=_("Empty while it goes on.")
    )

    def __init__(self, *args: Any, membership: Membership, position: Position, **kwargs: Any) -> None:
        """Show the position as it is."""
        super().__init__(*args, **kwargs)
        self.membership, self.position = membership, position
        for name in ("title", "since", "until"):
            self.fields[name].initial = getattr(position, name)

    def save(self) -> Position:
        """Correct the position; PositionError says what is in the way."""
        return positions.correct_position(
            self.position,
            by=self.membership.person,
            **{name: self.cleaned_data[name] for name in self.fields},
        )


class PersonAddForm(PositionFields):
    """A new person with the first position, invited at once if wanted."""

    surname = forms.CharField(label=_("Surname"), max_length=80)
    first_name = forms.CharField(label=_("First name"), max_length=80)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False, help_text=EMAIL_HELP)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    is_invited = forms.BooleanField(
        label=_("Send the invitation to sign in at once"), required=False, initial=True
    )

    field_order = [*NAMES, "role", "school", "title", "since", "is_successor", "is_invited"]

    def clean(self) -> dict[str, Any]:
        """An invitation needs an address."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("is_invited") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("The invitation needs an address. Write it, or do not invite yet."))
        return cleaned

    @transaction.atomic
    def save(self) -> Person:
        """Take the person on; ValidationError says what is in the way."""
        names = {name: self.cleaned_data[name] for name in NAMES}
        person = people.add_person(self.membership.municipality, **names)
        positions.give_position(person, **self.position())
        if self.cleaned_data["is_invited"]:
            logins.invite_person(person, by=self.membership.person)
        return person


class PersonForm(VersionedForm):
    """Names and addresses of a person."""

    class Meta:
        model = Person
        fields = NAMES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say where letters go, and by what address the person signs in."""
        super().__init__(*args, **kwargs)
        user = self.instance.user
        self.fields["email"].help_text = EMAIL_HELP
        if user and user.has_usable_password():
            self.fields["email"].help_text = _("Letters go here. Signing in stays by %(email)s.") % {
                "email": user.email
            }

    def save(self, commit: bool = True) -> Person:
        """Change the person; ValidationError where the address is somebody else's."""
        changes = {name: self.cleaned_data[name] for name in NAMES}
        return people.change_person(self.instance, version=self.read_version(), changes=changes)


class CasesForm(VersionedForm):
    """A person's name and posts in the cases that letters need, prefilled by the rules."""

    class Meta:
        model = Person
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, posts: Iterable[str] = (), **kwargs: Any) -> None:
        """A field for each case of the name, and of each post."""
        super().__init__(*args, **kwargs)
        self.posts = list(dict.fromkeys(posts))
        for case, label in CASES.items():
            self._add(f"name-{case}", label, self.instance.name_in(case))
        for number, post in enumerate(self.posts):
            for case, label in CASES.items():
                self._add(f"post-{number}-{case}", label, self.instance.post_in(post, case))

    def _add(self, name: str, label: Any, value: str) -> None:
        self.fields[name] = forms.CharField(label=label, required=False, max_length=250)
        self.initial[name] = value

    def again(self, row: Any) -> "CasesForm":
        """The same form of the row as somebody else has it."""
        return type(self)(instance=row, posts=self.posts)

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields by what they decline: (the words, the fields)."""
        rows = [(self.instance.full_name, [self[f"name-{case}"] for case in CASES])]
        for number, post in enumerate(self.posts):
            rows.append((post, [self[f"post-{number}-{case}"] for case in CASES]))
        return rows

    def save(self, commit: bool = True) -> Person:
        """Keep what differs from the rules."""
        return people.write_cases(
            self.instance,
            version=self.read_version(),
            name={case: self.cleaned_data[f"name-{case}"] for case in CASES},
            posts={
                post: {case: self.cleaned_data[f"post-{number}-{case}"] for case in CASES}
                for number, post in enumerate(self.posts)
            },
        )


class LastDayForm(forms.Form):
    """From which day a position, or everything, is over."""

    on = forms.DateField(
        label=_("No longer works from"),
        widget=DateInput,
        help_text=_("Access is closed from this day: today means at once."),
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        """Propose today."""
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = membership.today
