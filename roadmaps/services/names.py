"""Names as orders write them, found among the people of a register: any order, any grammatical case."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from roadmaps.responsibles.names import Name
from schools.declension import Gender, Part, forms_of, gender_of
from schools.models import Person

SHORTEST = 4  # letters: of a shorter surname one letter more or less makes another one


class Known(NamedTuple):
    """A person, and one form of the surname."""

    person: Person
    gender: Gender | None
    is_first_form: bool


class Match(NamedTuple):
    """A person whom a name can mean; ambiguous is a form that is some woman's surname as it stands."""

    person: Person
    is_first_form: bool
    is_ambiguous: bool


def plain(text: str) -> str:
    """Small letters, no ё, single spaces."""
    return " ".join(text.casefold().replace("ё", "е").split()).strip(" .,;")


def known_names(people: Iterable[Person]) -> dict[str, list[Known]]:
    """Return everybody by each form of the surname, in plain letters."""
    names: dict[str, list[Known]] = defaultdict(list)
    for person in people:
        gender = gender_of(person.surname, person.first_name, person.patronymic)
        names[plain(person.surname)].append(Known(person, gender, is_first_form=True))
        genders = [gender] if gender else list(Gender)
        forms = {plain(form) for each in genders for form in forms_of(Part.SURNAME, person.surname, each)}
        for form in forms - {plain(person.surname)}:
            names[form].append(Known(person, gender, is_first_form=False))
    return names


def the_same(name: Name, known: Known) -> Match | None:
    """Whether the name may be this person: first name and patronymic agree as far as they are written."""
    person = known.person
    if not _agree(Part.FIRST_NAME, name.first, person.first_name, known.gender):
        return None
    if not _agree(Part.PATRONYMIC, name.patronymic, person.patronymic, known.gender):
        return None
    is_of_woman = plain(name.surname).endswith(("а", "я"))
    is_ambiguous = not known.is_first_form and known.gender != Gender.FEMALE and is_of_woman
    return Match(person, known.is_first_form, is_ambiguous)


def slips(name: Name, names: Mapping[str, list[Known]]) -> list[Person]:
    """People one letter away in the surname with the same initials, and namesakes with other initials."""
    written = plain(name.surname)
    found: dict[int, Person] = {}
    for form, those in names.items():
        is_same = form == written
        if not is_same and not _is_one_letter_away(form, written):
            continue
        for known in those:
            if is_same or the_same(name, known):
                found.setdefault(known.person.pk, known.person)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Parts:
    """A name split for a register."""

    surname: str
    first_name: str
    patronymic: str


def _agree(part: Part, written: str, stored: str, gender: Gender | None) -> bool:
    one, other = plain(written), plain(stored)
    if not one or not other:
        return True
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return one == other or one in {plain(form) for form in forms_of(part, stored, gender)}


def _is_one_letter_away(one: str, other: str) -> bool:
    """One letter more, less, other, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < SHORTEST:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    left, right = one[start:], other[start:]
    if len(left) == len(right):
        is_swapped = len(left) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]
        return left[1:] == right[1:] or is_swapped
    return left[1:] == right if len(left) > len(right) else left == right[1:]
