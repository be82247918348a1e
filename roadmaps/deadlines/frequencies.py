"""Grammar of frequencies: «ежемесячно», «не реже 2 раз в год», «до 25 числа каждого месяца»."""

from typing import NamedTuple

from roadmaps.deadlines import kinds
from roadmaps.deadlines.expressions import Broken, During, Every, Mode, Monthly, Vague
from roadmaps.deadlines.intervals import is_divisible
from roadmaps.deadlines.numbers import Run, is_small, numbers_at
from roadmaps.deadlines.tokens import Token
from roadmaps.deadlines.years import is_year

IN_UNIT = frozenset({kinds.IN, kinds.ON, kinds.SLASH, kinds.DURING, kinds.BY})
UNIT_QUALIFIERS = kinds.QUALIFIERS | {kinds.CALENDAR}
UNIT_WORDS = frozenset({kinds.UNIT, kinds.YEAR})
PLURAL = ("ам", "ям")
MOST_TAIL = 8
TAIL = frozenset({kinds.EVERY, kinds.CURRENT, kinds.NEXT, kinds.UNIT, kinds.PERIOD, kinds.ALL})
CLAUSE_ENDS = frozenset({kinds.END, kinds.COMMA, kinds.BREAK, kinds.CLOSE})
BEFORE_DAYS = frozenset({kinds.UNTIL, kinds.FROM, kinds.IN})
LAST_DAY = 31

Frequency = Every | During | Vague


class _Unit(NamedTuple):
    """A unit of time in a frequency; `step` of them make one interval."""

    name: str
    step: int
    is_school: bool
    is_every: bool
    end: int


def frequency_at(tokens: list[Token], index: int) -> Frequency | None:
    """Read a frequency from the given token on; one that cannot be told in dates is vague."""
    start = index + 1 if tokens[index].kind == kinds.LEAST else index
    token = tokens[start]
    if token.kind == kinds.OFTEN:
        return Every(index, start + 1, unit=token.unit, is_adverb=True)
    if token.kind in (kinds.NUMBER, kinds.CARDINAL, kinds.TIMES):
        return _so_many_times(tokens, index, start)
    if token.kind == kinds.BY and is_small(tokens[start + 1]):
        return _so_many_times(tokens, index, start + 1)
    if token.kind == kinds.BY:
        is_plural = tokens[start + 1].kind == kinds.UNIT and tokens[start + 1].text.endswith(PLURAL)
        found = _unit_at(tokens, start + 1) if is_plural else None
        return _every(index, 1, found) if found else None
    if token.kind == kinds.IN:
        return _reversed(tokens, index)
    found = _unit_at(tokens, start)
    return _every(index, 1, found) if found and found.is_every else None


def monthly_at(tokens: list[Token], index: int) -> Monthly | Broken | None:
    """Read days of every month: «до 25 числа каждого месяца», «с 1 по 5 число месяца»."""
    opener = tokens[index].kind
    start = index + (opener in BEFORE_DAYS)
    run = numbers_at(tokens, start)
    if run is None:
        return None
    end, head = run.end, tokens[run.end].kind
    if head == kinds.DAY_OF_MONTH:
        end += 1
    elif head != kinds.EVERY and not (head in CLAUSE_ENDS and _follows_often(tokens, index)):
        return None
    if tokens[end].kind == kinds.MONTH:
        return None
    unit, is_next, after = _tail(tokens, end)
    if head == kinds.EVERY and unit != "month":
        return None
    is_counted = after == end and tokens[end + 1].kind == kinds.UNIT and tokens[end].kind not in CLAUSE_ENDS
    if is_counted or any(not 1 <= first <= last <= LAST_DAY for first, last in run.pairs):
        return Broken(index, after)
    mode = Mode.UNTIL if opener == kinds.UNTIL else Mode.AT
    return Monthly(index, after, days=tuple(run.pairs), mode=mode, unit=unit, is_next=is_next)


def _follows_often(tokens: list[Token], index: int) -> bool:
    """Does «ежемесячно» or «ежемесячно,» stand before?"""
    before = [token.kind for token in tokens[max(index - 2, 0) : index]]
    return before[-1:] == [kinds.OFTEN] or before == [kinds.OFTEN, kinds.COMMA]


def _tail(tokens: list[Token], index: int) -> tuple[str, bool, int]:
    """Read «каждого месяца», «месяца, следующего за отчетным кварталом»: the unit, «next», the end."""
    units: list[str] = []
    is_next, end = False, index
    while tokens[end].kind in TAIL and end < index + MOST_TAIL:
        is_next = is_next or tokens[end].kind == kinds.NEXT
        if tokens[end].kind == kinds.UNIT:
            units.append(tokens[end].unit)
        end += 1
    if not units or units[0] != "month":
        return "", is_next, end if not units else index
    return units[-1] if is_next else "month", is_next, end


def _so_many_times(tokens: list[Token], index: int, start: int) -> Frequency | None:
    """Read «2 раза в год», «раз в полгода», «дважды в месяц»."""
    run = numbers_at(tokens, start) or Run([(1, 1)], start)
    if tokens[run.end].kind != kinds.TIMES:
        return None
    first, last = run.pairs[0]
    if len(run.pairs) > 1 or first != last:
        return Vague(index, run.end + 1)
    return _in_unit(tokens, index, run.end, tokens[run.end].number or first)


def _in_unit(tokens: list[Token], index: int, times: int, count: int) -> Frequency | None:
    """Read what follows «раз»: «в год», «каждый месяц», «в течение учебного года»."""
    end = times + 1
    join = tokens[end].kind
    unit = _unit_at(tokens, end + (join in IN_UNIT))
    is_named = join in (kinds.DURING, kinds.IN) and is_year(tokens[end + 1])
    if is_named or (join == kinds.DURING and unit and unit.name == "year"):
        return Every(index, end, unit="year", times=count, school=unit is not None and unit.is_school)
    if unit is None or not (join in IN_UNIT or unit.is_every):
        return None
    return _every(index, count, unit)


def _reversed(tokens: list[Token], index: int) -> Frequency | None:
    """Read «в месяц 1 раз»."""
    unit = _unit_at(tokens, index + 1)
    if unit is None:
        return None
    start = unit.end + (tokens[unit.end].kind == kinds.LEAST)
    run = numbers_at(tokens, start)
    if run is None or tokens[run.end].kind != kinds.TIMES or len(run.pairs) > 1:
        return None
    return _every(index, run.pairs[0][0], unit._replace(end=run.end + 1))


def _unit_at(tokens: list[Token], index: int) -> _Unit | None:
    """Read a unit of time with what describes it: «каждый учебный год», «2 месяца»."""
    is_every, is_school, step, end = False, False, 1, index
    while tokens[end].kind in UNIT_QUALIFIERS:
        is_every = is_every or tokens[end].kind == kinds.EVERY
        end += 1
    if tokens[end].kind in (kinds.NUMBER, kinds.CARDINAL) and is_small(tokens[end]):
        step = tokens[end].number
        end += 1
    if tokens[end].kind == kinds.SCHOOL:
        is_school = True
        end += 1
    unit = tokens[end]
    if unit.kind not in UNIT_WORDS:
        return None
    end += 1
    if tokens[end].kind == kinds.SCHOOL and tokens[end + 1].kind == kinds.YEAR:
        is_school = True
        end += 2
    return _Unit(unit.unit, step, is_school, is_every, end)


def _every(index: int, times: int, unit: _Unit) -> Frequency:
    if unit.name == "day":
        return During(index, unit.end) if unit.step == 1 else Vague(index, unit.end)
    every = Every(index, unit.end, unit=unit.name, times=times, step=unit.step, school=unit.is_school)
    every.is_adverb = unit.is_every and unit.name == "year" and times == 1
    return every if is_divisible(every) else Vague(index, unit.end)
