"""What is left of a phrase beside its dates: remarks, and whether they tell of an event or a timetable."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from roadmaps.deadlines import kinds
from roadmaps.deadlines.expressions import Element
from roadmaps.deadlines.normalise import Plain, one_line
from roadmaps.deadlines.tokens import Token

EDGES = kinds.JOINERS
EMPTY_WORDS = kinds.PREPOSITIONS | kinds.JOINERS | {kinds.THEN}
KNOWN = frozenset(
    {kinds.EVENT, kinds.ON_EVE, kinds.TIMETABLE, kinds.OFTEN, kinds.CONSTANT, kinds.TIMES, kinds.DURING}
) | {
    kinds.TIME,
    kinds.EDGE,
}
VERBAL = ("ния", "нии", "нию", "нием", "тия", "тии", "тию", "тием")
LONGEST_SHORTENED = 2
SHORTEST_VERBAL = 6
TIME_NOUNS = kinds.NUMERALS | {
    kinds.UNIT,
    kinds.SEASON,
    kinds.PERIOD,
    kinds.YEAR,
    kinds.SCHOOL,
    kinds.MONTH,
    kinds.END,
    kinds.ALL,
    kinds.TERM,
    *kinds.JOINERS,
}
EMPTY = frozenset({kinds.DASH, kinds.COMMA, kinds.BREAK, kinds.BLANK, kinds.END})
BLANKS = frozenset("_…")
BEFORE_EVENT = frozenset({kinds.AFTER, kinds.CLOSING, kinds.IN_PERIOD, kinds.DURING})
PLAIN_ENDS = frozenset({"конец", "конце", "в конце", "на конец"})
BEFORE_NOUN = frozenset({kinds.UNTIL, kinds.EDGE})
NOUNS = frozenset({kinds.WORD, kinds.GATHERING, kinds.TIMETABLE})
TRAILING = " \t\n.,;:!…-–—−"


class Remark(NamedTuple):
    """Loose words that stand together: the first and the last token."""

    first: int
    last: int


def used_mask(tokens: list[Token], elements: Iterable[Element]) -> bytearray:
    """Mark the tokens that the elements have used."""
    mask = bytearray(len(tokens))
    for element in elements:
        for index in range(element.begin, element.end):
            mask[index] = 1
        for index in element.loose:
            mask[index] = 0
    return mask


def remarks_of(tokens: list[Token], used: bytearray) -> list[Remark]:
    """Return the remarks between what is used, without the commas, dashes and brackets that join them."""
    remarks: list[Remark] = []
    index, count = 0, len(tokens) - 3
    while index < count:
        if used[index]:
            index += 1
            continue
        first = index
        while index < count and not used[index]:
            index += 1
        remarks += _split(tokens, first, index)
    return remarks


def note_of(remarks: Iterable[Remark], tokens: list[Token], text: str, plain: Plain) -> str:
    """Return the remarks as they are written, joined by «; »."""
    return "; ".join(
        stripped(one_line(text[plain.place(tokens[first].start) : plain.place(tokens[last].end)]))
        for first, last in remarks
    )


def stripped(text: str) -> str:
    """Drop punctuation at the end that changes nothing; the point of «г.» stays."""
    bare = text.rstrip(TRAILING)
    words = bare.replace(".", " ").split()
    is_short = (
        bool(words) and len(words[-1]) <= LONGEST_SHORTENED and words[-1].isalpha() and words[-1].islower()
    )
    return bare + "." if is_short and text.startswith(bare + ".") else bare


def is_doubtful(words: list[Token]) -> bool:
    """Does the remark hold no word that the reader knows?"""
    return not any(token.kind in KNOWN for token in words)


def tells_of_event(tokens: list[Token]) -> bool:
    """Is the phrase about an event: «по мере …», «в ходе …», «до проведения …», «в течение месячника»?"""
    is_planned = False
    for index, token in enumerate(tokens[:-3]):
        # What stands in a plan's own name («по плану подготовки к ГИА») is no event of ours.
        is_planned = token.kind == kinds.TIMETABLE or (is_planned and token.kind not in kinds.JOINERS)
        if not is_planned and _is_event(tokens, index):
            return True
    return False


def _is_event(tokens: list[Token], index: int) -> bool:
    token, after = tokens[index], tokens[index + 1]
    kind = token.kind
    if kind in BEFORE_EVENT:
        return after.kind not in TIME_NOUNS and token.text not in PLAIN_ENDS
    if kind in BEFORE_NOUN:
        return after.kind in NOUNS
    if kind in (kinds.TERM, kinds.UNIT):
        return (token.unit == "day" or kind == kinds.TERM) and _is_verbal(after)
    if kind == kinds.BY:
        return _is_verbal(after) and after.text.endswith("ии")
    return kind in (kinds.EVENT, kinds.ON_EVE, kinds.GATHERING)


def tells_of_timetable(tokens: list[Token]) -> bool:
    """Is the phrase about somebody's timetable, plan or order?"""
    return any(token.kind == kinds.TIMETABLE for token in tokens)


def is_empty(tokens: list[Token]) -> bool:
    """Is nothing written but dashes, commas and points?"""
    return all(token.kind in EMPTY or token.text in BLANKS for token in tokens)


def _is_verbal(token: Token) -> bool:
    """Is it a noun made of a verb («проведения», «прибытии»)?"""
    return token.kind == kinds.WORD and len(token.text) >= SHORTEST_VERBAL and token.text.endswith(VERBAL)


def _split(tokens: list[Token], first: int, end: int) -> Iterator[Remark]:
    """Yield the remark in a run of loose tokens; one in brackets at its beginning is a remark of its own."""
    while first < end and tokens[first].kind in EDGES:
        if tokens[first].kind == kinds.OPEN:
            close = next((i for i in range(first, end) if tokens[i].kind == kinds.CLOSE), end)
            yield from _trimmed(tokens, first + 1, close)
            first = close
        first += 1
    yield from _trimmed(tokens, first, end)


def _trimmed(tokens: list[Token], first: int, end: int) -> Iterator[Remark]:
    while first < end and tokens[first].kind in EDGES:
        first += 1
    opened = sum((token.kind == kinds.OPEN) - (token.kind == kinds.CLOSE) for token in tokens[first:end])
    while first < end:
        kind = tokens[end - 1].kind
        if kind not in EDGES or (kind == kinds.CLOSE and opened >= 0):
            break
        opened += (kind == kinds.CLOSE) - (kind == kinds.OPEN)
        end -= 1
    if any(token.kind not in EMPTY_WORDS for token in tokens[first:end]):
        yield Remark(first, end - 1)
