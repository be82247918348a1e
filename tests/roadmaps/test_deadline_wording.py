"""The round trip: an expression of a deadline put into Russian words reads back as the same dates."""

from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from roadmaps.deadlines import Kind, read
from roadmaps.deadlines.choice import choose
from roadmaps.deadlines.expressions import (
    Closing,
    Dated,
    During,
    Edge,
    Every,
    Mode,
    Monthly,
    Point,
    Then,
    When,
    Years,
)
from roadmaps.deadlines.frames import Frame
from roadmaps.deadlines.intervals import is_divisible
from roadmaps.deadlines.occurrences import ImpossibleDateError
from roadmaps.deadlines.reader import _in_order
from roadmaps.deadlines.tokens import LAST
from roadmaps.deadlines.wording import worded
from schools.academic_calendar import DEFAULT, AcademicCalendar, MonthDay
from tests.roadmaps.test_deadlines import PERIODS, rows

TRIMESTERS = AcademicCalendar(
    quarters=(
        (MonthDay(9, 1), MonthDay(11, 30)),
        (MonthDay(12, 1), MonthDay(2, 29)),
        (MonthDay(3, 1), MonthDay(5, 31)),
    )
)
CALENDARS = st.sampled_from([DEFAULT, TRIMESTERS])
PLACES = [LAST] * 40

YEAR = st.integers(2022, 2025)
SINGLE_YEAR = YEAR.map(lambda year: Years(((year, year),)))
CALENDAR_YEARS = st.lists(YEAR, min_size=1, max_size=3, unique=True).map(
    lambda years: Years(tuple((year, year) for year in sorted(years)))
)
SCHOOL_YEARS = st.lists(YEAR, min_size=1, max_size=2, unique=True).map(
    lambda years: Years(tuple((year, year) for year in sorted(years)), school=True)
)
ANY_YEARS = st.one_of(st.none(), CALENDAR_YEARS)


def numbered(unit, most):
    return st.integers(1, most).map(lambda number: Point(unit, number))


DAY = st.tuples(st.integers(1, 12), st.integers(1, 28)).map(lambda parts: Point("day", *parts))
MONTH, QUARTER, HALF = numbered("month", 12), numbered("quarter", 4), numbered("half", 2)
TERM, TRIMESTER, SCHOOL_HALF = numbered("term", 3), numbered("trimester", 3), numbered("school_half", 2)
CALENDAR_POINT = st.one_of(DAY, MONTH, QUARTER, HALF)
SCHOOL_POINT = st.one_of(TERM, TRIMESTER, SCHOOL_HALF)


NO_YEARS = st.none()


def at(point, years, edge=Edge.WHOLE, mode=Mode.AT):
    return st.tuples(point, years).map(
        lambda pair: When(pair[0]._replace(edge=edge), None, pair[1], mode=mode)
    )


def ranges(years, first_years=NO_YEARS):
    ends = st.one_of(*(st.tuples(point, point) for point in (DAY, MONTH, QUARTER)))
    return st.tuples(ends, years, first_years).map(lambda parts: When(*parts[0], *parts[1:]))


OPEN_SCHOOL_YEARS = st.one_of(NO_YEARS, SCHOOL_YEARS)
UNTILS = st.one_of(
    at(st.one_of(DAY, MONTH, QUARTER), ANY_YEARS, mode=Mode.UNTIL),
    *(
        at(st.one_of(TERM, SCHOOL_HALF), OPEN_SCHOOL_YEARS, edge, Mode.UNTIL)
        for edge in (Edge.START, Edge.END)
    ),
)
WHOLE_YEARS = st.one_of(
    SINGLE_YEAR.map(lambda years: When(Point("year"), None, years)),
    SCHOOL_YEARS.map(lambda years: When(Point("school_year"), None, years)),
)


def dated(whens):
    return Dated(0, 1, whens=tuple(whens))


# Dates of one list name their years all, or none does: a year applies backwards to those without.
DATES = st.one_of(
    st.lists(
        st.one_of(at(CALENDAR_POINT, NO_YEARS), at(SCHOOL_POINT, NO_YEARS), ranges(NO_YEARS)),
        min_size=1,
        max_size=4,
    ),
    st.lists(
        st.one_of(
            at(CALENDAR_POINT, CALENDAR_YEARS),
            at(SCHOOL_POINT, SCHOOL_YEARS),
            ranges(SINGLE_YEAR),
            ranges(SINGLE_YEAR, SINGLE_YEAR),
        ),
        min_size=1,
        max_size=4,
    ),
    st.one_of(UNTILS, WHOLE_YEARS, at(DAY, SINGLE_YEAR, mode=Mode.FROM)).map(lambda when: [when]),
).map(lambda whens: [dated([when]) for when in whens])
FREQUENCIES = st.builds(
    lambda unit, times, step, school: Every(
        1, 2, unit=unit, times=times, step=step, school=school and unit in ("half", "year")
    ),
    st.sampled_from(["week", "month", "quarter", "term", "trimester", "half", "year"]),
    st.integers(1, 4),
    st.sampled_from([1, 1, 1, 2, 3, 4, 6]),
    st.booleans(),
).filter(is_divisible)
MONTHLIES = st.one_of(
    st.builds(
        lambda days, mode: Monthly(1, 2, days=tuple((day, day) for day in days), mode=mode, unit="month"),
        st.lists(st.integers(1, 31), min_size=1, max_size=3, unique=True).map(sorted),
        st.sampled_from([Mode.AT, Mode.UNTIL]),
    ),
    st.builds(
        lambda first, length: Monthly(1, 2, days=((first, first + length),), unit="month"),
        st.integers(1, 10),
        st.integers(1, 15),
    ),
    st.builds(
        lambda day, unit: Monthly(1, 2, days=((day, day),), mode=Mode.UNTIL, unit=unit, is_next=True),
        st.integers(1, 31),
        st.sampled_from(["quarter", "half"]),
    ),
)
SPANS = st.one_of(
    st.just(During(2, 3)),
    st.just(During(2, 3, unit="year")),
    st.just(During(2, 3, unit="school_year")),
    CALENDAR_YEARS.map(lambda years: During(2, 3, unit="year", years=years)),
    SCHOOL_YEARS.map(lambda years: During(2, 3, unit="school_year", years=years)),
)
CLOSINGS = st.lists(
    st.one_of(TERM, TRIMESTER, SCHOOL_HALF, st.just(Point("school_year"))), min_size=1, max_size=3
).map(lambda parts: Closing(0, 1, whens=tuple(When(part._replace(edge=Edge.END)) for part in parts)))
EXPRESSIONS = st.one_of(
    DATES,
    FREQUENCIES.map(lambda found: [found]),
    MONTHLIES.map(lambda found: [found]),
    SPANS.map(lambda found: [found]),
    CLOSINGS.map(lambda found: [found]),
    st.tuples(FREQUENCIES, SPANS).map(list),
    st.tuples(MONTHLIES, SPANS).map(list),
    st.tuples(FREQUENCIES, ranges(NO_YEARS).map(lambda when: dated([when]))).map(list),
    at(MONTH, SINGLE_YEAR).flatmap(
        lambda when: st.one_of(FREQUENCIES, st.just(During(3, 4))).map(
            lambda tail: [dated([when]), Then(1, 2), tail]
        )
    ),
)
DAYS = st.dates(date(2022, 1, 1), date(2024, 12, 31))
PERIOD = st.tuples(DAYS, st.integers(20, 900)).map(
    lambda pair: (pair[0], date.fromordinal(pair[0].toordinal() + pair[1]))
)


def meant(elements, frame):
    """Expand an expression by itself, without its words."""
    for place, element in enumerate(elements):
        element.begin, element.end = place, place + 1
    try:
        choice = choose(PLACES, elements, frame)
    except ImpossibleDateError:
        return ()
    return _in_order(choice.spans) if choice else ()


@settings(deadline=None, max_examples=500)
@given(EXPRESSIONS, PERIOD, CALENDARS)
def test_an_expression_put_into_words_reads_back_as_the_same_dates(elements, period, calendar):
    expected = meant(elements, Frame(*period, calendar))
    phrase = worded(elements)
    reading = read(phrase, *period, calendar)
    assert (phrase, reading.occurrences) == (phrase, expected)


PHRASES = [row.values[:2] for row in rows()]


@settings(deadline=None, max_examples=400)
@given(st.sampled_from(PHRASES))
def test_the_sentence_of_plain_dates_reads_back_as_the_same_dates(row):
    phrase, period = row
    reading = read(phrase, *PERIODS[period])
    assume(reading.kind in (Kind.ONCE, Kind.SERIES, Kind.CONTINUOUS) and len(reading.occurrences) <= 6)
    assert read(reading.sentence, *PERIODS[period]).occurrences == reading.occurrences


@settings(deadline=None, max_examples=400)
@given(FREQUENCIES, PERIOD)
def test_the_words_of_a_frequency_in_the_sentence_read_back_as_the_same_dates(every, period):
    reading = read(worded([every]), *period)
    assume(reading.occurrences)
    assert read(reading.basis, *period).occurrences == reading.occurrences
