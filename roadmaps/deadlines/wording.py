"""An expression of a deadline put into Russian words that read back as the same dates."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from roadmaps.deadlines.expressions import (
    Closing,
    Dated,
    During,
    Edge,
    Element,
    Every,
    Mode,
    Monthly,
    Point,
    Then,
    When,
    Years,
)
from roadmaps.deadlines.words import MONTHS


class Forms(NamedTuple):
    """A noun in the nominative and in the genitive, and «каждого» that agrees with it."""

    name: str
    of: str
    of_each: str = "каждого"


PARTS = {
    "month": Forms("месяц", "месяца"),
    "quarter": Forms("квартал", "квартала"),
    "half": Forms("полугодие", "полугодия"),
    "term": Forms("четверть", "четверти", "каждой"),
    "trimester": Forms("триместр", "триместра"),
    "school_half": Forms("полугодие", "полугодия"),
}
EACH = {
    "week": "каждую неделю",
    "month": "каждый месяц",
    "quarter": "каждый квартал",
    "term": "каждую учебную четверть",
    "trimester": "каждый триместр",
    "half": "каждое полугодие",
    "year": "каждый год",
}
EACH_OF_SCHOOL = {"half": "каждое учебное полугодие", "year": "каждый учебный год"}
IN_UNIT = {"month": "в месяц", "quarter": "в квартал", "half": "в полугодие", "year": "в год"}
AFTER_UNIT = {
    "quarter": "месяца, следующего за отчётным кварталом",
    "half": "месяца, следующего за отчётным полугодием",
}
EDGES = {Edge.START: "начала ", Edge.END: "конца ", Edge.WHOLE: ""}
MODES = {Mode.AT: "", Mode.UNTIL: "до ", Mode.FROM: "с "}


def worded(elements: Sequence[Element]) -> str:
    """Put the elements of a phrase into words, in their order."""
    text = ""
    for before, element in zip((None, *elements), elements, strict=False):
        text += _join(before, element) + _element(element)
    return text


def how_often(rhythm: Every | Monthly | Closing | None) -> str:
    """Tell how often: «каждую учебную четверть», «до 25 числа каждого месяца»; empty for plain dates."""
    match rhythm:
        case Every():
            return _every(rhythm)
        case Monthly():
            return _monthly(rhythm)
        case Closing():
            return "на последний день"
    return ""


def plural(count: int, one: str, few: str, many: str) -> str:
    """Choose the Russian form of a noun for a count."""
    if count % 10 == 1 and count % 100 != 11:
        return one
    return few if 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14 else many


def _join(before: Element | None, element: Element) -> str:
    if before is None:
        return ""
    if isinstance(before, Then):
        return " "
    return ", " if isinstance(element, Then) or isinstance(before, Every | Monthly) else "; "


def _element(element: Element) -> str:
    match element:
        case Dated():
            return "; ".join(_when(when) for when in element.whens)
        case Every():
            return _every(element)
        case Monthly():
            return _monthly(element)
        case During():
            return _during(element)
        case Closing():
            parts = [(when.first._replace(edge=Edge.WHOLE), when.years) for when in element.whens]
            return "по итогам " + ", ".join(_point(*part) for part in parts)
        case Then():
            return "далее"
    raise ValueError(f"{element} has no words")


def _when(when: When) -> str:
    if when.last is None:
        is_plain = when.mode is Mode.AT and when.first.edge is Edge.WHOLE
        return MODES[when.mode] + (_name if is_plain else _point)(when.first, when.years)
    if when.first.unit == "day":
        return f"с {_point(when.first, when.first_years)} по {_point(when.last, when.years)}"
    return f"{_name(when.first, when.first_years)} – {_name(when.last, when.years)}"


def _name(point: Point, years: Years | None) -> str:
    """Name a point in the nominative: «май 2024 года», «1 четверть»."""
    match point.unit:
        case "day":
            return _point(point, years)
        case "month":
            return MONTHS[point.number][0] + _of(years)
        case "year" | "school_year":
            noun = "учебный год" if point.unit == "school_year" else "год"
            return f"{_listed(years)} {noun}" if years else noun
    return f"{point.number} {PARTS[point.unit].name}" + _of(years, point)


def _point(point: Point, years: Years | None) -> str:
    """Name a point in the genitive: «мая 2024 года», «конца 1 четверти», «каждого полугодия»."""
    edge = EDGES[point.edge]
    if point.unit == "day":
        return f"{point.day} {MONTHS[point.number][1]}{_of(years)}"
    if point.unit in ("year", "school_year"):
        noun = "учебного года" if point.unit == "school_year" else "года"
        return f"{edge}{_listed(years)} {noun}" if years else edge + noun
    if point.unit == "month" and point.number:
        return MONTHS[point.number][1] + _of(years)
    forms = PARTS[point.unit]
    return f"{edge}{point.number or forms.of_each} {forms.of}" + _of(years, point)


def _of(years: Years | None, point: Point | None = None) -> str:
    """Name the years after a date: « 2023, 2024 годов», « 2023-2024 учебного года»."""
    if years is None:
        return " учебного года" if point and point.unit == "school_half" else ""
    is_one = len(years.groups) == 1 and (years.school or years.groups[0][0] == years.groups[0][1])
    school = ("учебного " if is_one else "учебных ") if years.school else ""
    return f" {_listed(years)} {school}{'года' if is_one else 'годов'}"


def _listed(years: Years | None) -> str:
    groups = years.groups if years else ()
    if years and years.school:
        return ", ".join(f"{first}-{first + 1}" for first, _ in groups)
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in groups)


def _every(every: Every) -> str:
    if every.step > 1:
        return f"раз в {every.step} {plural(every.step, 'месяц', 'месяца', 'месяцев')}"
    if every.times > 1:
        unit = "в учебный год" if every.school else IN_UNIT[every.unit]
        return f"{every.times} {plural(every.times, 'раз', 'раза', 'раз')} {unit}"
    return EACH_OF_SCHOOL.get(every.unit, EACH[every.unit]) if every.school else EACH[every.unit]


def _monthly(days: Monthly) -> str:
    (first, last), *more = days.days
    of = AFTER_UNIT.get(days.unit, "каждого месяца")
    if last > first and not more:
        return f"с {first} по {last} число {of}"
    return f"{MODES[days.mode]}{', '.join(_days(days.days))} числа {of}"


def _days(pairs: Iterable[tuple[int, int]]) -> list[str]:
    return [str(first) if first == last else f"{first}-{last}" for first, last in pairs]


def _during(during: During) -> str:
    if not during.unit:
        return "весь период"
    if during.years is None:
        return f"в течение {'учебного ' if during.unit == 'school_year' else ''}года"
    return f"в течение{_of(during.years)}"
