"""Jobs of roadmaps: arguments are keys; the upload's row says what is to be done."""

from celery import shared_task

from roadmaps.services import clearing, uploads_read


@shared_task
def read_upload(key: int) -> None:
    """Read one uploaded document."""
    uploads_read.read_waiting(key)


@shared_task
def read_waiting_uploads() -> None:
    """Read the documents whose job was lost or whose worker died."""
    uploads_read.read_all_waiting()


@shared_task
def clear_uploads() -> None:
    """Clear away documents that nobody decided on, and files without a document."""
    clearing.clear_uploads()
