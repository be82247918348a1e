"""The cell cut wherever an entry may begin: at separators, at names, at words with a capital."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from roadmaps.responsibles.kinds import Kind, is_adjective, kind_of, listed_kind
from roadmaps.responsibles.names import Span, find_names

_PAIRS = {"(": ")", "[": "]", "«": "»", "„": "“"}
_SEPARATOR = re.compile(r"[,;\n]")
_ENUMERATOR = re.compile(r"\d+[.)]")
_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the cell's text that no separator cuts; `before` is what joins it to the one before."""

    start: int
    end: int
    before: str
    kind: Kind
    text: str


def cut(text: str) -> list[Piece]:
    """The pieces of a cell, in order; nothing is cut inside brackets and quotation marks."""
    shut = _shut(text)
    names = {span.start: span for span in find_names(text) if not shut[span.start]}
    inside = {place for span in names.values() for place in range(span.start + 1, span.end)}
    places = [(0, "\n")]
    for match in _SEPARATOR.finditer(text):
        if not shut[match.start()] and match.start() not in inside:
            places.append((match.end(), match[0]))
    for span in names.values():
        places += [(span.start, " "), (span.end, " ")]
    places += [(place, " ") for place in _inner_starts(text, shut, inside, names)]
    return _pieces(text, sorted(set(places)), names)


def _pieces(text: str, places: list[tuple[int, str]], names: dict[int, Span]) -> list[Piece]:
    pieces: list[Piece] = []
    before = "\n"
    ends = [place for place, _ in places[1:]] + [len(text)]
    for (place, joint), end in zip(places, ends, strict=True):
        before = _stronger(before, joint)
        start = place + len(text[place:end]) - len(text[place:end].lstrip(" \t\xa0,;\n"))
        body = text[start:end].rstrip(" \t\xa0,;\n")
        if not body.strip(" .–—-•*·") or (before == "\n" and _ENUMERATOR.fullmatch(body)):
            continue
        kind = Kind.NAME if start in names else kind_of(body)
        pieces.append(Piece(start, start + len(body), before, kind, body))
        before = " "
    return pieces


def _inner_starts(text: str, shut: list[bool], inside: set[int], names: dict[int, Span]) -> list[int]:
    """Places after a space where a group or a post begins with a capital, or several people after a name."""
    ends = sorted(span.end for span in names.values())
    found = []
    for match in _WORD.finditer(text):
        place = match.start()
        if shut[place] or place in inside or place in names:
            continue
        last = bisect_right(ends, place) - 1
        after_name = last >= 0 and place - ends[last] <= 3 and not text[ends[last] : place].strip(" .")
        if (text[place].isupper() and _begins_listed(text, match)) or (
            after_name and kind_of(text[place : place + 80]) is Kind.MANY
        ):
            found.append(place)
    return found


def _begins_listed(text: str, match: re.Match[str]) -> bool:
    """Whether a noun of the tables stands here, adjectives in the nominative before it allowed."""
    if len(match[0]) > 1 and match[0].isupper():
        return False
    for word in re.findall(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*", text[match.start() : match.start() + 90])[:4]:
        if listed_kind(word) is not None:
            return True
        if not is_adjective(word):
            return False
    return False


def _stronger(one: str, other: str) -> str:
    order = " \n,;"
    return one if order.index(one) >= order.index(other) else other


def _shut(text: str) -> list[bool]:
    """For each place, whether it stands inside brackets or quotation marks that are closed later."""
    steps = [0] * (len(text) + 1)
    waiting: list[tuple[str, int]] = []
    quote = -1
    for place, sign in enumerate(text):
        if sign in _PAIRS:
            waiting.append((_PAIRS[sign], place))
        elif sign == '"' and quote < 0:
            quote = place
        elif sign == '"':
            steps[quote] += 1
            steps[place + 1] -= 1
            quote = -1
        elif waiting and sign == waiting[-1][0]:
            steps[waiting.pop()[1]] += 1
            steps[place + 1] -= 1
    return [depth > 0 for depth in accumulate(steps)]
