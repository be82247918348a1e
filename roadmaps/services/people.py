"""Entries of the cell «Ответственные» given a meaning: a person, a group, schools, or a doubt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from common.versions import save_version
from roadmaps.choices import ResponsibleKind
from roadmaps.models import EntrySpelling, PlanItem, Responsible
from roadmaps.responsibles.groups import group_rule
from roadmaps.responsibles.names import parse_name, same_person, school_numbers
from schools.choices import PER_SCHOOL_RULES, GroupRule
from schools.models import Group, Municipality, Person, School


@dataclass(frozen=True)
class Meaning:
    """What an entry was understood as."""

    kind: ResponsibleKind
    person: Person | None = None
    group: Group | None = None
    schools: tuple[School, ...] = ()


DOUBT = Meaning(ResponsibleKind.DOUBT)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split()).strip(" .,;")


class Directory:
    """The people, groups and schools of a municipality, read once, to look entries up in."""

    def __init__(self, municipality: Municipality) -> None:
        """Load the directory; call inside the municipality's scope."""
        self.municipality = municipality
        self.people = list(Person.objects.all())
        self.schools = [school for school in School.objects.all() if not school.is_closed]
        self.groups: dict[str, Group] = {}
        for group in Group.objects.all():
            for spelling in (group.name, *group.spellings):
                self.groups[_plain(spelling)] = group
        people = {person.pk: person for person in self.people}
        self.settled = {
            _plain(known.text): Meaning(ResponsibleKind.PERSON, person=people[known.person_id])
            for known in EntrySpelling.objects.all()
        }

    def settle(self, entry: str, meaning: Meaning) -> None:
        """Let ``entry`` mean what a person has said, whatever it could be read as."""
        self.settled[_plain(entry)] = meaning

    def meaning(self, entry: str) -> Meaning:
        """Return what ``entry`` means; never guess: two people of one name are a doubt."""
        settled = self.settled.get(_plain(entry)) if self.settled else None
        return settled or self._group(entry) or self._person(entry) or self._schools(entry) or DOUBT

    def _group(self, entry: str) -> Meaning | None:
        group = self.groups.get(_plain(entry))
        rule = None if group else group_rule(entry)
        if rule in PER_SCHOOL_RULES:
            group = next((known for known in self.groups.values() if known.rule == rule), None)
            if group is None:  # not stored until somebody confirms
                group = Group(municipality=self.municipality, name=entry, rule=GroupRule(rule))
                self.groups[_plain(entry)] = group
        return Meaning(ResponsibleKind.GROUP, group=group) if group else None

    def keep(self, group: Group, spelling: str) -> None:
        """Store a group that an entry named, with this spelling of it."""
        if group.pk is None or _plain(spelling) not in {
            _plain(known) for known in (group.name, *group.spellings)
        }:
            if _plain(spelling) != _plain(group.name):
                group.spellings = [*group.spellings, spelling]
            group.save()
            self.groups[_plain(spelling)] = group

    def _person(self, entry: str) -> Meaning | None:
        name = parse_name(entry)
        if name is None:
            return None
        found = [
            person
            for person in self.people
            if same_person(name, person.surname, person.first_name, person.patronymic)
        ]
        return Meaning(ResponsibleKind.PERSON, person=found[0]) if len(found) == 1 else DOUBT

    def _schools(self, entry: str) -> Meaning | None:
        numbers = set(school_numbers(entry))
        found = tuple(school for school in self.schools if school.number and school.number in numbers)
        if numbers and len(found) == len(numbers):
            return Meaning(ResponsibleKind.SCHOOLS, schools=found)
        return None


@transaction.atomic
def understand(item: PlanItem, *, entries: Sequence[str], directory: Directory | None = None) -> None:
    """Make the item's responsibles equal to ``entries`` (as written, in order).

    An entry that stays as it was keeps its row and the meaning that a person may have given it.
    """
    directory = directory or Directory(item.roadmap.municipality)
    known = {responsible.text: responsible for responsible in item.responsibles.all()}
    for position, text in enumerate(dict.fromkeys(entries), start=1):
        responsible = known.pop(text, None)
        if responsible is None:
            _add(item, text, position, directory)
        elif responsible.position != position:
            responsible.position = position
            responsible.save(update_fields=["position"])
    Responsible.objects.filter(pk__in=[gone.pk for gone in known.values()]).delete()


def _add(item: PlanItem, text: str, position: int, directory: Directory) -> None:
    meaning = directory.meaning(text)
    if meaning.group:
        directory.keep(meaning.group, text)
    responsible = Responsible.objects.create(
        item=item,
        position=position,
        text=text,
        kind=meaning.kind,
        person=meaning.person,
        group=meaning.group,
    )
    if meaning.schools:
        responsible.schools.set(meaning.schools)


@transaction.atomic
def settle(
    responsible: Responsible,
    *,
    version: int,
    person: Person | None = None,
    group: Group | None = None,
    schools: Iterable[School] = (),
) -> None:
    """Give one entry its meaning by hand: a person, or a group, or schools; none of them keeps it as text.

    Raises StaleVersionError when somebody else has decided about the entry since ``version``.
    """
    schools = tuple(schools)
    if person:
        kind = ResponsibleKind.PERSON
    elif group:
        kind = ResponsibleKind.GROUP
    else:
        kind = ResponsibleKind.SCHOOLS if schools else ResponsibleKind.TEXT
    changes = {"kind": kind, "person": person, "group": None if person else group}
    save_version(responsible, version=version, changes=changes)
    responsible.schools.set(schools if kind == ResponsibleKind.SCHOOLS else ())
