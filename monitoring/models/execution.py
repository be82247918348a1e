"""What one school, or the people named, owe for one occurrence (исполнение)."""

import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from common.versions import Versioned
from monitoring.choices import (
    AWAITING_STATES,
    OPEN_STATES,
    RECEIVED_STATES,
    UNCOUNTED_STATES,
    ExecutionState,
)
from roadmaps.choices import RoadmapState
from roadmaps.models import Occurrence, PlanItem, Responsible, Roadmap, Section
from schools.access import Ability, Membership
from schools.models import Municipality, Person, School


def end_of_week(day: datetime.date) -> datetime.date:
    """Return the Sunday that ends the working week in hand: on Saturday and Sunday, the next one."""
    days = 6 - day.weekday()
    return day + datetime.timedelta(days=days if day.weekday() < 5 else days + 7)


def unowed(of: str = "") -> Q:
    """Tell what stands open and is asked of nobody: ``of`` leads to the execution («execution__»).

    A closed school owes nothing, and one that works again only what falls due since. Marks made stay.
    """
    is_closed = Q(**{f"{of}school__is_closed": True})
    was_closed = Q(**{f"{of}school__returned_on__gt": F(f"{of}due")})
    return Q(**{f"{of}state__in": OPEN_STATES}) & (is_closed | was_closed)


_OWED = (  # the contrary, without a negation, which an empty column would turn into neither
    ~Q(state__in=OPEN_STATES)
    | Q(school__isnull=True)
    | Q(school__is_closed=False, school__returned_on__isnull=True)
    | Q(school__is_closed=False, school__returned_on__lte=F("due"))
)


def _naming(person: Person | int) -> Q:
    """Tell the executions without a school that name the person.

    Two sets of items that do not depend on the execution: an engine makes each of them once, whatever it
    knows of the tables' sizes.
    """
    alone = Responsible.objects.filter(person=person)
    in_a_list = Responsible.objects.filter(group__members=person)
    items = Q(item__in=alone.values("item")) | Q(item__in=in_a_list.values("item"))
    return Q(school__isnull=True) & items


class ExecutionQuerySet(models.QuerySet["Execution"]):
    """Questions about executions; every day is given, none is taken from a clock."""

    def standing(self) -> "ExecutionQuerySet":
        """Executions that the plan asks for: none cancelled by an amendment, none agreed to do without."""
        return self.exclude(state__in=UNCOUNTED_STATES)

    def asked_for(self) -> "ExecutionQuerySet":
        """Executions without those that are asked of nobody (``unowed``): they wait for an order, if any."""
        return self.filter(_OWED)

    def owed(self) -> "ExecutionQuerySet":
        """Executions that count in figures, lists and letters: those that stand and are asked for."""
        return self.standing().asked_for()

    def open(self) -> "ExecutionQuerySet":
        """Executions that somebody still has to do."""
        return self.owed().filter(state__in=OPEN_STATES)

    def received(self) -> "ExecutionQuerySet":
        """Executions marked done, accepted or not yet."""
        return self.filter(state__in=RECEIVED_STATES)

    def overdue(self, today: datetime.date) -> "ExecutionQuerySet":
        """Open executions whose deadline has passed."""
        return self.open().filter(due__lt=today)

    def expected(self, today: datetime.date) -> "ExecutionQuerySet":
        """Executions whose deadline has come: due today or before."""
        return self.owed().filter(due__lte=today)

    def late(self) -> "ExecutionQuerySet":
        """Executions received after the deadline."""
        return self.received().filter(submitted_on__gt=F("due"))

    def urgent(self, today: datetime.date) -> "ExecutionQuerySet":
        """Open executions of roadmaps in force that wait now: returned, overdue, due by the week's end."""
        return self.open().filter(
            Q(state=ExecutionState.RETURNED) | Q(due__lte=end_of_week(today)),
            roadmap__state=RoadmapState.IN_FORCE,
        )

    def due_within(self, first: datetime.date, last: datetime.date) -> "ExecutionQuerySet":
        """Executions due between two days, both included."""
        return self.filter(due__gte=first, due__lte=last)

    def awaiting_acceptance(self) -> "ExecutionQuerySet":
        """Executions that the coordinator has to look at: marks, and claims that nothing is required."""
        return self.filter(state__in=AWAITING_STATES)

    def owed_by_schools(self, schools: "list[int]") -> "ExecutionQuerySet":
        """Executions of these schools (primary keys)."""
        return self.filter(school__in=schools)

    def owed_by_person(self, person: Person | int) -> "ExecutionQuerySet":
        """Executions that name the person, alone or as a member of a list, and belong to no school."""
        return self.filter(_naming(person))

    def owed_by(self, membership: Membership) -> "ExecutionQuerySet":
        """Executions that the signed-in person may mark: of the own schools, or naming the person."""
        if not membership.can(Ability.SUBMIT_EXECUTIONS):
            return self.none()
        return self.filter(Q(school__in=membership.school_ids) | _naming(membership.person))

    def visible_to(self, membership: Membership) -> "ExecutionQuerySet":
        """Executions that the signed-in person may see: the department and the region see all of them."""
        if not membership.can(Ability.VIEW_EXECUTIONS):
            return self.none()
        return self.owed_by(membership) if membership.is_school_only else self


class Execution(Versioned):
    """One duty. ``municipality``, ``roadmap``, ``section``, ``item`` and ``due`` repeat what the occurrence
    says, so that lists and sums need no joins; ``monitoring.services`` alone writes them.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="executions")
    roadmap = models.ForeignKey(Roadmap, models.PROTECT, related_name="executions")
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="executions")
    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="executions")
    occurrence = models.ForeignKey(Occurrence, models.PROTECT, related_name="executions")
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="executions", verbose_name=_("school")
    )
    due = models.DateField(_("due"))
    state = models.CharField(_("state"), max_length=9, choices=ExecutionState, default=ExecutionState.PLANNED)
    submitted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("marked done by")
    )
    submitted_by_name = models.CharField(_("name as it was then"), max_length=250, blank=True)
    submitted_at = models.DateTimeField(_("marked done"), null=True, blank=True)
    submitted_on = models.DateField(_("day of the mark, by the municipality's clock"), null=True, blank=True)
    note = models.TextField(_("note to the coordinator"), blank=True)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    return_reason = models.TextField(_("why it was returned"), blank=True)

    objects = ScopedManager(
        municipality="municipality", _manager_class=models.Manager.from_queryset(ExecutionQuerySet)
    )

    class Meta:
        verbose_name = _("execution")
        verbose_name_plural = _("executions")
        ordering = ["due", "pk"]
        indexes = [
            models.Index(fields=["municipality", "state", "due"], name="execution_by_state"),
            models.Index(fields=["school", "state", "due"], name="execution_of_school"),
            models.Index(fields=["roadmap", "section", "school"], name="execution_to_sum_up"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "school"], name="execution_once_a_school"),
            models.UniqueConstraint(
                fields=["occurrence"], condition=Q(school__isnull=True), name="execution_once_without_school"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(*RECEIVED_STATES, ExecutionState.CLAIMED))
                | Q(submitted_at__isnull=False, submitted_on__isnull=False),
                name="execution_received_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=ExecutionState.RETURNED) | ~Q(return_reason=""),
                name="execution_returned_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} ({self.due:%d.%m.%Y})"

    def get_absolute_url(self) -> str:
        """Address of the execution's page."""
        return reverse("execution-detail", kwargs={"municipality": self.municipality.slug, "pk": self.pk})

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.state in OPEN_STATES

    @property
    def is_owed(self) -> bool:
        """Whether anybody asks for it, as ``unowed`` tells: marks made stay; lists have loaded the school."""
        school = self.school if self.is_open else None
        if school is None:
            return True
        return not school.is_closed and (school.returned_on is None or school.returned_on <= self.due)

    @property
    def is_claim(self) -> bool:
        """Whether the mark says that nothing is required."""
        return self.state in (ExecutionState.CLAIMED, ExecutionState.WAIVED)

    @property
    def is_late(self) -> bool:
        """Whether the mark came after the deadline; what is not required cannot be late."""
        return self.submitted_on is not None and self.submitted_on > self.due and not self.is_claim

    def shown_state(self, today: datetime.date) -> str:
        """The name of the word, icon and colour that pages show: by state, lateness and nearness (LOOK)."""
        if not self.is_owed:
            return "unowed"
        if self.state == ExecutionState.ACCEPTED:
            return "late" if self.is_late else "accepted"
        if self.state != ExecutionState.PLANNED:
            return self.state
        if self.due < today:
            return "overdue"
        return "due_soon" if self.due <= end_of_week(today) else "planned"

    @property
    def picture(self) -> Any:
        """The first picture among ``documents``, which a list of marks has loaded beside the row."""
        return next(
            (each for each in getattr(self, "documents", ()) if each.is_picture and each.is_shown), None
        )

    @property
    def days_late(self) -> int:
        """Days between the deadline and the mark that came after it, else 0."""
        return (self.submitted_on - self.due).days if self.submitted_on and self.is_late else 0

    def days_overdue(self, today: datetime.date) -> int:
        """Days since the deadline of an open execution, else 0."""
        return max(0, (today - self.due).days) if self.is_open else 0
