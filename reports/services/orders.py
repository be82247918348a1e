"""Reports ordered, built in the background by whoever claims them, cancelled, kept for their owner."""

import datetime
import logging
import tempfile
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from reports.catalogue import REPORTS
from reports.catalogue.papers import PAPERS
from reports.choices import OrderState
from reports.models import ReportOrder
from reports.services import papers
from reports.writers import xlsx
from roadmaps.models import Roadmap
from schools.access import Membership, membership_of
from schools.models import Municipality

logger = logging.getLogger(__name__)
LEASE = datetime.timedelta(minutes=10)


class CancelledError(Exception):
    """The owner gave the report up, or another worker took it over, while it was being built."""


@transaction.atomic
def order(membership: Membership, *, report: str, title: str, parameters: dict[str, Any]) -> ReportOrder:
    """Order a report of the catalogue; a worker builds it."""
    return ReportOrder.objects.create(
        municipality=membership.municipality,
        owner=membership.person,
        report=report,
        title=title,
        parameters=parameters,
    )


def cancel(ordered: ReportOrder) -> bool:
    """Give up a report that is not ready; return whether there was anything to give up."""
    waiting = ReportOrder.objects.filter(pk=ordered.pk, state__in=(OrderState.WAITING, OrderState.BUILDING))
    return bool(waiting.update(state=OrderState.CANCELLED, finished_at=timezone.now()))


def build(key: int) -> None:
    """Build the order of this key if nobody else is at it; may be called any number of times."""
    with scopes_disabled():
        ordered = ReportOrder.objects.select_related("municipality", "owner__user").filter(pk=key).first()
    if ordered is None:
        return
    with scope(municipality=ordered.municipality):
        lease = _claim(ordered)
        if lease is None:
            return
        try:
            _build(ordered, lease)
        except CancelledError:
            return
        except Exception:
            logger.exception("report order %s was not built", ordered.pk)
            _mine(ordered, lease).update(
                state=OrderState.FAILED,
                error=_("The report was not built because of an error in the portal. Order it again."),
                finished_at=timezone.now(),
            )


def build_waiting() -> None:
    """Build every order that waits, and those whose worker died."""
    for municipality in Municipality.objects.all():
        with scope(municipality=municipality):
            waiting = list(ReportOrder.objects.filter(_free()).order_by("pk").values_list("pk", flat=True))
        for key in waiting:
            build(key)


def _free() -> Q:
    died = Q(state=OrderState.BUILDING, lease_until__lt=timezone.now())
    return Q(state=OrderState.WAITING) | died


def _claim(ordered: ReportOrder) -> datetime.datetime | None:
    lease = timezone.now() + LEASE
    claimed = ReportOrder.objects.filter(_free(), pk=ordered.pk).update(
        state=OrderState.BUILDING, lease_until=lease, rows_done=0
    )
    return lease if claimed else None


def _mine(ordered: ReportOrder, lease: datetime.datetime) -> Any:
    return ReportOrder.objects.filter(pk=ordered.pk, state=OrderState.BUILDING, lease_until=lease)


def _build(ordered: ReportOrder, lease: datetime.datetime) -> None:
    user = ordered.owner.user
    membership = membership_of(user, ordered.municipality) if user else None
    if membership is None:
        raise CancelledError
    with translation.override(user.language if user else None), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report"
        writer = _write_paper if ordered.report in PAPERS else _write_report
        rows = writer(ordered, lease, membership, path)
        _keep(ordered, lease, path, rows)


def _write_report(ordered: ReportOrder, lease: datetime.datetime, membership: Membership, path: Path) -> int:
    sheet = REPORTS[ordered.report].sheet(ordered.parameters, membership)
    _tell(ordered, lease, rows_total=sheet.total)
    return xlsx.write(sheet, path, progress=lambda rows: _tell(ordered, lease, rows_done=rows))


def _write_paper(ordered: ReportOrder, lease: datetime.datetime, membership: Membership, path: Path) -> int:
    roadmap = Roadmap.objects.visible_to(membership).get(pk=ordered.parameters["roadmap"])
    total = papers.rows_of(roadmap)
    _tell(ordered, lease, rows_total=total)
    has_marks = bool(ordered.parameters.get("has_marks"))
    path.write_bytes(papers.write(roadmap, membership, form=ordered.report, has_marks=has_marks))
    _tell(ordered, lease, rows_done=total)
    return total


def _tell(ordered: ReportOrder, lease: datetime.datetime, **amounts: int) -> None:
    """Say how far the order is. Raises CancelledError where it was given up meanwhile."""
    if not _mine(ordered, lease).update(**amounts):
        raise CancelledError


def _suffix(report: str) -> str:
    return PAPERS[report].suffix if report in PAPERS else ".xlsx"


@transaction.atomic
def _keep(ordered: ReportOrder, lease: datetime.datetime, path: Path, rows: int) -> None:
    """Store the file and say that it is ready, unless the order was given up meanwhile."""
    locked = _mine(ordered, lease).select_for_update().first()
    if locked is None:
        raise CancelledError
    name = f"{slugify(locked.title, allow_unicode=True)[:80]}-{locked.pk}{_suffix(locked.report)}"
    with path.open("rb") as file:
        locked.file.save(name, File(file), save=False)
    locked.state, locked.finished_at = OrderState.READY, timezone.now()
    locked.rows_done = locked.rows_total = rows
    locked.lease_until = None
    locked.save()
