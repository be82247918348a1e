"""Typing slips: a long word of time with one letter wrong, or with a short word glued to its front."""

from functools import lru_cache

from roadmaps.deadlines import kinds
from roadmaps.deadlines.words import LEXICON, MONTHS, NOMINATIVES, Meaning

SHORTEST_MONTH = 6
SHORTEST_WORD = 8
SPELLED = frozenset({kinds.OFTEN, kinds.CONSTANT, kinds.UNIT, kinds.SCHOOL})
GLUED = ("до", "по", "в", "с", "к")
BEFORE_ANY = frozenset({"в", "по"})
FULL_MONTHS = frozenset(form for forms in MONTHS.values() for form in forms)
LONGEST = 20
UNKNOWN = Meaning(kinds.WORD)

# Latin letters that look like Cyrillic ones, typed by mistake.
LOOKALIKES = str.maketrans("abcehkmoptxy", "авсенкмортху")


def _spelled(word: str, meaning: Meaning) -> bool:
    if meaning.kind == kinds.MONTH:
        return len(word) >= SHORTEST_MONTH
    return meaning.kind in SPELLED and len(word) >= SHORTEST_WORD


def _without_one() -> dict[str, list[tuple[str, int]]]:
    """Return every long word with one letter left out: the word and the letter's place."""
    table: dict[str, list[tuple[str, int]]] = {}
    for word, meaning in LEXICON.items():
        if _spelled(word, meaning):
            for place in range(1, len(word)):
                table.setdefault(word[:place] + word[place + 1 :], []).append((word, place))
    return table


WITHOUT_ONE = _without_one()


def _one_letter_off(word: str) -> Meaning | None:
    """Find the word that was meant: one letter missing, added, changed, or two side by side swapped."""
    if word in WITHOUT_ONE:
        return LEXICON[WITHOUT_ONE[word][0][0]]
    for place in range(1, len(word)):
        shorter = word[:place] + word[place + 1 :]
        if shorter in LEXICON and _spelled(shorter, LEXICON[shorter]):
            return LEXICON[shorter]
        for meant, where in WITHOUT_ONE.get(shorter, ()):
            if abs(where - place) <= 1:
                return LEXICON[meant]
    return None


@lru_cache(maxsize=8192)
def meaning_of(word: str) -> Meaning:
    """Return what a lower-case word means; a word that is not in the tables is a plain word."""
    if len(word) > LONGEST:
        return UNKNOWN
    known = LEXICON.get(word) or LEXICON.get(word.translate(LOOKALIKES))
    if known is None and len(word) >= SHORTEST_MONTH - 1:
        known = _one_letter_off(word)
    return known or UNKNOWN


@lru_cache(maxsize=8192)
def glued_at(word: str) -> int:
    """Return the length of the short word glued to the front of a month («домая»), 0 where there is none."""
    for front in GLUED:
        rest = word.removeprefix(front)
        if rest in FULL_MONTHS and rest != word and (front in BEFORE_ANY or rest not in NOMINATIVES):
            return len(front)
    return 0
