"""An uploaded document that waits for its owner's confirmation."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from roadmaps.choices import UploadState
from roadmaps.models.roadmap import Roadmap
from schools.models import Municipality, Person


class Upload(models.Model):
    """A document as read: nothing of the roadmap exists until the owner confirms."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="uploads")
    owner = models.ForeignKey(Person, models.CASCADE, related_name="uploads")
    name = models.CharField(_("file"), max_length=255)
    size = models.PositiveIntegerField(_("size, bytes"))
    file = models.FileField(_("document"), upload_to="uploads/%Y/%m")
    modern = models.FileField(_("document in a format of today"), upload_to="uploads/%Y/%m", blank=True)
    content = models.JSONField(_("what was read"), default=dict, blank=True)
    answers = models.JSONField(_("answers to doubts"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=UploadState, default=UploadState.READ)
    roadmap = models.ForeignKey(
        Roadmap, models.SET_NULL, null=True, blank=True, related_name="uploads", verbose_name=_("roadmap")
    )
    target = models.ForeignKey(
        Roadmap,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="newer_texts",
        verbose_name=_("the roadmap of which this is a newer text"),
    )
    error = models.TextField(_("why it was not read"), blank=True)
    progress = models.PositiveSmallIntegerField(_("read, per cent"), default=0)
    stage = models.CharField(_("what is being done"), max_length=20, blank=True)
    lease_until = models.DateTimeField(_("being read until"), null=True, blank=True)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("uploaded document")
        verbose_name_plural = _("uploaded documents")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the preview."""
        return reverse("upload-detail", kwargs={"municipality": self.municipality.slug, "pk": self.pk})

    @property
    def paths(self) -> list[str]:
        """Where its files are stored: as it came, and as LibreOffice wrote it anew."""
        return [file.name for file in (self.file, self.modern) if file.name]
