"""Russian names and posts in the grammatical case that a sentence needs (plain Python)."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import Any

import pymorphy3
from pytrovich.detector import PetrovichGenderDetector
from pytrovich.enums import Case as PetrovichCase
from pytrovich.enums import Gender as PetrovichGender
from pytrovich.enums import NamePart as PetrovichPart
from pytrovich.maker import PetrovichDeclinationMaker


class Case(StrEnum):
    """Grammatical cases, by the names that pymorphy gives them."""

    NOMINATIVE = "nomn"
    GENITIVE = "gent"
    DATIVE = "datv"
    ACCUSATIVE = "accs"
    INSTRUMENTAL = "ablt"
    PREPOSITIONAL = "loct"


class Part(StrEnum):
    """Parts of a person's name."""

    SURNAME = "surname"
    FIRST_NAME = "first_name"
    PATRONYMIC = "patronymic"


class Gender(StrEnum):
    """Whether a name is a man's or a woman's."""

    MALE = "male"
    FEMALE = "female"


OBLIQUE = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
_CASES = {
    Case.GENITIVE: PetrovichCase.GENITIVE,
    Case.DATIVE: PetrovichCase.DATIVE,
    Case.ACCUSATIVE: PetrovichCase.ACCUSATIVE,
    Case.INSTRUMENTAL: PetrovichCase.INSTRUMENTAL,
    Case.PREPOSITIONAL: PetrovichCase.PREPOSITIONAL,
}
_PARTS = {
    Part.SURNAME: PetrovichPart.LASTNAME,
    Part.FIRST_NAME: PetrovichPart.FIRSTNAME,
    Part.PATRONYMIC: PetrovichPart.MIDDLENAME,
}
_GENDERS = {Gender.MALE: PetrovichGender.MALE, Gender.FEMALE: PetrovichGender.FEMALE}
_WORD = re.compile(r"[А-Яа-яЁё]+")
_PATRONYMICS = (("вич", Gender.MALE), ("ич", Gender.MALE), ("вна", Gender.FEMALE), ("чна", Gender.FEMALE))
_SURNAMES = (
    (("ова", "ева", "ёва", "ина", "ына", "ая", "яя"), Gender.FEMALE),
    (("ов", "ев", "ёв", "ин", "ын", "ий", "ый", "ой"), Gender.MALE),
)
_maker = PetrovichDeclinationMaker()
_detector: Any = PetrovichGenderDetector()


def gender_of(surname: str = "", first_name: str = "", patronymic: str = "") -> Gender | None:
    """Tell a man's name from a woman's by the patronymic, the first name, the surname; None if none does."""
    for ending, gender in _PATRONYMICS:
        if patronymic.lower().endswith(ending):
            return gender
    if len(first_name.strip(".")) > 1:
        found = _detector.detect(firstname=first_name)
        for gender, theirs in _GENDERS.items():
            if found == theirs:
                return gender
    for endings, gender in _SURNAMES:
        if surname.lower().endswith(endings):
            return gender
    return None


@lru_cache(maxsize=20_000)
def decline(part: Part, word: str, gender: Gender | None, case: Case) -> str:
    """Put one part of a name into a case; initials and what is not Russian stay as they are."""
    if case == Case.NOMINATIVE or gender is None or len(word.strip(".")) < 2:
        return word
    return "-".join(
        _maker.make(_PARTS[part], _GENDERS[gender], _CASES[case], piece) for piece in word.split("-")
    )


@lru_cache(maxsize=20_000)
def forms_of(part: Part, word: str, gender: Gender | None) -> frozenset[str]:
    """All forms of one part of a name but its own."""
    return frozenset(decline(part, word, gender, case) for case in OBLIQUE) - {word}


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=20_000)
def lemmas(text: str) -> tuple[str, ...]:
    """The words of a text in their first forms: «членам группы» and «Члены группы» are the same."""
    return tuple(
        _analyzer().parse(word)[0].normal_form.replace("ё", "е") for word in _WORD.findall(text.lower())
    )


@lru_cache(maxsize=5_000)
def first_form(part: Part, word: str) -> str:
    """A part of a name as it would stand in a register: «Челябинову» is «Челябинов»."""
    tag = {Part.SURNAME: "Surn", Part.FIRST_NAME: "Name", Part.PATRONYMIC: "Patr"}[part]
    found = [parse for parse in _analyzer().parse(word) if tag in parse.tag]
    is_first = any(Case.NOMINATIVE.value in parse.tag and "plur" not in parse.tag for parse in found)
    if len(word.strip(".")) < 2 or not found or is_first:
        return word
    first = found[0].inflect({Case.NOMINATIVE.value})
    return _as_written(first.word, word) if first else word


@lru_cache(maxsize=5_000)
def decline_post(post: str, case: Case) -> str:
    """Put a post into a case: the words up to its head, «заместителю директора по УВР»; the rest stays."""
    if case == Case.NOMINATIVE:
        return post
    pieces = re.split(r"([^А-Яа-яЁё-]+)", post)
    done: list[str] = []
    is_head_done = False
    for piece in pieces:
        found = None if is_head_done or not _WORD.fullmatch(piece.replace("-", "")) else _nominative(piece)
        if found is None:
            is_head_done = is_head_done or bool(_WORD.search(piece))
            done.append(piece)
            continue
        form = found.inflect({case.value})
        done.append(_as_written(form.word, piece) if form else piece)
        is_head_done = "NOUN" in found.tag
    return "".join(done)


def _nominative(word: str) -> Any | None:
    """The word as an adjective or noun in the first case, or None where it cannot be one."""
    for parse in _analyzer().parse(word):
        is_singular = "sing" in parse.tag or "Fixd" in parse.tag
        if Case.NOMINATIVE.value in parse.tag and is_singular and parse.tag.POS in ("NOUN", "ADJF", "PRTF"):
            return parse
    return None


def _as_written(form: str, word: str) -> str:
    """The form with the capitals and the е or ё of the word."""
    if "ё" not in word.lower():
        form = form.replace("ё", "е")
    if word.isupper() and len(word) > 1:
        return form.upper()
    return "-".join(piece.capitalize() for piece in form.split("-")) if word[:1].isupper() else form
