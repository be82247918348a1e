"""Lines of a cell joined into one text."""

import re
from collections.abc import Sequence

from roadmaps.documents.calendar_words import MONTHS

_MONTH = re.compile(rf"\b(?:{MONTHS})", re.IGNORECASE)
_DAY = re.compile(r"\b\d{1,2}\.\d{1,2}(?:\.\d{2,4})?\b")
_YEAR = re.compile(r"\b20\d\d\b")
# A line that ends so needs no comma: it has its own sign, or goes on.
_UNFINISHED = re.compile(r"(?:[.,;:(–—-]|(?:^|\s)(?:до|с|со|по|и|к|в|на|не позднее))$", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:по|и|или|,|;|–|—|-|\))(?:\s|$|(?<=[,;)–—-]))", re.IGNORECASE)


def join_deadline(lines: Sequence[str]) -> str:
    """The lines of a deadline: by a comma where each holds a date of its own, else by a space."""
    joined = ""
    last = ""
    for line in lines:
        comma = bool(last) and _are_two_dates(last, line)
        joined = f"{joined}{',' if comma else ''} {line}".strip()
        last = line
    return joined


def _are_two_dates(one: str, other: str) -> bool:
    if _UNFINISHED.search(one) or _GOES_ON.match(other):
        return False
    if re.match(r"(?:до|по)\s", other) and re.match(r"с\s", one, re.IGNORECASE):
        return False
    if _has_day_or_month(one):
        return _has_day_or_month(other)
    return bool(_YEAR.search(one) and (_YEAR.search(other) or _has_day_or_month(other)))


def _has_day_or_month(text: str) -> bool:
    return bool(_MONTH.search(text) or _DAY.search(text))
