"""Grammar of spans and closings: «в течение учебного года», «весь период», «по итогам полугодия»."""

from roadmaps.deadlines import kinds
from roadmaps.deadlines.expressions import Broken, Closing, Dated, During, Edge, Vague, When
from roadmaps.deadlines.points import Piece, part_at
from roadmaps.deadlines.tokens import Token
from roadmaps.deadlines.years import BAD, is_year, years_at

OPENERS = frozenset({kinds.DURING, kinds.ALL, kinds.IN, kinds.EVERY, kinds.CURRENT, kinds.CALENDAR})
STRONG_OPENERS = frozenset({kinds.DURING, kinds.ALL})
MOST_OPENERS = 5
PERIODS = frozenset({kinds.PERIOD, kinds.TERM})
ENDINGS = frozenset({kinds.CLOSING, kinds.EDGE})
SCHOOL_UNITS = frozenset({"term", "trimester", "school_half", "school_year"})
BEFORE_PARTS = frozenset(
    {
        kinds.UNTIL,
        kinds.EDGE,
        kinds.AFTER,
        kinds.ON_EVE,
        kinds.EXCEPT,
        kinds.NEXT,
        kinds.OF,
        kinds.BY,
        kinds.FROM,
    }
)
# After «весь период» these words would say of what, and that is not the roadmap's own period.
OF_SOMETHING_ELSE = frozenset(
    {kinds.WORD, kinds.EVENT, kinds.SEASON, kinds.UNIT, kinds.SIGN, kinds.LONG_NUMBER}
)


def span_at(tokens: list[Token], index: int) -> During | Dated | Broken | None:
    """Read a span from the given token on; a school year that is named without «в течение» is a date."""
    token = tokens[index]
    if token.kind == kinds.CONSTANT:
        return During(index, index + 1, unit=token.unit)
    if token.kind == kinds.IN_PERIOD or token.kind in PERIODS:
        return _whole_period(tokens, index, index + 1)
    end = index
    while tokens[end].kind in OPENERS and end < index + MOST_OPENERS:
        end += 1
    openers = {opener.kind for opener in tokens[index:end]}
    is_strong = not openers.isdisjoint(STRONG_OPENERS) or {kinds.IN, kinds.CURRENT} <= openers
    if tokens[end].kind in PERIODS:
        return _whole_period(tokens, index, end) if is_strong else None
    if is_year(tokens[end]) and not openers.isdisjoint(STRONG_OPENERS):
        return _named_years(tokens, index, end)
    if not is_strong and not _may_stand_alone(tokens, index, end):
        return None
    piece = part_at(tokens, end)
    return piece and _years_span(index, piece, is_during=not openers.isdisjoint(STRONG_OPENERS))


def _may_stand_alone(tokens: list[Token], index: int, end: int) -> bool:
    """Is it «учебный год» by itself, and not «итоги учебного года», «к новому учебному году»?"""
    is_calendar = any(token.kind == kinds.CALENDAR for token in tokens[index:end])
    if tokens[end].kind != kinds.SCHOOL and not is_calendar:
        return False
    place = index - 1
    while place >= 0 and tokens[place].kind in kinds.QUALIFIERS:
        place -= 1
    return place < 0 or tokens[place].kind not in OF_SOMETHING_ELSE | BEFORE_PARTS


def closing_at(tokens: list[Token], index: int) -> Closing | Broken | None:
    """Read «по итогам 1, 2 полугодия и учебного года» from the given token on."""
    whens: list[When] = []
    end = index
    while True:
        start = end + (tokens[end].kind in ENDINGS)
        piece = part_at(tokens, start, Edge.END)
        if piece is None:
            break
        if not piece.points:
            return Broken(index, piece.end)
        whens += [When(first, last, piece.years) for first, last in piece.points]
        end = piece.end
        if tokens[end].kind not in kinds.LIST_JOINS or len(whens) > 31:
            break
        end += 1
    if not whens:
        return None
    end -= tokens[end - 1].kind in kinds.LIST_JOINS
    if any(when.first.unit in SCHOOL_UNITS for when in whens):
        whens = [_in_school(when) for when in whens]
    return Closing(index, end, whens=tuple(whens))


def edge_at(tokens: list[Token], index: int) -> Closing | Broken | Vague | None:
    """Read «окончание учебного года»; «начало учебного года», «середина четверти» are no certain day."""
    if tokens[index].unit == "end":
        return closing_at(tokens, index)
    piece = part_at(tokens, index + 1)
    return piece and Vague(index, piece.end)


def _in_school(when: When) -> When:
    """Mean the school year by «года» that stands beside its halves or quarters."""
    if when.first.unit == "year" and when.years is None:
        return when._replace(first=when.first._replace(unit="school_year"))
    return when


def _whole_period(tokens: list[Token], index: int, end: int) -> During | None:
    """Read «(весь) период (реализации программы)»; the period of something else is none of ours."""
    place = end + (tokens[end].kind in PERIODS)
    after = place
    while tokens[after].kind == kinds.WHOLE_OF or (after > place and tokens[after].text == "плана"):
        after += 1
    is_bare = tokens[index].kind == kinds.IN_PERIOD or tokens[index].kind in PERIODS
    if (is_bare and after == place) or tokens[after].kind in OF_SOMETHING_ELSE:
        return None
    return During(index, after)


def _named_years(tokens: list[Token], index: int, end: int) -> During | Broken | None:
    found = years_at(tokens, end)
    if found is None:
        return None
    years, after = found
    if years == BAD:
        return Broken(index, after)
    return During(index, after, unit="school_year" if years.school else "year", years=years)


def _years_span(index: int, piece: Piece, *, is_during: bool) -> During | Dated | Broken | None:
    if not piece.points:
        return Broken(index, piece.end)
    unit = piece.points[0][0].unit
    if unit not in ("year", "school_year"):
        return None
    if piece.years is not None and not is_during:
        return Dated(index, piece.end, whens=(When(piece.points[0][0], None, piece.years),))
    return During(index, piece.end, unit=unit, years=piece.years)
