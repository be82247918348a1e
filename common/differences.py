"""Differences between two texts, word by word, and the merging of two edits of one text (plain Python)."""

import difflib
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, takewhile
from typing import Final, TypeAlias

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
CLAUSE_ENDS: Final = re.compile(r"[.,:;!?\n\t]")
MOST: Final = 4_000  # words, signs and spaces of either text that are matched with each other
MOST_PAIRS: Final = (
    40_000  # of equal ones among them: as many as the spaces of 200 words and of 200 others make
)

Stretch: TypeAlias = tuple[int, int, int, int]  # first and last (excluded) in one text, the same in the other


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: the same in the other one, or not."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class _Edit:
    """Words ``first`` to ``last`` (excluded) of the base text replaced by others."""

    first: int
    last: int
    words: tuple[str, ...]

    def meets(self, other: "_Edit") -> bool:
        """Whether the two edits touch the same words, or put something in the same place."""
        if self.first == self.last == other.first == other.last:
            return True
        return self.first < other.last and other.first < self.last


def marked(text: str, *, beside: str) -> list[Piece]:
    """Return ``text`` in pieces, those that are not in ``beside`` marked as changed."""
    mine, theirs = WORDS.findall(text), WORDS.findall(beside)
    is_changed = [False] * len(mine)
    for _first, _last, start, end in _unlike(theirs, mine):
        is_changed[start:end] = [True] * (end - start)
    for place in range(1, len(mine) - 1):
        if mine[place].isspace():  # marked inside a changed stretch, not at its edges
            is_changed[place] = is_changed[place - 1] and is_changed[place + 1]
    runs = groupby(zip(mine, is_changed, strict=True), key=lambda pair: pair[1])
    return [Piece("".join(word for word, _ in run), changed) for changed, run in runs]


def merged(base: str, mine: str, theirs: str) -> str | None:
    """Return ``base`` with both edits in it, or None where they change the same words differently."""
    words = WORDS.findall(base)
    own, others = _edits(words, mine), _edits(words, theirs)
    if any(edit != other and edit.meets(other) for edit in own for other in others):
        return None
    result: list[str] = []
    position = 0
    for edit in sorted({*own, *others}, key=lambda edit: (edit.first, edit.last)):
        result += [*words[position : edit.first], *edit.words]
        position = edit.last
    return "".join([*result, *words[position:]])


def _unlike(before: list[str], after: list[str], *, by_clauses: bool = True) -> Iterator[Stretch]:
    """Where the texts differ: word by word; in what is too long for that, clause by clause or all of it."""
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    ours, others = before[head : len(before) - tail], after[head : len(after) - tail]
    if _is_little(ours, others):
        stretches: Iterable[Stretch] = _matched(ours, others)
    else:
        stretches = _clauses_unlike(ours, others) if by_clauses else [(0, len(ours), 0, len(others))]
    yield from _moved(stretches, head, head)


def _clauses_unlike(before: list[str], after: list[str]) -> Iterator[Stretch]:
    ours, others = _clauses(before), _clauses(after)
    places, beside = [0, *accumulate(map(len, ours))], [0, *accumulate(map(len, others))]
    stretches = _matched(ours, others) if _is_little(ours, others) else [(0, len(ours), 0, len(others))]
    for first, last, start, end in stretches:
        words = before[places[first] : places[last]]
        theirs = after[beside[start] : beside[end]]
        yield from _moved(_unlike(words, theirs, by_clauses=False), places[first], beside[start])


def _clauses(words: list[str]) -> list[tuple[str, ...]]:
    ends = [place for place, word in enumerate(words, start=1) if CLAUSE_ENDS.search(word)]
    return [tuple(words[start:end]) for start, end in zip([0, *ends], [*ends, len(words)], strict=True)]


def _matched(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Stretch]:
    codes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(first, last, start, end) for kind, first, last, start, end in codes if kind != "equal"]


def _is_little(before: Sequence[Hashable], after: Sequence[Hashable]) -> bool:
    """Whether the matcher is soon through: it looks at every pair of equal words, again and again."""
    counts = Counter(after)
    return max(len(before), len(after)) <= MOST and sum(counts[word] for word in before) <= MOST_PAIRS


def _moved(stretches: Iterable[Stretch], here: int, there: int) -> Iterator[Stretch]:
    for first, last, start, end in stretches:
        yield first + here, last + here, start + there, end + there


def _alike(before: list[str], after: list[str]) -> int:
    """How many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))


def _edits(base: list[str], text: str) -> list[_Edit]:
    words = WORDS.findall(text)
    return [_Edit(first, last, tuple(words[start:end])) for first, last, start, end in _unlike(base, words)]
