"""A municipality: the tenant, on whose own ground everything else stands."""

import datetime
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from common.database import RUSSIAN
from common.versions import Versioned
from schools.academic_calendar import AcademicCalendar
from schools.working_days import WorkingDays

RESERVED_SLUGS = frozenset(
    {
        "account",
        "admin",
        "calendar",
        "display",
        "health",
        "help",
        "home",
        "invitation",
        "municipalities",
        "password",
        "second-factor",
        "settings",
        "sign-in",
        "sign-out",
        "static",
    }
)


def check_slug(slug: str) -> None:
    """Refuse an address that the portal itself uses."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("This address belongs to the portal itself. Choose another."))


def check_time_zone(name: str) -> None:
    """Refuse a time zone that does not exist."""
    if name not in available_timezones():
        raise ValidationError(_("No such time zone. Write it like Europe/Moscow."))


def default_reminder_rules() -> dict[str, object]:
    """When a reminder is sent; ``monitoring.services.rules`` says what each means."""
    return {
        "before": [14, 7, 3, 1],
        "on_day": True,
        "overdue_weekday": 0,
        "overdue_times": 8,
        "coordinator_after": 3,
        "head_after": 10,
        "acceptance_after": 2,
        "head_summary": True,
        "working_days": True,
        "school_holidays": False,
        "holidays": [["10-26", "11-03"], ["12-30", "01-11"], ["03-24", "04-01"]],
    }


class Municipality(Versioned):
    """The department of one municipality, with its own clock, school year, and rules of reminding."""

    slug = models.SlugField(_("address"), max_length=63, unique=True, validators=[check_slug])
    name = models.CharField(_("name"), max_length=200, db_collation=RUSSIAN)
    short_name = models.CharField(_("short name"), max_length=60, db_collation=RUSSIAN)
    department = models.CharField(_("department"), max_length=250, blank=True)
    signer_post = models.CharField(_("post of who signs orders"), max_length=250, blank=True)
    signer_name = models.CharField(_("who signs orders"), max_length=120, blank=True)
    region = models.CharField(_("region"), max_length=120, blank=True, db_collation=RUSSIAN)
    time_zone = models.CharField(
        _("time zone"), max_length=40, default="Europe/Moscow", validators=[check_time_zone]
    )
    academic_calendar = models.JSONField(_("academic calendar"), default=dict, blank=True)
    days_off = models.JSONField(_("deadlines on days off"), default=dict, blank=True)
    digest_hour = models.PositiveSmallIntegerField(
        _("hour of the morning mail"), default=8, validators=[MaxValueValidator(23)]
    )
    reminder_rules = models.JSONField(_("rules of reminding"), default=default_reminder_rules)
    is_second_factor_required = models.BooleanField(
        _("department staff must use a second factor"), default=False
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(digest_hour__lte=23), name="municipality_digest_hour"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the municipality's first page."""
        return reverse("overview", kwargs={"municipality": self.slug})

    @property
    def zone(self) -> ZoneInfo:
        """The municipality's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def calendar(self) -> AcademicCalendar:
        """The municipality's school quarters and halves."""
        return AcademicCalendar.from_dict(self.academic_calendar)

    @property
    def working_days(self) -> WorkingDays:
        """Which days are worked, and where a deadline on a day off is moved."""
        return WorkingDays.from_dict(self.days_off)

    def today(self) -> datetime.date:
        """The date on the municipality's own clock."""
        return timezone.localdate(timezone=self.zone)

    def school_year(self) -> str:
        """The school year of today, as written: «2026/27»."""
        return self.calendar.school_year_of(self.today())
