"""The columns of an uploaded plan's tables: what each became, and the questions about them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from roadmaps.catalogue.columns import SAME, usual_heading
from roadmaps.choices import ItemKind
from roadmaps.documents import spelling_key
from roadmaps.documents.messages import NOTICES
from roadmaps.services.answers import COLUMN, Answers
from roadmaps.services.doubts import COLUMNS, Doubt, Doubts
from roadmaps.services.preview_parts import Column

KIND_OF_PART = {"activities": "plan", "control_points": "control_points", "mechanisms": "mechanisms"}
NEEDED = ("number", "title", "deadline", "responsible")


class ColumnReader:
    """Asks of columns that nobody can be sure of; ``questions`` are of the others, for whoever wants them."""

    def __init__(
        self, content: Mapping[str, Any], answers: Answers, doubts: Doubts, learnt: Mapping[str, str]
    ) -> None:
        self.content, self.answers, self.doubts, self.learnt = content, answers, doubts, learnt
        self.questions: dict[str, Doubt] = {}

    def columns(self, part: str, kind: str, blank: frozenset[str]) -> Iterator[Column]:
        """The document's own columns, those that a plan cannot do without added in front and behind.

        ``blank`` names the columns that are empty throughout, where that is to be said.
        """
        own = list(self._own(part))
        known = {column["field"] for column in own}
        usual = [{"field": name, "heading": _usual(name, kind)} for name in NEEDED if name not in known]
        first = [column for column in usual if column["field"] in ("number", "title")]
        rest = [column for column in usual if column not in first]
        for column in (*first, *own, *rest):
            asked = self._asked(part, column["heading"])
            doubt = asked if asked and asked.is_counted else None
            if column["field"] in blank:
                doubt = doubt or self._of_blank(column["heading"])
            yield Column(column["field"], column["heading"], doubt, asked)

    def _own(self, part: str) -> list[dict[str, str]]:
        tables = self.content.get("tables", ())
        form = next((table for table in tables if table["kind"] == KIND_OF_PART[part]), None)
        own = form["columns"] if form else self.content.get("columns", []) if part == "activities" else []
        return [column for column in own if column.get("heading") or column.get("field") in NEEDED]

    def _asked(self, part: str, heading: str) -> Doubt | None:
        """The question what the column is: counted, unless the heading was told for sure."""
        known = next(
            (
                one
                for one in self.content.get("headings", ())
                if one["kind"] == KIND_OF_PART[part] and one["heading"] == heading
            ),
            None,
        )
        if known is None:
            return None
        key = f"{COLUMN}{heading}"
        answer = self.answers.get(key)
        field_now = known["field"] or ""
        is_sure = known["is_sure"] and answer is None
        is_learnt = is_sure and self.learnt.get(spelling_key(heading)) == field_now
        if is_learnt:
            answer = {"field": field_now}
        asked: dict[str, Any] = {
            "kind": COLUMNS,
            "form": "column",
            "title": _("Column «%(heading)s»: what is it?") % {"heading": heading},
            "options": {"field": field_now},
        }
        if is_sure and not is_learnt:
            return self.questions.setdefault(key, self.doubts.uncounted(key, **asked))
        return self.doubts.ask(
            key,
            **asked,
            text=_("It was recognised by what is written in it.") if field_now and not is_learnt else "",
            answer=answer,
            said=_said(answer["field"], field_now) if answer else "",
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


def _said(field: str, field_now: str) -> str:
    """What a column was said to be, and what it became where another column is that already."""
    if field and not field_now:
        return _("a column of its own: another one is «%(meaning)s» already") % {"meaning": _usual(field, "")}
    return _usual(field_now, "") if field_now else _("a column of its own")


def _usual(name: str, kind: str) -> str:
    if name == "title" and kind == ItemKind.CONTROL_POINT:
        return _("Control point")
    if name == "title" and kind == ItemKind.MECHANISM:
        return _("Mechanism")
    return usual_heading(SAME.get(name, name))
