"""What a department means by its own words: headings of columns, entries of the responsible."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from schools.models import Municipality, Person


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


class EntrySpelling(models.Model):
    """An entry as orders write it, and the person whom a specialist said it means."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="entry_spellings")
    text = models.CharField(_("as written"), max_length=300)
    person = models.ForeignKey(Person, models.CASCADE, related_name="spellings", verbose_name=_("person"))

    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("entry of the responsible")
        verbose_name_plural = _("entries of the responsible")
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "text"], name="entry_spelling_once"),
        ]

    def __str__(self) -> str:
        return self.text
