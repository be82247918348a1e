"""Who changed a roadmap last, and when."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from roadmaps.models import Roadmap
from schools.models import Person


class EditingError(ValidationError):
    """A change that cannot be made as things stand; the message says why and what to do."""


def touch(roadmap_id: int, *, by: Person | None) -> None:
    """Write down that ``by`` has just changed something in the roadmap; part of the change's transaction."""
    Roadmap.objects.filter(pk=roadmap_id).update(changed_by=by, changed_at=timezone.now())
