"""Grammar of one point of time: a day, a month, a quarter, a half, a year, with the years after it."""

from typing import NamedTuple

from roadmaps.deadlines import kinds
from roadmaps.deadlines.expressions import Edge, Point, Years
from roadmaps.deadlines.intervals import days_in
from roadmaps.deadlines.numbers import Run, after_range_join, is_opened_at, numbers_at
from roadmaps.deadlines.tokens import Token
from roadmaps.deadlines.words import NOMINATIVES
from roadmaps.deadlines.years import BAD, FIRST_YEAR, LAST_YEAR, as_school, following_years, is_year, years_at

LEAP_YEAR = 2024
LARGEST = {"quarter": 4, "half": 2, "term": 6, "trimester": 3}
LISTED = frozenset({kinds.COMMA, kinds.AND})
LOOSE = frozenset({kinds.WORD, kinds.SIGN, kinds.LONG_NUMBER, kinds.BINDER, kinds.STREET})

Pair = tuple[Point, Point | None]

MONTHS: tuple[tuple[Pair, ...], ...] = tuple(((Point("month", number), None),) for number in range(13))


class Piece(NamedTuple):
    """Points of time that share their years; `end` is the token after them; no points: impossible ones."""

    points: tuple[Pair, ...]
    years: Years | None
    end: int


def piece_at(tokens: list[Token], index: int, *, is_headed: bool = False) -> Piece | None:
    """Read one point of time, or several that share a month or years, from the given token on.

    `is_headed` says that a year stands above the dates, so that one after a comma is not theirs.
    """
    token = tokens[index]
    if token.kind == kinds.MONTH:
        piece: Piece | None = Piece(MONTHS[token.number], None, index + 1)
    elif token.kind == kinds.DATE:
        piece = _written(token, (), index + 1)
    elif token.kind in kinds.NUMERALS:
        piece = _numbered(tokens, index)
    elif token.kind == kinds.EDGE and token.unit != "middle":
        return part_at(tokens, index + 1 + (tokens[index + 1].kind == kinds.NEXT), Edge(token.unit))
    else:
        return None
    return piece and _with_years(tokens, piece, is_headed=is_headed)


def part_at(tokens: list[Token], index: int, edge: Edge = Edge.WHOLE) -> Piece | None:
    """Read a part of a year: «1, 2 полугодия», «учебного года», «каждой четверти», «2023 года»."""
    start = index
    while tokens[start].kind in kinds.QUALIFIERS or tokens[start].kind == kinds.CALENDAR:
        start += 1
    token = tokens[start]
    piece: Piece | None = None
    if token.kind in kinds.NUMERALS:
        piece = _numbered(tokens, start)
        if piece and piece.points and piece.points[0][0].unit == "day":
            return None
    elif token.kind in (kinds.YEAR, kinds.THIS_YEAR):
        piece = Piece(((Point("year"), None),), None, start + 1)
    elif token.kind in (kinds.SCHOOL, kinds.UNIT):
        is_every = any(before.kind == kinds.EVERY for before in tokens[index:start])
        piece = _named_part(tokens, start, is_every=is_every)
    piece = piece and _with_years(tokens, piece)
    return piece and piece._replace(
        points=tuple((_at_edge(first, edge), last and _at_edge(last, edge)) for first, last in piece.points)
    )


def _named_part(tokens: list[Token], index: int, *, is_every: bool) -> Piece | None:
    """Read «учебного года», «четверти», «учебного полугодия», «(каждого) месяца»."""
    is_school = tokens[index].kind == kinds.SCHOOL
    place = index + 1 if is_school else index
    token = tokens[place]
    if is_school and token.kind == kinds.YEAR:
        return Piece(((Point("school_year"), None),), None, place + 1)
    if is_school and is_year(token):
        found = years_at(tokens, place)
        return found and Piece(((Point("school_year"), None),), as_school(found[0]), found[1])
    if token.kind == kinds.UNIT and token.unit in LARGEST:
        return Piece(((_unit(token, 0, is_school=is_school), None),), None, place + 1)
    if token.kind == kinds.UNIT and token.unit == "month" and is_every:
        return Piece(((Point("month"), None),), None, place + 1)
    return None


def _numbered(tokens: list[Token], index: int) -> Piece | None:
    """Read what begins with a number: days of a month, quarters, a year."""
    found = years_at(tokens, index)
    if found:
        years, end = found
        return Piece(((Point("school_year" if years.school else "year"), None),), years, end)
    run = numbers_at(tokens, index) or Run([], index)
    head, after = tokens[run.end], tokens[run.end + 1]
    if head.kind == kinds.MONTH:
        is_label = head.text in NOMINATIVES and _is_label(tokens, index, run)
        return None if is_label else _days(run.pairs, head.number, run.end + 1)
    if head.kind == kinds.UNIT:
        return _units(run.pairs, head, run.end + 1, is_school=False)
    if head.kind == kinds.SCHOOL and after.kind == kinds.UNIT:
        return _units(run.pairs, after, run.end + 2, is_school=True)
    if head.kind == kinds.DAY_OF_MONTH and after.kind == kinds.MONTH:
        return _days(run.pairs, after.number, run.end + 2)
    return _before_date(tokens, index, run)


def _is_label(tokens: list[Token], index: int, run: Run) -> bool:
    """Is the number before «сентябрь» that of a list («1. Сентябрь») or of a thing («этап 2 декабрь»)?"""
    number = tokens[run.end - 1]
    has_point = number.end - number.start > len(number.text)
    return has_point or (index > 0 and tokens[index - 1].kind in LOOSE)


def _before_date(tokens: list[Token], index: int, run: Run) -> Piece | None:
    """Read «28-30.08.2023», «10, 20.09»: numbers whose month is written with the last of them."""
    if not run.pairs:
        return None
    place = after_range_join(tokens, run.end, is_opened=is_opened_at(tokens, index))
    first, last = run.pairs[-1]
    if place > run.end and first == last and tokens[place].kind == kinds.DATE:
        return _written(tokens[place], (*run.pairs[:-1], (first, tokens[place].date[0])), place + 1)
    is_free = index == 0 or tokens[index - 1].kind not in LOOSE
    if is_free and tokens[run.end].kind in LISTED and tokens[run.end + 1].kind == kinds.DATE:
        day = tokens[run.end + 1].date[0]
        return _written(tokens[run.end + 1], (*run.pairs, (day, day)), run.end + 2)
    return None


def _written(token: Token, pairs: tuple[tuple[int, int], ...], end: int) -> Piece:
    """Read a date in figures; `pairs` are the days that share its month, its own included."""
    day, month, year = token.date
    years = Years(((year, year),)) if year else None
    if not 1 <= month <= 12 or (year and not FIRST_YEAR <= year <= LAST_YEAR):
        return Piece((), None, end)
    if day == 0:
        return Piece(((Point("month", month), None),), years, end)
    piece = _days(list(pairs) or [(day, day)], month, end, year or LEAP_YEAR)
    return piece._replace(years=years)


def _days(pairs: list[tuple[int, int]], month: int, end: int, year: int = LEAP_YEAR) -> Piece:
    length = days_in(year, month)
    if any(not 1 <= first <= last <= length for first, last in pairs):
        return Piece((), None, end)
    points = tuple(
        (Point("day", month, first), Point("day", month, last) if last > first else None)
        for first, last in pairs
    )
    return Piece(points, None, end)


def _units(pairs: list[tuple[int, int]], token: Token, end: int, *, is_school: bool) -> Piece | None:
    largest = LARGEST.get(token.unit, 0)
    if any(not 1 <= first <= largest or not 1 <= last <= largest for first, last in pairs):
        return None
    if any(last < first for first, last in pairs):
        return Piece((), None, end)
    points = tuple(
        (
            _unit(token, first, is_school=is_school),
            _unit(token, last, is_school=is_school) if last > first else None,
        )
        for first, last in pairs
    )
    return Piece(points, None, end)


def _unit(token: Token, number: int, *, is_school: bool) -> Point:
    is_school_half = is_school and token.unit == "half"
    return Point("school_half" if is_school_half else token.unit, number)


def _with_years(tokens: list[Token], piece: Piece, *, is_headed: bool = False) -> Piece:
    """Give the piece the years that follow it; years that make no sense make it impossible."""
    if not piece.points:
        return piece
    unit, end, years = piece.points[0][0].unit, piece.end, piece.years
    if unit == "month" and tokens[end].kind == kinds.UNIT and tokens[end].unit == "month":
        end += 1
    following, end = following_years(tokens, end, is_named=years is not None, is_headed=is_headed)
    years = years or following
    if years is None and end == piece.end and not _is_garbled_year(tokens[end]):
        return piece
    if unit == "school_year" and years and years != BAD:
        years = as_school(years)
    if years == BAD or (years is None and unit in ("day", "month") and _is_garbled_year(tokens[end])):
        return Piece((), None, end)
    points = piece.points
    if years and years.school:
        points = tuple((_of_school(first), last and _of_school(last)) for first, last in points)
    return Piece(points, years if years and years.groups else None, end)


def _is_garbled_year(token: Token) -> bool:
    """Is it a number right after a month that is no year: «май 202», «май 20244»?"""
    return (token.kind == kinds.NUMBER and len(token.text) > 2) or token.kind == kinds.LONG_NUMBER


def _of_school(point: Point) -> Point:
    return point._replace(unit="school_half") if point.unit == "half" else point


def _at_edge(point: Point, edge: Edge) -> Point:
    """Mean the point's end or beginning; after «конец» a half is the school year's."""
    return (_of_school(point) if edge is Edge.END else point)._replace(edge=edge)
