"""The summary of monitoring (сводка мониторинга): what was expected, received, on time, late, overdue."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from monitoring.choices import SummaryLevel
from roadmaps.models import Responsible, Roadmap, Section
from schools.models import Municipality, School


class Counts(models.Model):
    """The figures of a summary, all in executions.

    total = all standing; expected = due by the day; received = marked in time or late, of those expected;
    on_time + late = received; overdue = expected and open; awaiting = submitted, not yet decided;
    accepted, returned = by state, of all standing; early = received before the deadline has come.
    """

    total = models.PositiveIntegerField(_("in the whole period"), default=0)
    expected = models.PositiveIntegerField(_("expected by the day"), default=0)
    received = models.PositiveIntegerField(_("received of those expected"), default=0)
    on_time = models.PositiveIntegerField(_("on time"), default=0)
    late = models.PositiveIntegerField(_("late"), default=0)
    overdue = models.PositiveIntegerField(_("overdue"), default=0)
    awaiting = models.PositiveIntegerField(_("awaiting acceptance"), default=0)
    accepted = models.PositiveIntegerField(_("accepted"), default=0)
    returned = models.PositiveIntegerField(_("returned"), default=0)
    early = models.PositiveIntegerField(_("received before the deadline came"), default=0)

    class Meta:
        abstract = True


class Summary(Counts):
    """One line of the summary of a roadmap: the roadmap, a section, a school, a responsible.

    A line of level SCHOOL with a section counts that school in that section (the head's heat map).
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="summaries")
    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="summaries")
    level = models.CharField(_("level"), max_length=11, choices=SummaryLevel)
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="summaries")
    school = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="summaries")
    responsible_text = models.CharField(_("responsible"), max_length=250, blank=True)
    responsible = models.ForeignKey(
        Responsible, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("responsible")
    )
    counted_on = models.DateField(_("as of"))

    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("line of a summary")
        verbose_name_plural = _("lines of a summary")
        ordering = ["pk"]
        indexes = [models.Index(fields=["municipality", "level"], name="summary_by_level")]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.received} / {self.expected}"


class SummaryStatus(models.Model):
    """Whether a roadmap's summary is fresh; a change makes it stale, the job makes it fresh."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    roadmap = models.OneToOneField(Roadmap, models.CASCADE, related_name="summary_status")
    changes = models.PositiveBigIntegerField(_("changes so far"), default=0)
    counted_changes = models.BigIntegerField(_("changes counted"), default=-1)
    counted_on = models.DateField(_("as of"), null=True, blank=True)
    counted_at = models.DateTimeField(_("counted"), null=True, blank=True)

    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("state of a summary")
        verbose_name_plural = _("states of summaries")

    def __str__(self) -> str:
        return str(self.roadmap)


class Snapshot(Counts):
    """The figures of a roadmap at the end of one day: the trend is drawn from these."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="snapshots")
    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="snapshots")
    day = models.DateField(_("day"))

    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("figures of a day")
        verbose_name_plural = _("figures of days")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "day"], name="snapshot_once_a_day"),
            models.CheckConstraint(condition=Q(received__lte=models.F("expected")), name="snapshot_adds_up"),
        ]

    def __str__(self) -> str:
        return f"{self.roadmap}, {self.day:%d.%m.%Y}"
