"""The roadmap's title, goal and coordinators, read from the text around the tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roadmaps.documents.calendar_words import find_period
from roadmaps.documents.content import PassportEntry
from roadmaps.documents.lines import Line
from roadmaps.responsibles import parse_name, split_entries
from roadmaps.responsibles.names import find_names

_ROADMAP = re.compile(
    r"[«\"]?(?:(?:муниципальная|школьная|районная|городская)\s+)?[«\"]?дорожная\s+карта", re.IGNORECASE
)
_PLAN = re.compile(
    r"[«\"]?(?:(?:муниципальн|комплексн|перспективн|сводн)[а-я]+\s+)?(?:план(?:\s|-|$)|комплекс\s+мер|программа(?:\s|$))",
    re.IGNORECASE,
)
_SAYS_ROADMAP = re.compile(r"дорожн[а-я]+\s+карт[а-я]+", re.IGNORECASE)
_STOP = re.compile(
    r"(?:\d+[.)]|[IVX]+[.)\s]|паспорт|цел[ьи]\b|задач|раздел\b|срок|координатор|муниципальный\s+координатор|утвержд|"
    r"приложение|пояснительн|общие\s+положения|введение|контрольн|целев|перечень|таблица|ответственн)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[а-яё(«\"]")
_SUBJECT = re.compile(r"[«\"]?об\s+утверждении\s+", re.IGNORECASE)
# How the order's subject calls the roadmap, and how the roadmap is called by itself.
_NOMINATIVE = (
    (re.compile(r"муниципальной\s+дорожной\s+карты", re.IGNORECASE), "Муниципальная дорожная карта"),
    (re.compile(r"[«\"]?дорожной\s+карты[»\"]?", re.IGNORECASE), "Дорожная карта"),
    (re.compile(r"комплексного\s+плана", re.IGNORECASE), "Комплексный план"),
    (re.compile(r"плана-графика", re.IGNORECASE), "План-график"),
    (re.compile(r"плана", re.IGNORECASE), "План"),
    (re.compile(r"комплекса\s+мер", re.IGNORECASE), "Комплекс мер"),
    (re.compile(r"муниципальной\s+программы", re.IGNORECASE), "Муниципальная программа"),
    (re.compile(r"программы", re.IGNORECASE), "Программа"),
)
_GOAL = re.compile(
    r"(?:\d+[.)]\s*)?(?P<label>цел[ьи]\b[^:–—]{0,90}?)\s*(?::|[–—]|\s-\s)\s*(?P<text>\S.*)", re.IGNORECASE
)
_GOAL_ALONE = re.compile(r"(?:\d+[.)]\s*)?(?P<label>цель\b[^:.]{0,90}?)\s*[:.]?", re.IGNORECASE)
_LIST_MARK = re.compile(r"(?:[-–—•*]|\d+[.)])\s*\S")
_COORDINATOR = re.compile(r"координатор[а-я]*", re.IGNORECASE)
_LED = re.compile(
    r"(?P<label>[^:–—]{0,120}координатор[^:–—]{0,120}?)\s*(?::|[–—])\s*(?P<text>\S.*)", re.IGNORECASE
)
_APPOINTED = re.compile(r"(?:назнач|определ|утверд|возлож|закреп)[а-я]*", re.IGNORECASE)
_AS_COORDINATOR = re.compile(r",?\s*(?:муниципальн[а-я]+\s+)?координатор.*", re.IGNORECASE | re.DOTALL)
_LONGEST = 900
_GAP = 3


@dataclass(frozen=True)
class Found:
    """A text found, how it was called there, and the lines that are wholly said by it."""

    text: str = ""
    label: str = ""
    used: frozenset[int] = frozenset()


def read_title(lines: Sequence[Line], passport: Sequence[PassportEntry]) -> Found:
    """The title as the document's own heading, or the order's subject, or the passport's line."""
    for pattern in (_ROADMAP, _PLAN):
        titles = [
            (text, used)
            for index, line in enumerate(lines)
            if pattern.match(line.text) and not line.text.endswith((";", ":"))
            for text, used in [_whole_title(lines, index)]
            if len(text) <= _LONGEST
        ]
        titles.sort(key=lambda title: not _SAYS_ROADMAP.search(title[0]))
        if titles:
            return Found(titles[0][0], "", titles[0][1])
    subject = _subject(lines)
    if subject.text:
        return subject
    named = (
        entry.text
        for entry in passport
        if re.match(r"(?:\W|\d)*(?:полное\s+)?(?:наименование|название)", entry.name, re.I)
    )
    return Found(next(filter(None, named), ""))


def read_goal(lines: Sequence[Line], passport: Sequence[PassportEntry]) -> Found:
    """The goal from the passport's line, else from a paragraph that names it; goals in a list stay text."""
    for entry in passport:
        if re.match(r"(?:\d+[.)]\s*)?цел[ьи]\b", entry.name, re.IGNORECASE) and entry.text:
            return Found(entry.text, entry.name)
    for index, line in enumerate(lines):
        match = _GOAL.fullmatch(line.text)
        if match:
            whole = frozenset({index}) if line.is_whole_block else frozenset[int]()
            return Found(match["text"], match["label"], whole)
        alone = _GOAL_ALONE.fullmatch(line.text)
        below = lines[index + 1].text if index + 1 < len(lines) else ""
        if alone and below and not _LIST_MARK.match(below) and not _STOP.match(below):
            return Found(below, alone["label"])
    return Found()


def read_coordinators(
    lines: Sequence[Line], passport: Sequence[PassportEntry]
) -> tuple[tuple[str, ...], Found]:
    """The coordinators as written, in their grammatical case, and where they were found."""
    for index, line in enumerate(lines):
        if not _COORDINATOR.search(line.text) or len(line.text) > _LONGEST:
            continue
        led = _LED.fullmatch(line.text)
        if led and (entries := _people(led["text"])):
            whole = frozenset({index}) if line.is_whole_block else frozenset[int]()
            return entries, Found(led["text"], led["label"], whole)
        if _APPOINTED.search(line.text) and (entries := _appointed(line.text)):
            return entries, Found()
    for entry in passport:
        if _COORDINATOR.search(entry.name) and (entries := _people(entry.text)):
            return entries, Found(entry.text, entry.name)
    return (), Found()


def _people(text: str) -> tuple[str, ...]:
    return tuple(entry for entry in split_entries(text) if parse_name(entry))


def _appointed(text: str) -> tuple[str, ...]:
    """«Назначить муниципальным координатором … Иванову И.И., …», or the name first and the duty after it."""
    names = find_names(text)
    duty = _COORDINATOR.search(text)
    if not names or duty is None:
        return ()
    rest = text[names[0].start :]
    if names[0].start < duty.start():
        rest = _AS_COORDINATOR.sub("", rest)
    return _people(rest)


def _whole_title(lines: Sequence[Line], first: int) -> tuple[str, frozenset[int]]:
    """The title from its first line on: the lines that go on with it, until its years or another heading."""
    text = lines[first].text
    used = [first]
    for index in range(first + 1, len(lines)):
        line = lines[index]
        gap = line.block - lines[index - 1].block
        if _STOP.match(line.text) or gap > _GAP or line.cell != lines[first].cell:
            break
        goes_on = _GOES_ON.match(line.text) is not None
        is_loud = line.text.isupper() and text.isupper()
        if not (goes_on or (is_loud and gap <= 1) or (gap == 0 and not find_period(text))):
            if find_period(text) or gap > 1 or len(used) > 1 or not re.match(r"[А-ЯЁ]", line.text):
                break
            if not _looks_unfinished(text):
                break
        text = f"{text} {line.text}"
        used.append(index)
    return text, frozenset(used)


def _looks_unfinished(text: str) -> bool:
    return re.search(r"(?:^|\s)(?:по|в|на|и|для|с|о|об|[а-я]+(?:ого|ой|их|ых|ии|ия|ации))$", text) is not None


def _subject(lines: Sequence[Line]) -> Found:
    for first, line in enumerate(lines):
        match = _SUBJECT.match(line.text)
        if match is None:
            continue
        text, _ = _whole_title(lines, first)
        rest = text[match.end() :].strip(' «»"') if text.endswith(("»", '"')) else text[match.end() :]
        for pattern, nominative in _NOMINATIVE:
            named = pattern.match(rest)
            if named:
                return Found(nominative + rest[named.end() :])
        return Found(text)
    return Found()
