"""What a piece of the cell begins with: a post, several people, an organisation, or none of them."""

import enum
import re
from collections.abc import Iterable

from roadmaps.responsibles import words


class Kind(enum.Enum):
    """What a piece of text names, by its first words."""

    NAME = "a person's name"
    ONE = "a post of one person"
    MANY = "several people"
    BODY = "an organisation or a body"
    LETTERS = "an abbreviation in capitals"
    CAPITAL = "an unknown word with a capital"
    CLAUSE = "a participial clause"
    REST = "no beginning of its own"


_WORD = re.compile(r"[А-Яа-яЁёA-Za-z]+(?:\s?-\s?[А-Яа-яЁёA-Za-z]+)*")
_FIRST_WORDS = 6
# A numeral and brackets before a noun change nothing: «4 управленческие команды».
_OPENING = re.compile(r"^[\s\d.)«\"„“–—-]*")
_ACTING = re.compile(r"(?:и\.\s?о\.|ио|врио|вр\.\s?и\.\s?о\.|исполняющ\w+ обязанности)\s", re.IGNORECASE)
_LETTERS = re.compile(r"[А-ЯЁA-Z]{2,}[а-яё]?(?:-[А-ЯЁ]+)?")


def plain(word: str) -> str:
    """A word as the tables have it: in small letters, «е» for «ё», no spaces round a hyphen."""
    low = word.lower().replace("ё", "е").strip()
    return re.sub(r"\s*-\s*", "-", low) if "-" in low else low


def listed_kind(word: str) -> Kind | None:
    """The kind of a noun of the tables, or None."""
    for part in (plain(word), *plain(word).split("-")):
        if part in words.ONE or part in words.POST_ABBREVIATIONS:
            return Kind.ONE
        if part in words.MANY:
            return Kind.MANY
        if part in words.BODY_ONE or part in words.BODY_MANY:
            return Kind.BODY
    return None


def noun_kind(word: str) -> Kind | None:
    """The kind of a noun that can begin an entry, told by the tables and then by its ending, or None."""
    return listed_kind(word) or _agent_kind(plain(word))


def kind_of(text: str) -> Kind:
    """The kind of a piece of text that has no name at its beginning."""
    body = _OPENING.sub("", text, count=1)
    if not body or not body[0].isalpha():
        return Kind.REST
    if _ACTING.match(body):
        return Kind.ONE
    first = [
        word for word in (_whole(match, body) for match in _take(_WORD.finditer(body), _FIRST_WORDS)) if word
    ]
    if first and _LETTERS.fullmatch(first[0]):
        return Kind.ONE if plain(first[0]) in words.POST_ABBREVIATIONS else Kind.LETTERS
    if first and is_participle(first[0]):
        return Kind.CLAUSE
    found = _noun_after_adjectives(first)
    if found is not None:
        return found
    return Kind.CAPITAL if body[0].isupper() and not _is_oblique(first[0] if first else "") else Kind.REST


def _noun_after_adjectives(first: list[str]) -> Kind | None:
    """The kind of the first noun, adjectives in the nominative before it allowed; they tell the number."""
    number = None
    for word in first:
        if plain(word) in words.PRONOUNS:
            continue
        found = noun_kind(word)
        if found is not None:
            return Kind.MANY if found is Kind.ONE and number is Kind.MANY else found
        adjective = _adjective_number(word)
        if adjective is None:
            break
        number = number or adjective
    if len(first) > 1 and all(plain(word) in words.ADJECTIVE_ABBREVIATIONS for word in first):
        return Kind.ONE
    if number is Kind.MANY and first[0][0].islower():
        return Kind.MANY
    sure = len(first) > 1 and plain(first[0]).endswith(words.ADJECTIVE_SURE) and not _is_oblique(first[0])
    return Kind.BODY if sure else None


def is_participle(word: str) -> bool:
    """Whether the word opens a clause such as «осуществляющие управление»."""
    low = plain(word)
    return (
        low.endswith(words.PARTICIPLE_ENDINGS)
        and listed_kind(low) is None
        and low not in words.NOT_PARTICIPLES
    )


def is_adjective(word: str) -> bool:
    """Whether the word is an adjective in the nominative, or stands for one («кл.», «соц.»)."""
    return _adjective_number(word) is not None


def _agent_kind(word: str) -> Kind | None:
    if word in words.NOT_AGENTS or len(word) < 5:
        return None
    if word.endswith(words.AGENT_MANY):
        return Kind.MANY
    if word.endswith(words.BODY_ENDINGS):
        return Kind.BODY
    return Kind.ONE if word.endswith(words.AGENT_ONE) else None


def _adjective_number(word: str) -> Kind | None:
    low = plain(word)
    if low == "кл":
        return Kind.MANY
    if low in words.ADJECTIVE_ABBREVIATIONS:
        return Kind.ONE
    if low in words.NOT_ADJECTIVES or len(low) < 4:
        return None
    if low.endswith(words.ADJECTIVE_MANY):
        return Kind.MANY
    return Kind.ONE if low.endswith(words.ADJECTIVE_ONE) else None


def _is_oblique(word: str) -> bool:
    """«Российской», «Георгиевского»: a capital that goes on with a name begun before."""
    return plain(word).endswith(("ого", "его", "ской", "цкой", "ной", "ному", "скому", "скую", "ских", "ным"))


def _whole(match: re.Match[str], body: str) -> str:
    """The word itself; nothing for an unknown abbreviation («муз. руководитель»), which changes nothing."""
    word = match[0]
    is_cut = body[match.end() : match.end() + 1] == "." and len(word) <= 5 and word[1:].islower()
    return "" if is_cut and listed_kind(word) is None and not is_adjective(word) else word


def _take(matches: Iterable[re.Match[str]], count: int) -> list[re.Match[str]]:
    return [match for match, _ in zip(matches, range(count), strict=False)]
