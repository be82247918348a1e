"""Typing slips: a long word with one letter wrong, two words with no space between."""

from collections.abc import Container, Iterable
from functools import lru_cache

from roadmaps.deadlines import kinds
from roadmaps.deadlines.phrases import PHRASES
from roadmaps.deadlines.words import (
    CURRENT_WORDS,
    LEXICON,
    MONTHS,
    NOMINATIVES,
    SCHOOL_WORDS,
    TIMETABLE_WORDS,
    UNITS,
    YEARS,
    Meaning,
)

SHORTEST = {
    kinds.MONTH: 6,
    kinds.TIMETABLE: 7,
    kinds.OFTEN: 8,
    kinds.CONSTANT: 8,
    kinds.UNIT: 8,
    kinds.SCHOOL: 8,
}
SHORTEST_OF_PHRASE = 7
SHORTEST_MISSPELT = 5
SHORTEST_GLUED = 4
SHORTEST_UNIT = 5
BEFORE_MONTH = ("до", "по", "в", "с", "к")
BEFORE_ANY = frozenset({"в", "по"})
BEFORE_UNIT = ("в", "до", "за")
BEFORE_TAIL = ("по", "не")
LONGEST = 20
UNKNOWN = Meaning(kinds.WORD)

# Latin letters that look like Cyrillic ones, typed by mistake.
LOOKALIKES = str.maketrans("abcehkmoptxy", "авсенкмортху")

Shorter = dict[str, list[tuple[str, int]]]


def _without_one(words: Iterable[str]) -> Shorter:
    """Return every word with one letter left out: the word and the letter's place."""
    table: Shorter = {}
    for word in words:
        for place in range(1, len(word)):
            table.setdefault(word[:place] + word[place + 1 :], []).append((word, place))
    return table


def _meant(word: str, exact: Container[str], shortened: Shorter) -> str:
    """Find the word that was meant: one letter missing, added, changed, or two side by side swapped."""
    if word in shortened:
        return shortened[word][0][0]
    for place in range(1, len(word)):
        shorter = word[:place] + word[place + 1 :]
        if shorter in exact:
            return shorter
        for meant, where in shortened.get(shorter, ()):
            if abs(where - place) <= 1:
                return meant
    return ""


def _of_phrases() -> frozenset[str]:
    """Return the words of the table of phrases."""
    words = set(PHRASES)
    for seconds in PHRASES.values():
        for second, tails in seconds.items():
            words.add(second)
            words.update(word for rest, _ in tails for word in rest)
    return frozenset(words)


SPELLED = frozenset(
    word
    for word, meaning in LEXICON.items()
    if meaning.kind in SHORTEST and len(word) >= SHORTEST[meaning.kind]
)
SPELLED_WITHOUT_ONE = _without_one(sorted(SPELLED))
OF_PHRASES = _of_phrases()
LONG_OF_PHRASES = frozenset(word for word in OF_PHRASES if len(word) >= SHORTEST_OF_PHRASE)
LONG_OF_PHRASES_WITHOUT_ONE = _without_one(sorted(LONG_OF_PHRASES))


@lru_cache(maxsize=8192)
def meaning_of(word: str) -> Meaning:
    """Return what a lower-case word means; a word that is not in the tables is a plain word."""
    if len(word) > LONGEST:
        return UNKNOWN
    known = LEXICON.get(word) or LEXICON.get(word.translate(LOOKALIKES))
    if known is None and len(word) >= SHORTEST_MISSPELT:
        known = LEXICON.get(_meant(word, SPELLED, SPELLED_WITHOUT_ONE))
    return known or UNKNOWN


@lru_cache(maxsize=8192)
def spelt(word: str) -> str:
    """Return the word of a phrase that was meant by a plain word, one letter wrong («необходимсти»)."""
    if not SHORTEST_OF_PHRASE - 1 <= len(word) <= LONGEST or word in OF_PHRASES:
        return word
    return _meant(word, LONG_OF_PHRASES, LONG_OF_PHRASES_WITHOUT_ONE) or word


def _glued() -> dict[str, int]:
    """Return the words that are two with no space between («вмесяц»): the length of the first of the two."""
    months = [form for forms in MONTHS.values() for form in forms]
    units = [form for forms in UNITS.values() for form in forms if len(form) >= SHORTEST_UNIT]
    pairs = [
        (front, month)
        for front in BEFORE_MONTH
        for month in months
        if front in BEFORE_ANY or month not in NOMINATIVES
    ]
    pairs += [(front, unit) for front in BEFORE_UNIT for unit in units]
    pairs += [("в", year) for year in ("год", "году")]
    pairs += [("по", word) for word in TIMETABLE_WORDS]
    pairs += [(first, second) for first in BEFORE_TAIL for second in PHRASES[first]]
    pairs += [
        (front, noun)
        for front in (*months, *SCHOOL_WORDS, *CURRENT_WORDS)
        for noun in (*months, *YEARS)
        if len(front) > len("мая") and len(noun) >= len("год")
    ]
    pairs += [(front, join) for front in (*months, "срок") for join in ("до", "по")]
    return {
        first + second: len(first)
        for first, second in pairs
        if len(first + second) >= SHORTEST_GLUED and first + second not in LEXICON
    }


GLUED = _glued()
