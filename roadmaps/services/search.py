"""Search over everything that the person may see: roadmaps, activities, schools, people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from roadmaps.models import PlanItem, Roadmap
from schools.access import Membership
from schools.models import Person, School

SHOWN = 8  # of each kind
MANY = 60  # of one kind, when asked for it alone
SHORTEST = 2  # letters


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what it is called, where it belongs, where it is."""

    title: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one kind; ``total`` of it there is in all."""

    kind: str
    title: Any
    icon: str
    hits: Sequence[Hit]
    total: int

    @property
    def has_more(self) -> bool:
        """Whether not everything is shown."""
        return self.total > len(self.hits)


def find(membership: Membership, words: str, only: str = "") -> list[Found]:
    """Return what has every word of the text, by kind; of one kind alone, if ``only`` names it."""
    if len(words.strip()) < SHORTEST:
        return []
    found = [
        Found(
            kind, title, icon, [hit(row, membership) for row in rows[: MANY if only else SHOWN]], rows.count()
        )
        for kind, title, icon, rows, hit in _kinds(membership, words)
        if only in ("", kind)
    ]
    return [each for each in found if each.total]


def _kinds(membership: Membership, words: str) -> list[tuple[str, Any, str, "QuerySet[Any]", Any]]:
    visible = Roadmap.objects.visible_to(membership)
    kinds: list[tuple[str, Any, str, QuerySet[Any], Any]] = [
        (
            "roadmaps",
            _("Roadmaps"),
            "map",
            _matching(visible, words, "title", "short_title", "order_number"),
            _roadmap,
        ),
        (
            "items",
            _("Activities, control points, mechanisms"),
            "list-check",
            _matching(
                PlanItem.objects.standing()
                .filter(roadmap__in=visible.values("pk"))
                .select_related("roadmap"),
                words,
                "title",
                "number",
                "report_form",
            ).order_by("-roadmap__start", "roadmap", "position", "pk"),
            _item,
        ),
        ("schools", _("Schools"), "building", School.objects.visible_to(membership).matching(words), _school),
    ]
    if membership.may_see_people:
        people = Person.objects.matching(words).with_positions(membership.today)
        kinds.append(("people", _("People"), "person", people, _person))
    return kinds


def _matching(rows: "QuerySet[Any]", words: str, *names: str) -> "QuerySet[Any]":
    """Rows that have every word in one of the columns, in any case, е for ё or not."""
    for word in words.split():
        either = Q()
        for spelling in {word, word.replace("ё", "е"), word.replace("е", "ё")}:
            for name in names:
                either |= Q(**{f"{name}__icontains": spelling})
        rows = rows.filter(either)
    return rows


def _address(name: str, membership: Membership, **kwargs: Any) -> str:
    return reverse(name, kwargs={"municipality": membership.municipality.slug, **kwargs})


def _roadmap(row: Roadmap, membership: Membership) -> Hit:
    return Hit(str(row), row.get_state_display(), _address("roadmap-detail", membership, pk=row.pk))


def _item(row: PlanItem, membership: Membership) -> Hit:
    url = _address("item-detail", membership, roadmap=row.roadmap_id, pk=row.pk)
    return Hit(str(row), str(row.roadmap), url)


def _school(row: School, membership: Membership) -> Hit:
    return Hit(row.name, row.address, _address("school-detail", membership, pk=row.pk))


def _person(row: Any, membership: Membership) -> Hit:
    roles = [f"{each.get_role_display()}, {each.school or ''}".rstrip(", ") for each in row.current_positions]
    return Hit(row.full_name, "; ".join(roles), _address("person-detail", membership, pk=row.pk))
