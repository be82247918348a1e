"""Grammar of years: «2023», «2023-2024 г.г.», «2023/24 учебного года», and where they stand beside a date."""

from typing import NamedTuple

from roadmaps.deadlines import kinds
from roadmaps.deadlines.expressions import Years
from roadmaps.deadlines.tokens import Token

FIRST_YEAR, LAST_YEAR = 1990, 2099
CENTURY = 2000
MOST_YEAR_WORDS = 3
SHORT_YEARS = range(19, 31)
ENDS = frozenset({kinds.END, kinds.DASH, kinds.BREAK, kinds.CLOSE})
YEAR_LISTS = frozenset({kinds.COMMA, kinds.AND})
BEFORE_YEARS = frozenset({kinds.COMMA, kinds.DASH, kinds.OPEN, kinds.IN})
WEAK_BEFORE_YEARS = frozenset({kinds.COMMA, kinds.DASH})

OF_YEARS = (
    BEFORE_YEARS
    | kinds.QUALIFIERS
    | {kinds.NUMBER, kinds.YEAR, kinds.SCHOOL, kinds.THIS_YEAR, kinds.INCLUSIVE}
)

BAD = Years(())
"""Years that make no sense: «2024-2023», «2023/2024» with no word of a school year."""
ANY_SCHOOL_YEAR = Years((), school=True)


class _Group(NamedTuple):
    first: int
    last: int
    is_slashed: bool
    end: int


def is_year(token: Token) -> bool:
    """Is it a number of four figures that can be a year?"""
    return token.kind == kinds.NUMBER and len(token.text) == 4 and FIRST_YEAR <= token.number <= LAST_YEAR


def years_at(tokens: list[Token], index: int) -> tuple[Years, int] | None:
    """Read years from the given token on: what they are, and the token after them."""
    if not is_year(tokens[index]):
        return _short_school_year(tokens, index)
    groups: list[_Group] = []
    is_school = False
    end = index
    while is_year(tokens[end]):
        group = _group(tokens, end)
        groups.append(group)
        end = group.end
        if tokens[end].kind == kinds.SCHOOL:
            is_school = True
            end = skip_year_words(tokens, end + 1)
        if tokens[end].kind in YEAR_LISTS and is_year(tokens[end + 1]):
            end += 1
    return _checked(groups, is_school=is_school), end


def _short_school_year(tokens: list[Token], index: int) -> tuple[Years, int] | None:
    """Read «23-24 учебный год», «23/24 уч. г.»."""
    first, join, last, school = tokens[index : index + 4] if len(tokens) > index + 3 else tokens[:1] * 4
    if school.kind != kinds.SCHOOL or join.kind not in (kinds.DASH, kinds.SLASH):
        return None
    if first.kind != kinds.NUMBER or len(first.text) != 2 or last.number != first.number + 1:
        return None
    year = CENTURY + first.number
    return Years(((year, year),), school=True), skip_year_words(tokens, index + 4)


def following_years(
    tokens: list[Token], index: int, *, is_named: bool = False, is_headed: bool = False
) -> tuple[Years | None, int]:
    """Read the years that stand after a date, and the words after it that add nothing.

    `is_named` says that the date has its year already; `is_headed`, that a year stands above it.
    """
    years: Years | None = None
    end = index
    if tokens[index].kind not in OF_YEARS:
        return None, index
    if is_named:
        end = skip_year_words(tokens, end)
    else:
        found = _years_after(tokens, end, is_headed=is_headed)
        if found:
            years, end = found
    while True:
        after = _filler_end(tokens, end)
        if after == end:
            return years, end
        if years is None and any(token.kind == kinds.SCHOOL for token in tokens[end:after]):
            years = ANY_SCHOOL_YEAR
        end = after


def as_school(years: Years) -> Years:
    """Read «2023-2024» beside «учебный год» as that school year."""
    if years.school:
        return years
    if any(last != first + 1 for first, last in years.groups):
        return BAD
    return Years(tuple((first, first) for first, _ in years.groups), school=True)


def skip_year_words(tokens: list[Token], index: int) -> int:
    """Return the place after «г.г.», «года»."""
    end = index
    while tokens[end].kind == kinds.YEAR and end < index + MOST_YEAR_WORDS:
        end += 1
    return end


def _group(tokens: list[Token], index: int) -> _Group:
    first = last = tokens[index].number
    end = skip_year_words(tokens, index + 1)
    join, second = tokens[end], tokens[end + 1]
    if join.kind in (kinds.DASH, kinds.SLASH):
        if is_year(second):
            last = second.number
        elif second.kind == kinds.NUMBER and len(second.text) == 2 and second.number == (first + 1) % 100:
            last = first + 1
    if last == first and (join.kind not in (kinds.DASH, kinds.SLASH) or second.number != first):
        return _Group(first, first, is_slashed=False, end=end)
    end = skip_year_words(tokens, end + 2)
    return _Group(first, last, is_slashed=join.kind == kinds.SLASH, end=end)


def _checked(groups: list[_Group], *, is_school: bool) -> Years:
    years = Years(tuple((group.first, group.last) for group in groups))
    if is_school:
        return as_school(years)
    if any(group.is_slashed or group.last < group.first for group in groups):
        return BAD
    return years


def _years_after(tokens: list[Token], index: int, *, is_headed: bool) -> tuple[Years, int] | None:
    token = tokens[index]
    if token.kind == kinds.NUMBER:
        if len(token.text) == 2 and tokens[index + 1].kind == kinds.YEAR:
            year = CENTURY + token.number
            return Years(((year, year),)), skip_year_words(tokens, index + 1)
        return years_at(tokens, index) or _short_year(tokens, index)
    if token.kind == kinds.DASH and token.start == tokens[index - 1].end:
        return years_at(tokens, index + 1) or _short_year(tokens, index + 1)
    if token.kind not in BEFORE_YEARS or (is_headed and token.kind in WEAK_BEFORE_YEARS):
        return None
    return years_at(tokens, index + 1)


def _short_year(tokens: list[Token], index: int) -> tuple[Years, int] | None:
    """Read «сентябрь 23», «15 мая 24», «сентябрь-23», where nothing else can be meant."""
    token, after = tokens[index], tokens[index + 1]
    if token.kind != kinds.NUMBER or len(token.text) != 2 or token.number not in SHORT_YEARS:
        return None
    is_last = after.kind in ENDS or (after.kind in YEAR_LISTS and tokens[index + 2].kind == kinds.MONTH)
    is_after_month = kinds.MONTH in (tokens[index - 1].kind, tokens[index - 2].kind)
    year = CENTURY + token.number
    return (Years(((year, year),)), index + 1) if is_last and is_after_month else None


def _filler_end(tokens: list[Token], index: int) -> int:
    """Return the place after «отчетного года», «т.г.», «учебного года», «включительно»."""
    if tokens[index].kind in (kinds.THIS_YEAR, kinds.INCLUSIVE):
        return index + 1
    end = index
    while tokens[end].kind in kinds.QUALIFIERS and end < index + MOST_YEAR_WORDS:
        end += 1
    if tokens[end].kind == kinds.SCHOOL:
        end += 1
    if end > index and tokens[end].kind == kinds.YEAR:
        return skip_year_words(tokens, end)
    return index
