"""People's names in a text: where they stand, and what they consist of."""

import re
from dataclasses import dataclass

from roadmaps.responsibles.words import BODY_MANY, BODY_ONE, MANY, ONE

_SURNAME = r"[А-ЯЁ][а-яё]+(?:\s?-\s?[А-ЯЁ][а-яё]+)?"
_LOUD_SURNAME = r"[А-ЯЁ]{4,}(?:-[А-ЯЁ]{3,})?"
_WORD_END = r"(?![А-Яа-яЁё])"
_INITIALS = rf"[А-ЯЁ]\s*[.,]\s*[А-ЯЁ]{_WORD_END}\s*\.?"
_INITIAL = rf"[А-ЯЁ]\.{_WORD_END}"
_PATRONYMIC = (
    r"[А-ЯЁ][а-яё]*(?:[оеё]ви?ч|ьич|[кмл]ич|[оеё]вн|ичн|иничн)(?:а|у|ем|ом|е|ы|ой)?"
    r"|[А-ЯЁ][а-яё]+\s(?:оглы|кызы)"
)

_STARTS = re.compile(r"(?<![А-Яа-яЁё])[А-ЯЁ]")
_SURNAME_FIRST = re.compile(
    rf"(?P<surname>{_SURNAME}|{_LOUD_SURNAME})\s*(?:\s(?P<initials>{_INITIALS}|{_INITIAL})"
    rf"|(?<=[а-яё])(?P<close>[А-ЯЁ]\.\s*[А-ЯЁ]\.)"
    rf"|\s(?P<first>[А-ЯЁ][а-яё]+)\s+(?P<patronymic>{_PATRONYMIC}){_WORD_END})"
)
_SURNAME_LAST = re.compile(
    rf"(?:(?P<initials>[А-ЯЁ]\.\s*(?:[А-ЯЁ]\.)?)|(?P<first>[А-ЯЁ][а-яё]+)\s+(?P<patronymic>{_PATRONYMIC}){_WORD_END})"
    rf"\s*(?P<surname>{_SURNAME}|{_LOUD_SURNAME}){_WORD_END}"
)
_NAMED_AFTER = re.compile(
    r"(?:^|[^а-яё])(?:имени\s+|им\.\s*|им\s+|памяти\s+)(?:[А-Яа-яЁё]+\s+){0,5}$", re.IGNORECASE
)
_LOOK_BACK = 80
_NOT_SURNAMES = ONE | MANY | BODY_ONE | BODY_MANY
_SCHOOLS = re.compile(r"№+\s*(\d+(?:\s*(?:,|;|и|№|\s)\s*\d+)*)")


@dataclass(frozen=True, slots=True)
class Span:
    """A name found in a text: its first and last place, and its parts as written."""

    start: int
    end: int
    surname: str
    first: str
    patronymic: str


@dataclass(frozen=True, slots=True)
class Name:
    """A person whom an entry names; `first` and `patronymic` are whole or one letter, `schools` numbers."""

    surname: str
    first: str
    patronymic: str
    post: str
    schools: tuple[str, ...]

    @property
    def initials(self) -> str:
        return "".join(f"{part[0]}." for part in (self.first, self.patronymic) if part)


def find_names(text: str) -> list[Span]:
    """The people's names in `text`, in order, without those that a school bears («имени А.П. Ляпина»)."""
    found: list[Span] = []
    place = 0
    while start := _STARTS.search(text, place):
        span = _name_at(text, start.start())
        if span is None:
            place = start.end()
            continue
        place = span.end
        if not _NAMED_AFTER.search(text, max(0, span.start - _LOOK_BACK), span.start):
            found.append(span)
    return found


def parse_name(entry: str) -> Name | None:
    """The person whom an entry of the cell names, or None where it names a group, a body or nobody."""
    entry = " ".join(entry.split())
    spans = find_names(entry)
    if not spans:
        return None
    span = spans[0]
    around = f"{entry[: span.start].strip(' ,;:–—-')} {entry[span.end :].strip(' ,;:–—-')}"
    return Name(span.surname, span.first, span.patronymic, " ".join(around.split()), school_numbers(entry))


def same_person(name: Name, surname: str, first: str, patronymic: str) -> bool:
    """Whether `name` may be the person so called: surnames are equal, the other known parts agree."""
    return (
        _plain(name.surname) == _plain(surname)
        and _agree(name.first, first)
        and _agree(name.patronymic, patronymic)
    )


def school_numbers(text: str) -> tuple[str, ...]:
    """The numbers of schools in a text, in order, each once («СОШ №18, №19, 25» gives 18, 19, 25)."""
    numbers = (number for group in _SCHOOLS.findall(text) for number in re.findall(r"\d+", group))
    return tuple(dict.fromkeys(numbers))


def _name_at(text: str, place: int) -> Span | None:
    last = _SURNAME_LAST.match(text, place)
    if last and not _is_common(last["surname"]):
        return _span(last)
    match = _SURNAME_FIRST.match(text, place)
    if match is None or _is_common(match["surname"]):
        return None
    if match["initials"] and _belongs_to_next(text, match):
        return None
    return _span(match)


def _belongs_to_next(text: str, match: re.Match[str]) -> bool:
    """«Краснодар И.И. Иванов»: the initials stand before their own surname, not after the word."""
    after = _SURNAME_LAST.match(text, match.start("initials"))
    if after is None or _is_common(after["surname"]) or "\n" in text[match.start("initials") : after.end()]:
        return False
    return re.match(r"[^\S\n]*(?:$|[,;\n])", text[after.end() : after.end() + 12]) is not None


def _span(match: re.Match[str]) -> Span:
    parts = match.groupdict()
    initials = re.findall(r"[А-ЯЁ]", parts["initials"] or parts.get("close") or "")
    first = parts["first"] or (initials[0] if initials else "")
    patronymic = parts["patronymic"] or (initials[1] if len(initials) > 1 else "")
    surname = re.sub(r"\s*-\s*", "-", parts["surname"])
    return Span(match.start(), match.end(), surname, first, patronymic)


def _is_common(word: str) -> bool:
    return word.lower().replace("ё", "е") in _NOT_SURNAMES


def _plain(word: str) -> str:
    return word.casefold().replace("ё", "е").strip(" .")


def _agree(one: str, other: str) -> bool:
    one, other = _plain(one), _plain(other)
    if not one or not other:
        return True
    return one[0] == other[0] if min(len(one), len(other)) == 1 else one == other
