"""What an uploaded document would become: the roadmap as read, with numbered doubts; nothing is stored."""

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps.catalogue.exam_results import result_tables
from roadmaps.choices import ItemKind
from roadmaps.documents import spelling_key
from roadmaps.documents.merging import CODES as MERGED_CODES
from roadmaps.documents.messages import NOTICES, PLACES
from roadmaps.services.answers import Answers, Span, entries_settled, is_left_out, learnt_by, references
from roadmaps.services.directory import Directory
from roadmaps.services.doubts import DOCUMENT, Doubt, Doubts
from roadmaps.services.preview_columns import KIND_OF_PART, ColumnReader
from roadmaps.services.preview_headings import HeadingReader
from roadmaps.services.preview_pages import Preview
from roadmaps.services.preview_parts import Block, Line, Table
from roadmaps.services.preview_rows import RowReader
from roadmaps.services.section_rows import with_sections
from schools.models import Municipality

COUNTED = (
    ("passport", gettext_lazy("Passport")),
    ("sections", gettext_lazy("Sections")),
    ("activities", gettext_lazy("Activities")),
    ("control_points", gettext_lazy("Control points")),
    ("mechanisms", gettext_lazy("Mechanisms of implementation")),
    ("indicators", gettext_lazy("Indicators")),
    ("exam_results", gettext_lazy("Tables of exam results")),
    ("specialists", gettext_lazy("Specialists")),
    ("texts", gettext_lazy("Text outside the tables")),
)
PARTS = (
    ("control_points", gettext_lazy("Control points"), ItemKind.CONTROL_POINT),
    ("activities", gettext_lazy("Plan"), ItemKind.ACTIVITY),
    ("mechanisms", gettext_lazy("Mechanisms of implementation"), ItemKind.MECHANISM),
)
# Remarks that say what a cell's own doubt asks.
ASKED_ELSEWHERE = frozenset(
    {
        "no_title",
        "no_period",
        "no_order_number",
        "no_order_date",
        "no_deadline",
        "no_responsible",
        "no_title_of_row",
        "same_number",
        "unknown_column",
        "guessed_column",
        "empty_column",
    }
)


def preview_of(
    content: Mapping[str, Any],
    *,
    answers: Answers,
    municipality: Municipality,
    period: Span | None,
    today: datetime.date,
) -> Preview:
    """Show what ``content`` (contract 2) would become; ``period`` is that of reading, if it is known."""
    return _Reader(content, answers, municipality, period, today).preview()


def looks_like_template(content: Mapping[str, Any]) -> bool:
    """Whether the plan is an empty form: rows of which none says when and who."""
    rows = [row for part, *_rest in PARTS for row in content.get(part, ())]
    return bool(rows) and not any(row.get("deadline") or row.get("responsible") for row in rows)


class _Reader:
    """Walks the content once and numbers its doubts in the order of the document."""

    def __init__(
        self,
        content: Mapping[str, Any],
        answers: Answers,
        municipality: Municipality,
        period: Span | None,
        today: datetime.date,
    ) -> None:
        sectioned = with_sections(content, answers)
        self.written, self.content, self.places = content, sectioned.content, sectioned.places
        self.answers, self.period = answers, period
        self.is_template = looks_like_template(content)
        self.doubts = Doubts()
        learnt = {spelling_key(name): field for name, field in learnt_by(municipality).items()}
        self.columns = ColumnReader(content, answers, self.doubts, learnt)
        self.headings = HeadingReader(content, answers, self.doubts)
        directory = Directory(municipality)
        entries_settled(answers, directory)
        self.rows = RowReader(
            municipality,
            directory=directory,
            answers=answers,
            doubts=self.doubts,
            period=period,
            today=today,
        )

    def preview(self) -> Preview:
        self._of_document()
        remarks = self._remarks_of_rows()
        tables = [
            self._table(part, str(title), kind, remarks)
            for part, title, kind in PARTS
            if self.content.get(part)
        ]
        counts = [(str(words), self._count(key)) for key, words in COUNTED]
        return Preview(
            tables,
            self.doubts.all,
            [pair for pair in counts if pair[1]],
            self.is_template,
            result_tables(self.content),
            self.content.get("sections", ()),
            list(self.columns.questions.values()),
        )

    def _count(self, part: str) -> int:
        if part not in KIND_OF_PART:
            return len(self.content.get(part, []))
        return sum(not is_left_out(name, self.answers) for name, _row in references(self.content, part))

    def _of_document(self) -> None:
        if not self.content.get("title"):
            self.doubts.ask(
                "document:title",
                kind=DOCUMENT,
                form="details",
                title=_("What is the roadmap called?"),
                options={"field": "id_title"},
            )
        if self.period is None and not self.is_template:
            self.doubts.ask(
                "document:period",
                kind=DOCUMENT,
                form="details",
                title=_("The period is not known"),
                text=_("Write the first and the last day: then deadlines get dates."),
                options={"field": "id_start"},
            )
        for notice in self.content.get("notices", ()):
            if notice["place"] in ("document", "table") and notice["code"] not in ASKED_ELSEWHERE:
                self._seen(notice)

    def _seen(self, notice: Mapping[str, Any]) -> Doubt:
        where = _(PLACES[notice["place"]]) % notice["details"]
        key = f"seen:{notice['code']}:{where}"
        return self.doubts.ask(
            key,
            kind=DOCUMENT,
            form="seen",
            title=_(NOTICES[notice["code"]]) % notice["details"],
            text="" if notice["place"] == "document" else where,
            answer=self.answers.get(key),
            said=_("looked at"),
        )

    def _remarks_of_rows(self) -> dict[str, list[Mapping[str, Any]]]:
        """Remarks by the row that they are about: the one at their place, else the one above it."""
        found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        places = sorted(
            (table, row, f"{table}.{row}")
            for part in self.content.get("row_places", {}).values()
            for table, row in part
        )
        for notice in self.content.get("notices", ()):
            if notice["code"] in ASKED_ELSEWHERE or "row" not in notice["details"]:
                continue
            table, row = notice["details"]["table"], notice["details"]["row"]
            if notice["code"] in MERGED_CODES:
                for number in str(notice["details"]["rows"]).split(", "):
                    found[f"{table}.{number}"].append(notice)
                continue
            above = bisect_right(places, (table, row), key=lambda place: place[:2])
            if above and places[above - 1][0] == table:
                found[places[above - 1][2]].append(notice)
        return found

    def _table(self, part: str, title: str, kind: str, remarks: Mapping[str, Any]) -> Table:
        rows = dict(references(self.content, part))
        blank = frozenset(
            name for name in ("deadline", "responsible") if not any(row.get(name) for row in rows.values())
        )
        asked = frozenset() if self.is_template else blank
        columns = list(self.columns.columns(part, kind, asked))
        numbered = sum(bool(row.get("number")) for row in rows.values())
        blocks = _Blocks(self.content.get("sections", ()) if part == "activities" else ())
        for name, _row in references(self.written, part):
            heading = self.headings.doubt(name) if part == "activities" else None
            if name not in rows:
                blocks.opened(self.places[name], name, heading)
                continue
            line = self.rows.line(
                rows[name],
                name,
                [column.field for column in columns],
                part=part,
                blank=blank,
                is_numbered=numbered > len(rows) / 2,
                remarks=remarks.get(name, []),
                heading=heading,
            )
            blocks.put(line)
        return Table(part, title, columns, blocks.filled())


class _Blocks:
    """The sections of a part with their lines; lines outside sections stand first."""

    def __init__(self, sections: Iterable[Mapping[str, Any]]) -> None:
        self.outside = Block("", "")
        self.all = [Block(one.get("number", ""), one.get("title", "")) for one in sections]
        self.tables = [one.get("table", 0) for one in sections]

    def opened(self, place: int, reference: str, heading: Doubt | None) -> None:
        """A row became the section of this place."""
        self.all[place].reference, self.all[place].doubt = reference, heading

    def put(self, line: Line) -> None:
        """Put a line where it belongs: in its table's section of that name, else in one above it."""
        name, table = line.row.get("section", ""), line.row.get("table", 0)
        if (place := line.row.get("heading")) is not None:
            self.all[place].lines.append(line)
            return
        called = [
            (at, place)
            for place, (at, block) in enumerate(zip(self.tables, self.all, strict=True))
            if name and (block.number or block.title) == name
        ]
        above = [one for one in called if one[0] <= table]
        block = self.all[max(above or called)[1]] if called else self.outside
        block.lines.append(line)

    def filled(self) -> list[Block]:
        """The blocks with something in them."""
        return [block for block in (self.outside, *self.all) if block.title or block.lines]
