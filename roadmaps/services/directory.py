"""The people, groups and schools of a municipality, in which entries of the responsibles are looked up."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from roadmaps.choices import ResponsibleKind
from roadmaps.models import Remembered
from roadmaps.models.remembered import key_of
from roadmaps.responsibles.groups import group_rule
from roadmaps.responsibles.names import Name, parse_name, school_numbers
from roadmaps.services.names import Match, known_names, plain, slips, the_same
from schools.choices import PER_SCHOOL_RULES, GroupRule
from schools.declension import lemmas
from schools.models import Group, Municipality, Person, Position, School


@dataclass(frozen=True)
class Meaning:
    """What an entry was understood as; a person may come with the school that the entry names."""

    kind: ResponsibleKind
    person: Person | None = None
    group: Group | None = None
    schools: tuple[School, ...] = ()


DOUBT = Meaning(ResponsibleKind.DOUBT)


class Directory:
    """Loaded once, in six queries, to look up as many entries as there are."""

    def __init__(self, municipality: Municipality) -> None:
        """Load the directory; call inside the municipality's scope."""
        self.municipality = municipality
        self.people = list(Person.objects.all())
        self.names = known_names(self.people)
        self.settled: dict[str, Meaning] = {}
        self.places: dict[int, set[int | None]] = defaultdict(set)
        self.directors: dict[int, Person] = {}
        self.schools = [school for school in School.objects.all() if not school.is_closed]
        self.groups: dict[str, Group] = {}
        self.lemmas: dict[tuple[str, ...], Group] = {}
        for group in Group.objects.all():
            self.know(group)
        self._load_positions()
        self.remembered = {each.key: each for each in self._remembered()}

    def _load_positions(self) -> None:
        current = Position.objects.current(self.municipality.today()).select_related("person")
        self.positions: list[Position] = list(current)
        for position in self.positions:
            self.places[position.person_id].add(position.school_id)
            if position.school_id and position.role == "director":
                self.directors[position.school_id] = position.person

    @staticmethod
    def _remembered() -> Iterable[Remembered]:
        found: Iterable[Remembered] = Remembered.objects.select_related("person", "group").prefetch_related(
            "schools"
        )
        return found

    def know(self, group: Group) -> None:
        """Find the group by its name and its other spellings."""
        for spelling in (group.name, *group.spellings):
            self.groups[key_of(spelling)] = group
            self.lemmas[lemmas(spelling)] = group

    def settle(self, entry: str, meaning: Meaning) -> None:
        """Let ``entry`` mean what a person has said, whatever it could be read as."""
        self.settled[key_of(entry)] = meaning

    def meaning(self, entry: str) -> Meaning:
        """Return what ``entry`` means; never guess: two people of one name are a doubt."""
        decided = self.settled.get(key_of(entry)) or self._decided(entry)
        return decided or self._group(entry) or self._person(entry) or self._schools(entry) or DOUBT

    def _decided(self, entry: str) -> Meaning | None:
        """What somebody has once said of these words, unless the person has left since."""
        known = self.remembered.get(key_of(entry))
        if known is None or (known.person_id and known.person_id not in self.places):
            return None
        schools = tuple(school for school in known.schools.all() if not school.is_closed)
        return Meaning(ResponsibleKind(known.kind), known.person, known.group, schools)

    def _group(self, entry: str) -> Meaning | None:
        group = self.groups.get(key_of(entry)) or self.group_like(entry)
        rule = None if group else group_rule(entry)
        if rule in PER_SCHOOL_RULES and not self._named(entry):
            group = next((known for known in self.groups.values() if known.rule == rule), None)
            if group is None:  # not stored until somebody confirms
                group = Group(municipality=self.municipality, name=entry, rule=GroupRule(rule))
                self.know(group)
        return Meaning(ResponsibleKind.GROUP, group=group) if group else None

    def group_like(self, entry: str) -> Group | None:
        """The group whose spelling is the entry in another grammatical case; names of people are none."""
        is_other = parse_name(entry) or school_numbers(entry)
        return None if is_other else self.lemmas.get(lemmas(entry))

    def keep(self, group: Group, spelling: str) -> None:
        """Store a group that an entry named, with this spelling of it."""
        known = {key_of(each) for each in (group.name, *group.spellings)}
        if group.pk is None or key_of(spelling) not in known:
            if key_of(spelling) != key_of(group.name):
                group.spellings = [*group.spellings, spelling]
            group.save()
            self.know(group)

    def _person(self, entry: str) -> Meaning | None:
        name = parse_name(entry)
        if name is None:
            return None
        match, school = self.match(name), self.school_of(name)
        if match is None or (school and self._works_elsewhere(match, school)):
            return DOUBT
        return Meaning(ResponsibleKind.PERSON, person=match, schools=(school,) if school else ())

    def match(self, name: Name) -> Person | None:
        """The one person whom a name can mean, or None: nobody, several, or a form that fits another too."""
        found = self.namesakes(name)
        exact = [each for each in found if each.is_first_form]
        rest = exact or [each for each in found if not each.is_ambiguous]
        people = [each.person for each in rest]
        if len(people) > 1:
            people = self._narrowed(people, name)
        return people[0] if len(people) == 1 else None

    def namesakes(self, name: Name) -> list[Match]:
        """Everybody whom the name can mean, in whichever case it stands."""
        found = (the_same(name, known) for known in self.names.get(plain(name.surname), ()))
        return [match for match in found if match]

    def near(self, name: Name) -> list[Person]:
        """People of the same initials whose surname is one letter away, and namesakes of other initials."""
        return slips(name, self.names)

    def school_of(self, name: Name) -> School | None:
        """The one school that stands beside a name."""
        return self.numbered(name.schools[0], name.post) if len(name.schools) == 1 else None

    def numbered(self, number: str, text: str) -> School | None:
        """The school of the number; where two have it, the one whose kind the text names («гимназия»)."""
        found = [school for school in self.schools if school.number == number]
        if len(found) > 1:
            words = plain(text)
            found = [school for school in found if _kind(school.name) and _kind(school.name) in words]
        return found[0] if len(found) == 1 else None

    def _narrowed(self, people: list[Person], name: Name) -> list[Person]:
        """Of several people only those of the school named, else only those at work."""
        school = self.school_of(name)
        if school:
            there = [person for person in people if school.pk in self.places.get(person.pk, ())]
            return there or people
        return [person for person in people if person.pk in self.places]

    def _works_elsewhere(self, person: Person, school: School) -> bool:
        schools = {place for place in self.places.get(person.pk, ()) if place}
        return bool(schools) and school.pk not in schools

    def _schools(self, entry: str) -> Meaning | None:
        numbers = school_numbers(entry)
        found = {number: self.numbered(number, entry) for number in numbers}
        schools = tuple(school for school in found.values() if school)
        if numbers and len(schools) == len(numbers):
            return Meaning(ResponsibleKind.SCHOOLS, schools=schools)
        if not numbers and (named := self._named(entry)):
            return Meaning(ResponsibleKind.SCHOOLS, schools=(named,))
        return None

    def _named(self, entry: str) -> School | None:
        """The one school whose whole name, without a number, stands in the entry."""
        words = f" {plain(entry)} "
        found = [
            school for school in self.schools if not school.number and f" {plain(school.name)} " in words
        ]
        return found[0] if len(found) == 1 else None


def _kind(name: str) -> str:
    """The first word of a school's name: «гимназия»."""
    match = re.match(r"[А-Яа-яЁё]+", name)
    return plain(match[0]) if match else ""
