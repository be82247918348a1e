"""The grammar of a whole phrase: every token is offered to the rules that may begin with it."""

from collections.abc import Callable

from roadmaps.deadlines import kinds
from roadmaps.deadlines.dates import dated_at
from roadmaps.deadlines.expressions import Broken, Dated, Edge, Element, Every, Mode, Then, Vague
from roadmaps.deadlines.frequencies import frequency_at, monthly_at
from roadmaps.deadlines.numbers import numbers_at
from roadmaps.deadlines.spans import closing_at, edge_at, span_at
from roadmaps.deadlines.tokens import Token
from roadmaps.deadlines.years import is_year, years_at

Rule = Callable[[list[Token], int], Element | None]

# What may stand right before a year for the year to be a date of its own; «ЕГЭ 2024», «план 2024» are names.
FREE = kinds.JOINERS | {kinds.END, kinds.THEN}
RULES: dict[str, tuple[Rule, ...]] = {
    **dict.fromkeys(kinds.NUMERALS, (monthly_at, frequency_at)),
    kinds.LEAST: (frequency_at,),
    kinds.TIMES: (frequency_at,),
    kinds.OFTEN: (frequency_at,),
    kinds.EVERY: (frequency_at, span_at),
    kinds.BY: (frequency_at,),
    kinds.UNTIL: (monthly_at,),
    kinds.FROM: (monthly_at,),
    kinds.IN: (monthly_at, frequency_at, span_at),
    kinds.DURING: (span_at, frequency_at),
    kinds.ALL: (span_at,),
    kinds.CONSTANT: (span_at,),
    kinds.SCHOOL: (span_at,),
    kinds.CALENDAR: (span_at,),
    kinds.IN_PERIOD: (span_at,),
    kinds.PERIOD: (span_at,),
    kinds.TERM: (span_at,),
    kinds.CLOSING: (closing_at,),
    kinds.EDGE: (edge_at,),
}
# The parts of a year that «до конца каждого …» may name, and whether they are the school year's.
UNITS_OF_PARTS = {
    "month": ("month", False),
    "quarter": ("quarter", False),
    "term": ("term", False),
    "trimester": ("trimester", False),
    "school_half": ("half", True),
}
POINTED = frozenset({kinds.DATE, kinds.SIGN, kinds.LONG_NUMBER})
COUNTED_FROM = frozenset({kinds.UNTIL, kinds.FROM})
# Before these a number counts nothing of ours.
UNCOUNTED = frozenset({kinds.WORD, kinds.SIGN, kinds.LONG_NUMBER, kinds.OPEN, kinds.COLON, kinds.CLOCK})
DATED = frozenset(
    kinds.NUMERALS
    | {kinds.MONTH, kinds.DATE, kinds.UNTIL, kinds.FROM, kinds.BY, kinds.IN, kinds.ON, kinds.TERM, kinds.EDGE}
    | {kinds.IN_PERIOD, kinds.DURING, kinds.EVERY, kinds.ALL, kinds.CURRENT}
)


# Tokens of the other kinds begin nothing.
BEGINNING = DATED | RULES.keys() | {kinds.THEN}


def elements_of(tokens: list[Token]) -> list[Element]:
    """Find the dates, frequencies and spans of a phrase, in its order; tokens between them are loose.

    A broken date ends the search: the whole phrase is then not understood.
    """
    found: list[Element] = []
    index, is_headed, is_planned = 0, False, False
    while tokens[index].kind != kinds.END:
        kind = tokens[index].kind
        is_planned = kind == kinds.TIMETABLE or (is_planned and kind not in kinds.JOINERS)
        if kind not in BEGINNING and kind not in SHIELDS:
            index += 1
            continue
        is_loose = not found or found[-1].end != index or isinstance(found[-1], Vague)
        element = _shield(tokens, index, is_loose=is_loose, is_planned=is_planned)
        element = element or _match(tokens, index, is_headed=is_headed)
        if element is None:
            index += 1
            continue
        is_headed = is_headed or (isinstance(element, Dated) and element.is_years)
        found.append(element)
        if isinstance(element, Broken):
            break
        index = element.end
    return found


def _match(tokens: list[Token], index: int, *, is_headed: bool) -> Element | None:
    kind = tokens[index].kind
    if kind == kinds.THEN:
        return Then(index, index + 1)
    if kind in kinds.NUMERALS:
        run = numbers_at(tokens, index)
        if run and tokens[run.end].kind in UNCOUNTED:
            return Vague(index, run.end)
    for rule in RULES.get(kind, ()):
        element = rule(tokens, index)
        if element is not None:
            return element
    element = dated_at(tokens, index, is_headed=is_headed) if kind in DATED else None
    return (
        _as_frequency(element)
        or element
        or (_bare_numbers(tokens, index) if kind in kinds.NUMERALS else None)
    )


def _as_frequency(element: Element | None) -> Every | None:
    """Read «до конца каждого месяца» as «каждый месяц»."""
    if not isinstance(element, Dated) or len(element.whens) > 1:
        return None
    (when,) = element.whens
    point = when.first
    if when.mode is not Mode.UNTIL or when.last or when.years or point.edge is not Edge.END:
        return None
    if point.number or point.unit not in UNITS_OF_PARTS:
        return None
    unit, is_school = UNITS_OF_PARTS[point.unit]
    return Every(element.begin, element.end, unit=unit, school=is_school)


def _bare_numbers(tokens: list[Token], index: int) -> Element | None:
    """Pass over numbers in a row that count nothing known, all at once."""
    run = numbers_at(tokens, index)
    return Vague(index, run.end) if run and tokens[run.end].kind != kinds.UNIT else None


def _shield(tokens: list[Token], index: int, *, is_loose: bool, is_planned: bool) -> Element | None:
    """Recognise words that make what follows no date of ours, or a date that nobody can tell."""
    kind = tokens[index].kind
    if kind in SHIELDS:
        return SHIELDS[kind](tokens, index)
    if kind == kinds.ON and is_planned:
        return _of_plan(tokens, index)
    if kind == kinds.NUMBER and is_loose and index > 0 and is_year(tokens[index]):
        return _name_with_year(tokens, index)
    if kind in COUNTED_FROM and is_loose and index > 0 and tokens[index - 1].kind == kinds.UNIT:
        return _counted(tokens, index)
    if tokens[index].text == "за" and is_loose and index > 0 and tokens[index - 1].kind == kinds.WORD:
        return _reported(tokens, index)
    return None


def _binder(tokens: list[Token], index: int) -> Element | None:
    """«№ 5», «п. 3.2, 5.11», «каб. 5»: the number is a name; «школа 5 мая» leaves the day alone."""
    follower, after = tokens[index + 1].kind, tokens[index + 2].kind
    if follower in kinds.NUMERALS and after != kinds.MONTH:
        return Vague(index, index + 2)
    if follower not in POINTED:
        return None
    end = index + 2
    while (
        tokens[end].kind in kinds.LIST_JOINS
        and tokens[end + 1].kind in POINTED
        and not tokens[end + 1].date[2]
    ):
        end += 2
    return Vague(index, end)


def _street(tokens: list[Token], index: int) -> Element | None:
    """«ул. 8 Марта»: the day is a name."""
    if tokens[index + 1].kind not in kinds.NUMERALS:
        return None
    return Vague(index, index + (3 if tokens[index + 2].kind == kinds.MONTH else 2))


def _of(tokens: list[Token], index: int) -> Element | None:
    """«приказ от 12.03.2023»: the date is the paper's; «от 1 до 5 мая» is a range."""
    dated = dated_at(tokens, index)
    if not isinstance(dated, Dated) or all(when.mode is not Mode.FROM for when in dated.whens):
        return dated
    return Vague(index, dated.end)


def _season(tokens: list[Token], index: int) -> Element | None:
    """«летний период 2023 года»: the year belongs to the season."""
    end = index + 1
    while tokens[end].kind in (kinds.SEASON, kinds.PERIOD, kinds.DASH, kinds.AND) and end < index + 6:
        end += 1
    years = years_at(tokens, end + (tokens[end].kind == kinds.IN))
    return Vague(index, years[1]) if years else None


def _blank(tokens: list[Token], index: int) -> Element | None:
    """«___ мая»: a day that is still to be filled in."""
    month = index + 1 + (tokens[index + 1].kind == kinds.SIGN)
    return Broken(index, month) if tokens[month].kind == kinds.MONTH else None


def _after(tokens: list[Token], index: int) -> Element | None:
    """«после 15 мая», «накануне 9 мая», «не ранее 1 сентября»: no day by which anything is due."""
    dated = dated_at(tokens, index + 1)
    return Broken(index, dated.end) if dated else None


def _except(tokens: list[Token], index: int) -> Element | None:
    """«кроме июля», «кроме летних месяцев»: what is left nobody can tell for certain."""
    after = tokens[index + 1]
    if after.kind == kinds.SEASON and tokens[index + 2].kind == kinds.UNIT:
        return Broken(index, index + 3)
    dated = dated_at(tokens, index + 1)
    return Broken(index, dated.end) if dated else None


def _reported(tokens: list[Token], index: int) -> Element | None:
    """«отчёт за 2023 год»: the date is of what is reported, not of the report."""
    dated = dated_at(tokens, index)
    return Vague(index, dated.end) if dated else None


def _most(tokens: list[Token], index: int) -> Element | None:
    """«не чаще 1 раза в месяц»: a limit, and no duty."""
    frequency = frequency_at(tokens, index + 1)
    return Vague(index, frequency.end) if frequency else None


def _of_plan(tokens: list[Token], index: int) -> Element | None:
    """«по плану на 2023 год»: the date is the plan's."""
    dated = dated_at(tokens, index)
    return Vague(index, dated.end) if dated else None


def _name_with_year(tokens: list[Token], index: int) -> Element | None:
    """«ЕГЭ 2024», «ГИА-2024»: the year is a part of the name."""
    before = tokens[index - 1]
    is_glued = before.kind == kinds.DASH and index > 1 and before.start == tokens[index - 2].end
    is_name = before.kind not in FREE or (is_glued and before.end == tokens[index].start)
    years = years_at(tokens, index) if is_name else None
    return Vague(index, years[1]) if years else None


def _counted(tokens: list[Token], index: int) -> Element | None:
    """«за 10 дней до 1 июня»: a date counted from another is not told."""
    dated = dated_at(tokens, index)
    return Broken(index, dated.end) if dated else None


SHIELDS: dict[str, Rule] = {
    kinds.BINDER: _binder,
    kinds.STREET: _street,
    kinds.OF: _of,
    kinds.SEASON: _season,
    kinds.BLANK: _blank,
    kinds.AFTER: _after,
    kinds.ON_EVE: _after,
    kinds.EXCEPT: _except,
    kinds.MOST: _most,
}
