"""A row of the plan: activity, control point or mechanism, with a deadline and people who answer for it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from common.versions import Versioned
from roadmaps.choices import EDITABLE_STATES, DateSource, DeadlineKind, ItemKind, RoadmapKind
from roadmaps.models.revision import Revision
from roadmaps.models.roadmap import Roadmap
from roadmaps.models.section import Section


class PlanItemQuerySet(models.QuerySet["PlanItem"]):
    """Questions about rows of a plan."""

    def standing(self) -> "PlanItemQuerySet":
        """Rows that no amendment has struck out."""
        return self.filter(cancelled_by__isnull=True)

    def kept(self) -> "PlanItemQuerySet":
        """Rows that the next order will hold: standing, and not waiting to be struck out."""
        return self.standing().filter(is_struck=False)

    def of_work(self) -> "PlanItemQuerySet":
        """Rows of roadmaps that people work by: drafts and those in force, no templates."""
        return self.filter(roadmap__state__in=EDITABLE_STATES).exclude(roadmap__kind=RoadmapKind.TEMPLATE)

    def needing_dates(self) -> "PlanItemQuerySet":
        """Rows whose deadline nobody has turned into dates yet."""
        return self.kept().filter(
            dates_from=DateSource.READ,
            deadline_kind__in=(
                DeadlineKind.UNKNOWN,
                DeadlineKind.EMPTY,
                DeadlineKind.BY_SCHEDULE,
                DeadlineKind.ON_EVENT,
            ),
        )


class PlanItem(Versioned):
    """One row of the plan, as the order writes it, with our reading of its deadline beside the text."""

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="items")
    section = models.ForeignKey(
        Section, models.CASCADE, null=True, blank=True, related_name="items", verbose_name=_("section")
    )
    kind = models.CharField(_("kind"), max_length=13, choices=ItemKind, default=ItemKind.ACTIVITY)
    position = models.PositiveIntegerField(_("order in the list"))
    table = models.PositiveSmallIntegerField(_("table of the document, from 0"), default=0)
    number = models.CharField(_("number"), max_length=100, blank=True)
    title = models.TextField(_("title"))
    task = models.TextField(_("task"), blank=True)
    audience = models.TextField(_("for whom"), blank=True)
    deadline_text = models.TextField(_("deadline"), blank=True)
    deadline_kind = models.CharField(
        _("how the deadline was read"), max_length=11, choices=DeadlineKind, default=DeadlineKind.EMPTY
    )
    deadline_sentence = models.TextField(_("the reading in words"), blank=True)
    deadline_note = models.TextField(_("remark beside the dates"), blank=True)
    dates_from = models.CharField(
        _("where the dates come from"), max_length=11, choices=DateSource, default=DateSource.READ
    )
    result = models.TextField(_("expected result"), blank=True)
    report_form = models.TextField(_("report form"), blank=True)
    mark = models.TextField(_("mark of execution as written"), blank=True)
    extra = models.JSONField(_("other columns"), default=dict, blank=True)
    is_struck = models.BooleanField(_("to be struck out by the next order"), default=False)
    cancelled_by = models.ForeignKey(
        Revision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cancelled_items",
        verbose_name=_("struck out by"),
    )

    objects = ScopedManager(
        municipality="roadmap__municipality", _manager_class=models.Manager.from_queryset(PlanItemQuerySet)
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("row of the plan")
        verbose_name_plural = _("rows of the plan")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["roadmap", "kind", "position"], name="item_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ItemKind.ACTIVITY) | Q(section__isnull=True), name="item_section_of_activity"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title

    def get_absolute_url(self) -> str:
        """Address of the row's own page."""
        return reverse(
            "item-detail",
            kwargs={
                "municipality": self.roadmap.municipality.slug,
                "roadmap": self.roadmap_id,
                "pk": self.pk,
            },
        )


class _KindManager(models.Manager["PlanItem"]):
    """Rows of one kind; new ones get the kind by themselves."""

    kind: ItemKind

    def get_queryset(self) -> PlanItemQuerySet:
        """Only rows of this kind."""
        return PlanItemQuerySet(self.model, using=self._db).filter(kind=self.kind)

    def create(self, **fields: Any) -> PlanItem:
        """Create a row of this kind."""
        return super().create(kind=self.kind, **fields)


class _ActivityManager(_KindManager):
    kind = ItemKind.ACTIVITY


class _ControlPointManager(_KindManager):
    kind = ItemKind.CONTROL_POINT


class _MechanismManager(_KindManager):
    kind = ItemKind.MECHANISM


class Activity(PlanItem):
    """An activity of the plan (мероприятие)."""

    objects: ClassVar[Any] = ScopedManager(
        municipality="roadmap__municipality", _manager_class=_ActivityManager
    )

    class Meta:
        proxy = True
        verbose_name = _("activity")
        verbose_name_plural = _("activities")


class ControlPoint(PlanItem):
    """A control point of the roadmap (контрольная точка)."""

    objects: ClassVar[Any] = ScopedManager(
        municipality="roadmap__municipality", _manager_class=_ControlPointManager
    )

    class Meta:
        proxy = True
        verbose_name = _("control point")
        verbose_name_plural = _("control points")


class Mechanism(PlanItem):
    """A mechanism by which the roadmap is carried out (механизм реализации)."""

    objects: ClassVar[Any] = ScopedManager(
        municipality="roadmap__municipality", _manager_class=_MechanismManager
    )

    class Meta:
        proxy = True
        verbose_name = _("mechanism")
        verbose_name_plural = _("mechanisms")
