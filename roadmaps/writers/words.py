"""Words of the official form: dates in full, periods, the title in the order's subject."""

import datetime
import re
from typing import Final

from roadmaps.documents.content import Period

MONTHS: Final = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
    "ноября", "декабря",
)  # fmt: skip
# How a title begins, and how it begins in «Об утверждении …».
_SUBJECTS: Final = (
    (re.compile(r"муниципальная\s+дорожная\s+карта", re.IGNORECASE), "муниципальной дорожной карты"),
    (re.compile(r"«?дорожная\s+карта»?", re.IGNORECASE), "дорожной карты"),
    (re.compile(r"комплексный\s+план", re.IGNORECASE), "комплексного плана"),
    (re.compile(r"план-график", re.IGNORECASE), "плана-графика"),
    (re.compile(r"план\b", re.IGNORECASE), "плана"),
    (re.compile(r"программа\b", re.IGNORECASE), "программы"),
)
_ISSUERS: Final = tuple(
    (re.compile(rf"{nominative}\b", re.IGNORECASE), genitive)
    for nominative, genitive in (
        ("управление", "управления"),
        ("департамент", "департамента"),
        ("комитет", "комитета"),
        ("отдел", "отдела"),
        ("министерство", "министерства"),
        ("администрация", "администрации"),
        ("муниципальное казённое учреждение", "муниципального казённого учреждения"),
        ("муниципальное казенное учреждение", "муниципального казенного учреждения"),
        ("муниципальный орган", "муниципального органа"),
    )
)
# A title's first words, how the order approves it, and the stamp above it.
_APPROVED: Final = (
    (re.compile(r"комплексный\s+план", re.IGNORECASE), "прилагаемый комплексный план", "УТВЕРЖДЁН"),
    (re.compile(r"план-график", re.IGNORECASE), "прилагаемый план-график", "УТВЕРЖДЁН"),
    (re.compile(r"план\b", re.IGNORECASE), "прилагаемый план", "УТВЕРЖДЁН"),
    (re.compile(r"программа\b", re.IGNORECASE), "прилагаемую программу", "УТВЕРЖДЕНА"),
    (re.compile(""), "прилагаемую дорожную карту", "УТВЕРЖДЕНА"),
)
# A body that is called by its abbreviation has no cases.
_SHORT_ISSUER: Final = re.compile(r"[А-ЯЁ]{2,6}\s+[«\"А-ЯЁа-яё]")
BLANK_POST: Final = "______________________________"
BLANK_NAME: Final = "____________________"
BLANK_NUMBER: Final = "______"
_BLANK_DAY: Final = "«___» ____________ 20___ г."


def day_in_words(day: datetime.date | None) -> str:
    """«7 марта 2023 г.», or a blank to fill in by hand."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} г." if day else _BLANK_DAY


def from_to(period: Period) -> str:
    """«с 1 сентября 2026 г. по 31 августа 2027 г.»; a day that is not known stays a blank."""
    return f"с {day_in_words(period.start)} по {day_in_words(period.end)}"


def subject_of(title: str) -> str:
    """What the order approves, in the genitive: «дорожной карты по … на 2026 год»."""
    for pattern, genitive in _SUBJECTS:
        match = pattern.match(title)
        if match:
            return f"{genitive}{title[match.end() :]}"
    return f"дорожной карты «{title}»"


def issuer_in_stamp(issuer: str) -> str:
    """The stamp's line that says whose order it is: «приказом управления образования …»."""
    for pattern, genitive in _ISSUERS:
        match = pattern.match(issuer)
        if match:
            body = genitive.upper() if issuer.isupper() else genitive
            return f"приказом {body}{issuer[match.end() :]}"
    is_short = _SHORT_ISSUER.match(issuer) and not issuer.isupper()
    return f"приказом {issuer}" if is_short else f"приказом {'' if issuer else BLANK_NAME}".strip()


def enclosed(title: str) -> str:
    """What the order approves: «прилагаемую дорожную карту», or the plan or programme that it is called."""
    return next(words for pattern, words, _ in _APPROVED if pattern.match(title))


def approved_as(title: str) -> str:
    """The stamp's first word, in the gender of what is approved."""
    return next(word for pattern, _, word in _APPROVED if pattern.match(title))
