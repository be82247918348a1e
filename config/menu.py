"""The main menu of each role: what stands in the top bar, and the counts beside it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import pgettext_lazy
from django_scopes import scope

from monitoring.models import Execution
from roadmaps.catalogue.undated import left
from schools.access import Ability, Membership
from schools.choices import Role


@dataclass(frozen=True)
class Entry:
    """One entry: where it leads, what it says, which of its kin it stands for, and who may see it."""

    name: str
    title: Any
    icon: str
    ability: Ability
    kin: tuple[str, ...] = ()  # beginnings of the names of pages below this one
    short: Any = ""  # on a phone


DUE = Entry(
    "due",
    pgettext_lazy("menu", "To be done"),
    "check2-square",
    Ability.VIEW_OWN_DUTIES,
    ("execution", "evidence"),
    pgettext_lazy("menu on a phone", "Things to do"),
)
ACCEPTANCE = Entry(
    "acceptance", pgettext_lazy("menu", "Acceptance"), "inbox", Ability.ACCEPT_EXECUTIONS, ("execution",)
)
OVERVIEW = Entry("overview", pgettext_lazy("menu", "Overview"), "speedometer2", Ability.VIEW_MONITORING)
ROADMAPS = Entry(
    "roadmap-list",
    pgettext_lazy("menu", "Roadmaps"),
    "map",
    Ability.VIEW_ROADMAPS,
    (
        "roadmap",
        "section",
        "item",
        "revision",
        "responsible",
        "passport",
        "indicator",
        "specialist",
        "upload",
        "doubt",
    ),
    pgettext_lazy("menu on a phone", "Roadmaps"),
)
MY_ROADMAPS = Entry(
    "roadmap-list",
    pgettext_lazy("menu", "My roadmaps"),
    "map",
    Ability.EDIT_ROADMAPS,
    ROADMAPS.kin,
    ROADMAPS.short,
)
TEMPLATES = Entry(
    "template-list",
    pgettext_lazy("menu", "Templates"),
    "files",
    Ability.EDIT_ROADMAPS,
    ("template",),
    pgettext_lazy("menu on a phone", "Templates"),
)
UNDATED = Entry(
    "undated-list",
    pgettext_lazy("menu", "Without dates"),
    "calendar-x",
    Ability.SETTLE_DOUBTS,
    ("undated",),
    pgettext_lazy("menu on a phone", "Without dates"),
)
OWN_SCHOOL = Entry(
    "school-list", pgettext_lazy("menu", "Our school"), "building", Ability.VIEW_SCHOOLS, ("school",)
)
SCHOOLS = Entry(
    "school-list", pgettext_lazy("menu", "Schools"), "building", Ability.VIEW_SCHOOLS, ("school",)
)
SCHOOLS_AND_PEOPLE = Entry(
    "school-list",
    pgettext_lazy("menu", "Schools and people"),
    "building",
    Ability.VIEW_SCHOOLS,
    ("school", "person", "position", "group"),
    pgettext_lazy("menu on a phone", "Schools"),
)
PEOPLE = Entry(
    "person-list", pgettext_lazy("menu", "People"), "people", Ability.EDIT_PEOPLE, ("person", "position")
)
GROUPS = Entry("group-list", pgettext_lazy("menu", "Groups"), "collection", Ability.EDIT_SCHOOLS, ("group",))
MONITORING = Entry(
    "monitoring", pgettext_lazy("menu", "Monitoring"), "bar-chart", Ability.VIEW_MONITORING, ("execution",)
)
REPORTS = Entry(
    "report-list", pgettext_lazy("menu", "Reports"), "file-earmark-text", Ability.ORDER_REPORTS, ("report",)
)
OUTBOX = Entry(
    "message-list", pgettext_lazy("menu", "Mail"), "envelope", Ability.VIEW_OUTBOX, ("message", "reminder")
)
MUNICIPALITY = Entry(
    "municipality-edit",
    pgettext_lazy("menu", "Municipality"),
    "gear",
    Ability.EDIT_MUNICIPALITY,
    ("calendar",),
)
CALENDAR = Entry(
    "calendar", pgettext_lazy("menu", "Calendar"), "calendar3", Ability.VIEW_EXECUTIONS, ("calendar",)
)
MUNICIPALITIES = "municipality-list"

MENUS: dict[str, tuple[Entry, ...]] = {
    Role.HEAD: (OVERVIEW, ROADMAPS, SCHOOLS, MONITORING, REPORTS),
    Role.COORDINATOR: (ACCEPTANCE, ROADMAPS, UNDATED, SCHOOLS, MONITORING, REPORTS),
    Role.SPECIALIST: (MY_ROADMAPS, TEMPLATES, UNDATED, SCHOOLS_AND_PEOPLE, REPORTS),
    Role.ADMINISTRATOR: (PEOPLE, SCHOOLS, GROUPS, OUTBOX, MUNICIPALITY),
    Role.DIRECTOR: (DUE, ROADMAPS, CALENDAR, OWN_SCHOOL, REPORTS),
    Role.SCHOOL_COORDINATOR: (DUE, ROADMAPS, CALENDAR, OWN_SCHOOL, REPORTS),
    Role.VIEWER: (OVERVIEW, ROADMAPS, SCHOOLS, MONITORING),
}

# What an entry's number counts: one query, asked only when a page shows the menu.
COUNTS: dict[str, Callable[[Membership], int]] = {
    "due": lambda member: Execution.objects.owed_by(member).urgent(member.today).count(),
    "acceptance": lambda member: Execution.objects.visible_to(member).awaiting_acceptance().count(),
    "undated-list": lambda member: left().count(),
}


class MenuItem:
    """An entry as a page shows it."""

    def __init__(self, entry: Entry, url: str, membership: Membership, *, active: bool = False) -> None:
        """Keep the entry and whose menu it is in."""
        self.title, self.icon, self.short = entry.title, entry.icon, entry.short
        self.url, self.active = url, active
        self._count = COUNTS.get(entry.name)
        self._membership = membership

    @cached_property
    def count(self) -> int:
        """How many things wait there; 0 shows nothing."""
        with scope(municipality=self._membership.municipality):
            return self._count(self._membership) if self._count else 0


@dataclass(frozen=True)
class PlainItem:
    """An entry outside any municipality."""

    title: Any
    icon: str
    url: str
    active: bool = False
    count: int = 0


def entries_of(membership: Membership) -> list[Entry]:
    """The entries of the member's roles, those of the leading role first, each address once."""
    found: dict[str, Entry] = {}
    for role, entries in MENUS.items():
        if role in membership.roles:
            for entry in entries:
                if membership.can(entry.ability):
                    found.setdefault(entry.name, entry)
    if membership.can(ACCEPTANCE.ability):
        found.setdefault(ACCEPTANCE.name, ACCEPTANCE)  # for an absent coordinator
    if DUE.name not in found and _owes(membership):
        found[DUE.name] = DUE
    return list(found.values())


def _owes(membership: Membership) -> bool:
    """Whether a roadmap names the person, who has another first page, for something still to be done."""
    if not membership.can(DUE.ability):
        return False
    with scope(municipality=membership.municipality):
        return bool(Execution.objects.owed_by(membership).open().exists())


def menu_of(request: HttpRequest, membership: Membership | None) -> list[MenuItem | PlainItem]:
    """The menu of the member, or of somebody between municipalities (None)."""
    here = request.resolver_match.url_name if request.resolver_match else ""
    items: list[MenuItem | PlainItem] = []
    if membership is None or Role.VIEWER in membership.roles:
        items.append(
            PlainItem(
                pgettext_lazy("menu", "Municipalities"),
                "buildings",
                reverse(MUNICIPALITIES),
                active=here == MUNICIPALITIES,
            )
        )
    if membership is None:
        return items
    entries = entries_of(membership)
    active = _active(entries, here or "")
    for entry in entries:
        url = address(entry.name, membership)
        if url:
            items.append(MenuItem(entry, url, membership, active=entry is active))
    return items


def address(name: str, membership: Membership) -> str:
    """The address of a page in the member's municipality; «» while there is no such page."""
    if name == OWN_SCHOOL.name and membership.is_school_only and len(membership.school_ids) == 1:
        pk = membership.school_ids[0]
        return reverse("school-detail", kwargs={"municipality": membership.municipality.slug, "pk": pk})
    try:
        return reverse(name, kwargs={"municipality": membership.municipality.slug})
    except NoReverseMatch:
        return ""


def _active(entries: Iterable[Entry], here: str) -> Entry | None:
    """The entry of the page, else the first whose kin it is."""
    kin = here.split("-", maxsplit=1)[0]
    exact = [entry for entry in entries if entry.name == here]
    near = [entry for entry in entries if kin in entry.kin]
    return next(iter([*exact, *near]), None)
