"""Uploads that nobody decided on, and files that belong to no upload any more: cleared away day by day."""

import datetime
from collections.abc import Iterator
from typing import Final

from django.core.files.storage import Storage
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from roadmaps.choices import UploadState
from roadmaps.models import Upload
from roadmaps.services.uploads import UNDECIDED, discard
from schools.models import Municipality

KEPT: Final = datetime.timedelta(days=30)  # an upload that nobody decided on, or whose roadmap was deleted
FRESH: Final = datetime.timedelta(days=1)  # a file whose row may still be on its way
FOLDER: Final = "uploads"


def clear_uploads() -> None:
    """Clear away what nobody needs; may be called any number of times."""
    before = timezone.now() - KEPT
    unwanted = Q(state__in=UNDECIDED) | Q(state=UploadState.CONFIRMED, roadmap=None, target=None)
    for municipality in Municipality.objects.all():
        with scope(municipality=municipality):
            for key in list(
                Upload.objects.filter(unwanted, created_at__lt=before).values_list("pk", flat=True)
            ):
                _clear(key, unwanted)
    clear_strays(Upload, Upload._meta.get_field("file").storage, FOLDER, "file", "modern")


@transaction.atomic
def _clear(key: int, unwanted: Q) -> None:
    upload = Upload.objects.select_for_update(of=("self",)).filter(unwanted, pk=key).first()
    if upload is not None:  # else it was decided upon meanwhile
        discard(upload)


def clear_strays(model: type[models.Model], storage: Storage, folder: str, *fields: str) -> None:
    """Delete files of a folder that no row names in these fields: their rows went together with another row.

    A document goes with the roadmap whose newer text it was.
    """
    found = [
        path for path in _files(storage, folder) if storage.get_modified_time(path) < timezone.now() - FRESH
    ]
    with scopes_disabled():
        known = {path for paths in model._default_manager.values_list(*fields) for path in paths}
    for path in found:
        if path not in known:
            storage.delete(path)


def _files(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from _files(storage, f"{folder}/{name}")
