"""Dates of one phrase brought together: which years and which «до» apply to which of them."""

from dataclasses import replace

from roadmaps.deadlines import kinds
from roadmaps.deadlines.expressions import Dated, Mode, When, Years
from roadmaps.deadlines.tokens import Token


def arranged(tokens: list[Token], dated: list[Dated]) -> list[Dated]:
    """Spread «до» over the days listed after it, and years over the dates that have none.

    A year that heads a list («2023 год: май, октябрь») holds for what follows; one that closes it, for what
    stands before.
    """
    spread = _with_until(tokens, dated)
    if len(spread) == 1:
        return spread
    return _forward(spread) if spread[0].is_years else _backward(spread)


def _with_until(tokens: list[Token], dated: list[Dated]) -> list[Dated]:
    result: list[Dated] = []
    for element in dated:
        before = result[-1] if result else None
        if before and _shares_until(tokens, before, element):
            whens = tuple(when._replace(mode=Mode.UNTIL) for when in element.whens)
            result.append(replace(element, whens=whens))
        else:
            result.append(element)
    return result


def _shares_until(tokens: list[Token], before: Dated, element: Dated) -> bool:
    """Are these days listed after «до» with nothing but commas and «и» between?"""
    return (
        before.whens[-1].mode is Mode.UNTIL
        and before.whens[-1].first.unit == "day"
        and all(_is_plain_day(when) for when in element.whens)
        and tokens[element.begin].kind in (kinds.NUMBER, kinds.DATE)
        and all(token.kind in kinds.LIST_JOINS for token in tokens[before.end : element.begin])
    )


def _is_plain_day(when: When) -> bool:
    return when.mode is Mode.AT and when.last is None and when.first.unit == "day"


def _has_years(when: When) -> bool:
    return when.years is not None or when.first_years is not None


def _forward(dated: list[Dated]) -> list[Dated]:
    if all(_has_years(when) for element in dated for when in element.whens):
        return dated
    result: list[Dated] = []
    years: Years | None = None
    for element in dated:
        if element.is_years and element.whens[0].years:
            years = element.whens[0].years
            result.append(replace(element, whens=()))
        else:
            result.append(_filled(element, years))
    return result


def _backward(dated: list[Dated]) -> list[Dated]:
    """Give each date without a year the next year that is named after it."""
    result: list[Dated] = []
    years: Years | None = None
    for place in range(len(dated) - 1, -1, -1):
        element = dated[place]
        first = element.whens[0]
        if element.is_years and place and not any(_has_years(when) for when in dated[place - 1].whens):
            years = first.years
            result.append(replace(element, whens=()))
            continue
        result.append(_filled(element, years))
        if first.mode is not Mode.FROM:
            years = first.first_years or first.years or years
    result.reverse()
    return result


def _filled(element: Dated, years: Years | None) -> Dated:
    if years is None:
        return element
    whens = tuple(when if _has_years(when) else when._replace(years=years) for when in element.whens)
    return replace(element, whens=whens)
