"""Documents uploaded, shown, and taken in or given up; nothing of a roadmap exists before confirmation."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from roadmaps.choices import UploadState
from roadmaps.documents import read_apart
from roadmaps.models import Roadmap, Upload
from roadmaps.services.importing import take_in
from schools.access import Membership


def receive(membership: Membership, *, data: bytes, name: str) -> Upload:
    """Read a document and keep it until its owner confirms. Raises DocumentError: nothing is kept then."""
    content = read_apart(data, name).to_dict(_)
    upload = Upload(
        municipality=membership.municipality,
        owner=membership.person,
        name=name[:255],
        size=len(data),
        content=content,
    )
    upload.file.save("document" + _suffix(name), ContentFile(data), save=False)
    upload.save()
    return upload


def details_of(upload: Upload) -> dict[str, Any]:
    """The few facts of the document that its owner may mend before confirming."""
    content = upload.content
    period, order = content.get("period", {}), content.get("order", {})
    return {
        "title": content.get("title", ""),
        "start": period.get("start"),
        "end": period.get("end"),
        "order_number": order.get("number", ""),
        "order_date": order.get("date"),
    }


def mended(content: dict[str, Any], details: dict[str, Any]) -> dict[str, Any]:
    """The content with the owner's corrections in it."""

    def day(name: str) -> str | None:
        value: datetime.date | None = details.get(name)
        return value.isoformat() if value else None

    return {
        **content,
        "title": details["title"],
        "period": {"start": day("start"), "end": day("end")},
        "order": {
            **content.get("order", {}),
            "number": details["order_number"],
            "date": day("order_date"),
        },
    }


def period_of(content: dict[str, Any]) -> tuple[datetime.date, datetime.date] | None:
    """The days in which deadlines of the document are read, as ``scheduling.reading_period`` has it."""
    period, order = content.get("period", {}), content.get("order", {})
    if not (period.get("start") and period.get("end")):
        return None
    first, last = (datetime.date.fromisoformat(period[name]) for name in ("start", "end"))
    signed = datetime.date.fromisoformat(order["date"]) if order.get("date") else first
    return (signed if first < signed <= last else first), last


def mend(upload: Upload, *, details: dict[str, Any]) -> None:
    """Keep the owner's corrections with the upload, so that the preview shows them."""
    upload.content = mended(upload.content, details)
    upload.save(update_fields=["content"])


@transaction.atomic
def confirm(upload: Upload, *, membership: Membership) -> Roadmap:
    """Take the document in as a draft, once: a second confirmation gives the same roadmap."""
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    if locked.state == UploadState.CANCELLED:
        raise ValidationError(_("This upload was cancelled. Upload the file again."))
    if locked.roadmap is None:
        locked.roadmap = take_in(locked.content, municipality=membership.municipality, by=membership.person)
        locked.state = UploadState.CONFIRMED
        locked.save(update_fields=["roadmap", "state"])
    return locked.roadmap


@transaction.atomic
def cancel(upload: Upload) -> None:
    """Give the document up: its file and all that was read of it are gone."""
    waiting = Upload.objects.select_for_update().filter(pk=upload.pk, state=UploadState.READ).first()
    if waiting is None:
        return
    storage, path = waiting.file.storage, waiting.file.name or ""
    waiting.delete()
    transaction.on_commit(lambda: storage.delete(path))


def _suffix(name: str) -> str:
    suffix = name.rpartition(".")[2].lower()
    return f".{suffix}" if suffix in {"docx", "xlsx"} else ""
