"""A roadmap («дорожная карта»): the plan that an order puts in force."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from common.database import RUSSIAN
from common.versions import Versioned
from roadmaps.choices import EDITABLE_STATES, RoadmapKind, RoadmapState
from schools.access import Membership
from schools.choices import Role
from schools.models import Municipality, Person, School


class RoadmapQuerySet(models.QuerySet["Roadmap"]):
    """Questions about roadmaps."""

    def visible_to(self, membership: Membership) -> "RoadmapQuerySet":
        """Roadmaps that the person may read.

        The department reads all of them; a regional viewer what is no draft; a school its own, those that
        name it, and the municipal ones in force.
        """
        if membership.is_department:
            return self.all()
        if Role.VIEWER in membership.roles:
            return self.public_to_schools()
        named = self.model.schools.through.objects.filter(school__in=membership.school_ids)
        return self.public_to_schools().filter(
            Q(pk__in=named.values("roadmap"))
            | Q(school__in=membership.school_ids)
            | Q(kind=RoadmapKind.MUNICIPAL, state=RoadmapState.IN_FORCE)
        )

    def editable(self) -> "RoadmapQuerySet":
        """Roadmaps whose text may still change: drafts, templates, and those in force (by an amendment)."""
        return self.filter(state__in=EDITABLE_STATES)

    def drafts(self) -> "RoadmapQuerySet":
        """Roadmaps and templates that no order has put in force."""
        return self.filter(state=RoadmapState.DRAFT)

    def touching(self, start: datetime.date, end: datetime.date) -> "RoadmapQuerySet":
        """Roadmaps with at least one day between the two days."""
        return self.filter(start__lte=end, end__gte=start)

    def in_force(self) -> "RoadmapQuerySet":
        """Roadmaps that people answer for now."""
        return self.filter(state=RoadmapState.IN_FORCE)

    def public_to_schools(self) -> "RoadmapQuerySet":
        """Roadmaps that a school may read: no drafts, no templates."""
        return self.exclude(state=RoadmapState.DRAFT).exclude(kind=RoadmapKind.TEMPLATE)


class Roadmap(Versioned):
    """A plan of sections and items with a passport, in the department's own form.

    ``columns`` is the department's column set, in order:
    ``[{"field": "title", "heading": "Мероприятие"}, …]``;
    a field that is no attribute of an item names a key of its ``extra``. ``form`` is how the document was
    drawn: its ``tables`` with their captions and headings, the ``labels`` of goal and coordinators, and the
    ``places`` of what stands between the ``texts``; exports follow it.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="roadmaps")
    kind = models.CharField(_("kind"), max_length=10, choices=RoadmapKind, default=RoadmapKind.MUNICIPAL)
    state = models.CharField(_("state"), max_length=10, choices=RoadmapState, default=RoadmapState.DRAFT)
    title = models.TextField(_("title"))
    short_title = models.CharField(_("short title"), max_length=120, blank=True, db_collation=RUSSIAN)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("follows from")
    )
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="own_roadmaps", verbose_name=_("school")
    )
    schools = models.ManyToManyField(School, related_name="roadmaps", blank=True, verbose_name=_("schools"))
    coordinators = models.ManyToManyField(
        Person, related_name="coordinated_roadmaps", blank=True, verbose_name=_("coordinators")
    )
    coordinators_text = models.JSONField(_("coordinators as written"), default=list, blank=True)
    start = models.DateField(_("first day"), null=True, blank=True)
    end = models.DateField(_("last day"), null=True, blank=True)
    goal = models.TextField(_("goal"), blank=True)
    order_number = models.CharField(_("number of the order"), max_length=100, blank=True)
    order_date = models.DateField(_("date of the order"), null=True, blank=True)
    order_issuer = models.TextField(_("who issued the order"), blank=True)
    order_signer_post = models.TextField(_("post of who signed the order"), blank=True)
    order_signed_by = models.TextField(_("who signed the order"), blank=True)
    columns = models.JSONField(_("columns of the plan"), default=list, blank=True)
    texts = models.JSONField(_("other text of the document"), default=list, blank=True)
    form = models.JSONField(_("form of the document"), default=dict, blank=True)
    is_published = models.BooleanField(_("open to everybody"), default=False)
    is_acceptance_required = models.BooleanField(_("marks are accepted by the coordinator"), default=True)
    is_evidence_required = models.BooleanField(
        _("a mark needs the documents asked for, or a word why there is none"), default=True
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("changed by")
    )

    objects = ScopedManager(
        municipality="municipality", _manager_class=models.Manager.from_queryset(RoadmapQuerySet)
    )
    history = HistoricalRecords(excluded_fields=["changed_at"])

    class Meta:
        verbose_name = _("roadmap")
        verbose_name_plural = _("roadmaps")
        ordering = ["-start", "pk"]
        indexes = [models.Index(fields=["municipality", "state"], name="roadmap_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=F("start")),
                name="roadmap_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(state=RoadmapState.IN_FORCE)
                | (Q(start__isnull=False) & Q(end__isnull=False) & ~Q(order_number="")),
                name="roadmap_in_force_has_order_and_period",
            ),
            models.CheckConstraint(
                condition=~Q(kind=RoadmapKind.TEMPLATE) | Q(state=RoadmapState.DRAFT),
                name="roadmap_template_never_in_force",
            ),
        ]

    def __str__(self) -> str:
        return self.short_title or self.title

    def get_absolute_url(self) -> str:
        """Address of the roadmap's page."""
        return reverse("roadmap-detail", kwargs={"municipality": self.municipality.slug, "pk": self.pk})

    @property
    def is_draft(self) -> bool:
        """Whether the roadmap is still being prepared."""
        return self.state == RoadmapState.DRAFT

    @property
    def is_template(self) -> bool:
        """Whether it only serves to start others from."""
        return self.kind == RoadmapKind.TEMPLATE

    @property
    def is_editable(self) -> bool:
        """Whether its text may still change."""
        return self.state in EDITABLE_STATES

    @property
    def is_in_force(self) -> bool:
        """Whether people answer for the roadmap now."""
        return self.state == RoadmapState.IN_FORCE
