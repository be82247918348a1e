"""Doubts about the responsibles of a roadmap: whom each can mean, and all of one text settled at once."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.keys import keys_of
from roadmaps.choices import ResponsibleKind
from roadmaps.models import PlanItem, Remembered, Responsible, Roadmap
from roadmaps.models.remembered import key_of
from roadmaps.responsibles.groups import recognise_group
from roadmaps.responsibles.names import Name, parse_name, school_numbers
from roadmaps.services.directory import Directory, Meaning
from roadmaps.services.names import Parts
from roadmaps.services.people import give, remember
from roadmaps.services.traces import EditingError, touch
from schools.choices import GroupRule
from schools.declension import Part, first_form, lemmas
from schools.models import Group, Person, School

MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom an entry may mean: a button's value («p12», «g3», «s1-4»), its words, what tells apart."""

    value: str
    words: str
    detail: str = ""
    icon: str = "person"


@dataclass(slots=True)
class Doubt:
    """One text that means nobody yet, with the rows in which it stands."""

    text: str
    items: list[PlanItem] = field(default_factory=list)
    question: str = ""
    candidates: list[Candidate] = field(default_factory=list)
    is_name: bool = False

    @property
    def key(self) -> str:
        """The same for all ways to write the text."""
        return key_of(self.text)


def doubtful(roadmap: Roadmap) -> list[Responsible]:
    """Return the entries of the roadmap's standing rows that mean nobody yet, in the plan's order."""
    rows = Responsible.objects.filter(item__in=PlanItem.objects.kept().filter(roadmap=roadmap))
    doubts = rows.filter(kind=ResponsibleKind.DOUBT).select_related("item")
    return list(doubts.order_by("item__kind", "item__position", "position", "pk"))


def doubts_of(roadmap: Roadmap) -> list[Doubt]:
    """Return the doubts of the roadmap, each text once, the most frequent first."""
    found: dict[str, Doubt] = {}
    for entry in doubtful(roadmap):
        entry.item.roadmap = roadmap
        found.setdefault(key_of(entry.text), Doubt(entry.text)).items.append(entry.item)
    asker = _Asker(Directory(roadmap.municipality)) if found else None
    for doubt in found.values():
        if asker:
            asker.ask(doubt)
    return sorted(found.values(), key=lambda doubt: -len(doubt.items))


@transaction.atomic
def settle_alike(roadmap: Roadmap, *, text: str, meaning: Meaning, by: Person) -> list[Responsible]:
    """Give all doubts of the roadmap that are written so the same meaning, and remember it.

    Raises EditingError where somebody else has settled them meanwhile.
    """
    key = key_of(text)
    rows = [entry for entry in doubtful(roadmap) if key_of(entry.text) == key]
    if not rows:
        raise EditingError(_("«%(text)s» has just been settled by somebody else.") % {"text": text})
    for entry in rows:
        give(entry, meaning, version=entry.version)
    remember(roadmap.municipality, rows[0].text, meaning, by=by)
    if meaning.group and meaning.group.rule == GroupRule.LIST:
        Directory(roadmap.municipality).keep(meaning.group, rows[0].text)
    touch(roadmap.pk, by=by)
    return rows


@transaction.atomic
def unsettle_alike(roadmap: Roadmap, *, text: str, by: Person) -> int:
    """Forget the answer: the entries of the roadmap that are written so are doubts again. Return how many."""
    key = key_of(text)
    known = Remembered.objects.filter(key=key).first()
    if known is None:
        return 0
    entries = Responsible.objects.filter(item__roadmap=roadmap, kind=known.kind)
    entries = entries.filter(person=known.person_id, group=known.group_id)
    back = [entry for entry in entries if key_of(entry.text) == key]
    for entry in back:
        give(entry, Meaning(ResponsibleKind.DOUBT), version=entry.version)
    if known.group:
        group = known.group
        group.spellings = [spelling for spelling in group.spellings if key_of(spelling) != key]
        group.save(update_fields=["spellings"])
    known.delete()
    touch(roadmap.pk, by=by)
    return len(back)


def parts_of(text: str) -> Parts:
    """Split the name that an entry holds for the register, in its first form as far as it can be told."""
    name = parse_name(text)
    if name is None:
        return Parts("", "", "")
    return Parts(
        first_form(Part.SURNAME, name.surname.capitalize() if name.surname.isupper() else name.surname),
        _whole(Part.FIRST_NAME, name.first),
        _whole(Part.PATRONYMIC, name.patronymic),
    )


def _whole(part: Part, written: str) -> str:
    return f"{written}." if len(written) == 1 else first_form(part, written)


class _Asker:
    """Puts the question and the candidates to each doubt of a roadmap; the directory is read once."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.schools = {school.pk: school for school in directory.schools}
        self.posts: dict[int, list[str]] = defaultdict(list)
        for position in directory.positions:
            place = self.schools.get(position.school_id or 0)
            role = position.title or position.get_role_display()
            self.posts[position.person_id].append(f"{role}, {place}" if place else role)

    def ask(self, doubt: Doubt) -> None:
        name = parse_name(doubt.text)
        doubt.is_name = name is not None
        if name:
            doubt.question, people = self._about_person(name)
            doubt.candidates = [self.person(person) for person in people[:MOST_CANDIDATES]]
        elif school_numbers(doubt.text):
            doubt.question, doubt.candidates = self._about_schools(doubt.text)
        else:
            doubt.question = _("Which group, person or school is it?")
            doubt.candidates = list(self._groups(doubt.text))[:MOST_CANDIDATES]

    def _about_person(self, name: Name) -> tuple[str, list[Person]]:
        same = [match.person for match in self.directory.namesakes(name)]
        school = self.directory.school_of(name)
        director = self.directory.directors.get(school.pk) if school else None
        if len(same) > 1:
            said = ngettext("%(count)s person can be meant", "%(count)s people can be meant", len(same))
            return said % {"count": len(same)}, same
        near = same or self.directory.near(name)
        heads = [director] if director and director not in near else []
        if same and self.directory.match(name):
            question = _("Works elsewhere by the register. Is it the same person?")
            return question if school else _("One person has this name:"), [*same, *heads]
        if same:
            question = _("The name can also be somebody else's. Is it this person?")
        elif near:
            question = _("Nobody has exactly this name. The nearest:")
        elif heads:
            question = _("Nobody has this name. The director of the school:")
        else:
            question = _("Nobody has this name on the portal")
        return question, [*near, *heads]

    def _about_schools(self, text: str) -> tuple[str, list[Candidate]]:
        numbers = school_numbers(text)
        known = [school for number in numbers if (school := self.directory.numbered(number, text))]
        numbered = {school.number for school in known}
        missing = ", ".join(f"№ {number}" for number in numbers if number not in numbered)
        return _("Not found among the schools: %(numbers)s") % {"numbers": missing}, [
            Candidate(
                "s" + "-".join(str(school.pk) for school in known),
                ", ".join(school.name for school in known),
                _("only the schools that are known"),
                "building",
            )
            for _once in range(1)
            if known
        ]

    def _groups(self, text: str) -> Iterator[Candidate]:
        """Groups that share a word with the text, those that share most first."""
        words = set(lemmas(text))
        named = recognise_group(text)
        found = {group.pk: group for group in self.directory.groups.values() if group.pk}
        shared = {pk: len(words & set(lemmas(group.name))) for pk, group in found.items()}
        for pk in sorted((pk for pk, count in shared.items() if count and named), key=lambda pk: -shared[pk]):
            group = found[pk]
            yield Candidate(f"g{pk}", group.name, group.get_rule_display(), "people")

    def person(self, person: Person) -> Candidate:
        posts = "; ".join(self.posts[person.pk]) or _("holds no position now")
        return Candidate(f"p{person.pk}", person.full_name, posts)


def chosen(value: str) -> Meaning | None:
    """The meaning of a button's value; None where there is no such person, group or school here."""
    kind, named = value[:1], value[1:].split("-")
    keys = keys_of(named)
    if value == "text":
        return Meaning(ResponsibleKind.TEXT)
    if len(keys) < len(named):
        return None
    if kind == "p":
        person = Person.objects.filter(pk=keys[0]).first()
        return Meaning(ResponsibleKind.PERSON, person=person) if person else None
    if kind == "g":
        group = Group.objects.filter(pk=keys[0]).first()
        return Meaning(ResponsibleKind.GROUP, group=group) if group else None
    schools = tuple(School.objects.filter(pk__in=keys)) if kind == "s" else ()
    return Meaning(ResponsibleKind.SCHOOLS, schools=schools) if schools else None
