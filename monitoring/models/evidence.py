"""What confirms an execution: a file, a link, or a document's number and date."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from monitoring.choices import EvidenceKind
from monitoring.models.execution import Execution
from schools.models import Person

SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Questions about confirming documents."""

    def kept(self) -> "EvidenceQuerySet":
        """Documents that nobody has removed."""
        return self.filter(removed_at__isnull=True)


class Evidence(models.Model):
    """One confirming document; a removed one keeps its row and its file."""

    execution = models.ForeignKey(Execution, models.PROTECT, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=8, choices=EvidenceKind)
    name = models.CharField(_("name"), max_length=255)
    asked = models.CharField(_("which of the documents asked for it is"), max_length=255, blank=True)
    file = models.FileField(_("file"), upload_to="evidence/%Y/%m", blank=True)
    size = models.PositiveIntegerField(_("size, bytes"), default=0)
    content_type = models.CharField(_("type of content"), max_length=120, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    document_date = models.DateField(_("date of the document"), null=True, blank=True)
    sent_as = models.CharField(_("secret of the address it was sent to in pieces"), max_length=43, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("added by"))
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)

    objects = ScopedManager(
        municipality="execution__municipality", _manager_class=models.Manager.from_queryset(EvidenceQuerySet)
    )

    class Meta:
        verbose_name = _("confirming document")
        verbose_name_plural = _("confirming documents")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind=EvidenceKind.FILE) & ~Q(file=""))
                | (Q(kind=EvidenceKind.LINK) & ~Q(link=""))
                | (Q(kind=EvidenceKind.DOCUMENT) & ~Q(name="")),
                name="evidence_holds_what_it_says",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_shown(self) -> bool:
        """Whether a browser shows the file in place: a PDF, or a picture of a common kind."""
        return bool(self.file) and self.content_type in SHOWN

    @property
    def is_picture(self) -> bool:
        """Whether the file is a picture."""
        return self.content_type.startswith("image/")
