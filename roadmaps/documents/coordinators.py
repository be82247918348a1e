"""The coordinators whom the document names."""

import re
from collections.abc import Sequence

from roadmaps.documents.content import PassportEntry
from roadmaps.documents.found import Found
from roadmaps.documents.lines import Line
from roadmaps.responsibles import parse_name, split_entries
from roadmaps.responsibles.names import find_names

_COORDINATOR = re.compile(r"координатор[а-я]*", re.IGNORECASE)
_LED = re.compile(
    r"(?P<label>(?:\d+[.)]\s*)?(?:[а-яё]+\s+){0,3}координатор[^:()–—]{0,120}?)\s*(?::|[–—])\s*(?P<text>\S.*)",
    re.IGNORECASE,
)
_APPOINTED = re.compile(r"(?:назнач|определ|утверд|возлож|закреп)[а-я]*", re.IGNORECASE)
_AS_COORDINATOR = re.compile(r",?\s*(?:муниципальн[а-я]+\s+)?координатор.*", re.IGNORECASE | re.DOTALL)
_LONGEST = 900


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
