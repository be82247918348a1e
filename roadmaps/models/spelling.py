"""What a department means by its own headings of columns."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from schools.models import Municipality


class ColumnSpelling(models.Model):
    """A heading of a column as the department writes it, and the field that a specialist said it means.

    ``field`` is one of ``roadmaps.documents.FIELDS``; empty for a column that is kept as it is.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="column_spellings")
    heading = models.CharField(_("heading"), max_length=300)
    field = models.CharField(_("column"), max_length=20, blank=True)

    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("heading of a column")
        verbose_name_plural = _("headings of columns")
        ordering = ["heading"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "heading"], name="column_spelling_once"),
        ]

    def __str__(self) -> str:
        return self.heading
