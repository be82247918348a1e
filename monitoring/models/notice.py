"""The inbox: what one person has to be told of inside the portal, read or not."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from monitoring.models.event import Event
from schools.models import Municipality, Person


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Questions about notices."""

    def of(self, person: Person) -> "NoticeQuerySet":
        """Notices of the person."""
        return self.filter(person=person)

    def unread(self) -> "NoticeQuerySet":
        """Notices not read yet."""
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """One event that concerns one person; ``is_mention`` where the person is addressed by name."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="notices")
    person = models.ForeignKey(Person, models.CASCADE, related_name="notices", verbose_name=_("person"))
    event = models.ForeignKey(Event, models.CASCADE, related_name="notices", verbose_name=_("event"))
    is_mention = models.BooleanField(_("addressed by name"), default=False)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = ScopedManager(
        municipality="municipality", _manager_class=models.Manager.from_queryset(NoticeQuerySet)
    )

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-event__at", "-pk"]
        indexes = [models.Index(fields=["person", "read_at"], name="notice_unread")]
        constraints = [models.UniqueConstraint(fields=["person", "event"], name="notice_once_an_event")]

    def __str__(self) -> str:
        return f"{self.person}: {self.event}"
