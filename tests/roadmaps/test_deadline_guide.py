"""The guide to deadlines is what the grammar's tables give, and every example in it reads as stated."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from roadmaps.deadlines import Kind, read
from roadmaps.deadlines.guide import PERIOD, SECTIONS, WORDS, guide
from roadmaps.management.commands import deadline_guide

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "deadlines.md"
ROW = re.compile(r"^\| (.+?) \| (.+?) \|$", re.MULTILINE)
UNDATED = {
    "Срок без своей даты": {Kind.ON_EVENT, Kind.BY_SCHEDULE},
    "Чего портал не угадывает": {Kind.UNKNOWN},
}


def examples():
    text = GUIDE.read_text("utf-8").split("## Слова, которые портал знает")[0]
    return [row for row in ROW.findall(text) if row[0] not in ("Пишите", "---")]


def test_the_guide_is_written_anew_from_the_tables_without_a_change(settings, tmp_path):
    (tmp_path / deadline_guide.PLACE).parent.mkdir(parents=True)
    settings.BASE_DIR = tmp_path
    call_command("deadline_guide", verbosity=0)
    assert (tmp_path / deadline_guide.PLACE).read_text("utf-8") == GUIDE.read_text("utf-8") == guide()


@pytest.mark.parametrize(("phrase", "stated"), examples())
def test_an_example_of_the_guide_reads_as_stated(phrase, stated):
    reading = read(phrase, *PERIOD)
    sentence, _, note = stated.partition("; замечание: ")
    assert (reading.sentence, reading.note if reading.occurrences else "") == (sentence, note)


@pytest.mark.parametrize(
    ("phrase", "kinds"),
    [(phrase, UNDATED.get(section.heading)) for section in SECTIONS for phrase in section.examples],
)
def test_an_example_has_dates_unless_its_section_says_that_it_has_none(phrase, kinds):
    reading = read(phrase, *PERIOD)
    assert reading.kind in kinds if kinds else bool(reading.occurrences)


@pytest.mark.parametrize("word", WORDS["месяцы сокращённо"] + WORDS["месяцы полностью"])
def test_a_month_of_the_vocabulary_is_read_as_a_month(word):
    dues = [span.due.day for span in read(f"{word} 2027", *PERIOD).occurrences]
    assert len(dues) == 1
    assert dues[0] >= 28


@pytest.mark.parametrize("word", WORDS["не позднее"])
def test_words_of_the_vocabulary_open_a_deadline_until_a_day(word):
    reading = read(f"{word} 20 декабря 2026", *PERIOD)
    assert [(str(span.start), str(span.due)) for span in reading.occurrences] == [
        ("2026-09-01", "2026-12-20")
    ]
    assert reading.note == ""


@pytest.mark.parametrize("word", WORDS["как часто"])
def test_an_adverb_of_the_vocabulary_is_a_frequency(word):
    assert read(word, *PERIOD).kind is Kind.RECURRING


@pytest.mark.parametrize("word", WORDS["всё время"])
def test_a_word_of_the_vocabulary_that_means_all_the_time_is_continuous(word):
    assert read(word, *PERIOD).kind is Kind.CONTINUOUS


@pytest.mark.parametrize("word", WORDS["по итогам"])
def test_words_of_the_vocabulary_open_a_closing(word):
    assert [str(span.due) for span in read(f"{word} учебного года", *PERIOD).occurrences] == ["2027-05-31"]


@pytest.mark.parametrize("word", WORDS["зависит от события"])
def test_words_of_the_vocabulary_tell_of_an_event(word):
    assert read(f"{word} мониторинга", *PERIOD).kind is Kind.ON_EVENT


@pytest.mark.parametrize("word", WORDS["по чужому плану"])
def test_words_of_the_vocabulary_tell_of_a_timetable(word):
    assert read(f"{word} управления", *PERIOD).kind is Kind.BY_SCHEDULE
