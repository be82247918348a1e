"""Uploaded documents read: at once, or, where they are large, in the background by whoever claims them."""

import contextlib
import datetime
import logging
from dataclasses import asdict
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from roadmaps.choices import UploadState
from roadmaps.documents import DocumentError, in_format_of_today, read_apart, read_pasted_apart
from roadmaps.documents.apart import Told
from roadmaps.models import Upload
from roadmaps.services.answers import spellings_of
from schools.models import Municipality

logger = logging.getLogger(__name__)
PASTED = ".html"  # of the file in which a pasted table is kept
LEASE = datetime.timedelta(minutes=2)


def read_content(upload: Upload, data: bytes, told: Told | None = None) -> dict[str, Any]:
    """The content as the department's own headings and the answers given so far have it.

    ``told`` hears how far the reading is, see ``read_apart``. Raises DocumentError where it cannot be read.
    """
    spellings = spellings_of(upload.municipality, upload.answers)
    if (upload.file.name or "").endswith(PASTED):
        read = read_pasted_apart(data.decode("utf-8", "replace"), spellings=spellings)
    else:
        read = read_apart(_modern(upload, data, told), upload.name, spellings=spellings, told=told)
    return {**read.to_dict(_), "notices": [asdict(notice) for notice in read.warnings]}


def _modern(upload: Upload, data: bytes, told: Told | None) -> bytes:
    """The document in a format of today; one of an old format is written anew once, and kept beside it."""
    before = upload.modern.name or ""
    if before:
        with contextlib.suppress(FileNotFoundError), upload.modern.open("rb") as file:
            return bytes(file.read())
    made = in_format_of_today(data, told)
    if made is not data:
        upload.modern.save("modern", ContentFile(made), save=False)
        kept = Upload.objects.filter(pk=upload.pk, modern=before).update(modern=upload.modern.name)
        if not kept:  # given up meanwhile, or written anew by another
            upload.modern.delete(save=False)
    return made


def read_waiting(key: int) -> None:
    """Read the upload of this key if nobody else is at it; may be called any number of times."""
    with scopes_disabled():
        upload = Upload.objects.select_related("municipality", "owner__user").filter(pk=key).first()
    if upload is None:
        return
    user = upload.owner.user
    with scope(municipality=upload.municipality), translation.override(user.language if user else None):
        lease = timezone.now() + LEASE
        claimed = Upload.objects.filter(_free(), pk=key)
        if not claimed.update(state=UploadState.READING, lease_until=lease, progress=0, stage=""):
            return
        mine = Upload.objects.filter(pk=key, state=UploadState.READING, lease_until=lease)
        result = _result(upload, lambda stage, percent: bool(mine.update(stage=stage, progress=percent)))
        # Given up meanwhile, or claimed by another after the lease: then there is nothing to write.
        mine.update(**result, lease_until=None)


def read_all_waiting() -> None:
    """Read every upload that waits, and those whose worker died."""
    for municipality in Municipality.objects.all():
        with scope(municipality=municipality):
            waiting = list(Upload.objects.filter(_free()).order_by("pk").values_list("pk", flat=True))
        for key in waiting:
            read_waiting(key)


def _result(upload: Upload, told: Told) -> dict[str, Any]:
    try:
        with upload.file.open("rb") as file:
            return {"state": UploadState.READ, "content": read_content(upload, file.read(), told)}
    except DocumentError as error:
        return {"state": UploadState.FAILED, "error": _(error.message) % error.details}
    except Exception:
        logger.exception("upload %s was not read", upload.pk)
        sentence = _("The document was not read because of an error in the portal. Upload it again.")
        return {"state": UploadState.FAILED, "error": sentence}


def _free() -> Q:
    died = Q(state=UploadState.READING, lease_until__lt=timezone.now())
    return Q(state=UploadState.WAITING) | died
