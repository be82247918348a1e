"""A school and what it is by its results, year by year."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from common.database import RUSSIAN
from schools.choices import SchoolResult, Zone
from schools.models.municipality import Municipality


class School(models.Model):
    """A school of the municipality."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="schools")
    name = models.CharField(_("short name"), max_length=120, db_collation=RUSSIAN)
    full_name = models.CharField(_("full name"), max_length=300, blank=True)
    number = models.CharField(_("number"), max_length=10, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    pupils = models.PositiveIntegerField(_("pupils"), null=True, blank=True)
    teachers = models.PositiveIntegerField(_("teachers"), null=True, blank=True)
    is_closed = models.BooleanField(_("closed"), default=False)

    objects = ScopedManager(municipality="municipality")
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

    school = models.ForeignKey(School, models.CASCADE, related_name="statuses")
    school_year = models.CharField(_("school year"), max_length=7)
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
