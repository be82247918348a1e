"""Grammar of dates: what stands before a point of time, and ranges between two."""

from typing import NamedTuple

from roadmaps.deadlines import kinds
from roadmaps.deadlines.expressions import YEAR_UNITS, Broken, Dated, Edge, Mode, When
from roadmaps.deadlines.numbers import after_range_join
from roadmaps.deadlines.points import Piece, piece_at
from roadmaps.deadlines.tokens import Token

MOST_OPENERS = 7
LEADS = frozenset(
    {kinds.IN, kinds.ON, kinds.TERM, kinds.IN_PERIOD, kinds.DURING, kinds.EVERY, kinds.ALL, kinds.CURRENT}
)
MODES = {kinds.UNTIL: Mode.UNTIL, kinds.BY: Mode.UNTIL, kinds.FROM: Mode.FROM, kinds.OF: Mode.FROM}
HOURS = frozenset({kinds.TIME, kinds.CLOCK})
AFTER_TERM = frozenset({kinds.COLON, kinds.DASH})


class _Opening(NamedTuple):
    mode: Mode
    end: int
    loose: tuple[int, ...]


def dated_at(tokens: list[Token], index: int, *, is_headed: bool = False) -> Dated | Broken | None:
    """Read a date, a list of days of one month, or a range, with what opens it, from the given token on."""
    opening = _opening(tokens, index)
    piece = piece_at(tokens, opening.end, is_headed=is_headed)
    if piece is None:
        return None
    if not piece.points:
        return Broken(index, piece.end)
    place, loose = _range_end(tokens, opening, piece)
    second = piece_at(tokens, place, is_headed=is_headed) if place > piece.end else None
    if second is None or _is_heading(piece, second, opening.mode) or _is_start(second, opening.mode):
        return _single(tokens, index, opening, piece, is_headed=is_headed)
    if not second.points or piece.points[-1][1] is not None or _goes_on(tokens, second.end):
        return Broken(index, second.end)
    return Dated(index, second.end, opening.loose + loose, _joined(piece, second, opening.mode))


def _opening(tokens: list[Token], index: int) -> _Opening:
    """Read «в срок до», «в период с», «не позднее»; an hour or «начала» before the date stays loose."""
    if tokens[index].kind in kinds.NAKED:
        return _Opening(Mode.AT, index, ())
    mode, loose, end = Mode.AT, [], index
    while end < index + MOST_OPENERS:
        kind = tokens[end].kind
        is_after_term = end > index and tokens[end - 1].kind == kinds.TERM
        if kind in MODES and mode is Mode.AT:
            mode = MODES[kind]
        elif mode is not Mode.AT and kind in HOURS:
            loose.append(end)
        elif kind == kinds.EDGE and tokens[end + 1].kind == kinds.MONTH:
            loose += _loose_edge(tokens, index, end, mode)
        elif kind not in LEADS and not (is_after_term and kind in AFTER_TERM):
            break
        end += 1
    return _Opening(mode, end, tuple(loose))


def _loose_edge(tokens: list[Token], index: int, edge: int, mode: Mode) -> list[int]:
    """Keep «в начале» as a remark; «до конца мая» says no more than «до мая»."""
    if mode is Mode.UNTIL and tokens[edge].unit == "end":
        return []
    return [edge - 1, edge] if edge > index and tokens[edge - 1].kind == kinds.IN else [edge]


def _range_end(tokens: list[Token], opening: _Opening, piece: Piece) -> tuple[int, tuple[int, ...]]:
    """Return the place where a range's second date may begin, and loose words before it."""
    end = piece.end
    if opening.mode is Mode.FROM and tokens[end].kind in kinds.LIST_JOINS:
        end += tokens[end + 1].kind in (kinds.BY, kinds.UNTIL)
    place = after_range_join(tokens, end, is_opened=opening.mode is Mode.FROM)
    if place == end:
        return piece.end, ()
    if tokens[place].kind in (kinds.BY, kinds.UNTIL):
        place += 1
    if tokens[place].kind in (kinds.EDGE, kinds.CLOSING) and tokens[place + 1].kind == kinds.MONTH:
        return place + 1, (() if tokens[place].unit == "end" else (place,))
    return place, ()


def _single(
    tokens: list[Token], index: int, opening: _Opening, piece: Piece, *, is_headed: bool
) -> Dated | None:
    """Make one date, unless a second month stands right beside it: then they are a range."""
    if opening.mode is Mode.AT and piece.points[0][0].edge is Edge.START:
        return None  # «начало учебного года» is no certain day
    end = piece.end
    is_first = index == 0 or tokens[index - 1].kind != kinds.MONTH
    if piece.points[-1][0].unit == "month" and is_first and _month_beside(tokens, end):
        second = piece_at(tokens, end, is_headed=is_headed)
        both_named = second is not None and second.years is not None and piece.years is not None
        if second and second.points and not both_named and not _month_beside(tokens, second.end):
            return Dated(index, second.end, opening.loose, _joined(piece, second, opening.mode))
    whens = tuple(
        [
            When(first, last, piece.years, mode=_settled(opening.mode, is_range=last is not None))
            for first, last in piece.points
        ]
    )
    return Dated(index, end, opening.loose, whens)


def _month_beside(tokens: list[Token], index: int) -> bool:
    return tokens[index].kind == kinds.MONTH


def _joined(piece: Piece, second: Piece, mode: Mode) -> tuple[When, ...]:
    """Make a range from the last point of one piece to the first of the other; the rest are a list."""
    before = [When(first, last, piece.years, mode=mode) for first, last in piece.points[:-1]]
    after = [When(first, last, second.years) for first, last in second.points[1:]]
    start, (due, last) = piece.points[-1][0], second.points[0]
    joined = When(start, last or due, second.years, piece.years, _settled(mode, is_range=True))
    return (*before, joined, *after)


def _settled(mode: Mode, *, is_range: bool) -> Mode:
    return Mode.AT if is_range and mode is Mode.FROM else mode


def _is_heading(piece: Piece, second: Piece, mode: Mode) -> bool:
    """Is it «2023 год – май, октябрь», where the year stands above the dates?"""
    is_years = piece.points[-1][0].unit in YEAR_UNITS and mode is Mode.AT
    return is_years and bool(second.points) and second.years is None


def _is_start(second: Piece, mode: Mode) -> bool:
    """Is it «сентябрь – начало года», where the second says what the first is?"""
    return mode is Mode.AT and bool(second.points) and second.points[0][0].edge is Edge.START


def _goes_on(tokens: list[Token], end: int) -> bool:
    """Does a third date follow the dash after a range? Then nobody knows what is meant."""
    return tokens[end].kind == kinds.DASH and piece_at(tokens, end + 1) is not None
