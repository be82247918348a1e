"""Differences between two texts, word by word, and the merging of two edits of one text (plain Python)."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

WORDS = re.compile(r"\s+|\w+|[^\w\s]")


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
    for kind, _first, _last, start, end in _opcodes(theirs, mine):
        is_changed[start:end] = [kind != "equal"] * (end - start)
    for place in range(1, len(mine) - 1):
        if mine[place].isspace():  # marked inside a changed stretch, not at its edges
            is_changed[place] = is_changed[place - 1] and is_changed[place + 1]
    pieces: list[Piece] = []
    for word, changed in zip(mine, is_changed, strict=True):
        if pieces and pieces[-1].is_changed == changed:
            pieces[-1] = Piece(pieces[-1].text + word, changed)
        else:
            pieces.append(Piece(word, changed))
    return pieces


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


def _opcodes(before: list[str], after: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def _edits(base: list[str], text: str) -> list[_Edit]:
    words = WORDS.findall(text)
    return [
        _Edit(first, last, tuple(words[start:end]))
        for kind, first, last, start, end in _opcodes(base, words)
        if kind != "equal"
    ]
