"""The order's own form: who issued it, its number and date, who signed it."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from roadmaps.documents.calendar_words import find_date
from roadmaps.documents.content import Order
from roadmaps.documents.lines import Line

_ACT = re.compile(r"(?:приказ|распоряжение|постановление|решение)(?:$|\s*(?:№|от\b|\())", re.IGNORECASE)
_SUBJECT = re.compile(
    r"[«\"]?\s*(?:об?\s|в соответствии|на основании|во исполнение|в целях|с целью)", re.IGNORECASE
)
_NUMBER = re.compile(
    r"№+\s*[-–—]*\s*(?P<number>[^\W_][\w./–-]*(?:\s?[оo]/д|\s-\s?[а-я]{1,3}\b)?)", re.IGNORECASE
)
_APPROVED = re.compile(r"(?:утвержд|приложение|согласован|к\s+приказу|приказом)", re.IGNORECASE)
_STAMP = re.compile(r"(?:приказ|распоряжени|постановлени|решени)[а-я]*", re.IGNORECASE)
_PLAN = re.compile(
    r"[«\"]?(?:(?:муниципальн|школьн|комплексн)[а-я]+\s+)?(?:план|дорожн|программ|комплекс|паспорт|проект)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:муниципальн|управлени|отдел|департамент|комитет|министерств|администраци|российск|республик|[а-яё-]+ск(?:ий|ая|ое)\b)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:\bтел\b|телефон|факс|e-?mail|@|https?:|www\.|\bул\.|\bинн\b|\bогрн\b|\bокпо\b|\bкпп\b|\d{6}|_{3,})",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"[^\W\d_A-Za-zА-Яа-яЁё]")
_RUSSIAN = re.compile(r"[А-Яа-яЁё]{2,}")

_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_NAME = rf"(?:[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?{_SURNAME}|{_SURNAME}\s[А-ЯЁ]\.\s?[А-ЯЁ]\.)"
_SIGNATURE = re.compile(rf"(?P<before>.*?)(?P<gap>\t|\s{{2,}}|_+\s*|^\s*|\s)(?P<name>{_NAME})\s*$", re.DOTALL)
_POST = re.compile(
    r"(?:\W|\d)*(?:начальник|директор|руководител|заместител|председател|глава|и\.?\s?о\.|исполняющ|заведующ|министр|врио|"
    r"первый\s+заместител)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d+(?:\.\d+)*[.)]")
_RESOLVED = re.compile(r"(?:приказываю|постановляю|распоряжаюсь|обязываю|решил)", re.IGNORECASE)
_WINDOW = 12
_POST_LINES = 6
_LONG = 200


@dataclass(frozen=True)
class FoundOrder:
    """The order, and the lines that are wholly said by it."""

    order: Order
    used: frozenset[int]


def read_order(lines: Sequence[Line]) -> FoundOrder:
    """What the lines say of the order; what they do not say stays empty."""
    act = next((index for index, line in enumerate(lines) if _is_act(line)), None)
    letterhead = _letterhead(lines, act)
    number, date = _head(lines, act)
    if not number or date is None:
        stamped_number, stamped_date = _stamp(lines)
        number, date = number or stamped_number, date or stamped_date
    issuer = " ".join(lines[index].text for index in letterhead)
    return FoundOrder(Order(number, date, issuer, _signed_by(lines, act)), frozenset(letterhead))


def _is_act(line: Line) -> bool:
    return len(line.text) < 100 and _ACT.match(line.text) is not None


def _letterhead(lines: Sequence[Line], act: int | None) -> list[int]:
    """The Russian lines above the word «приказ», or the first lines that name a department."""
    if act is None:
        found: list[int] = []
        for index, line in enumerate(lines[:_WINDOW]):
            begins = _BODY.match(line.text) is not None or (found and line.text.isupper())
            if not begins or _APPROVED.match(line.text) or _PLAN.match(line.text) or _POST.match(line.text):
                break
            found.append(index)
        return found
    above = range(act)
    if any(_APPROVED.match(lines[index].text) for index in above):
        return []
    foreign = {
        (lines[index].block, lines[index].cell) for index in above if _FOREIGN.search(lines[index].text)
    }
    return [
        index
        for index in above
        if _RUSSIAN.search(lines[index].text)
        and not _CONTACT.search(lines[index].text)
        and not _FOREIGN.search(lines[index].text)
        and ((lines[index].block, lines[index].cell) not in foreign or lines[index].cell == 0)
        and find_date(lines[index].text) is None
    ]


def _head(lines: Sequence[Line], act: int | None) -> tuple[str, datetime.date | None]:
    """Number and date from the lines about the word «приказ», before the order's subject."""
    if act is None:
        return "", None
    number, date = "", None
    around = [*lines[act : act + _WINDOW], *lines[max(0, act - 3) : act]]
    for line in around:
        if (_SUBJECT.match(line.text) or len(line.text) > _LONG) and line is not lines[act]:
            if line in lines[act:]:
                break
            continue
        number = number or _number(line.text)
        date = date or find_date(line.text)
    return number, date


def _stamp(lines: Sequence[Line]) -> tuple[str, datetime.date | None]:
    """Number and date from «Утверждено приказом … от … № …»."""
    for index, line in enumerate(lines):
        if not _APPROVED.match(line.text):
            continue
        said = " ".join(one.text for one in lines[index : index + _POST_LINES])
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
        if any(sign.isdigit() for sign in number):
            return " ".join(number.split())
    return ""


def _signed_by(lines: Sequence[Line], act: int | None) -> str:
    """The name beside the post under the order's text, as written; without an order, beside any post."""
    resolved = next((index for index, line in enumerate(lines) if _RESOLVED.search(line.text)), None)
    start = resolved + 1 if resolved is not None else (act or 0)
    for index in range(start, len(lines)):
        match = _signature(lines[index])
        if match is None or _NUMBERED.match(lines[index].text):
            continue
        if "_" in match["before"] + match["gap"] and not _POST.match(match["before"]) and act is not None:
            continue
        if _has_post(lines, index, match["before"], is_apart=match["gap"] not in (" ", "")):
            return " ".join(match["name"].split())
    return ""


def _has_post(lines: Sequence[Line], index: int, before: str, *, is_apart: bool) -> bool:
    """Whether a post stands before the name: on its line, or on the lines right above."""
    if _POST.match(before):
        return True
    if not is_apart:
        return False
    for upper in range(index - 1, max(-1, index - _POST_LINES), -1):
        text = lines[upper].text
        if _POST.match(text) and len(text) <= _LONG:
            return True
        if text.endswith((".", ";", ":")) or _signature(lines[upper]):
            return False
    return False


def _signature(line: Line) -> re.Match[str] | None:
    """A name at the line's end and what stands before it."""
    raw = line.raw.strip()
    return _SIGNATURE.match(raw) if len(raw) <= _LONG else None
