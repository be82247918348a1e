"""What was read in a document, in the shape of the contract's section 2."""

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from roadmaps.documents.messages import NOTICES, PLACES

Translate = Callable[[str], str]


@dataclass(frozen=True)
class Order:
    """The order that approves the roadmap."""

    number: str = ""
    date: datetime.date | None = None
    issuer: str = ""
    signed_by: str = ""
    signer_post: str = ""


@dataclass(frozen=True)
class Period:
    """The first and the last day of the roadmap."""

    start: datetime.date | None = None
    end: datetime.date | None = None


@dataclass(frozen=True)
class PassportEntry:
    """A line of the passport."""

    name: str
    text: str


@dataclass(frozen=True)
class Specialist:
    """A person whom the order names for an area of work."""

    number: str
    name: str
    position: str
    area: str


@dataclass(frozen=True)
class Indicator:
    """A target indicator; `values` by the headings of their columns."""

    group: str
    name: str
    unit: str
    values: dict[str, str]


@dataclass(frozen=True)
class Section:
    """A heading of the plan; `table` counts the plan's tables from 0."""

    number: str
    title: str
    table: int = 0


@dataclass(frozen=True)
class Item:
    """A row of a plan: activity, control point or mechanism; `extra` by the headings of its columns.

    `table` counts the tables of its kind from 0: a document may have several plans. `heading` is the place of
    the row's section among the sections, -1 where there is none or it is not known: two may be called alike.
    """

    number: str = ""
    section: str = ""
    title: str = ""
    task: str = ""
    audience: str = ""
    deadline: str = ""
    responsible: tuple[str, ...] = ()
    result: str = ""
    report_form: str = ""
    mark: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    table: int = 0
    heading: int = field(default=-1, compare=False)

    def only(self, fields: tuple[str, ...]) -> dict[str, Any]:
        """The fields of the contract for this kind of row, and what the other columns hold."""
        values = asdict(self)
        beside = {"table": self.table} if self.table else {}
        return {name: values[name] for name in fields} | {"extra": values["extra"]} | beside


@dataclass(frozen=True)
class Text:
    """Text of the document that has no other place, under its nearest heading."""

    heading: str
    text: str


@dataclass(frozen=True)
class Column:
    """A column of a table of the plan: its heading as written and the field that it was read as.

    A column that is no field of the contract has its heading for a field: the key of `extra`.
    """

    heading: str
    field: str


@dataclass(frozen=True)
class Heading:
    """How a column of a plan's table was understood: its field, or None where it is kept by its heading.

    `is_sure` is False where the heading said nothing, so that a person should look at it: the field was told
    by what is written in the column, or not at all.
    """

    table: int
    kind: str
    heading: str
    field: str | None
    is_sure: bool


@dataclass(frozen=True, order=True)
class Place:
    """A place among a content's `texts`: how many begin above it, and how many lines of the last of these."""

    texts: int = 0
    lines: int = 0


@dataclass(frozen=True)
class TableForm:
    """A recognised table as the department drew it: what it holds, its caption, its columns in order.

    `part` is where the paragraph stands that heads the table and is its first section, if there is one.
    """

    kind: str
    caption: str
    columns: tuple[Column, ...]
    place: Place = Place()
    part: Place | None = None


@dataclass(frozen=True)
class ExamRow:
    """A school and its results: a number by subject and period ("" where the table names none)."""

    name: str
    values: dict[str, dict[str, float]]


@dataclass(frozen=True)
class ExamAverage:
    """An average as printed, the rows that it is of, and what these give.

    `wrong` are the subjects and periods in which the two differ by more than the printed digits allow.
    """

    name: str
    rows: tuple[str, ...]
    printed: dict[str, dict[str, float]]
    counted: dict[str, dict[str, float]]
    wrong: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ExamResults:
    """A table of exam results, told by its number in the document and the paragraph above it."""

    table: int
    heading: str
    rows: tuple[ExamRow, ...]
    averages: tuple[ExamAverage, ...]


@dataclass(frozen=True)
class Notice:
    """What a person should look at: codes of `messages.PLACES` and `messages.NOTICES` with their values."""

    place: str
    code: str
    details: dict[str, int | str] = field(default_factory=dict)

    def to_dict(self, translate: Translate = str) -> dict[str, str]:
        """Where and what in words; `translate` gives a sentence's translation."""
        return {
            "where": translate(PLACES[self.place]) % self.details,
            "message": translate(NOTICES[self.code]) % self.details,
        }


ACTIVITY = (
    "number",
    "section",
    "title",
    "task",
    "audience",
    "deadline",
    "responsible",
    "result",
    "report_form",
    "mark",
)
CONTROL_POINT = ("number", "title", "responsible", "deadline")
MECHANISM = ("number", "title", "deadline", "responsible", "report_form")


@dataclass(frozen=True)
class Content:
    """Everything that a document says of its roadmap."""

    title: str = ""
    period: Period = Period()
    order: Order = Order()
    coordinators: tuple[str, ...] = ()
    goal: str = ""
    passport: tuple[PassportEntry, ...] = ()
    specialists: tuple[Specialist, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    control_points: tuple[Item, ...] = ()
    sections: tuple[Section, ...] = ()
    activities: tuple[Item, ...] = ()
    mechanisms: tuple[Item, ...] = ()
    texts: tuple[Text, ...] = ()
    exam_results: tuple[ExamResults, ...] = ()
    warnings: tuple[Notice, ...] = ()
    columns: tuple[Column, ...] = ()
    tables: tuple[TableForm, ...] = ()
    headings: tuple[Heading, ...] = ()
    row_places: dict[str, list[list[int]]] = field(
        default_factory=dict
    )  # table and row of each row of a plan
    labels: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def to_dict(self, translate: Translate = str) -> dict[str, Any]:
        """The contract's JSON with the document's form beside it: `columns`, `tables`, `labels`, `places`."""
        values = _plain(asdict(self))
        if not self.order.signer_post:
            del values["order"]["signer_post"]
        values["sections"] = [_of_section(section) for section in self.sections]
        values["control_points"] = _plain([item.only(CONTROL_POINT) for item in self.control_points])
        values["activities"] = _plain([self._activity(item) for item in self.activities])
        values["mechanisms"] = _plain([item.only(MECHANISM) for item in self.mechanisms])
        values["warnings"] = [notice.to_dict(translate) for notice in self.warnings]
        return dict(values)

    def _activity(self, item: Item) -> dict[str, Any]:
        """The row, with the place of its section where its name alone does not tell which one it is."""
        called = (item.section, item.table)
        is_unclear = item.heading >= 0 and self._called[called] > 1
        return item.only(ACTIVITY) | ({"heading": item.heading} if is_unclear else {})

    @cached_property
    def _called(self) -> Counter[tuple[str, int]]:
        return Counter((section.number or section.title, section.table) for section in self.sections)


def _of_section(section: Section) -> dict[str, Any]:
    beside = {"table": section.table} if section.table else {}
    return {"number": section.number, "title": section.title, **beside}


def _plain(value: Any) -> Any:
    """Dates as ISO 8601, tuples as lists."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value
