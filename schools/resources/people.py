"""The register of people: one row a position."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.fields import Field
from import_export.widgets import Widget

from schools.access import Membership
from schools.choices import Role
from schools.models import Person, Position, School
from schools.resources.register import RegisterResource
from schools.resources.widgets import ChoiceWidget, DayWidget, TextWidget
from schools.services.positions import give_position

NAMES = ("surname", "first_name", "patronymic")


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())


class SchoolWidget(Widget):  # type: ignore[misc]
    """A school by its short name."""

    def __init__(self) -> None:
        """Know no school yet."""
        super().__init__()
        self.schools: dict[str, School] = {}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> School | None:
        """The school of the name, in whatever case."""
        if not value:
            return None
        school = self.schools.get(_plain(value))
        if school is None:
            raise ValueError(_("There is no school «%(value)s» in the register.") % {"value": value})
        return school

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """The school's short name."""
        return str(value or "")


class PersonResource(RegisterResource):
    """People with their positions; a person is found by e-mail, else by the whole name."""

    headings = {
        "surname": gettext_lazy("Surname"),
        "first_name": gettext_lazy("First name"),
        "patronymic": gettext_lazy("Patronymic"),
        "email": gettext_lazy("E-mail"),
        "phone": gettext_lazy("Telephone"),
        "role": gettext_lazy("Role"),
        "school": gettext_lazy("School"),
        "title": gettext_lazy("Post"),
        "since": gettext_lazy("Holds it from"),
    }
    needed = "surname"

    surname = Field("surname", "surname", TextWidget())
    first_name = Field("first_name", "first_name", TextWidget())
    patronymic = Field("patronymic", "patronymic", TextWidget())
    email = Field("email", "email", TextWidget())
    phone = Field("phone", "phone", TextWidget())
    role = Field("role", "role", ChoiceWidget(Role.choices))
    school = Field("school", "school", SchoolWidget())
    title = Field("title", "title", TextWidget())
    since = Field("since", "since", DayWidget())

    class Meta:
        model = Person
        fields = [*NAMES, "email", "phone", "role", "school", "title", "since"]
        import_id_fields = ["surname"]
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        store_instance = True
        skip_html_diff = True

    def __init__(self, membership: Membership) -> None:
        """Load the people, their positions and the schools once."""
        super().__init__(membership)
        self.people: list[Person] = list(self.get_queryset())
        schools = School.objects.working()
        self.fields["school"].widget.schools = {_plain(school.name): school for school in schools}

    def get_queryset(self) -> QuerySet[Person]:
        """Everybody, with today's positions."""
        rows: QuerySet[Person] = Person.objects.with_positions(self.membership.today)
        return rows

    def iter_queryset(self, queryset: Any) -> Iterator[Person]:
        """Give each person once for each position."""
        for person in super().iter_queryset(queryset):
            for position in person.current_positions or [None]:
                _show(person, position)
                yield person

    def key(self, row: dict[str, str]) -> Any:
        """One row a position."""
        who = row.get("email") or " ".join(row.get(name, "") for name in NAMES)
        return _plain(who), _plain(row.get("role", "")), _plain(row.get("school", ""))

    def find(self, row: dict[str, str]) -> Person | None:
        """The person of the address, else the only one of the name."""
        email, names = row.get("email", "").lower(), [_plain(row.get(name, "")) for name in NAMES]
        if email:
            for person in self.people:
                if person.email == email:
                    _check_same(person, names)
                    return person
        found = [
            person for person in self.people if [_plain(getattr(person, name)) for name in NAMES] == names
        ]
        if len(found) > 1:
            raise ValidationError({"surname": _("Several people have this name: tell them apart by e-mail.")})
        return found[0] if found else None

    def after_init_instance(self, instance: Person, new: bool, row: dict[str, str], **kwargs: Any) -> None:
        """Lay the position that the row speaks of beside the person, to compare with."""
        role = self.fields["role"].widget
        school = _plain(row.get("school", ""))
        held = None
        for position in [] if new else instance.current_positions:  # type: ignore[attr-defined]
            is_same_role = _plain(row.get("role", "")) in {_plain(role.render(position.role)), position.role}
            if is_same_role and school == _plain(position.school.name if position.school else ""):
                held = position
        instance.held = held  # type: ignore[attr-defined]
        _show(instance, held)

    def import_instance(self, instance: Person, row: dict[str, str], **kwargs: Any) -> None:
        """A position that is held keeps its first day, and its post where the file says none."""
        row = {**row, "email": row["email"].lower()} if "email" in row else dict(row)
        if instance.held:  # type: ignore[attr-defined]
            row.pop("since", None)
            if not row.get("title"):
                row.pop("title", None)
        super().import_instance(instance, row, **kwargs)

    def validate_instance(
        self, instance: Person, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """A role is needed, for without it nobody can do anything; the address belongs to one person."""
        errors = dict(import_validation_errors or {})
        if not instance.role and "role" not in errors:  # type: ignore[attr-defined]
            errors["role"] = ValidationError(_("This cell must not be empty."))
        if instance.email and any(
            person.email == instance.email and person.pk != instance.pk for person in self.people
        ):
            errors["email"] = ValidationError(_("Another person has this address."))
        super().validate_instance(instance, errors, validate_unique)

    def after_save_instance(self, instance: Person, row: dict[str, str], **kwargs: Any) -> None:
        """Give the position, or write its post anew."""
        held: Position | None = instance.held  # type: ignore[attr-defined]
        title: str = instance.title  # type: ignore[attr-defined]
        if held is None:
            held = give_position(
                instance,
                role=instance.role,  # type: ignore[attr-defined]
                school=instance.school,  # type: ignore[attr-defined]
                title=title,
                since=instance.since or self.membership.today,  # type: ignore[attr-defined]
            )
            positions = getattr(instance, "current_positions", [])
            instance.current_positions = [*positions, held]  # type: ignore[attr-defined]
        elif held.title != title:
            held.title = title
            held.save(update_fields=["title"])
        if instance not in self.people:
            self.people.append(instance)


def _show(person: Person, position: Position | None) -> None:
    """Lay a position's values beside the person, where the fields look for them."""
    for name in ("role", "school", "title", "since"):
        setattr(person, name, getattr(position, name, None) or ("" if name in ("role", "title") else None))


def _check_same(person: Person, names: list[str]) -> None:
    """Refuse a row that gives one person's address to somebody of another surname and first name."""
    if names[0] != _plain(person.surname) and names[1] != _plain(person.first_name):
        raise ValidationError(
            {"email": _("%(person)s has this address already.") % {"person": person.full_name}}
        )
