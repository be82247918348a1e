"""Rows of an uploaded plan as they would be taken in, with the doubts that stand in their cells."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from roadmaps import deadlines
from roadmaps.catalogue.readings import NOTHING, Reading, reading_of, span_words
from roadmaps.choices import DateSource, DeadlineKind
from roadmaps.documents.merging import CODES as MERGED_CODES
from roadmaps.documents.messages import NOTICES
from roadmaps.services.answers import (
    Answers,
    Row,
    Span,
    corrected_row,
    deadline_key,
    rewritten,
    row_key,
    spans_of,
)
from roadmaps.services.directory import Directory
from roadmaps.services.doubts import DEADLINES, NUMBERS, ROWS, Doubt, Doubts
from roadmaps.services.preview_merged import MergedReader
from roadmaps.services.preview_numbers import Numbers
from roadmaps.services.preview_parts import Cell, Line
from roadmaps.services.preview_people import PeopleReader
from schools.academic_calendar import AcademicCalendar
from schools.models import Municipality

UNKNOWN_DATES = (DeadlineKind.UNKNOWN, DeadlineKind.EMPTY)
ASKED_IN_CELLS = MERGED_CODES | {"number_of_ten"}
EDITABLE = ("number", "title", "deadline", "responsible", "result", "report_form")


class RowReader:
    """Reads rows one after another; numbers that stand twice are told by the rows before."""

    def __init__(
        self,
        municipality: Municipality,
        *,
        directory: Directory,
        answers: Answers,
        doubts: Doubts,
        period: Span | None,
        today: datetime.date,
    ) -> None:
        self.people = PeopleReader(directory, answers, doubts)
        self.merged = MergedReader(answers, doubts)
        self.answers, self.doubts = answers, doubts
        self.period, self.today = period, today
        self.calendar = AcademicCalendar.from_dict(municipality.academic_calendar)
        self.numbers: defaultdict[str, Numbers] = defaultdict(Numbers)
        self._read: dict[str, tuple[Reading, str]] = {}

    def line(
        self,
        row: Row,
        reference: str,
        fields: list[str],
        *,
        part: str,
        blank: frozenset[str],
        is_numbered: bool,
        remarks: list[Mapping[str, Any]],
        heading: Doubt | None = None,
    ) -> Line:
        """Read one row; ``blank`` names columns that are empty throughout and asked about as a whole.

        ``heading`` asks whether the row is a section.
        """
        own = self.answers.get(row_key(reference), {})
        mended = corrected_row(row, reference, self.answers)
        if own.get("is_left_out"):
            cells = [Cell(name, _text(mended, name)) for name in fields]
            return Line(cells, None, reference, mended, row, is_left_out=True)
        remark = self._remark(mended, reference, remarks)
        asked: dict[str, Doubt | None] = {
            "number": self._number(row, mended, reference, part, is_numbered=is_numbered, remarks=remarks),
            "title": heading or self._title(row, mended, reference),
        }
        reading = NOTHING
        if "deadline" not in blank:
            reading, asked["deadline"] = self._deadline(row, mended, reference)
        entries = [self.people.entry(text) for text in mended.get("responsible", ())]
        is_named = row.get("responsible") or "responsible" in own.get("values", {})
        if not is_named and "responsible" not in blank and "responsible" in fields:
            asked["responsible"] = self.people.nobody(mended, reference)
        merged = {
            str(one["details"]["field"]): self.merged.doubt(one, row)
            for one in remarks
            if one["code"] in MERGED_CODES
        }
        cells = []
        for name in fields:
            cell = Cell(name, _text(mended, name), asked.get(name), merged.get(name))
            if name == "deadline":
                cell.reading = reading
            elif name == "responsible":
                cell.entries = entries
            cells.append(cell)
        is_mended = bool(own.get("values") or own.get("when"))
        return Line(cells, remark, reference, mended, row, is_mended=is_mended)

    def _remark(self, mended: Row, reference: str, remarks: list[Mapping[str, Any]]) -> Doubt | None:
        said = [
            _(NOTICES[one["code"]]) % one["details"] for one in remarks if one["code"] not in ASKED_IN_CELLS
        ]
        if not said:
            return None
        key = f"row@{reference}"
        answer = self.answers.get(key)
        return self.doubts.ask(
            key,
            kind=ROWS,
            form="row",
            title=_("Is the row read right?"),
            text=" ".join(said),
            options={"row": {name: mended.get(name, "") for name in EDITABLE}},
            answer=answer,
            said=_("mended") if answer and answer.get("values") else _("left as read"),
        )

    def _number(
        self,
        row: Row,
        mended: Row,
        reference: str,
        part: str,
        *,
        is_numbered: bool,
        remarks: list[Mapping[str, Any]],
    ) -> Doubt | None:
        key = f"number@{reference}"
        answer = self.answers.get(key)
        place = f"{part} {row.get('section', '')}"
        known, number = self.numbers[place], mended.get("number", "")
        restored = next((one for one in remarks if one["code"] == "number_of_ten"), None)
        decided = self.answers.get(row_key(reference), {}).get("values", {})
        title, text, choices = "", "", []
        if answer is None and "number" in decided:
            if number in known and number != row.get("number"):
                title = _("The number %(number)s stands twice") % {"number": number}
                choices = [known.following(number), number]
        elif restored:
            title = _(NOTICES["number_of_ten"]) % restored["details"]
            choices = [restored["details"]["number"], restored["details"]["written"]]
        elif (row.get("number") and row["number"] in known) or (number and number in known):
            title = _("The number %(number)s stands twice") % {"number": row["number"] or number}
            choices = [known.following(row["number"] or number), row["number"] or number]
        elif not row.get("number") and is_numbered:
            title = _("The row has no number")
            choices = [known.following(known.last)] if known.last else []
        if number:
            known.add(number)
        if not title:
            return None
        return self.doubts.ask(
            key,
            kind=NUMBERS,
            form="number",
            title=title,
            text=text,
            options={"numbers": choices},
            answer=answer,
            said=number or _("without a number"),
        )

    def _title(self, row: Row, mended: Row, reference: str) -> Doubt | None:
        if row.get("title") or "title" in self.answers.get(row_key(reference), {}).get("values", {}):
            return None
        key = f"title@{reference}"
        return self.doubts.ask(
            key,
            kind=ROWS,
            form="title",
            title=_("What is to be done?"),
            text=_("The row has no activity's text."),
            answer=self.answers.get(key),
            said=mended.get("title", ""),
        )

    def _deadline(self, row: Row, mended: Row, reference: str) -> tuple[Reading, Doubt | None]:
        text = mended.get("deadline", "")
        reading, kind = self._reading(text)
        own = self.answers.get(row_key(reference), {})
        stands = rewritten(row, reference, self.answers)
        if "when" in own:
            reading, fits = self._decided(text, reading, mended, own, is_unread=False)
            if fits is not None:
                return reading, None
        key = deadline_key(stands, reference)
        answer = self.answers.get(key)
        is_unread = reading.is_doubt and kind in UNKNOWN_DATES
        if answer is None and not is_unread:
            return reading, None
        if answer is not None:
            reading, answer = self._decided(text, reading, mended, answer, is_unread=is_unread)
        written = stands.get("deadline", "")
        doubt = self.doubts.ask(
            key,
            kind=DEADLINES,
            form="deadline",
            title=_("«%(text)s»: which days?") % {"text": written} if written else _("No deadline written"),
            text="" if written else mended.get("title", ""),
            options={"text": text},
            answer=answer,
            said=reading.words if answer is not None else "",
        )
        return reading, doubt

    def _decided(
        self, text: str, reading: Reading, mended: Row, answer: Mapping[str, Any], *, is_unread: bool
    ) -> tuple[Reading, Mapping[str, Any] | None]:
        """The reading by the answer; no answer where its dates do not fit the period any more."""
        if mended["needs_no_date"]:
            return Reading(_("no date needed")), answer
        if mended["set_dates"]:
            spans = spans_of(mended["set_dates"], self.period)
            words = _("%(dates)s, set by hand") % {"dates": span_words(spans, self.today)} if spans else ""
            return (Reading(words), answer) if spans else (reading, None)
        return reading, None if is_unread else answer

    def _reading(self, text: str) -> tuple[Reading, str]:
        if text not in self._read:
            self._read[text] = self._read_now(text)
        return self._read[text]

    def _read_now(self, text: str) -> tuple[Reading, str]:
        if self.period is None:
            return NOTHING, ""
        read = deadlines.read(text, *self.period, self.calendar)
        spans = [(span.start, span.due) for span in read.occurrences]
        widest = (min(spans)[0], max(due for _start, due in spans)) if spans else self.period
        reading = reading_of(
            text=text,
            kind=read.kind,
            dates_from=DateSource.READ,
            spans=spans,
            period=widest,
            today=self.today,
        )
        return reading, read.kind


def _text(row: Row, name: str) -> str:
    """What a cell of the row says; a column of the document's own is kept by its heading."""
    text = row[name] if name in row else row.get("extra", {}).get(name, "")
    return text if isinstance(text, str) else ""
