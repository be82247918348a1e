"""Documents uploaded, shown, and taken in or given up; nothing of a roadmap exists before confirmation."""

import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from roadmaps.choices import UploadState
from roadmaps.documents import is_old
from roadmaps.models import Roadmap, Upload
from roadmaps.services.answers import (
    COLUMN,
    Answer,
    answered,
    columns_of,
    entries_settled,
    forget,
    keep,
    learn,
    waiting,
)
from roadmaps.services.corrections import corrected
from roadmaps.services.directory import Directory
from roadmaps.services.importing import take_in
from roadmaps.services.uploads_read import PASTED, read_content
from schools.access import Membership

SLOW = frozenset({"doc", "xls", "rtf"})  # another program turns these into what can be read
UNDECIDED = (UploadState.WAITING, UploadState.READING, UploadState.FAILED, UploadState.READ)


def receive(membership: Membership, *, data: bytes, name: str, target: Roadmap | None = None) -> Upload:
    """Read a document and keep it until its owner confirms; ``target``: it is a newer text of that roadmap.

    A large document is only kept: its state is «waits to be read», and ``uploads_read`` reads it.
    Raises DocumentError: nothing is kept then.
    """
    suffix = _suffix(name)
    is_slow = suffix.removeprefix(".") in SLOW or is_old(data)
    is_large = is_slow or len(data) > settings.UPLOAD_AT_ONCE_KB * 1024
    return _receive(membership, data, name, "document" + suffix, target, is_large=is_large)


def receive_pasted(membership: Membership, *, text: str, target: Roadmap | None = None) -> Upload:
    """Read what was pasted, HTML or lines with tabs, as ``receive`` reads a document."""
    return _receive(membership, text.encode(), _("Pasted table"), "pasted" + PASTED, target)


def _receive(
    membership: Membership,
    data: bytes,
    name: str,
    kept_as: str,
    target: Roadmap | None,
    *,
    is_large: bool = False,
) -> Upload:
    upload = Upload(
        municipality=membership.municipality,
        owner=membership.person,
        name=name[:255],
        size=len(data),
        target=target,
    )
    upload.file.name = kept_as
    if is_large:
        upload.state = UploadState.WAITING
    else:
        upload.content = read_content(upload, data)
    upload.file.save(kept_as, ContentFile(data), save=False)
    upload.save()
    return upload


def answer(upload: Upload, *, key: str, given: Answer | None) -> None:
    """Keep the answer to a doubt, or take it back (None); one about a column reads the document again.

    Raises DocumentError where the document has no plan with such a column: the answer is not kept then.
    """
    if key.startswith(COLUMN):
        while not _answer_column(upload, key, given):  # another column was answered while it was read
            upload.refresh_from_db()
    elif given is None:
        forget(upload, key=key)
    else:
        keep(upload, key=key, answer=given)


def _answer_column(upload: Upload, key: str, given: Answer | None) -> bool:
    """Read the document first, which takes its time, then keep the answer with what was read."""
    before = columns_of(upload.answers)
    upload.answers = answered(upload.answers, key, given)
    with upload.file.open("rb") as file:
        read = read_content(upload, file.read())
    with transaction.atomic():
        locked = waiting(upload)
        if columns_of(locked.answers) != before:
            return False
        details = details_of(locked)
        upload.answers = answered(locked.answers, key, given)
        upload.content = mended(read, {**details, **_days(details)})
        upload.save(update_fields=["answers", "content"])
    return True


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


@transaction.atomic
def mend(upload: Upload, *, details: dict[str, Any]) -> None:
    """Keep the owner's corrections with the upload as it stands now, so that the preview shows them."""
    locked = waiting(upload)
    upload.answers = locked.answers
    upload.content = mended(locked.content, details)
    upload.save(update_fields=["content"])


@transaction.atomic
def confirm(upload: Upload, *, membership: Membership, is_template: bool = False) -> Roadmap:
    """Take the document in with all answers, once: a second confirmation gives the same roadmap."""
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    if locked.state == UploadState.CANCELLED:
        raise ValidationError(_("This upload was cancelled. Upload the file again."))
    if locked.state not in (UploadState.READ, UploadState.CONFIRMED):
        raise ValidationError(_("The document is not read yet."))
    if locked.state == UploadState.CONFIRMED and locked.roadmap is None:
        raise ValidationError(
            _("The roadmap that was taken in from this document was deleted. Upload the file again.")
        )
    if locked.roadmap is None:
        directory = Directory(membership.municipality)
        entries_settled(locked.answers, directory)
        locked.roadmap = take_in(
            {**corrected(locked.content, locked.answers), "is_template": is_template},
            municipality=membership.municipality,
            by=membership.person,
            directory=directory,
        )
        learn(membership.municipality, locked.answers)
        locked.state = UploadState.CONFIRMED
        locked.save(update_fields=["roadmap", "state"])
    return locked.roadmap


@transaction.atomic
def cancel(upload: Upload) -> None:
    """Give the document up: its file and all that was read of it are gone."""
    locked = Upload.objects.select_for_update().filter(pk=upload.pk, state__in=UNDECIDED).first()
    if locked is not None:
        discard(locked)


def discard(upload: Upload) -> None:
    """Delete it, and its files with it, once that is certain."""
    storage, paths = upload.file.storage, upload.paths
    upload.delete()
    for path in paths:
        transaction.on_commit(partial(storage.delete, path))


def _days(details: dict[str, Any]) -> dict[str, datetime.date | None]:
    days = {name: details[name] for name in ("start", "end", "order_date")}
    return {name: datetime.date.fromisoformat(day) if day else None for name, day in days.items()}


def _suffix(name: str) -> str:
    suffix = name.rpartition(".")[2].lower()
    return f".{suffix}" if suffix in {"docx", "xlsx", "odt", "ods", *SLOW} else ""
