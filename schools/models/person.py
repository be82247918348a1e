"""A person of a municipality, and the positions held, each from a date to a date."""

import datetime

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import F, Prefetch, Q, Value
from django.db.models.functions import Concat, Lower, Replace
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from common.database import RUSSIAN
from common.versions import Versioned
from schools.choices import DEPARTMENT_ROLES, SCHOOL_ROLES, LoginState, Role
from schools.declension import Case, Gender, Part, decline, decline_post, gender_of
from schools.models.municipality import Municipality
from schools.models.school import School


class PersonQuerySet(models.QuerySet["Person"]):
    """Questions about people."""

    def at_work(self, today: datetime.date) -> "PersonQuerySet":
        """People who hold a position on the day."""
        return self.filter(pk__in=Position.objects.current(today).values("person"))

    def not_at_work(self, today: datetime.date) -> "PersonQuerySet":
        """People who hold no position on the day."""
        return self.exclude(pk__in=Position.objects.current(today).values("person"))

    def in_role(self, role: str, today: datetime.date) -> "PersonQuerySet":
        """People who hold the role on the day."""
        return self.filter(pk__in=Position.objects.current(today).filter(role=role).values("person"))

    def in_department(self, today: datetime.date) -> "PersonQuerySet":
        """People who work in the department on the day."""
        held = Position.objects.current(today).filter(role__in=DEPARTMENT_ROLES)
        return self.filter(pk__in=held.values("person"))

    def in_school(self, school: School | int, today: datetime.date) -> "PersonQuerySet":
        """People who work in the school on the day."""
        return self.filter(pk__in=Position.objects.current(today).filter(school=school).values("person"))

    def matching(self, text: str) -> "PersonQuerySet":
        """People whose name or address has every word of the text, in any case, е for ё or not."""
        parts = ("surname", Value(" "), "first_name", Value(" "), "patronymic", Value(" "), "email")
        name = Concat(*parts, output_field=models.CharField())
        found = self.alias(sought=Replace(Lower(name), Value("ё"), Value("е")))
        for word in text.lower().replace("ё", "е").split():
            found = found.filter(sought__contains=word)
        return found

    def with_positions(self, today: datetime.date) -> "PersonQuerySet":
        """Give each person the list ``current_positions``, as of the day, and the login."""
        positions = Position.objects.current(today).select_related("school")
        return self.select_related("user").prefetch_related(
            Prefetch("positions", queryset=positions, to_attr="current_positions")
        )

    def signing_in(self) -> "PersonQuerySet":
        """People who have a login with a password, and it is open."""
        return self.filter(user__is_active=True).exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def invited(self) -> "PersonQuerySet":
        """People who were given a login and have not set a password yet."""
        return self.filter(user__is_active=True, user__password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def to_invite(self, today: datetime.date) -> "PersonQuerySet":
        """People at work who have an address and never got a login."""
        return self.at_work(today).filter(user__isnull=True).exclude(email="")

    def without_login(self) -> "PersonQuerySet":
        """People who never got a login, or whose login is closed."""
        return self.filter(Q(user__isnull=True) | Q(user__is_active=False))


class Person(Versioned):
    """A human of the municipality, with or without a login."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="people", verbose_name=_("municipality")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("login"),
    )
    surname = models.CharField(_("surname"), max_length=80, db_collation=RUSSIAN)
    first_name = models.CharField(_("first name"), max_length=80, blank=True, db_collation=RUSSIAN)
    patronymic = models.CharField(_("patronymic"), max_length=80, blank=True, db_collation=RUSSIAN)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    cases = models.JSONField(_("name and posts in other cases"), default=dict, blank=True)

    objects = ScopedManager(
        municipality="municipality", _manager_class=models.Manager.from_queryset(PersonQuerySet)
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["surname", "first_name", "patronymic", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "user"],
                condition=Q(user__isnull=False),
                name="person_one_a_login",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        """Address of the person's card."""
        return reverse("person-detail", kwargs={"municipality": self.municipality.slug, "pk": self.pk})

    @property
    def short_name(self) -> str:
        """Surname first with initials: «Ветрова М. О.»."""
        initials = " ".join(f"{name[0]}." for name in (self.first_name, self.patronymic) if name)
        return f"{self.surname} {initials}".strip()

    @property
    def full_name(self) -> str:
        """The whole name, surname first."""
        return " ".join(part for part in (self.surname, self.first_name, self.patronymic) if part)

    @property
    def address_name(self) -> str:
        """The name by which a letter addresses the person: «Мария Олеговна»."""
        return " ".join(part for part in (self.first_name, self.patronymic) if part) or self.surname

    @property
    def gender(self) -> Gender | None:
        """Whether the name is a man's or a woman's, as far as it tells."""
        return gender_of(self.surname, self.first_name, self.patronymic)

    def name_in(self, case: str) -> str:
        """The whole name in a grammatical case («datv»): as somebody has written it, else by the rules."""
        written: str = self.cases.get(self.full_name, {}).get(case, "")
        return written or self.computed_name(Case(case))

    def short_name_in(self, case: str) -> str:
        """Surname with initials in a grammatical case: «Ветрову М. О.»."""
        surname = self.name_in(case).partition(" ")[0]
        return f"{surname}{self.short_name.removeprefix(self.surname)}"

    def computed_name(self, case: Case) -> str:
        """The whole name in a case by the rules."""
        gender = self.gender
        parts = (
            (Part.SURNAME, self.surname),
            (Part.FIRST_NAME, self.first_name),
            (Part.PATRONYMIC, self.patronymic),
        )
        return " ".join(decline(part, word, gender, case) for part, word in parts if word)

    def post_in(self, post: str, case: str) -> str:
        """A post of the person in a grammatical case: as somebody has written it, else by the rules."""
        return self.cases.get(post, {}).get(case, "") or decline_post(post, Case(case))

    @property
    def login_state(self) -> LoginState:
        """Whether the person can sign in."""
        if self.user is None:
            return LoginState.NONE
        if not self.user.is_active:
            return LoginState.CLOSED
        return LoginState.OPEN if self.user.has_usable_password() else LoginState.INVITED


class PositionQuerySet(models.QuerySet["Position"]):
    """Questions about positions."""

    def current(self, today: datetime.date) -> "PositionQuerySet":
        """Positions held on the day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today)

    def not_ended(self, today: datetime.date) -> "PositionQuerySet":
        """Positions held on the day or from a later one."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=today))

    def ended(self, today: datetime.date) -> "PositionQuerySet":
        """Positions that were held before the day and are no longer."""
        return self.filter(until__lt=today)

    def of_directors(self) -> "PositionQuerySet":
        """Positions of school directors."""
        return self.filter(role=Role.DIRECTOR)


class Position(models.Model):
    """What a person is, in the department or in a school, from a date to a date (both included)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="positions", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    school = models.ForeignKey(
        School,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
        verbose_name=_("school"),
    )
    title = models.CharField(_("post"), max_length=200, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = ScopedManager(
        municipality="person__municipality", _manager_class=models.Manager.from_queryset(PositionQuerySet)
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ["-since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="position_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(role__in=SCHOOL_ROLES, school__isnull=False)
                | (~Q(role__in=SCHOOL_ROLES) & Q(school__isnull=True)),
                name="position_school_by_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"

    @property
    def post(self) -> str:
        """What the person is called here: the post as written, else the role."""
        return self.title or str(self.get_role_display())

    def is_current(self, today: datetime.date) -> bool:
        """Whether the position is held on the day."""
        return self.since <= today and (self.until is None or self.until >= today)


def staff(today: datetime.date) -> "Prefetch[str]":
    """What gives each school the list ``current_positions`` with their people, as of the day."""
    positions = Position.objects.current(today).select_related("person").order_by("role", "since", "pk")
    return Prefetch("positions", queryset=positions, to_attr="current_positions")
