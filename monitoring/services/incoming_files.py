"""Files that come in pieces: kept as they arrive, gone on with where they stopped, attached when whole."""

import datetime
import uuid
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scope

from common.files import check_claim
from monitoring.choices import OPEN_STATES
from monitoring.models import Evidence, Execution, IncomingFile
from monitoring.services import progress, transitions
from monitoring.services.evidence import EvidenceError
from roadmaps.services.clearing import clear_strays
from schools.models import Municipality, Person

WHOLE: Final = 1024 * 1024  # bytes; a file up to this size is sent at once
PIECE: Final = 512 * 1024  # bytes; the largest piece of a larger one
AT_ONCE: Final = 10  # files that a person may have on the way; the one longest untouched gives way
KEPT: Final = datetime.timedelta(days=1)  # after the last piece
FOLDER: Final = "incoming"


class PieceError(ValidationError):
    """The piece cannot belong to the file; the message says what to do."""


class OffsetError(Exception):
    """The piece does not begin where the file ends: a doubled or a late one, or one that was lost."""

    def __init__(self, received: int) -> None:
        """Say how many bytes the file has, where the next piece begins."""
        super().__init__(received)
        self.received = received


def held(incoming: IncomingFile) -> int:
    """Return how many bytes are kept for certain: where the next piece begins."""
    try:
        return min(incoming.received, incoming.file.size)
    except FileNotFoundError:  # the database outlived the file
        return 0


@transaction.atomic
def start(
    execution: Execution, *, by: Person, name: str, size: int, modified: int, asked: str = ""
) -> IncomingFile:
    """Return the row of a file that will come in pieces: the one begun before, if it is the same file.

    ``size`` is in bytes, ``modified`` in milliseconds since 1970. Raises FileError for a file that would
    not be taken whole either, ProgressError for an execution that is not open any more.
    """
    _must_be_open(execution)
    name = check_claim(name, size, limit_mb=settings.UPLOAD_LIMIT_MB)
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)  # one at a time counts what is on the way
    mine = IncomingFile.objects.filter(owner=by)
    same = {"execution": execution, "asked": asked[:255], "name": name, "size": size, "modified": modified}
    begun: IncomingFile | None = mine.filter(**same).first()
    if begun:
        return begun
    for old in mine.order_by("-touched_at", "-pk")[AT_ONCE - 1 :]:
        _forget(old)
    incoming = IncomingFile(owner=by, **same)
    incoming.file.save(uuid.uuid4().hex, ContentFile(b""), save=False)
    incoming.save()
    return incoming


def take(incoming: IncomingFile, *, offset: int, piece: bytes, by: Person) -> IncomingFile | None:
    """Append a piece; return the row, or None when the file became whole and is attached.

    Raises what ``append`` and ``finish`` raise. An empty piece at the end finishes a file whose last
    answer was lost.
    """
    arrived = append(incoming, offset=offset, piece=piece)
    if not arrived.is_whole:
        return arrived
    finish(arrived, by=by)
    return None


@transaction.atomic
def append(incoming: IncomingFile, *, offset: int, piece: bytes) -> IncomingFile:
    """Add a piece that begins at the byte ``offset``, where what was kept ends; return the row.

    Raises OffsetError for a piece from any other place, PieceError for one that is too large, ProgressError
    when the execution is not open any more, IncomingFile.DoesNotExist when the row is gone. What a dead
    process wrote without its row is written over.
    """
    row = _locked(incoming.pk)
    _must_be_open(row.execution)
    if len(piece) > PIECE or offset + len(piece) > row.size:
        raise PieceError(_("The file has changed while it was sent. Choose it once more."))
    there = held(row)
    if offset != there:
        raise OffsetError(there)
    with row.file.storage.open(row.file.name or "", "r+b" if there else "wb") as kept:
        kept.truncate(there)
        kept.seek(there)
        kept.write(piece)
    row.received = there + len(piece)
    row.save(update_fields=["received", "touched_at"])
    return row


def finish(incoming: IncomingFile, *, by: Person) -> list[Evidence]:
    """Check a whole file and attach it as any other; the row goes.

    Raises EvidenceError for a file that will not do, which is not kept, and ProgressError when the execution
    is not open any more; then the file waits a day: the mark may be taken back.
    """
    try:
        return _attach(incoming, by)
    except EvidenceError:
        cancel(incoming)
        raise


@transaction.atomic
def cancel(incoming: IncomingFile) -> None:
    """Delete what has arrived; what is gone already stays so."""
    try:
        _forget(_locked(incoming.pk))
    except IncomingFile.DoesNotExist:
        return


def clear_incoming() -> None:
    """Delete what nobody has gone on with for a day; may be called any number of times."""
    before = timezone.now() - KEPT
    for municipality in Municipality.objects.all():
        with scope(municipality=municipality):
            for key in list(IncomingFile.objects.filter(touched_at__lt=before).values_list("pk", flat=True)):
                _clear(key, before)
    clear_strays(IncomingFile, IncomingFile._meta.get_field("file").storage, FOLDER, "file")


@transaction.atomic
def _clear(key: int, before: datetime.datetime) -> None:
    row = IncomingFile.objects.select_for_update().filter(pk=key, touched_at__lt=before).first()
    if row:
        _forget(row)


@transaction.atomic
def _attach(incoming: IncomingFile, by: Person) -> list[Evidence]:
    row = _locked(incoming.pk)
    if not row.is_whole:
        raise OffsetError(row.received)
    with row.file.open("rb") as kept:
        upload = UploadedFile(kept, name=row.name, size=kept.size)
        added = progress.add_evidence(row.execution, by=by, files=[upload], asked=row.asked)
    Evidence.objects.filter(pk__in=[each.pk for each in added]).update(sent_as=row.token)
    _forget(row)
    return added


def _locked(key: int) -> IncomingFile:
    rows = IncomingFile.objects.select_related("execution__municipality", "execution__roadmap")
    found: IncomingFile = rows.select_for_update(of=("self",)).get(pk=key)
    return found


def _must_be_open(execution: Execution) -> None:
    if execution.state not in OPEN_STATES:
        raise progress.ProgressError(transitions.what_happened(execution, OPEN_STATES))


def _forget(row: IncomingFile) -> None:
    storage, path = row.file.storage, row.file.name or ""
    row.delete()
    transaction.on_commit(lambda: storage.delete(path))
