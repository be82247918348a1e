"""Groups that an entry names: one from each school, or any other."""

import re
from dataclasses import dataclass
from enum import StrEnum

from roadmaps.responsibles.kinds import Kind, kind_of, plain
from roadmaps.responsibles.names import find_names, school_numbers
from roadmaps.responsibles.words import SCHOOLS_IN_LETTERS


class Rule(StrEnum):
    """Who of each school is meant; `OTHER` is a group that no rule gives, to be listed by hand."""

    DIRECTORS = "directors"
    SCHOOL_COORDINATORS = "school_coordinators"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Group:
    """A group that an entry names. `schools` are numbers where the entry names only some of the schools."""

    rule: Rule
    schools: tuple[str, ...]


# A school, by the beginning of its word.
_SCHOOL_STEMS = ("школ", "общеобразоват", "образовательн", "гимнази", "лице")
# Words beside a school that make it something else: its unions, its libraries, other people's authorities.
_NOT_SCHOOL_STEMS = (
    "объединен", "методическ", "отряд", "музе", "кружк", "библиотек", "клуб", "групп", "служб",
    "муниципальных", "сельск", "кафедр", "подразделен", "профсоюз", "дошкольн",
)  # fmt: skip
_SCHOOLS = frozenset({"школы", "гимназии", "лицеи"})
_HEADS = ("руководител", "директор", "администраци", "заведующ", "управленческ")
_COORDINATORS = ("координатор", "ответственн")
_UNIONS = frozenset({"шмо", "рмо", "гмо", "мо", "умо", "смо", "окмо"})
_WORD = re.compile(r"[А-Яа-яЁё]+")


def recognise_group(entry: str) -> Group | None:
    """The group that `entry` names, or None where it names a person or one post."""
    entry = " ".join(entry.split())
    if find_names(entry):
        return None
    found = [plain(word) for word in _WORD.findall(re.sub(r"\([^)]*\)", " ", entry))]
    if not found:
        return None
    kind = kind_of(entry)
    schools = school_numbers(entry)
    if _is_directors(found):
        return Group(Rule.DIRECTORS, schools)
    if _is_school_coordinators(found):
        return Group(Rule.SCHOOL_COORDINATORS, schools)
    return Group(Rule.OTHER, schools) if kind in (Kind.MANY, Kind.BODY, Kind.LETTERS) else None


def group_rule(entry: str) -> str | None:
    """The rule of the group that `entry` names, or None; schools named by their numbers are no group."""
    group = recognise_group(entry)
    return None if group is None or group.schools else group.rule.value


def _is_directors(found: list[str]) -> bool:
    """«Руководители ОО», «директора школ», «администрации ОО», and the schools themselves."""
    if any(word.startswith(_NOT_SCHOOL_STEMS) or word in _UNIONS for word in found):
        return False
    rest = found[1:]
    if found[0].startswith(_HEADS):
        return _has_school(rest) if rest else found[0] in ("директора", "директор")
    if not _is_school(found[0]) or any(word.startswith(_COORDINATORS) for word in rest):
        return False
    return found[0] in SCHOOLS_IN_LETTERS | _SCHOOLS or _are_organisations(found)


def _is_school_coordinators(found: list[str]) -> bool:
    """«Школьные координаторы», «координаторы ОО», «ответственные в школах»."""
    first_two = found[:2]
    return any(word.startswith(_COORDINATORS) for word in first_two) and _has_school(found)


def _are_organisations(found: list[str]) -> bool:
    return any(word in ("организации", "учреждения") for word in found[:3])


def _has_school(found: list[str]) -> bool:
    return any(_is_school(word) for word in found)


def _is_school(word: str) -> bool:
    return word in SCHOOLS_IN_LETTERS or word.startswith(_SCHOOL_STEMS)
