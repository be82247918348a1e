"""The plan of a roadmap as its page shows it: sections with rows, every string ready, in seven queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from roadmaps.catalogue.chips import Chip, chips_of, people_of, typeset
from roadmaps.catalogue.columns import FIELDS, Column, columns_of
from roadmaps.catalogue.readings import NOTHING, Reading, Span, reading_of
from roadmaps.choices import ItemKind
from roadmaps.models import Occurrence, PlanItem, Roadmap, Section

ITEM_FIELDS = (
    "pk",
    "section",
    "number",
    "title",
    "deadline_text",
    "deadline_kind",
    "dates_from",
    "is_struck",
    "cancelled_by",
    "cancelled_by__order_number",
)
TEXT_FIELDS = frozenset(FIELDS) - {*ITEM_FIELDS, "responsibles"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the plan, all that its HTML is made of; ``cells`` follow the columns after the title."""

    pk: int
    number: str
    title: str
    address: str
    dates_from: str
    deadline_kind: str
    is_struck: bool
    cancelled_by_id: int | None
    order: str  # the order that struck the row out
    reading: Reading = NOTHING
    chips: tuple[Chip, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()  # (field, text)

    @property
    def needs_decision(self) -> bool:
        """Whether somebody has to say what the row's dates or people are."""
        return self.reading.is_doubt or any(chip.is_doubt for chip in self.chips)


@dataclass(slots=True)
class SectionRows:
    """A section's heading and the rows right under it; ``pk`` is None for rows without a section."""

    pk: int | None
    number: str
    title: str
    depth: int
    address: str
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """All of one kind of rows, in order."""

    columns: list[Column]
    sections: list[SectionRows]
    headings: list[tuple[int, str]]  # (key, words) of every section
    people: list[tuple[str, str]]  # (key, words) of everybody who answers for a row
    doubts: int  # rows that need a decision
    unclear: int  # entries that mean nobody yet
    total: int  # rows before any filter
    shown: int


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the plan to show: one section, what needs a decision, what somebody answers for."""

    section: int | None = None
    needs_decision: bool = False
    who: str = ""

    @property
    def is_on(self) -> bool:
        """Whether anything is left out."""
        return bool(self.section or self.needs_decision or self.who)

    def lets(self, row: Row) -> bool:
        """Whether the row is shown (its section apart)."""
        if self.needs_decision and not row.needs_decision:
            return False
        return not self.who or any(chip.key == self.who for chip in row.chips)


def plan_of(
    roadmap: Roadmap,
    kind: str,
    *,
    today: datetime.date,
    only: Filter | None = None,
    schools: int | None = None,
) -> Plan:
    """Return the rows of one kind as the page shows them; ``only`` leaves out the others.

    ``schools`` is the number of the roadmap's schools, where the caller has counted them already.
    """
    only = only or Filter()
    columns = columns_of(roadmap, kind)
    items = PlanItem.objects.filter(roadmap=roadmap, kind=kind)
    reader = _Reader(roadmap, columns, today, items, schools=schools, item__kind=kind)
    sections = _sections(roadmap, reader.address, is_needed=kind == ItemKind.ACTIVITY)
    by_key = {section.pk: section for section in sections}
    total = doubts = shown = 0
    for section_id, row in reader.rows():
        total += 1
        doubts += row.needs_decision
        section = by_key.get(section_id) or by_key[None]
        if only.lets(row) and only.section in (None, section.pk):
            section.rows.append(row)
            shown += 1
    headings = [
        (section.pk, f"{section.number} {section.title}".strip()) for section in sections if section.pk
    ]
    unclear = sum(chip.is_doubt for chips in reader.chips.values() for chip in chips)
    people = people_of(reader.chips)
    return Plan(columns, _kept(sections, only), headings, people, doubts, unclear, total, shown)


def row_of(item: PlanItem, *, today: datetime.date) -> tuple[list[Column], Row]:
    """Return one row as the plan shows it, and its columns."""
    columns = columns_of(item.roadmap, item.kind)
    reader = _Reader(item.roadmap, columns, today, PlanItem.objects.filter(pk=item.pk), item=item.pk)
    return columns, next(reader.rows())[1]


def _sections(roadmap: Roadmap, address: str, *, is_needed: bool) -> list[SectionRows]:
    found = [SectionRows(None, "", "", 0, "")]
    if not is_needed:
        return found
    rows = Section.objects.filter(roadmap=roadmap).values_list("pk", "parent", "number", "title")
    inside: dict[int | None, list[tuple[int, str, str]]] = defaultdict(list)
    for pk, parent, number, title in rows:
        inside[parent].append((pk, number, title))

    def walk(parent: int | None, depth: int) -> None:
        for pk, number, title in inside[parent]:
            found.append(SectionRows(pk, number, typeset(title), depth, f"{address}sections/{pk}/"))
            walk(pk, depth + 1)

    walk(None, 0)
    return found


def _kept(sections: list[SectionRows], only: Filter) -> list[SectionRows]:
    """Leave out empty sections of a filtered plan, and the heading of rows that stand in none."""
    return [section for section in sections if section.rows or (section.pk and not only.is_on)]


class _Reader:
    """Makes rows of what the database gives; everything that they share is read once."""

    def __init__(
        self,
        roadmap: Roadmap,
        columns: list[Column],
        today: datetime.date,
        items: "QuerySet[PlanItem]",
        *,
        schools: int | None = None,
        **rows: object,
    ) -> None:
        self.items, self.today = items, today
        self.texts = [column for column in columns if column.field not in ("number", "title")]
        self.address = roadmap.get_absolute_url()
        self.period = (roadmap.start, roadmap.end) if roadmap.start and roadmap.end else None
        self.chips = chips_of(roadmap, schools=schools, **rows)
        self.spans = _spans(roadmap, **rows)

    def rows(self) -> Iterator[tuple[int | None, Row]]:
        """Yield (section, row) in order."""
        fields = [column.field for column in self.texts if column.field in TEXT_FIELDS]
        fields += ["extra"] if any(column.is_extra for column in self.texts) else []
        for item in self.items.values(*ITEM_FIELDS, *fields):
            yield item["section"], self._row(item)

    def _row(self, item: dict[str, Any]) -> Row:
        pk = item["pk"]
        cancelled_by = item["cancelled_by"]
        is_gone = item["is_struck"] or cancelled_by is not None
        reading = reading_of(
            text=item["deadline_text"],
            kind=item["deadline_kind"],
            dates_from=item["dates_from"],
            spans=self.spans.get(pk, ()),
            period=self.period,
            today=self.today,
        )
        return Row(
            pk=pk,
            number=item["number"],
            title=typeset(item["title"]),
            address=f"{self.address}items/{pk}/",
            dates_from=item["dates_from"],
            deadline_kind=item["deadline_kind"],
            is_struck=item["is_struck"],
            cancelled_by_id=cancelled_by,
            order=item["cancelled_by__order_number"] or "",
            reading=NOTHING if is_gone and reading.is_doubt else reading,
            chips=tuple(self.chips.get(pk, ())),
            cells=tuple((column.field, _text(item, column)) for column in self.texts),
        )


def _text(item: dict[str, Any], column: Column) -> str:
    if column.is_extra:
        return typeset(str(item["extra"].get(column.field, "")))
    return typeset(item.get(column.field, ""))


def _spans(roadmap: Roadmap, **rows: object) -> dict[int, list[Span]]:
    spans: dict[int, list[Span]] = defaultdict(list)
    found = Occurrence.objects.filter(item__roadmap=roadmap, is_cancelled=False, **rows)
    for item, start, due in found.values_list("item", "start", "due"):
        spans[item].append((start, due))
    return spans
