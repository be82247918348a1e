"""What a cell's text is by itself: a number of a plan, a time, people."""

import re

from roadmaps.documents.numbers import as_number
from roadmaps.responsibles import parse_name
from roadmaps.responsibles.kinds import Kind, kind_of

SHORT = 90
LONG = 500
_MONTH = (
    r"январ|феврал|март|апрел|ма[йея]\b|июн|июл|август|сентябр|октябр|ноябр|декабр|ежемесячно|еженедельно|"
    r"ежеквартально|ежегодно|ежедневно|постоянно|систематически|регулярно|в течени|весь период|"
    r"\d раз|раз в|по график|по отдельному|по мере|согласно график|\d{1,2}\.\d{1,2}\.\d{2}"
)
_TIME = re.compile(rf"\b(?:{_MONTH})", re.IGNORECASE)
_LIKE_TIME = re.compile(
    rf"\b(?:{_MONTH}|квартал|четверт|полугоди|учебн\w+ год|20\d\d|\d{{1,2}}\.\d{{1,2}}\.)", re.IGNORECASE
)
_PEOPLE = (Kind.ONE, Kind.MANY, Kind.BODY, Kind.LETTERS)


def is_number(text: str) -> bool:
    """Whether the text is a number of a plan and nothing else."""
    return as_number(text) is not None


def is_time(text: str) -> bool:
    """Whether a short text says when: a day, a month, a frequency."""
    return len(text) <= SHORT and as_number(text) is None and _TIME.search(text) is not None


def is_like_time(text: str) -> bool:
    """As `is_time`, a year or a quarter alone too."""
    return len(text) <= SHORT and as_number(text) is None and _LIKE_TIME.search(text) is not None


def is_people(text: str) -> bool:
    """Whether a text names people, by names or by posts."""
    return names_person(text) or (len(text) <= SHORT and kind_of(text) in _PEOPLE)


def names_person(text: str) -> bool:
    """Whether a text that is no essay names a person."""
    return len(text) <= LONG and parse_name(text) is not None
