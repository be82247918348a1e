"""The installation: what tells this database from any other."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Installation(models.Model):
    """One row, made at the first mail; its key names the journal of sent mail that goes with the database."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    began_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("installation")
        verbose_name_plural = _("installations")

    def __str__(self) -> str:
        return str(self.key)
