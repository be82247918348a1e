"""Deadlines as officials write them: what is read, and how it is told."""

from calendar import monthrange
from datetime import date
from pathlib import Path

import pytest

from roadmaps.deadlines import Kind, read
from schools.academic_calendar import AcademicCalendar

TABLES = [Path(__file__).with_name(name) for name in ("deadline_phrases.txt", "deadline_rules.txt")]
PERIODS = {
    "A": (date(2023, 3, 7), date(2024, 12, 31)),
    "B": (date(2023, 9, 1), date(2024, 5, 31)),
    "C": (date(2024, 1, 1), date(2024, 12, 31)),
    "D": (date(2022, 1, 1), date(2025, 12, 31)),
    "E": (date(2024, 5, 1), date(2024, 5, 15)),
    "F": (date(2023, 11, 15), date(2024, 2, 20)),
    "G": (date(2021, 1, 1), date(2024, 12, 31)),
    "H": (date(2020, 8, 15), date(2021, 6, 30)),
}


def span(text):
    """Read «24-05-01..24-05-15», «24-05-15», «24-05» (its month) or «2024» (the year)."""
    if ".." in text:
        first, last = text.split("..")
        return date.fromisoformat(f"20{first}"), date.fromisoformat(f"20{last}")
    if len(text) == 4:
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if len(text) == 5:
        year, month = 2000 + int(text[:2]), int(text[3:])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date.fromisoformat(f"20{text}"), date.fromisoformat(f"20{text}")


def spans(text):
    return [span(word) for word in text.split()]


def rows():
    for line in (line for table in TABLES for line in table.read_text("utf-8").splitlines()):
        if line and not line.startswith("#"):
            phrase, period, kind, dates, note = (cell.strip() for cell in line.split("|"))
            yield pytest.param(
                phrase, period, kind, dates, phrase if note == "=" else note, id=f"{phrase} {period}"
            )


@pytest.mark.parametrize(("phrase", "period", "kind", "dates", "note"), list(rows()))
def test_a_deadline_is_read_as_it_is_meant(phrase, period, kind, dates, note):
    reading = read(phrase, *PERIODS[period])
    assert (reading.kind, list(reading.occurrences), reading.note) == (kind, spans(dates), note)


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("ежемесячно", 9),
        ("1 раз в месяц", 9),
        ("еженедельно", 40),
        ("до 25 числа каждого месяца", 9),
        ("ежемесячно, в течение учебного года", 9),
        ("не реже 2 раз в месяц", 18),
        ("1 раз в два месяца", 5),
    ],
)
def test_a_frequency_has_an_occurrence_for_every_interval_of_the_period(phrase, due):
    reading = read(phrase, *PERIODS["B"])
    assert reading.kind is Kind.RECURRING
    assert len(reading.occurrences) == due
    assert reading.occurrences[0].start == date(2023, 9, 1)


def test_lines_of_a_cell_are_a_list_and_words_side_by_side_are_a_range():
    beside = read("сентябрь ноябрь 2023", *PERIODS["B"])
    below = read("сентябрь\nноябрь 2023", *PERIODS["B"])
    assert list(beside.occurrences) == spans("23-09-01..23-11-30")
    assert list(below.occurrences) == spans("23-09 23-11")


@pytest.mark.parametrize(
    ("wrapped", "dates"),
    [
        ("до\n15 мая\n2024\nгода", "24-01-01..24-05-15"),
        ("15\nмая", "24-05-15"),
        ("с 1\nпо 15\nмая", "24-05-01..24-05-15"),
        ("сентябрь -\nоктябрь", "23-09-01..23-10-31"),
        ("в\nтечение\nучебного\nгода", "23-09-01..24-05-31"),
        ("не\nреже 2\nраз\nв год", "23-09-01..23-12-31 24-01-01..24-05-31"),
        ("III\nквартал,\nIV\nквартал", "23-09-01..23-09-30 23-10-01..23-12-31"),
        ("- сентябрь\n- октябрь", "23-09 23-10"),
        ("10 октября\n12 октября", "23-10-10 23-10-12"),
    ],
)
def test_a_line_break_inside_a_date_is_only_a_wrap(wrapped, dates):
    assert list(read(wrapped, *PERIODS["B"]).occurrences) == spans(dates)


@pytest.mark.parametrize(
    ("phrase", "dates"),
    [
        ("каждую четверть", "23-09-04..23-11-30 23-12-01..24-02-29 24-03-01..24-05-26"),
        ("в течение учебного года", "23-09-04..24-05-26"),
        ("1 раз в полугодие, в течение учебного года", "23-09-04..24-01-15 24-01-16..24-05-26"),
        ("по итогам полугодия и учебного года", "24-01-15 24-05-26"),
        ("до начала 2 четверти", "23-09-01..23-11-30"),
        ("4 четверть", ""),
        ("каждый триместр", "23-09-04..23-11-30 23-12-01..24-02-29 24-03-01..24-05-26"),
        ("I, III триместр", "23-09-04..23-11-30 24-03-01..24-05-26"),
        ("по итогам триместра", "23-11-30 24-02-29 24-05-26"),
        ("до конца 2 триместра", "24-01-01..24-02-29"),
    ],
)
def test_a_municipality_reads_by_its_own_academic_calendar(phrase, dates):
    calendar = AcademicCalendar.from_dict(
        {
            "start": "09-04",
            "end": "05-26",
            "quarters": [["09-04", "11-30"], ["12-01", "02-29"], ["03-01", "05-26"]],
            "halves": [["09-04", "01-15"], ["01-16", "05-26"]],
        }
    )
    assert list(read(phrase, *PERIODS["B"], calendar).occurrences) == spans(dates)


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("22 сентября 2023 г.", "22 сентября 2023 г."),
        ("октябрь 2023", "с 1 по 31 октября 2023 г."),
        ("до 1 марта 2024", "с 1 января по 1 марта 2024 г."),
        ("октябрь, апрель", "2 срока: с 1 по 31 октября 2023 г.; с 1 по 30 апреля 2024 г."),
        ("каждую четверть", "каждую учебную четверть: до 31 октября, 31 декабря, 31 марта, 31 мая"),
        ("2 раза в учебный год", "2 раза в учебный год: до 31 декабря, 31 мая"),
        ("по итогам полугодия", "на последний день: 31 декабря, 31 мая"),
        (
            "до 5 числа каждого месяца",
            "до 5 числа каждого месяца: 9 сроков, первый до 5 сентября 2023 г., последний до 5 мая 2024 г.",
        ),
        ("раз в 2 месяца", "раз в 2 месяца: до 31 октября, 31 декабря, 29 февраля, 30 апреля, 31 мая"),
        ("постоянно", "непрерывно: с 1 сентября 2023 г. по 31 мая 2024 г."),
        ("по плану школы", "срок определяет отдельный график или план, своей даты нет"),
        ("при необходимости", "срок зависит от события, своей даты нет"),
        ("своевременно", "даты не распознаны, их нужно указать"),
        ("–", "срок не указан"),
    ],
)
def test_a_reading_is_told_in_a_sentence(phrase, sentence):
    assert read(phrase, *PERIODS["B"]).sentence == sentence


def test_many_dates_are_told_by_the_first_and_the_last():
    reading = read("1, 2, 3, 4, 5, 6, 7, 8 мая 2024", *PERIODS["B"])
    assert reading.sentence == (
        "8 сроков: 1 мая 2024 г.; 2 мая 2024 г.; 3 мая 2024 г.; 4 мая 2024 г.; 5 мая 2024 г.; "
        "и ещё 3, последний: 8 мая 2024 г."
    )


@pytest.mark.parametrize(
    ("phrase", "understood", "doubtful"),
    [
        ("до 1 мая 2024, кабинет истории", ["до 1 мая 2024"], ["кабинет истории"]),
        ("Сентябрь (по графику), май", ["Сентябрь", "май"], []),
        ("до 1\u00a0ма\u00adя 2024", ["до 1\u00a0ма\u00adя 2024"], []),
        ("своевременно", [], ["своевременно"]),
        ("по мере необходимости", [], []),
        ("", [], []),
    ],
)
def test_a_reading_says_which_words_it_understood(phrase, understood, doubtful):
    reading = read(phrase, *PERIODS["B"])
    assert [phrase[start:end] for start, end in reading.understood] == understood
    assert [phrase[start:end] for start, end in reading.doubtful] == doubtful


def test_a_period_that_ends_before_it_begins_has_no_dates():
    reading = read("ежемесячно", date(2024, 5, 31), date(2023, 9, 1))
    assert (reading.kind, reading.occurrences) == (Kind.UNKNOWN, ())


@pytest.mark.parametrize(
    "phrase", ["еженедельно", "май", "с 1 декабря по 1 марта", "каждую четверть", "2 раза в год"]
)
@pytest.mark.parametrize(
    ("start", "end"),
    [(date.min, date(3, 1, 1)), (date(9997, 1, 1), date.max), (date(2024, 2, 29), date(2024, 2, 29))],
)
def test_the_ends_of_the_calendar_break_nothing(phrase, start, end):
    for begin, due in read(phrase, start, end).occurrences:
        assert start <= begin <= due <= end
