"""People: taken on, changed."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from common.versions import save_version
from schools.declension import Case, decline_post
from schools.models import Municipality, Person

NAMES = ("surname", "first_name", "patronymic", "phone")


@transaction.atomic
def add_person(
    municipality: Municipality,
    *,
    surname: str,
    first_name: str = "",
    patronymic: str = "",
    email: str = "",
    phone: str = "",
) -> Person:
    """Add a person to the register; ValidationError where the address belongs to another person."""
    values = _tidy(
        {
            "surname": surname,
            "first_name": first_name,
            "patronymic": patronymic,
            "email": email,
            "phone": phone,
        }
    )
    person = Person(municipality=municipality, **values)
    _check_address_is_free(person, person.email)
    person.save()
    return person


@transaction.atomic
def change_person(person: Person, *, version: int, changes: dict[str, Any]) -> Person:
    """Change names, address, telephone; StaleVersionError if somebody else saved since ``version``.

    The login keeps the address by which it signs in: only the address for letters changes.
    """
    changes = _tidy(changes)
    _check_address_is_free(person, changes.get("email", person.email))
    save_version(person, version=version, changes=changes)
    return person


def write_cases(
    person: Person, *, version: int, name: dict[str, str], posts: dict[str, dict[str, str]]
) -> Person:
    """Keep the forms of the name and of the posts that the rules get wrong; the others go by the rules.

    name: case → the whole name; posts: post → case → form. StaleVersionError as above.
    """
    kept = {person.full_name: _unlike(name, person.computed_name)}
    for post, forms in posts.items():
        kept[post] = _unlike(forms, lambda case, post=post: decline_post(post, case))  # type: ignore[misc]
    cases = {words: forms for words, forms in kept.items() if forms}
    save_version(person, version=version, changes={"cases": cases})
    return person


def _unlike(forms: dict[str, str], rule: Callable[[Case], str]) -> dict[str, str]:
    """The forms that are not what the rule gives."""
    tidy = {case: " ".join(form.split()) for case, form in forms.items()}
    return {case: form for case, form in tidy.items() if form and form != rule(Case(case))}


def _tidy(values: dict[str, Any]) -> dict[str, Any]:
    """Single spaces in names, small letters in the address."""
    tidy = {name: " ".join(value.split()) if name in NAMES else value for name, value in values.items()}
    if "email" in tidy:
        tidy["email"] = tidy["email"].strip().lower()
    return tidy


def _check_address_is_free(person: Person, email: str) -> None:
    if not email:
        return
    namesake = Person.objects.filter(email__iexact=email).exclude(pk=person.pk).first()
    if namesake:
        raise ValidationError(
            {"email": _("%(person)s has this address already.") % {"person": namesake.full_name}}
        )
