"""Who answers for a row: the entries as chips, each with whom it means."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count

from common.database import russian_key
from common.text import typograph
from roadmaps.choices import ResponsibleKind
from roadmaps.models import Responsible, Roadmap
from schools.choices import PER_SCHOOL_RULES, GroupRule
from schools.models import Group, Person

typeset = lru_cache(maxsize=20_000)(typograph)  # the same for everybody: a text and how it is set

ICONS: dict[str, str] = {
    ResponsibleKind.PERSON: "person",
    ResponsibleKind.GROUP: "people",
    ResponsibleKind.SCHOOLS: "building",
    ResponsibleKind.TEXT: "",
    ResponsibleKind.DOUBT: "question-circle",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One entry of the responsibles: as written, and whom it means."""

    pk: int
    text: str
    icon: str
    count: int = 0
    meaning: str = ""  # the person or group, where the text names them otherwise
    key: str = ""  # by which the page's filter knows them
    is_doubt: bool = False


def chips_of(roadmap: Roadmap, *, schools: int | None = None, **rows: object) -> dict[int, list[Chip]]:
    """Return the chips of the rows (``item=`` or ``item__kind=``) by the row's key; three queries at most."""
    entries = Responsible.objects.filter(item__roadmap=roadmap, **rows)
    found = list(
        entries.values_list(
            "pk",
            "item",
            "text",
            "kind",
            "person",
            "person__surname",
            "person__first_name",
            "person__patronymic",
            "group",
            "group__name",
            "group__rule",
        )
    )
    members = _members({row[-3] for row in found if row[-1] == GroupRule.LIST})
    schools = roadmap.schools.count() if schools is None else schools
    chips: dict[int, list[Chip]] = defaultdict(list)
    for pk, item, text, meaning, person, *names, group, group_name, rule in found:
        key = whom = ""
        count = 0
        if person:
            key, whom = f"p{person}", short_name(*names)
        elif group:
            key, whom = f"g{group}", group_name
            count = schools if rule in PER_SCHOOL_RULES else members.get(group, 0)
        is_doubt = meaning == ResponsibleKind.DOUBT
        chips[item].append(Chip(pk, typeset(text), ICONS[meaning], count, whom, key, is_doubt))
    return chips


def _members(groups: set[int]) -> dict[int, int]:
    """Return how many people are in each of the groups that are fixed lists."""
    if not groups:
        return {}
    return dict(Group.objects.filter(pk__in=groups).values_list("pk").annotate(Count("members")))


@lru_cache(maxsize=5_000)
def short_name(surname: str, first_name: str, patronymic: str) -> str:
    """Return the name as a person's own property says it."""
    return Person(surname=surname, first_name=first_name, patronymic=patronymic).short_name


def people_of(chips: dict[int, list[Chip]]) -> list[tuple[str, str]]:
    """Return (key, words) of everybody whom the chips mean, in order."""
    people = {chip.key: chip.meaning for row in chips.values() for chip in row if chip.key}
    return sorted(people.items(), key=lambda person: russian_key(person[1]))


def meaning_words(responsible: Responsible) -> str:
    """Whom one entry means, in words."""
    if responsible.person:
        return str(responsible.person.full_name)
    if responsible.group:
        return str(responsible.group.name)
    if responsible.kind == ResponsibleKind.SCHOOLS:
        return ", ".join(school.name for school in responsible.schools.all())
    return str(responsible.get_kind_display())
