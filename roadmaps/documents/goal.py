"""The roadmap's goal."""

import re
from collections.abc import Sequence

from roadmaps.documents.content import PassportEntry
from roadmaps.documents.found import Found
from roadmaps.documents.lines import Line

_GOAL = re.compile(
    r"(?:\d+[.)]\s*)?(?P<label>цел[ьи]\b[^:–—]{0,90}?)\s*(?::|[–—]|\s-\s)\s*(?P<text>\S.*)", re.IGNORECASE
)
_GOAL_ALONE = re.compile(r"(?:\d+[.)]\s*)?(?P<label>цель\b[^:.]{0,90}?)\s*[:.]?", re.IGNORECASE)
_LIST_MARK = re.compile(r"(?:[-–—•*]|\d+[.)])\s*\S")
_ANOTHER = re.compile(
    r"(?:[IVX]+[.)\s]|паспорт|цел[ьи]\b|задач|раздел\b|срок|координатор|целев)", re.IGNORECASE
)


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
        if alone and below and not _LIST_MARK.match(below) and not _ANOTHER.match(below):
            return Found(below, alone["label"])
    return Found()
