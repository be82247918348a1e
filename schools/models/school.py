"""A school and what it is by its results, year by year."""

import re
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ExpressionWrapper, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from common.database import RUSSIAN
from common.versions import Versioned
from schools.choices import SchoolResult, Zone
from schools.models.municipality import Municipality


class SeesSchools(Protocol):
    """The part of a membership that says which schools it may see."""

    @property
    def is_school_only(self) -> bool:
        """Whether only the own schools are seen."""

    @property
    def school_ids(self) -> tuple[int, ...]:
        """The own schools."""


def check_school_year(name: str) -> None:
    """Refuse what is no school year: «2026/27» is one, «2026/28» is none."""
    match = re.fullmatch(r"(\d{4})/(\d{2})", name)
    if not match or (int(match[1]) + 1) % 100 != int(match[2]):
        raise ValidationError(_("Write the school year like 2026/27."))


class SchoolQuerySet(models.QuerySet["School"]):
    """Questions about schools."""

    def visible_to(self, membership: SeesSchools) -> "SchoolQuerySet":
        """The own schools for a person of a school, all schools for everybody else."""
        return self.filter(pk__in=membership.school_ids) if membership.is_school_only else self.all()

    def working(self) -> "SchoolQuerySet":
        """Schools that are not closed."""
        return self.filter(is_closed=False)

    def matching(self, text: str) -> "SchoolQuerySet":
        """Schools whose names, number or address have every word of the text, in any case."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(full_name__icontains=word)
                | Q(address__icontains=word)
                | Q(number__iexact=word)
            )
        return found

    def by_number(self) -> "SchoolQuerySet":
        """Schools in the order of their numbers (2 before 12), those without a number after them by name."""
        is_nameless = ExpressionWrapper(Q(number=""), output_field=models.BooleanField())
        return self.order_by(is_nameless, Length("number"), "number", "name")

    def with_status(self, school_year: str) -> "SchoolQuerySet":
        """Add ``result`` and ``zone`` of the school year («» where none is set)."""
        status = SchoolStatus.objects.filter(school=OuterRef("pk"), school_year=school_year)
        nothing = Value("")
        return self.annotate(
            result=Coalesce(Subquery(status.values("result")[:1]), nothing),
            zone=Coalesce(Subquery(status.values("zone")[:1]), nothing),
        )

    def of_result(self, result: str) -> "SchoolQuerySet":
        """Schools of these results («» means not set); after ``with_status``."""
        return self.filter(Q(result=result))

    def of_zone(self, zone: str) -> "SchoolQuerySet":
        """Schools of this zone («» means not set); after ``with_status``."""
        return self.filter(Q(zone=zone))


class School(Versioned):
    """A school of the municipality."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="schools", verbose_name=_("municipality")
    )
    name = models.CharField(_("short name"), max_length=120, db_collation=RUSSIAN)
    full_name = models.CharField(_("full name"), max_length=300, blank=True)
    number = models.CharField(_("number"), max_length=10, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    pupils = models.PositiveIntegerField(_("pupils"), null=True, blank=True)
    teachers = models.PositiveIntegerField(_("teachers"), null=True, blank=True)
    is_closed = models.BooleanField(_("closed"), default=False)
    returned_on = models.DateField(
        _("works again since"),
        null=True,
        blank=True,
        help_text=_("What fell due earlier is not asked of the school. Empty: it is asked for everything."),
    )

    objects = ScopedManager(
        municipality="municipality", _manager_class=models.Manager.from_queryset(SchoolQuerySet)
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="school_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the school's card."""
        return reverse("school-detail", kwargs={"municipality": self.municipality.slug, "pk": self.pk})


class SchoolStatus(models.Model):
    """What a school is by its results in one school year («2026/27»)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="statuses", verbose_name=_("school"))
    school_year = models.CharField(_("school year"), max_length=7, validators=[check_school_year])
    result = models.CharField(
        _("results"), max_length=12, choices=SchoolResult, default=SchoolResult.ORDINARY
    )
    zone = models.CharField(_("zone"), max_length=6, choices=Zone, blank=True)

    objects = ScopedManager(municipality="school__municipality")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("status of a school")
        verbose_name_plural = _("statuses of schools")
        ordering = ["-school_year"]
        constraints = [
            models.UniqueConstraint(fields=["school", "school_year"], name="school_status_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.school}, {self.school_year}: {self.get_result_display()}"
