"""How alike titles of rows are, and which rows of a long list are worth comparing with one."""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

WORDS = re.compile(r"\w+")
UNLIKE = 0.4  # of the threshold: with fewer words in common the letters are not compared
TELLING = 8  # of a title's words and pairs of words, the rarest ones, lead to rows like it
MOST_PLACES = 60  # of a word that are followed
MOST_ROWS = 5  # that are compared with one
MOST_LETTERS = 2000  # pairs whose letters are compared for one document: a second at most


def plain(text: object) -> str:
    """Small letters, no ё, single spaces, no punctuation at the ends."""
    return " ".join(str(text or "").casefold().replace("ё", "е").split()).strip(" .,;")


class Likeness:
    """Compares titles by their words, and by their letters where the words leave it open."""

    def __init__(self) -> None:
        self.left = MOST_LETTERS
        self._words: dict[str, Counter[str]] = {}
        self._lengths: dict[str, int] = {}

    def of(self, one: str, other: str, *, least: float) -> float:
        """How alike two plain texts are, from 0 to 1; 0 where it is less than ``least``."""
        common = self._common(one, other)
        if common >= least:
            return common
        if common < least * UNLIKE or self.left <= 0:
            return 0
        matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            return 0
        self.left -= 1
        ratio = matcher.ratio()
        return ratio if ratio >= least else 0

    def words(self, text: str) -> Counter[str]:
        """The words of a plain text, each with how often it stands there."""
        if text not in self._words:
            self._words[text] = Counter(WORDS.findall(text))
            self._lengths[text] = _letters(self._words[text])
        return self._words[text]

    def _common(self, one: str, other: str) -> float:
        common = _letters(self.words(one) & self.words(other))
        whole = self._lengths[one] + self._lengths[other]
        return 2 * common / whole if whole else float(one == other)


class Places:
    """Where words, and pairs of them, stand in the titles of a list: finds the rows most like a title."""

    def __init__(self, titles: Mapping[int, str]) -> None:
        self._at: dict[str, list[int]] = defaultdict(list)
        for place, title in titles.items():
            for key in _keys(title):
                self._at[key].append(place)

    def near(self, title: str) -> Iterable[int]:
        """The few places whose titles share the rarest of these with this one, the likeliest first."""
        known = [key for key in _keys(title) if key in self._at]
        shared: Counter[int] = Counter()
        for key in sorted(known, key=lambda key: (len(self._at[key]), key))[:TELLING]:
            for place in self._at[key][:MOST_PLACES]:
                shared[place] += len(key)
        return [place for place, _letters in shared.most_common(MOST_ROWS)]


def _keys(title: str) -> set[str]:
    words = WORDS.findall(title)
    return {*words, *(f"{one} {other}" for one, other in pairwise(words))}


def _letters(words: Mapping[str, int]) -> int:
    return sum(len(word) * count for word, count in words.items())
