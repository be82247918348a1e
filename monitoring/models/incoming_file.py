"""A confirming document that comes in pieces and is not whole yet."""

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from monitoring.models.execution import Execution
from schools.models import Person


def new_token() -> str:
    """Return what names the file in addresses and nobody can guess."""
    return secrets.token_urlsafe(24)


class IncomingFile(models.Model):
    """What has arrived of one file: ``received`` bytes of ``size``; when it is whole it becomes evidence.

    The same file of the same person for the same document is one row, so that it goes on where it stopped.
    """

    execution = models.ForeignKey(Execution, models.CASCADE, related_name="incoming_files")
    owner = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("sent by"))
    token = models.CharField(_("secret of the address"), max_length=43, unique=True, default=new_token)
    asked = models.CharField(_("which of the documents asked for it is"), max_length=255, blank=True)
    name = models.CharField(_("name"), max_length=255)
    size = models.PositiveIntegerField(_("size, bytes"))
    modified = models.PositiveBigIntegerField(_("last changed, as its owner's device says, milliseconds"))
    received = models.PositiveIntegerField(_("received, bytes"), default=0)
    file = models.FileField(_("file"), upload_to="incoming/%Y/%m")
    touched_at = models.DateTimeField(_("last piece"), auto_now=True)

    objects = ScopedManager(municipality="execution__municipality")

    class Meta:
        verbose_name = _("file on its way")
        verbose_name_plural = _("files on their way")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["execution", "owner", "asked", "name", "size", "modified"],
                name="incoming_file_once",
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0, received__lte=F("size")), name="incoming_file_within_size"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_whole(self) -> bool:
        """Whether all of it has arrived."""
        return self.received == self.size

    @property
    def per_cent(self) -> int:
        """How much has arrived; 100 only when nothing is missing."""
        return 100 * self.received // self.size
