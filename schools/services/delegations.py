"""Delegations: written for an absent coordinator, and ended."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from schools.choices import DEPARTMENT_ROLES, Role
from schools.models import Delegation, Person, Position


@transaction.atomic
def delegate(
    absent: Person, *, to: Person, since: datetime.date, until: datetime.date, by: Person
) -> Delegation:
    """Let ``to`` accept marks for ``absent`` on the days given, both included.

    Raises ValidationError unless the one is a coordinator and the other works in the department.
    """
    if until < since:
        raise ValidationError(_("The last day is before the first one."))
    if absent == to:
        raise ValidationError(_("Choose somebody else: this is the person who is absent."))
    works = Position.objects.not_ended(since)
    if not works.filter(person=absent, role=Role.COORDINATOR).exists():
        raise ValidationError(_("Only a coordinator can be replaced in accepting marks."))
    if not works.filter(person=to, role__in=DEPARTMENT_ROLES).exists():
        raise ValidationError(_("Only somebody who works in the department can accept marks."))
    return Delegation.objects.create(
        municipality_id=absent.municipality_id,
        absent=absent,
        delegate=to,
        since=since,
        until=until,
        made_by=by,
    )


@transaction.atomic
def end(delegation: Delegation, *, today: datetime.date) -> None:
    """End a delegation: one that has not begun is taken away, another held until yesterday.

    One that is over already stays as it was.
    """
    yesterday = today - datetime.timedelta(days=1)
    if delegation.since > yesterday:
        delegation.delete()
    elif delegation.until > yesterday:
        Delegation.objects.filter(pk=delegation.pk).update(until=yesterday)
