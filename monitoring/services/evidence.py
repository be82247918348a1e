"""Confirming documents of an execution: files checked by content, links, numbers of documents."""

import datetime
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.files import CheckedFile, FileError, check_file
from monitoring.choices import EventKind, EvidenceKind
from monitoring.documents import read_form
from monitoring.models import Event, Evidence, Execution
from schools.models import Person

FILES_AT_ONCE = 10

_is_address = URLValidator(schemes=["http", "https"])


class EvidenceError(ValidationError):
    """What was given cannot be attached; the messages say why, one a file or link."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """What somebody gives as confirmation, already checked: store it with ``attach``."""

    files: tuple[CheckedFile, ...] = ()
    link: str = ""
    document: str = ""
    document_date: datetime.date | None = None
    asked: str = ""

    def __bool__(self) -> bool:
        """Whether anything is given at all."""
        return bool(self.files or self.link or self.document)


def check(
    *,
    files: Sequence["UploadedFile[bytes]"] = (),
    link: str = "",
    document: str = "",
    document_date: datetime.date | None = None,
    asked: str = "",
) -> Attachment:
    """Return what is given, checked; raise EvidenceError with a sentence for each thing that will not do.

    ``document`` is a document's number or name, ``document_date`` its date; ``asked`` says which of the
    documents asked for it is.
    """
    errors: list[ValidationError] = []
    checked: list[CheckedFile] = []
    if len(files) > FILES_AT_ONCE:
        errors.append(FileError(_("At most %(limit)s files at once.") % {"limit": FILES_AT_ONCE}))
        files = ()
    for upload in files:
        try:
            checked.append(check_file(upload, limit_mb=settings.UPLOAD_LIMIT_MB))
        except FileError as error:
            errors.append(error)
    link, document = link.strip(), " ".join(document.split())
    if link:
        try:
            _is_address(link)
        except ValidationError:
            errors.append(ValidationError(_("A link begins with https:// or http://.")))
    if document_date and not document:
        errors.append(ValidationError(_("Write the number of the document beside its date.")))
    if errors:
        raise EvidenceError(errors)
    return Attachment(tuple(checked), link, document, document_date, asked[:255])


@transaction.atomic
def store(execution: Execution, attachment: Attachment, *, by: Person) -> list[Evidence]:
    """Attach what was checked to the execution; files go under names that nobody can guess.

    A file sent once more, because its sender never heard that it had come, is not attached twice.
    """
    fresh = [file for file in attachment.files if not _is_there(execution, attachment.asked, file)]
    added = [_file(execution, checked, by) for checked in fresh]
    if attachment.link:
        added.append(
            Evidence(
                execution=execution,
                kind=EvidenceKind.LINK,
                name=attachment.link[:255],
                link=attachment.link,
                added_by=by,
            )
        )
    if attachment.document:
        added.append(
            Evidence(
                execution=execution,
                kind=EvidenceKind.DOCUMENT,
                name=attachment.document[:255],
                document_date=attachment.document_date,
                added_by=by,
            )
        )
    try:
        for evidence in added:
            evidence.asked = attachment.asked
            evidence.save()
    except Exception:
        for evidence in added:
            evidence.file.delete(save=False)  # no file without its row
        raise
    return added


def _is_there(execution: Execution, asked: str, checked: CheckedFile) -> bool:
    """Whether the same file is attached already to the same document asked for."""
    alike = list(
        Evidence.objects.kept().filter(
            execution=execution, asked=asked, name=checked.name, size=checked.upload.size or 0
        )
    )
    sent = _digest(checked.upload) if alike else ""
    return any(_stored_digest(each) == sent for each in alike)


def _stored_digest(evidence: Evidence) -> str:
    """Return what tells the stored content from another; "" of a file that is gone."""
    try:
        with evidence.file.open("rb") as stored:
            return _digest(stored)
    except FileNotFoundError:
        return ""


def _digest(file: "File[bytes]") -> str:
    """Return what tells one content from another, and leave the file at its beginning."""
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()


def _file(execution: Execution, checked: CheckedFile, by: Person) -> Evidence:
    checked.upload.name = f"{uuid.uuid4().hex}{checked.extension}"
    return Evidence(
        execution=execution,
        kind=EvidenceKind.FILE,
        name=checked.name,
        file=checked.upload,
        size=checked.upload.size or 0,
        content_type=checked.content_type,
        added_by=by,
    )


def record(execution: Execution, evidence: Sequence[Evidence], *, kind: EventKind, by: Person) -> None:
    """Write one event for each document added or removed."""
    Event.objects.bulk_create(
        Event(execution=execution, kind=kind, actor=by, actor_name=by.short_name, note=each.name)
        for each in evidence
    )


def documents_asked(report_form: str) -> list[str]:
    """Return the names of what a report form asks for: «Справка, приказ» is two documents, a dash none."""
    return [asked.name for asked in read_form(report_form)]


def is_required(execution: Execution) -> bool:
    """Whether a mark needs a document, or a word why there is none: by the roadmap and the report form."""
    return execution.roadmap.is_evidence_required and bool(read_form(execution.item.report_form))


def standing(execution: Execution) -> list[Evidence]:
    """Return the documents that nobody has removed."""
    return [each for each in execution.evidence.all() if each.removed_at is None]


def take_away(evidence: Evidence) -> None:
    """Hide the document: its row and its file stay for the history."""
    Evidence.objects.filter(pk=evidence.pk, removed_at__isnull=True).update(removed_at=timezone.now())
