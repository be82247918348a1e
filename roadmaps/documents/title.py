"""The roadmap's title."""

import re
from collections.abc import Sequence

from roadmaps.documents.calendar_words import find_period
from roadmaps.documents.content import PassportEntry
from roadmaps.documents.found import Found
from roadmaps.documents.lines import Line

_ROADMAP = re.compile(
    r"[«\"]?(?:(?:муниципальная|школьная|районная|городская)\s+)?[«\"]?дорожная\s+карта", re.IGNORECASE
)
_PLAN = re.compile(
    r"[«\"]?(?:(?:муниципальн|комплексн|перспективн|сводн)[а-я]+\s+)?(?:план(?:\s|-|$)|комплекс\s+мер|программа(?:\s|$))",
    re.IGNORECASE,
)
_CALLED_ROADMAP = re.compile(r"[^.]{0,60}[(«\"]\s*«?дорожная\s+карта", re.IGNORECASE)
# «Дорожная карта разработана …» says something of the roadmap and is not its title.
_SENTENCE = re.compile(
    r"(?:\S+\s+){1,6}?(?:разработан|определя|предусматр|явля|направлен|включа|содерж|составлен|представля|реализу|состоит)"
    r"[а-я]*\s",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"(?:\d+[.)]|[IVX]+[.)\s]|паспорт|цел[ьи]\b|задач|раздел\b|срок|координатор|муниципальный\s+координатор|утвержд|"
    r"приложение|пояснительн|общие\s+положения|введение|контрольн|целев|перечень|таблица|ответственн)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[а-яё(«\"]")
_SUBJECT = re.compile(
    r"[«\"]?(?:об\s+утверждении|о\s+(?:реализации|внедрении|разработке|введении\s+в\s+действие))\s+",
    re.IGNORECASE,
)
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
# The passport's line of the roadmap's own name, not «Наименование разработчика».
_NAMES_ROADMAP = re.compile(
    r"(?:\W|\d)*(?:полное\s+)?(?:наименование|название)"
    r"(?!\s+(?:ответственн|(?:со)?исполнител|разработчик|заказчик|координатор|орган|учрежден|муниципалитет|школ|"
    r"показател|муниципальн[а-я]+\s+(?:образован|район|округ|орган)))",
    re.IGNORECASE,
)
_LONGEST = 900
_GAP = 3


def read_title(lines: Sequence[Line], passport: Sequence[PassportEntry]) -> Found:
    """The title as the document's own heading, or the order's subject, or the passport's line."""
    titles = [
        (text, used)
        for index, line in enumerate(lines)
        if (_ROADMAP.match(line.text) or _PLAN.match(line.text)) and not line.text.endswith((";", ":"))
        for text, used in [_whole_title(lines, index)]
        if len(text) <= _LONGEST and not _SENTENCE.match(text)
    ]
    titles.sort(key=_likeness)
    if titles:
        return Found(titles[0][0], "", titles[0][1])
    subject = _subject(lines)
    if subject.text:
        return subject
    named = (entry.text for entry in passport if _NAMES_ROADMAP.match(entry.name))
    return Found(next(filter(None, named), ""))


def _likeness(title: tuple[str, frozenset[int]]) -> int:
    """A title that begins with «дорожная карта» comes first, then one that says so, then a plan's."""
    if _ROADMAP.match(title[0]):
        return 0
    return 1 if _CALLED_ROADMAP.match(title[0]) else 2


def _whole_title(lines: Sequence[Line], first: int) -> tuple[str, frozenset[int]]:
    """The title from its first line on: the lines that go on with it, until its years or another heading."""
    text = lines[first].text
    used = [first]
    for index in range(first + 1, len(lines)):
        line = lines[index]
        gap = line.block - lines[index - 1].block
        if gap > _GAP or line.cell != lines[first].cell or _STOP.match(line.text) or len(text) > _LONGEST:
            break
        if not _goes_on(text, line.text, gap):
            break
        text = f"{text} {line.text}"
        used.append(index)
    return text, frozenset(used)


def _goes_on(text: str, line: str, gap: int) -> bool:
    """Whether a line goes on with the title; `gap` is 0 inside a paragraph, more than 1 after blank ones."""
    has_years = find_period(text) is not None
    if _GOES_ON.match(line):
        return gap <= 1 or not has_years
    if line.isupper() and text.isupper():
        return gap <= 1
    return not has_years and (gap == 0 or (gap == 1 and _looks_unfinished(text)))


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
