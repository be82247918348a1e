"""Files attached to an execution: once each, however often they are sent."""

from django.core.files.uploadedfile import SimpleUploadedFile

from monitoring.choices import EventKind
from monitoring.models import Event, Evidence
from monitoring.services import progress
from tests.cast import Cast


def attach(cast: Cast, name: str, content: bytes, asked: str = "Справка") -> int:
    """Attach a file; return how many are kept."""
    progress.add_evidence(
        cast.execution, by=cast.director, files=[SimpleUploadedFile(name, content)], asked=asked
    )
    return Evidence.objects.kept().filter(execution=cast.execution).count()


def test_a_file_sent_again_after_a_lost_answer_is_attached_once(cast: Cast):
    assert attach(cast, "справка.pdf", "%PDF-1.7 один".encode()) == 1
    assert attach(cast, "справка.pdf", "%PDF-1.7 один".encode()) == 1
    assert Event.objects.filter(kind=EventKind.EVIDENCE_ADDED).count() == 1
    with Evidence.objects.get().file.open("rb") as stored:
        assert stored.read() == "%PDF-1.7 один".encode()


def test_files_that_only_share_a_name_are_both_attached(cast: Cast):
    assert attach(cast, "image.pdf", "%PDF-1.7 один".encode()) == 1
    assert attach(cast, "image.pdf", "%PDF-1.7 ещё!".encode()) == 2
    assert attach(cast, "image.pdf", "%PDF-1.7 один".encode(), asked="Приказ") == 3


def test_a_file_that_was_removed_may_come_again(cast: Cast):
    attach(cast, "справка.pdf", b"%PDF-1.7")
    progress.remove_evidence(Evidence.objects.get(), by=cast.director)
    cast.execution.refresh_from_db()
    assert attach(cast, "справка.pdf", b"%PDF-1.7") == 1
