"""A roadmap put in force, or amended, by an order: a numbered revision."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from roadmaps.catalogue.orders import suggested_order
from roadmaps.choices import RoadmapKind, RoadmapState
from roadmaps.models import Occurrence, PlanItem, Revision, Roadmap
from roadmaps.services.snapshots import snapshot_of
from schools.models import Person


class ApprovalError(ValidationError):
    """The roadmap cannot be put in force as it is; the message says why."""


@transaction.atomic
def approve(
    roadmap: Roadmap, *, order_number: str, order_date: datetime.date, reason: str = "", by: Person | None
) -> Revision:
    """Store the roadmap as the next revision and put it in force; return the revision.

    The same order named twice with nothing changed in between returns the revision that it made.
    Raises ApprovalError when something that a roadmap in force needs is missing.
    """
    locked = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    _check(locked, order_number)
    is_first = locked.is_draft
    if is_first:
        for name, text in suggested_order(locked).items():
            setattr(locked, name, text)
        locked.state = RoadmapState.IN_FORCE
        locked.order_number, locked.order_date = order_number.strip(), order_date
        locked.changed_by = by
        locked.version += 1
        locked.save()
    snapshot = snapshot_of(locked)
    latest = locked.revisions.first()
    if latest and _is_the_same(latest, order_number.strip(), order_date, snapshot):
        revision = latest
    else:
        number = (locked.revisions.aggregate(last=Max("number"))["last"] or 0) + 1
        revision = Revision.objects.create(
            roadmap=locked,
            number=number,
            order_number=order_number.strip(),
            order_date=order_date,
            reason=reason.strip(),
            snapshot=snapshot,
            made_by=by,
        )
    for item in PlanItem.objects.filter(roadmap=locked, is_struck=True).standing():
        item.cancelled_by, item.is_struck = revision, False
        item.save(update_fields=["cancelled_by", "is_struck"])
    Occurrence.objects.filter(item__roadmap=locked, original_due__isnull=True).update(original_due=F("due"))
    roadmap.refresh_from_db()
    return revision


def _check(roadmap: Roadmap, order_number: str) -> None:
    if roadmap.kind == RoadmapKind.TEMPLATE:
        raise ApprovalError(_("A template is not put in force. Start a roadmap from it first."))
    if roadmap.state not in (RoadmapState.DRAFT, RoadmapState.IN_FORCE):
        raise ApprovalError(_("The roadmap is completed already. Start a new one from it."))
    if roadmap.start is None or roadmap.end is None:
        raise ApprovalError(_("Say first from which day to which day the roadmap runs."))
    if not order_number.strip():
        raise ApprovalError(_("Write the number of the order."))
    if not PlanItem.objects.filter(roadmap=roadmap).kept().exists():
        raise ApprovalError(_("The roadmap has no activities yet. Add at least one."))


def _is_the_same(
    latest: Revision, order_number: str, order_date: datetime.date, snapshot: dict[str, object]
) -> bool:
    order = (latest.order_number, latest.order_date)
    return order == (order_number, order_date) and latest.snapshot == snapshot
