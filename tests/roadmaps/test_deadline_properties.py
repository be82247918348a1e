"""What holds of every text: no exception, order, and the same reading however it is typed."""

import re
from datetime import date, timedelta

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from roadmaps.deadlines import Kind, read

LINES = (
    "январь февраля марте апрель мая июнь июля август сентября октябрь ноября декабрь сент. окт",
    "1 2 3 15 31 10-го 2023 2024 2023-2024 2022, г. г.г. года 01.09.2023 31.08.23 15.03 09.2023",
    "учебного уч. год с по до к не позднее в течение весь период срок каждый каждую четверть квартал",
    "I III полугодие полугодия неделю месяц числа раз раза ежемесячно ежегодно постоянно реже менее",
    "далее и , ; : - – ( ) начала конец итогам отчётного текущего графику при необходимости после от",
    "на № лето каникулы включительно 14:00 10.30 т.г. следующего за отчетным",
)
WORDS = [word for line in LINES for word in line.split()]
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
DAYS = st.dates(date(2021, 1, 1), date(2026, 12, 31))
PERIODS = st.tuples(DAYS, st.integers(0, 1200)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))
PERIOD = (date(2023, 3, 7), date(2024, 12, 31))
YEAR = re.compile(r"20|23|\d\W*(уч\w*\W*)?г")  # «2023», «31.08.23», «15 г.», «15 учебного года»


def dates(text, period=PERIOD):
    reading = read(text, *period)
    return reading.kind, reading.occurrences


@settings(deadline=None)
@given(st.one_of(st.text(max_size=300), st.text("\n -–.,;()«»_№0123456789мая", max_size=30)))
@example("\n")
@example("«__» мая\n")
@example("999999999999999999 мая 99.99.9999")
def test_no_text_raises_anything(text):
    reading = read(text, *PERIOD)
    assert reading.sentence
    assert isinstance(reading.note, str)


@settings(deadline=None, max_examples=300)
@given(PHRASES, PERIODS)
def test_occurrences_are_in_order_and_begin_before_they_are_due(text, period):
    reading = read(text, *period)
    dues = [span.due for span in reading.occurrences]
    assert dues == sorted(set(dues))
    assert all(span.start <= span.due for span in reading.occurrences)
    undated = {Kind.EMPTY, Kind.UNKNOWN, Kind.ON_EVENT, Kind.BY_SCHEDULE}
    assert bool(dues) == (reading.kind not in undated)
    assert (reading.kind is Kind.ONCE) <= (len(dues) == 1)


@settings(deadline=None, max_examples=300)
@given(PHRASES, PERIODS)
def test_what_is_read_twice_is_the_same(text, period):
    assert read(text, *period) == read(text, *period)


@settings(deadline=None, max_examples=300)
@given(PHRASES)
def test_case_spaces_dashes_and_trailing_points_change_nothing(text):
    plain = dates(text)
    assert dates(text.upper()) == plain
    assert dates(text.capitalize()) == plain
    assert dates(text.replace("е", "ё")) == plain
    assert dates(f"  {text.replace(' ', '  ')}\t") == plain
    assert dates(text.replace(" ", "\u00a0")) == plain
    assert dates(text.replace("-", "–").replace("–", "—")) == plain
    assert dates(text.replace(" - ", " − ")) == plain
    assert dates(f"{text}...") == plain
    assert dates(f"{text} ,") == plain


@settings(deadline=None, max_examples=300)
@given(PHRASES)
def test_places_lie_in_the_text_and_do_not_overlap(text):
    reading = read(text, *PERIOD)
    for places in (reading.understood, reading.doubtful):
        ends = [0]
        for start, end in places:
            assert ends[-1] <= start < end <= len(text)
            ends.append(end)


@settings(deadline=None, max_examples=300)
@given(PHRASES, PERIODS)
def test_whatever_names_no_year_stays_inside_the_period(text, period):
    assume(not YEAR.search(text))
    start, end = period
    for span in read(text, *period).occurrences:
        assert start <= span.start
        assert span.due <= end


@settings(deadline=None, max_examples=300)
@given(st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя ,.-()\n", max_size=200), PERIODS)
def test_letters_at_random_give_dates_only_with_the_words_that_gave_them(text, period):
    reading = read(text, *period)
    assert bool(reading.understood) == bool(reading.occurrences)


@settings(deadline=None, max_examples=300)
@given(PHRASES, PERIODS)
def test_a_remark_in_brackets_of_unknown_words_changes_no_date(text, period):
    assume(not re.search(r"[()]", text))
    assert read(f"{text} (актовый зал)", *period).occurrences == read(text, *period).occurrences
