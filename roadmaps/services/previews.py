"""What an uploaded document would become: the plan as read, with numbered doubts; nothing is stored."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roadmaps import deadlines
from roadmaps.catalogue.readings import NOTHING, Reading, reading_of
from roadmaps.choices import DateSource, DeadlineKind, ResponsibleKind
from roadmaps.services.people import Directory
from schools.academic_calendar import AcademicCalendar
from schools.choices import PER_SCHOOL_RULES
from schools.models import Municipality

UNKNOWN_DATES = (DeadlineKind.UNKNOWN, DeadlineKind.EMPTY)
PARTS = (
    ("passport", gettext_lazy("Passport")),
    ("sections", gettext_lazy("Sections")),
    ("activities", gettext_lazy("Activities")),
    ("control_points", gettext_lazy("Control points")),
    ("mechanisms", gettext_lazy("Mechanisms of implementation")),
    ("indicators", gettext_lazy("Indicators")),
    ("specialists", gettext_lazy("Specialists")),
    ("texts", gettext_lazy("Text outside the tables")),
)


@dataclass(slots=True)
class Doubt:
    """A question that the document leaves open; ``number`` links the note to its cell."""

    number: int
    kind: str  # deadlines, people, document
    title: str
    text: str


@dataclass(slots=True)
class Entry:
    """One responsible as written, and what it was understood as."""

    text: str
    icon: str
    meaning: str = ""
    doubt: int = 0


@dataclass(slots=True)
class Line:
    """One row of the plan."""

    number: str
    title: str
    deadline: str
    reading: Reading
    deadline_doubt: int
    entries: list[Entry]
    result: str
    report_form: str
    others: list[tuple[str, str]]


@dataclass(slots=True)
class Block:
    """A section, or the control points, or the mechanisms, with their lines."""

    number: str
    title: str
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Preview:
    """Everything that the page shows."""

    blocks: list[Block]
    doubts: list[Doubt]
    counts: list[tuple[str, int]]
    clear_rows: int
    rows: int

    @property
    def doubt_counts(self) -> list[tuple[str, int]]:
        """How many doubts of each kind there are, in words."""
        found = Counter(doubt.kind for doubt in self.doubts)
        words = {"deadlines": _("Deadlines"), "people": _("Responsible"), "document": _("Document")}
        return [(word, found[kind]) for kind, word in words.items() if found[kind]]


def preview_of(
    content: dict[str, Any],
    *,
    municipality: Municipality,
    period: tuple[datetime.date, datetime.date] | None,
    today: datetime.date,
) -> Preview:
    """Show what ``content`` (contract 2) would become; ``period`` is that of reading, if it is known."""
    return _Reader(content, municipality, period, today).preview()


class _Reader:
    """Walks the content once and numbers its doubts in the order of the document."""

    def __init__(
        self,
        content: dict[str, Any],
        municipality: Municipality,
        period: tuple[datetime.date, datetime.date] | None,
        today: datetime.date,
    ) -> None:
        self.content, self.period, self.today = content, period, today
        self.directory = Directory(municipality)
        self.calendar = AcademicCalendar.from_dict(municipality.academic_calendar)
        self.doubts: list[Doubt] = []
        self.asked: dict[str, int] = {}

    def preview(self) -> Preview:
        self._document_doubts()
        blocks = list(self._blocks())
        lines = [line for block in blocks for line in block.lines]
        clear = sum(
            not line.deadline_doubt and not any(entry.doubt for entry in line.entries) for line in lines
        )
        counts = [(str(words), len(self.content.get(key, []))) for key, words in PARTS]
        return Preview(blocks, self.doubts, [pair for pair in counts if pair[1]], clear, len(lines))

    def _blocks(self) -> Iterator[Block]:
        known: dict[str, Block] = {}
        order: list[Block] = []
        for section in self.content.get("sections", []):
            block = Block(section.get("number", ""), section.get("title", ""))
            known[block.number or block.title] = block
            order.append(block)
        outside = Block("", "")
        for row in self.content.get("activities", []):
            known.get(row.get("section", ""), outside).lines.append(self._line(row))
        yield from ([outside] if outside.lines else [])
        yield from order
        for key, title in (("control_points", _("Control points")), ("mechanisms", _("Mechanisms"))):
            if rows := self.content.get(key):
                yield Block("", title, [self._line(row) for row in rows])

    def _line(self, row: dict[str, Any]) -> Line:
        reading, kind = self._reading(row.get("deadline", ""))
        doubt = 0
        if reading.is_doubt and kind in UNKNOWN_DATES:
            doubt = self._ask(
                "deadlines",
                f"«{row['deadline']}»" if row.get("deadline") else _("No deadline is written"),
                _("Which days? You can set them after the document is taken in."),
            )
        return Line(
            number=row.get("number", ""),
            title=row.get("title", ""),
            deadline=row.get("deadline", ""),
            reading=reading,
            deadline_doubt=doubt,
            entries=[self._entry(text) for text in row.get("responsible", [])],
            result=row.get("result", ""),
            report_form=row.get("report_form", ""),
            others=[
                *((name, row[name]) for name in ("task", "audience", "mark") if row.get(name)),
                *row.get("extra", {}).items(),
            ],
        )

    def _reading(self, text: str) -> tuple[Reading, str]:
        if self.period is None:
            return NOTHING, ""
        read = deadlines.read(text, *self.period, self.calendar)
        spans = [(span.start, span.due) for span in read.occurrences]
        reading = reading_of(
            text=text,
            kind=read.kind,
            dates_from=DateSource.READ,
            spans=spans,
            period=None if spans else self.period,
            today=self.today,
        )
        return (reading_of_spans(text, read.kind, spans, self.today) if spans else reading), read.kind

    def _entry(self, text: str) -> Entry:
        meaning = self.directory.meaning(text)
        if meaning.kind == ResponsibleKind.PERSON and meaning.person:
            return Entry(text, "person", meaning.person.short_name)
        if meaning.kind == ResponsibleKind.GROUP and meaning.group:
            return Entry(text, "people", self._group_words(meaning.group.rule, meaning.group.name))
        if meaning.kind == ResponsibleKind.SCHOOLS:
            return Entry(text, "building", ", ".join(school.name for school in meaning.schools))
        return Entry(text, "question-circle", doubt=self._ask("people", text, _("Who is this?"), once=True))

    def _group_words(self, rule: str, name: str) -> str:
        if rule not in PER_SCHOOL_RULES:
            return name
        count = len(self.directory.schools)
        return ngettext("%(count)d school", "%(count)d schools", count) % {"count": count}

    def _document_doubts(self) -> None:
        if self.period is None:
            self._ask(
                "document", _("The period is not known"), _("Write it above: then deadlines get dates.")
            )
        for warning in self.content.get("warnings", []):
            self._ask("document", _(warning["message"]), warning.get("where", ""))

    def _ask(self, kind: str, title: str, text: str, *, once: bool = False) -> int:
        """Number a doubt; the same person asked about again keeps the number."""
        key = f"{kind} {title}"
        if once and key in self.asked:
            return self.asked[key]
        self.doubts.append(Doubt(len(self.doubts) + 1, kind, title, text))
        self.asked[key] = len(self.doubts)
        return len(self.doubts)


def reading_of_spans(
    text: str, kind: str, spans: list[tuple[datetime.date, datetime.date]], today: datetime.date
) -> Reading:
    """Return the words of a reading that has dates, whatever the period."""
    widest = (min(start for start, _due in spans), max(due for _start, due in spans))
    return reading_of(
        text=text, kind=kind, dates_from=DateSource.READ, spans=spans, period=widest, today=today
    )
