"""Grammar of numbers in a row: «9, 10», «I и III», «с 1 по 5»."""

from typing import NamedTuple

from roadmaps.deadlines import kinds
from roadmaps.deadlines.tokens import Token

MOST_NUMBERS = 31
MOST_JOINS = 3
RANGE_JOINS = frozenset({kinds.DASH, kinds.BY})
OPENERS = frozenset({kinds.FROM, kinds.OF})


class Run(NamedTuple):
    """Numbers in a row, as pairs of first and last; `end` is the token after them."""

    pairs: list[tuple[int, int]]
    end: int


def numbers_at(tokens: list[Token], index: int) -> Run | None:
    """Read numbers joined by commas, «и», dashes, «по», or only a space, from the given token on."""
    if not is_small(tokens[index]):
        return None
    pairs = [(tokens[index].number, tokens[index].number)]
    is_opened = is_opened_at(tokens, index)
    end = index + 1
    while len(pairs) < MOST_NUMBERS:
        place = after_range_join(tokens, end, is_opened=is_opened)
        if place > end and is_small(tokens[place]):
            pairs[-1] = (pairs[-1][0], tokens[place].number)
        else:
            place = _after_list_joins(tokens, end)
            if not is_small(tokens[place]):
                break
            pairs.append((tokens[place].number, tokens[place].number))
        end = place + 1
    return Run(pairs, end)


def is_small(token: Token) -> bool:
    """Is it a number of one or two figures, or one in words?"""
    return token.kind in kinds.NUMERALS and (token.kind != kinds.NUMBER or len(token.text) <= 2)


def after_range_join(tokens: list[Token], index: int, *, is_opened: bool) -> int:
    """Return the place after «-», «по», and «до» where «с» stood before; the same place without them."""
    kind = tokens[index].kind
    return index + 1 if kind in RANGE_JOINS or (is_opened and kind == kinds.UNTIL) else index


def is_opened_at(tokens: list[Token], index: int) -> bool:
    """Does «с» stand right before the token?"""
    return index > 0 and tokens[index - 1].kind in OPENERS


def _after_list_joins(tokens: list[Token], index: int) -> int:
    """Return the place after «,», «и», «и с»."""
    place = index
    while tokens[place].kind in kinds.LIST_JOINS and place < index + MOST_JOINS:
        place += 1
    return place + 1 if place > index and tokens[place].kind == kinds.FROM else place
