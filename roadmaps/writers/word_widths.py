"""How wide the columns of a table are: every word whole where there is room, then by how much is written."""

from collections.abc import Sequence
from typing import Final

from roadmaps.writers.word_xml import shared_out

LOOKED_AT: Final = 400  # rows: what follows is written alike
LETTER: Final = {"RoadmapCell": 112, "RoadmapCellSmall": 94, "RoadmapCellTiny": 80}  # twentieths of a point
PADDING: Final = 170
_HEADING: Final = 1.12  # bold, and as large in a table of small letters
_LONGEST_WORD, _CAPITALS, _LONGEST_TEXT = 20, 1.3, 400
_SPREAD: Final = 0.85  # less than 1: a long text goes on below, a short one needs its line


def fitted(
    width: int,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    style: str,
    least: Sequence[int] | None = None,
) -> list[int]:
    """The widths of columns with these headings and rows; `least` is how many letters each has at least."""
    columns = _columns(heads, rows)
    needed = _needed(heads, columns, style)
    left = width - sum(map(int, needed))
    if left <= 0:
        return shared_out(width, [int(need) for need in needed])
    usual = least or [1] * len(columns)
    written = [max(_mean(texts), one) ** _SPREAD for texts, one in zip(columns, usual, strict=True)]
    extra = shared_out(left, [int(one * 1000) for one in written])
    return [int(need) + more for need, more in zip(needed, extra, strict=True)]


def best_style(width: int, rows: Sequence[Sequence[str]]) -> str | None:
    """The largest letters in which every word of a table without headings stays whole, None where none do."""
    heads = [""] * len(rows[0])
    columns = _columns(heads, rows)
    return next((style for style in LETTER if sum(_needed(heads, columns, style)) <= width), None)


def _columns(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[list[str]]:
    looked = rows[:LOOKED_AT]
    return [[head, *(row[place] for row in looked)] for place, head in enumerate(heads)]


def _needed(heads: Sequence[str], columns: Sequence[Sequence[str]], style: str) -> list[float]:
    """How wide each column is with its longest word whole."""
    return [
        max(_longest_word(head) * _HEADING, *map(_longest_word, texts)) * LETTER[style] + PADDING
        for head, texts in zip(heads, columns, strict=True)
    ]


def _longest_word(text: str) -> float:
    words = text.split()
    if not words:
        return 1
    word = max(words, key=len)
    return min(len(word), _LONGEST_WORD) * (_CAPITALS if word.isupper() else 1)


def _mean(texts: Sequence[str]) -> float:
    return sum(min(len(text), _LONGEST_TEXT) for text in texts) / len(texts)
