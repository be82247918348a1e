"""The roadmap's period."""

from collections.abc import Sequence

from roadmaps.documents import headings as words
from roadmaps.documents.calendar_words import find_period
from roadmaps.documents.content import PassportEntry, Period
from roadmaps.documents.lines import Line


def read_period(title: str, lines: Sequence[Line], passport: Sequence[PassportEntry]) -> Period:
    """The period that the title names, else the passport's line of dates, else the order's subject."""
    said = [entry.text for entry in passport if words.begins_with(entry.name, ("срок", "этап", "период"))]
    subjects = [
        line.text for line in lines if line.text.lower().startswith(("об ", "о ", "на 20", "срок", "период"))
    ]
    for text in (title, *said, *subjects):
        period = find_period(text)
        if period:
            return Period(*period)
    return Period()
