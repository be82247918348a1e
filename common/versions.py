"""Optimistic locking: a save names the version that it read, and a stale save is refused."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class StaleVersionError(ValidationError):
    """Somebody else saved the row since it was read; ``theirs`` is the row as it stands now."""

    def __init__(self, theirs: "Versioned") -> None:
        """Keep the row as saved by the other person."""
        super().__init__(_("While you were editing, somebody else changed this row."), code="stale")
        self.theirs = theirs


class Versioned(models.Model):
    """A row that two people can edit at once."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True


@transaction.atomic
def save_version(row: Versioned, *, version: int, changes: dict[str, Any]) -> None:
    """Write ``changes`` (field → value) to ``row`` if it is at ``version`` still, else StaleVersionError.

    The claim is one conditional update, so of two simultaneous saves exactly one wins.
    """
    manager = type(row)._base_manager
    if not manager.filter(pk=row.pk, version=version).update(version=F("version") + 1):
        raise StaleVersionError(manager.get(pk=row.pk))
    for field, value in changes.items():
        setattr(row, field, value)
    row.version = version + 1
    row.save(update_fields=[*changes, "version"])
