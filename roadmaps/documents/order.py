"""The order's own form: its number and date, who issued it, who signed it."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from roadmaps.documents.calendar_words import find_date
from roadmaps.documents.content import Order
from roadmaps.documents.letterhead import read_letterhead
from roadmaps.documents.lines import Line
from roadmaps.documents.signature import read_signature

_ACT = re.compile(r"(?:приказ|распоряжение|постановление|решение)(?:$|\s*(?:№|от\b|\())", re.IGNORECASE)
_SUBJECT = re.compile(
    r"[«\"]?\s*(?:об?\s|в соответствии|на основании|во исполнение|в целях|с целью)", re.IGNORECASE
)
_NUMBER = re.compile(
    r"№+\s*[-–—]*\s*(?P<number>[^\W_][\w./–-]*(?:\s?[оo]/д|\s-\s?[а-я]{1,3}\b)?)", re.IGNORECASE
)
_APPROVED = re.compile(r"(?:утвержд|приложение|согласован|к\s+приказу|приказом)", re.IGNORECASE)
_STAMP = re.compile(r"(?:приказ|распоряжени|постановлени|решени)[а-я]*", re.IGNORECASE)
_WINDOW = 12
_ABOVE = 3
_STAMP_LINES = 6
_LONG = 200
_LONGEST_NUMBER = 60


@dataclass(frozen=True)
class FoundOrder:
    """The order, and the lines that are wholly said by it."""

    order: Order
    used: frozenset[int]


def read_order(lines: Sequence[Line]) -> FoundOrder:
    """What the lines say of the order; what they do not say stays empty."""
    act = next((index for index, line in enumerate(lines) if is_act(line.text)), None)
    letterhead = read_letterhead(lines, act)
    number, date = _head(lines, act)
    if not number or date is None:
        stamped_number, stamped_date = _stamp(lines)
        number, date = number or stamped_number, date or stamped_date
    return FoundOrder(Order(number, date, letterhead.issuer, *read_signature(lines, act)), letterhead.used)


def is_act(text: str) -> bool:
    """Whether a line is the word «приказ» and the like that stands above an order."""
    return len(text) < _LONG and _ACT.match(text) is not None


def _head(lines: Sequence[Line], act: int | None) -> tuple[str, datetime.date | None]:
    """Number and date from the lines below the word «приказ», before the subject, or right above it."""
    if act is None:
        return "", None
    below = [lines[act].text]
    for line in lines[act + 1 : act + _WINDOW]:
        if _SUBJECT.match(line.text) or len(line.text) > _LONG:
            break
        below.append(line.text)
    around = [*below, *(line.text for line in lines[max(0, act - _ABOVE) : act])]
    number = next(filter(None, map(_number, around)), "")
    return number, next(filter(None, map(find_date, around)), None)


def _stamp(lines: Sequence[Line]) -> tuple[str, datetime.date | None]:
    """Number and date from «Утверждено приказом … от … № …»."""
    for index, line in enumerate(lines):
        if not _APPROVED.match(line.text):
            continue
        said = " ".join(one.text for one in lines[index : index + _STAMP_LINES])
        match = _STAMP.search(said)
        if match:
            rest = said[match.end() : match.end() + _LONG]
            date, number = find_date(rest), _number(rest)
            if number or date:
                return number, date
    return "", None


def _number(text: str) -> str:
    for match in _NUMBER.finditer(text):
        number = match["number"].rstrip(".-–/")
        if any(sign.isdigit() for sign in number) and len(number) <= _LONGEST_NUMBER:
            return " ".join(number.split())
    return ""
