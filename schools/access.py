"""Roles give abilities, in this one place; a membership says who a signed-in person is in a municipality."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django_scopes import scope, scopes_disabled

from accounts.models import User
from schools.choices import DEPARTMENT_ROLES, Role
from schools.models import Delegation, Municipality, Person, Position


class Ability(StrEnum):
    """What a role may do; a view names one."""

    VIEW_ROADMAPS = "view roadmaps"
    EDIT_ROADMAPS = "edit roadmaps"
    SETTLE_DOUBTS = "settle doubts"  # say the dates and the people that the portal could not read
    VIEW_OWN_DUTIES = "view own duties"
    SUBMIT_EXECUTIONS = "submit executions"
    VIEW_EXECUTIONS = "view executions"
    ACCEPT_EXECUTIONS = "accept executions"
    COMMENT = "comment"
    ASK_TO_READ = "ask to read an order"
    DELEGATE_ACCEPTANCE = "delegate acceptance"
    VIEW_MONITORING = "view monitoring"
    VIEW_SCHOOLS = "view schools"
    EDIT_SCHOOLS = "edit schools"
    VIEW_PEOPLE = "view people"
    EDIT_PEOPLE = "edit people"
    ORDER_REPORTS = "order reports"
    VIEW_OUTBOX = "view outbox"
    EDIT_MUNICIPALITY = "edit municipality"


_SCHOOL = {
    Ability.VIEW_ROADMAPS,
    Ability.VIEW_OWN_DUTIES,
    Ability.SUBMIT_EXECUTIONS,
    Ability.VIEW_EXECUTIONS,
    Ability.COMMENT,
    Ability.VIEW_SCHOOLS,
    Ability.ORDER_REPORTS,
}
_DEPARTMENT = {*_SCHOOL, Ability.VIEW_MONITORING, Ability.VIEW_PEOPLE}

ABILITIES: dict[str, frozenset[Ability]] = {
    Role.DIRECTOR: frozenset(_SCHOOL),
    Role.SCHOOL_COORDINATOR: frozenset(_SCHOOL),
    Role.SPECIALIST: frozenset(
        {
            *_DEPARTMENT,
            Ability.EDIT_ROADMAPS,
            Ability.SETTLE_DOUBTS,
            Ability.EDIT_SCHOOLS,
            Ability.ASK_TO_READ,
        }
    ),
    Role.COORDINATOR: frozenset(
        {
            *_DEPARTMENT,
            Ability.ACCEPT_EXECUTIONS,
            Ability.DELEGATE_ACCEPTANCE,
            Ability.SETTLE_DOUBTS,
            Ability.ASK_TO_READ,
        }
    ),
    Role.HEAD: frozenset(_DEPARTMENT),
    Role.VIEWER: frozenset(
        {
            Ability.VIEW_ROADMAPS,
            Ability.VIEW_EXECUTIONS,
            Ability.VIEW_MONITORING,
            Ability.VIEW_SCHOOLS,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            *_DEPARTMENT,
            Ability.EDIT_SCHOOLS,
            Ability.EDIT_PEOPLE,
            Ability.DELEGATE_ACCEPTANCE,
            Ability.VIEW_OUTBOX,
            Ability.EDIT_MUNICIPALITY,
        }
    ),
}

ACTING = frozenset({Ability.ACCEPT_EXECUTIONS})  # what a delegation gives


@dataclass(frozen=True)
class Membership:
    """Who a signed-in person is in one municipality on one day."""

    municipality: Municipality
    person: Person
    roles: frozenset[str]
    school_ids: tuple[int, ...]
    today: datetime.date
    positions: tuple[Position, ...] = ()
    is_acting: bool = False  # accepts marks for an absent coordinator

    @property
    def title(self) -> str:
        """What the person is, in words: «директор, Каменская СОШ»."""
        words = []
        for position in self.positions:
            role = position.get_role_display()
            words.append(f"{role}, {position.school}" if position.school else role)
        return "; ".join(dict.fromkeys(words))

    @property
    def abilities(self) -> frozenset[Ability]:
        """Everything that the person's roles give together."""
        acting = ACTING if self.is_acting else frozenset()
        return acting.union(*(ABILITIES[role] for role in self.roles))

    @property
    def is_department(self) -> bool:
        """Whether one of the roles belongs to the department."""
        return bool(self.roles & set(DEPARTMENT_ROLES))

    @property
    def is_school_only(self) -> bool:
        """Whether the person sees the own schools' duties only."""
        return bool(self.school_ids) and not self.is_department and Role.VIEWER not in self.roles

    @property
    def may_see_people(self) -> bool:
        """Whether the register of people is open to the person."""
        return self.can(Ability.VIEW_PEOPLE)

    @property
    def may_edit_roadmaps(self) -> bool:
        """Whether the person brings roadmaps in and changes them."""
        return self.can(Ability.EDIT_ROADMAPS)

    @property
    def may_edit_people(self) -> bool:
        """Whether the person keeps the register of people."""
        return self.can(Ability.EDIT_PEOPLE)

    def can(self, ability: str) -> bool:
        """Say whether one of the roles gives the ability, or an absent coordinator has handed it over."""
        if self.is_acting and ability in ACTING:
            return True
        return any(ability in ABILITIES[role] for role in self.roles)


def member(request: HttpRequest) -> Membership:
    """Return who the signed-in person is in the municipality of the address; inside an open view only."""
    found: Membership = request.membership  # type: ignore[attr-defined]
    return found


def membership_of(user: User, municipality: Municipality) -> Membership | None:
    """Return who the login is in the municipality today, or None. Call inside the municipality's scope."""
    today = municipality.today()
    held = Position.objects.current(today).filter(person__user=user)
    acting = Exists(Delegation.objects.current(today).filter(delegate=OuterRef("person")))
    positions = list(held.select_related("person", "school").annotate(is_acting=acting).order_by("pk"))
    is_acting = any(position.is_acting for position in positions)
    return _membership(municipality, positions, today, is_acting=is_acting) if positions else None


def memberships_of(user: User) -> list[Membership]:
    """Return who the login is today in each municipality, by the municipality's name; needs no scope."""
    with scopes_disabled():
        positions = list(
            Position.objects.filter(person__user=user)
            .select_related("person__municipality", "school")
            .order_by("person__municipality__name", "person__municipality_id", "pk")
        )
        acting = list(Delegation.objects.filter(delegate__user=user))
    found = []
    for municipality, group in groupby(positions, key=lambda position: position.person.municipality):
        today = municipality.today()
        current = [position for position in group if position.is_current(today)]
        if current:
            is_acting = any(
                each.municipality_id == municipality.pk and each.since <= today <= each.until
                for each in acting
            )
            found.append(_membership(municipality, current, today, is_acting=is_acting))
    return found


def _membership(
    municipality: Municipality, positions: list[Position], today: datetime.date, *, is_acting: bool
) -> Membership:
    return Membership(
        municipality=municipality,
        person=positions[0].person,
        roles=frozenset(position.role for position in positions),
        school_ids=tuple(position.school_id for position in positions if position.school_id),
        today=today,
        positions=tuple(positions),
        is_acting=is_acting and any(position.role in DEPARTMENT_ROLES for position in positions),
    )


def must_use_second_factor(user: User) -> bool:
    """Whether the login works today in the department of a municipality that requires a second factor."""
    for municipality in Municipality.objects.filter(people__user=user, is_second_factor_required=True):
        with scope(municipality=municipality):
            membership = membership_of(user, municipality)
        if membership and membership.is_department:
            return True
    return False
