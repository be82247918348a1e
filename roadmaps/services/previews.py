"""What an uploaded document would become: the roadmap as read, with numbered doubts; nothing is stored."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps.catalogue.columns import SAME, usual_heading
from roadmaps.catalogue.exam_results import result_tables
from roadmaps.choices import ItemKind
from roadmaps.documents import spelling_key
from roadmaps.documents.merging import CODES as MERGED_CODES
from roadmaps.documents.messages import NOTICES, PLACES
from roadmaps.services.answers import Answers, Span, entries_settled, is_left_out, learnt_by, references
from roadmaps.services.directory import Directory
from roadmaps.services.doubts import COLUMNS, DOCUMENT, Doubt, Doubts
from roadmaps.services.preview_pages import Preview
from roadmaps.services.preview_parts import Block, Column, Table
from roadmaps.services.preview_rows import RowReader
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
KIND_OF_PART = {"activities": "plan", "control_points": "control_points", "mechanisms": "mechanisms"}
NEEDED = ("number", "title", "deadline", "responsible")
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
        self.content, self.answers, self.period = content, answers, period
        self.is_template = looks_like_template(content)
        self.doubts = Doubts()
        self.learnt = {spelling_key(name): field for name, field in learnt_by(municipality).items()}
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
            above = [name for at, place, name in places if at == table and place <= row]
            if above:
                found[above[-1]].append(notice)
        return found

    def _table(self, part: str, title: str, kind: str, remarks: Mapping[str, Any]) -> Table:
        rows = list(references(self.content, part))
        blank = frozenset(
            name for name in ("deadline", "responsible") if not any(row.get(name) for _name, row in rows)
        )
        columns = list(self._columns(part, kind, blank))
        numbered = sum(bool(row.get("number")) for _name, row in rows)
        blocks = self._empty_blocks(part)
        for name, row in rows:
            line = self.rows.line(
                row,
                name,
                [column.field for column in columns],
                part=part,
                blank=blank,
                is_numbered=numbered > len(rows) / 2,
                remarks=remarks.get(name, []),
            )
            blocks.get(line.row.get("section", ""), blocks[""]).lines.append(line)
        return Table(part, title, columns, [block for block in blocks.values() if block.title or block.lines])

    def _empty_blocks(self, part: str) -> dict[str, Block]:
        blocks = {"": Block("", "")}
        for section in self.content.get("sections", ()) if part == "activities" else ():
            block = Block(section.get("number", ""), section.get("title", ""))
            blocks[block.number or block.title] = block
        return blocks

    def _columns(self, part: str, kind: str, blank: frozenset[str]) -> Iterator[Column]:
        """The document's own columns, those that a plan cannot do without added in front and behind."""
        own = list(self._own_columns(part))
        known = {column["field"] for column in own}
        usual = [{"field": name, "heading": _usual(name, kind)} for name in NEEDED if name not in known]
        first = [column for column in usual if column["field"] in ("number", "title")]
        rest = [column for column in usual if column not in first]
        for column in (*first, *own, *rest):
            doubt = self._of_column(part, column["heading"])
            if column["field"] in blank and not self.is_template:
                doubt = doubt or self._of_blank(column["heading"])
            yield Column(column["field"], column["heading"], doubt)

    def _own_columns(self, part: str) -> list[dict[str, str]]:
        tables = self.content.get("tables", ())
        form = next((table for table in tables if table["kind"] == KIND_OF_PART[part]), None)
        own = form["columns"] if form else self.content.get("columns", []) if part == "activities" else []
        return [column for column in own if column.get("heading") or column.get("field") in NEEDED]

    def _of_column(self, part: str, heading: str) -> Doubt | None:
        known = next(
            (
                one
                for one in self.content.get("headings", ())
                if one["kind"] == KIND_OF_PART[part] and one["heading"] == heading
            ),
            None,
        )
        key = f"column:{heading}"
        answer = self.answers.get(key)
        if known is None:
            return None
        field_now = known["field"] or ""
        is_learnt = (
            known["is_sure"] and answer is None and self.learnt.get(spelling_key(heading)) == field_now
        )
        if is_learnt:
            answer = {"field": field_now}
        if known["is_sure"] and answer is None:
            return None
        return self.doubts.ask(
            key,
            kind=COLUMNS,
            form="column",
            title=_("Column «%(heading)s»: what is it?") % {"heading": heading},
            text=_("It was recognised by what is written in it.") if field_now and not is_learnt else "",
            options={"field": field_now},
            answer=answer,
            said=_usual(answer["field"], "") if answer and answer["field"] else _("a column of its own"),
            is_learnt=is_learnt,
        )

    def _of_blank(self, heading: str) -> Doubt:
        key = f"seen:empty_column:{heading}"
        return self.doubts.ask(
            key,
            kind=COLUMNS,
            form="seen",
            title=f"«{heading}»: {_(NOTICES['empty_column'])}",
            answer=self.answers.get(key),
            said=_("left empty"),
        )


def _usual(name: str, kind: str) -> str:
    if name == "title" and kind == ItemKind.CONTROL_POINT:
        return _("Control point")
    if name == "title" and kind == ItemKind.MECHANISM:
        return _("Mechanism")
    return usual_heading(SAME.get(name, name))
