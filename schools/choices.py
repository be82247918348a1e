"""Named values of municipalities, schools and people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person is in a municipality; abilities of each stand in ``schools.access``."""

    DIRECTOR = "director", _("school director")
    SCHOOL_COORDINATOR = "school_coordinator", _("school coordinator")
    SPECIALIST = "specialist", _("specialist of the department")
    COORDINATOR = "coordinator", _("municipal coordinator")
    HEAD = "head", _("head of the department")
    VIEWER = "viewer", _("regional viewer")
    ADMINISTRATOR = "administrator", _("administrator")


SCHOOL_ROLES = (Role.DIRECTOR, Role.SCHOOL_COORDINATOR)
DEPARTMENT_ROLES = (Role.SPECIALIST, Role.COORDINATOR, Role.HEAD, Role.ADMINISTRATOR)


class SchoolResult(TextChoices):
    """What a school is by its results in a school year (школа с низкими результатами обучения, ШНОР)."""

    LOW_RESULTS = "low_results", _("low results")
    AT_RISK = "at_risk", _("at risk")
    ORDINARY = "ordinary", _("no remarks")


class Zone(TextChoices):
    """The zone of a school by its indicators."""

    GREEN = "green", _("green")
    YELLOW = "yellow", _("yellow")
    RED = "red", _("red")


class GroupRule(TextChoices):
    """Who is in a group."""

    LIST = "list", _("a fixed list of people")
    DIRECTORS = "directors", _("directors of the roadmap's schools")
    SCHOOL_COORDINATORS = "school_coordinators", _("school coordinators of the roadmap's schools")


PER_SCHOOL_RULES = (GroupRule.DIRECTORS, GroupRule.SCHOOL_COORDINATORS)


class DayOffRule(TextChoices):
    """When a deadline that falls on a day off is due."""

    KEEP = "keep", _("on the day that is written")
    NEXT = "next", _("on the next working day")
    PREVIOUS = "previous", _("on the working day before")


class LoginState(TextChoices):
    """Whether a person can sign in; computed from the login, never stored."""

    OPEN = "open", _("signs in")
    INVITED = "invited", _("invited")
    CLOSED = "closed", _("access closed")
    NONE = "none", _("no login")


# Russia's eleven clocks; a municipality elsewhere keeps the zone that it has.
TIME_ZONES = (
    ("Europe/Kaliningrad", _("Kaliningrad, UTC+2")),
    ("Europe/Moscow", _("Moscow, UTC+3")),
    ("Europe/Samara", _("Samara, UTC+4")),
    ("Asia/Yekaterinburg", _("Yekaterinburg, UTC+5")),
    ("Asia/Omsk", _("Omsk, UTC+6")),
    ("Asia/Krasnoyarsk", _("Krasnoyarsk, UTC+7")),
    ("Asia/Irkutsk", _("Irkutsk, UTC+8")),
    ("Asia/Yakutsk", _("Yakutsk, UTC+9")),
    ("Asia/Vladivostok", _("Vladivostok, UTC+10")),
    ("Asia/Magadan", _("Magadan, UTC+11")),
    ("Asia/Kamchatka", _("Kamchatka, UTC+12")),
)
