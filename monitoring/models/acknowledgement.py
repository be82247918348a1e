"""«Ознакомлен»: a person whom an order names has read it, or has been asked to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from roadmaps.models import Revision
from schools.models import Municipality, Person


class Acknowledgement(models.Model):
    """One person and one revision; the name and the post are kept as they were at the moment."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="acknowledgements")
    revision = models.ForeignKey(
        Revision, models.CASCADE, related_name="acknowledgements", verbose_name=_("revision")
    )
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="acknowledgements", verbose_name=_("person")
    )
    name = models.CharField(_("name as it was then"), max_length=250, blank=True)
    post = models.CharField(_("post as it was then"), max_length=250, blank=True)
    read_at = models.DateTimeField(_("has read"), null=True, blank=True)
    asked_at = models.DateTimeField(_("was asked"), null=True, blank=True)

    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "person"], name="acknowledgement_once_a_revision")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.revision}"
