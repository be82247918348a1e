"""Documents that nobody decided on are not kept for ever, nor are files that belong to nothing."""

import datetime
import os

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from roadmaps.choices import UploadState
from roadmaps.models import Upload
from roadmaps.services import clearing

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Upload._meta.get_field("file").storage


def an_upload(cast, *, days: int, **values) -> Upload:
    upload = Upload(municipality=cast.municipality, owner=cast.specialist, name="а.docx", size=1, **values)
    upload.file.save("document.doc", ContentFile(b"a"), save=False)
    upload.modern.save("modern", ContentFile(b"a"))
    Upload.objects.filter(pk=upload.pk).update(created_at=timezone.now() - days * DAY)
    return upload


@pytest.mark.parametrize("state", [UploadState.READ, UploadState.FAILED, UploadState.CONFIRMED])
def test_a_document_without_a_roadmap_is_kept_for_a_month(
    cast, storage, state, django_capture_on_commit_callbacks
):
    young, old = (an_upload(cast, days=days, state=state) for days in (29, 31))
    with django_capture_on_commit_callbacks(execute=True):
        clearing.clear_uploads()
    assert list(Upload.objects.all()) == [young]
    assert all(map(storage.exists, young.paths))
    assert not any(map(storage.exists, old.paths))


def test_a_document_that_became_a_roadmap_or_changed_one_stays(cast, django_capture_on_commit_callbacks):
    taken_in = an_upload(cast, days=400, state=UploadState.CONFIRMED, roadmap=cast.roadmap)
    renewed = an_upload(cast, days=400, state=UploadState.CONFIRMED, target=cast.roadmap)
    with django_capture_on_commit_callbacks(execute=True):
        clearing.clear_uploads()
    assert set(Upload.objects.all()) == {taken_in, renewed}


def test_both_files_of_a_document_stay_while_it_does(cast, storage):
    taken_in = an_upload(cast, days=0, state=UploadState.CONFIRMED, roadmap=cast.roadmap)
    moment = (timezone.now() - 2 * DAY).timestamp()
    for path in taken_in.paths:
        os.utime(storage.path(path), (moment, moment))
    clearing.clear_uploads()
    assert all(map(storage.exists, taken_in.paths))
    paths = taken_in.paths
    Upload.objects.filter(pk=taken_in.pk).delete()  # as with the roadmap whose newer text it was
    clearing.clear_uploads()
    assert not any(map(storage.exists, paths))


def test_a_file_without_a_document_goes_once_it_is_a_day_old(cast, storage):
    old, fresh = (storage.save(f"uploads/2026/09/{name}.docx", ContentFile(b"a")) for name in ("a", "b"))
    for path, age in ((old, 2 * DAY), (fresh, DAY / 2)):
        moment = (timezone.now() - age).timestamp()
        os.utime(storage.path(path), (moment, moment))
    clearing.clear_uploads()
    assert not storage.exists(old)
    assert storage.exists(fresh)
