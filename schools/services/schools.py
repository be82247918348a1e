"""Schools: added, changed, closed, and what each is by its results in a school year."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from common.versions import save_version
from schools.models import Municipality, School, SchoolStatus

TEXTS = ("name", "full_name", "number", "address")


@transaction.atomic
def add_school(municipality: Municipality, *, name: str, **values: Any) -> School:
    """Add a school; ValidationError where one of this name exists, whatever the case of its letters."""
    school = School(municipality=municipality, **_tidy({"name": name, **values}))
    school.number = school.number or number_in(school.name)
    _check_name_is_free(school, school.name)
    school.save()
    return school


@transaction.atomic
def change_school(school: School, *, version: int, changes: dict[str, Any]) -> School:
    """Change, close or open a school; StaleVersionError if somebody else saved since ``version``.

    A closed school stays with all that it has done, and is offered for nothing new. One that opens again
    owes what falls due from that day on.
    """
    changes = _tidy(changes)
    if opened_on := day_of_return(school, is_closed=changes.get("is_closed", True)):
        changes["returned_on"] = opened_on
    _check_name_is_free(school, changes.get("name", school.name))
    save_version(school, version=version, changes=changes)
    return school


def day_of_return(school: School, *, is_closed: bool) -> datetime.date | None:
    """Return the day from which the school owes if it was closed and opens now; None if it does not open.

    A school that was closed today, by a mistake, has not been away.
    """
    if is_closed or not School.objects.filter(pk=school.pk, is_closed=True).exists():
        return None
    today, zone = school.municipality.today(), school.municipality.zone
    worked = school.history.filter(is_closed=False).order_by("history_id").last()
    closed = school.history.filter(is_closed=True).order_by("history_id")
    first = (closed.filter(history_id__gt=worked.history_id) if worked else closed).first()
    is_of_today = first is not None and first.history_date.astimezone(zone).date() == today
    return None if is_of_today else today


@transaction.atomic
def set_statuses(school: School, *, version: int, statuses: Mapping[str, tuple[str, str]]) -> None:
    """Set (result, zone) of each school year named; an empty result takes the year's status away.

    StaleVersionError if somebody else saved the school or its statuses since ``version``.
    """
    save_version(school, version=version, changes={})
    for school_year, (result, zone) in statuses.items():
        set_status(school, school_year=school_year, result=result, zone=zone)


def set_status(school: School, *, school_year: str, result: str, zone: str = "") -> None:
    """Set what the school is in one school year, leaving a record only where something changes."""
    status = SchoolStatus.objects.filter(school=school, school_year=school_year).first()
    if not result:
        if status:
            status.delete()
        return
    status = status or SchoolStatus(school=school, school_year=school_year, result="")
    if (status.result, status.zone) != (result, zone) or status.pk is None:
        status.result, status.zone = result, zone
        status.full_clean(exclude=["school"], validate_unique=False, validate_constraints=False)
        status.save()


def number_in(name: str) -> str:
    """The number that a school's name has: «12» in «СОШ № 12», «» in «Каменская СОШ»."""
    match = re.search(r"№\s*(\d{1,10})", name)
    return match[1] if match else ""


def _tidy(values: dict[str, Any]) -> dict[str, Any]:
    return {name: " ".join(value.split()) if name in TEXTS else value for name, value in values.items()}


def _check_name_is_free(school: School, name: str) -> None:
    if School.objects.filter(name__iexact=name).exclude(pk=school.pk).exists():
        raise ValidationError({"name": _("There is a school of this name already.")})
