"""The department's own Word template, by which its roadmaps go out."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from schools.models import Municipality, Person


class WordTemplate(models.Model):
    """One template a municipality; without one the portal's own is taken."""

    municipality = models.OneToOneField(Municipality, models.CASCADE, related_name="word_template")
    file = models.FileField(_("file"), upload_to="templates/%Y/%m")
    name = models.CharField(_("name"), max_length=255)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("changed by")
    )

    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("Word template")
        verbose_name_plural = _("Word templates")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
