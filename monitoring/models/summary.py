"""The summary of monitoring (сводка мониторинга): what was expected, received, on time, late, overdue."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from monitoring.choices import SummaryLevel
from roadmaps.models import Occurrence, Responsible, Roadmap, Section
from schools.access import Ability, Membership
from schools.models import Municipality, School


class Counts(models.Model):
    """The figures of a summary, all in executions.

    total = all standing; expected = due by the day; received = marked in time or late, of those expected;
    on_time + late = received; overdue = expected and open; awaiting = marks and claims not yet decided;
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

    @property
    def missing(self) -> int:
        """Expected and not received; those due today are among them, though not overdue yet."""
        return self.expected - self.received


class SummaryQuerySet(models.QuerySet["Summary"]):
    """Questions about lines of summaries."""

    def of_level(self, level: str) -> "SummaryQuerySet":
        """Lines of one level; of schools, those that count the whole roadmap."""
        found = self.filter(level=level)
        return found.filter(section__isnull=True) if level == SummaryLevel.SCHOOL else found

    def by_school_and_section(self) -> "SummaryQuerySet":
        """Lines that count one school in one section."""
        return self.filter(level=SummaryLevel.SCHOOL, section__isnull=False)

    def visible_to(self, membership: Membership) -> "SummaryQuerySet":
        """Every line for the department and the region; for a school the lines that count it alone."""
        if membership.can(Ability.VIEW_MONITORING):
            return self.all()
        return self.filter(level=SummaryLevel.SCHOOL, school__in=membership.school_ids)


class Summary(Counts):
    """One line of the summary of a roadmap: the roadmap, a section, a school, a responsible, a control point.

    A line of level SCHOOL with a section counts that school in that section (the head's heat map);
    a line of level CONTROL_POINT counts one date of one control point.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="summaries")
    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="summaries")
    level = models.CharField(_("level"), max_length=13, choices=SummaryLevel)
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="summaries")
    school = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="summaries")
    responsible_text = models.CharField(_("responsible"), max_length=250, blank=True)
    responsible = models.ForeignKey(
        Responsible, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("responsible")
    )
    occurrence = models.ForeignKey(
        Occurrence, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("date")
    )
    counted_on = models.DateField(_("as of"))

    objects = ScopedManager(
        municipality="municipality", _manager_class=models.Manager.from_queryset(SummaryQuerySet)
    )

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
    stamp = models.UUIDField(_("the latest change"), default=uuid.uuid4, editable=False)
    counted_changes = models.BigIntegerField(_("changes counted"), default=-1)
    counted_on = models.DateField(_("as of"), null=True, blank=True)
    counted_at = models.DateTimeField(_("counted"), null=True, blank=True)

    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("state of a summary")
        verbose_name_plural = _("states of summaries")

    def __str__(self) -> str:
        return str(self.roadmap)


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Questions about figures of days."""

    def whole(self) -> "SnapshotQuerySet":
        """Figures of whole roadmaps."""
        return self.filter(section__isnull=True)

    def by_section(self) -> "SnapshotQuerySet":
        """Figures of sections."""
        return self.filter(section__isnull=False)


class Snapshot(Counts):
    """The figures of a roadmap, or of one section, at the end of a day: trends are drawn from these."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="snapshots")
    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="snapshots")
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="snapshots")
    day = models.DateField(_("day"))

    objects = ScopedManager(
        municipality="municipality", _manager_class=models.Manager.from_queryset(SnapshotQuerySet)
    )

    class Meta:
        verbose_name = _("figures of a day")
        verbose_name_plural = _("figures of days")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "day"], condition=Q(section__isnull=True), name="snapshot_once_a_day"
            ),
            models.UniqueConstraint(fields=["section", "day"], name="snapshot_of_section_once_a_day"),
            models.CheckConstraint(condition=Q(received__lte=models.F("expected")), name="snapshot_adds_up"),
        ]

    def __str__(self) -> str:
        return f"{self.roadmap}, {self.day:%d.%m.%Y}"
