"""The letterhead of an order: who issued it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roadmaps.documents.calendar_words import find_date
from roadmaps.documents.lines import Line

_BODY = re.compile(
    r"(?:муниципальн[а-я]+\s+(?:казенн|казённ|бюджетн|автономн|учрежд|орган|район|округ|образован)|управлени|отдел|"
    r"департамент|комитет|министерств|администраци|российск|республик)",
    re.IGNORECASE,
)
_NOT_LETTERHEAD = re.compile(
    r"(?:утвержд|приложение|согласован|к\s+приказу|приказом|принят|рассмотрен|"
    r"[«\"]?(?:(?:муниципальн|школьн|комплексн)[а-я]+\s+)?(?:план|дорожн|программ|комплекс|паспорт|проект)|"
    r"(?:\W|\d)*(?:начальник|директор|руководител|заместител|председател|глава))",
    re.IGNORECASE,
)
_APPROVED = re.compile(r"(?:утвержд|приложение|согласован)", re.IGNORECASE)
_CONTACT = re.compile(
    r"(?:\bтел\b|телефон|факс|e-?mail|@|https?:|www\.|\bул\.|\bинн\b|\bогрн\b|\bокпо\b|\bкпп\b|\d{6}|_{3,})",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"[^\W\d_A-Za-zА-Яа-яЁё]")
_RUSSIAN = re.compile(r"[А-Яа-яЁё]{2,}")
_WINDOW = 12


@dataclass(frozen=True)
class Letterhead:
    """The issuer as written, and the lines that say nothing else."""

    issuer: str = ""
    used: frozenset[int] = frozenset()


def read_letterhead(lines: Sequence[Line], act: int | None) -> Letterhead:
    """The Russian lines above the word «приказ», line `act`; without it, first lines that name a body."""
    if act is None:
        return _first_lines(lines)
    if any(_APPROVED.match(line.text) for line in lines[:act]):
        return Letterhead()
    foreign = {(line.block, line.cell) for line in lines[:act] if line.cell and _is_foreign(line)}
    said, used = [], set()
    for index, line in enumerate(lines[:act]):
        text = " ".join(part for part in line.raw.split("\t") if not _FOREIGN.search(part)).strip()
        is_beside = (line.block, line.cell) in foreign and "\t" not in line.raw
        if is_beside or not _RUSSIAN.search(text) or _CONTACT.search(text) or find_date(text):
            continue
        said.append(" ".join(text.split()))
        if not _FOREIGN.search(line.text):
            used.add(index)
    return Letterhead(" ".join(said), frozenset(used))


def _is_foreign(line: Line) -> bool:
    return _FOREIGN.search(line.text) is not None


def _first_lines(lines: Sequence[Line]) -> Letterhead:
    used: list[int] = []
    for index, line in enumerate(lines[:_WINDOW]):
        begins = _BODY.match(line.text) is not None or (bool(used) and line.text.isupper())
        if not begins or _NOT_LETTERHEAD.match(line.text):
            break
        used.append(index)
    return Letterhead(" ".join(lines[index].text for index in used), frozenset(used))
