"""The question whether a row of an uploaded plan is a section, asked where a row looks like one."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from roadmaps.services.answers import Answer, Answers
from roadmaps.services.doubts import ROWS, Doubt, Doubts
from roadmaps.services.section_rows import SECTION, answer_of, asked_rows


class HeadingReader:
    """Asks of each such row, until all of them were answered together."""

    def __init__(self, content: Mapping[str, Any], answers: Answers, doubts: Doubts) -> None:
        self.answers, self.doubts = answers, doubts
        self.rows = asked_rows(content, answers)
        self.waiting = sum(answer_of(name, answers)[1] is None for name in self.rows)

    def doubt(self, reference: str) -> Doubt | None:
        """The question about a row; None where the row does not look like a heading."""
        if reference not in self.rows:
            return None
        key, answer = answer_of(reference, self.answers)
        row = self.rows.get(key.partition("@")[2], self.rows[reference])
        return self.doubts.ask(
            key,
            kind=ROWS,
            form="heading",
            title=_("Row «%(row)s»: a section of the plan or an activity?")
            % {"row": f"{row['number']} {row['title']}".strip()},
            text=_("Nothing else is written in it: neither when, nor who, nor what comes of it."),
            options={"is_one_of_many": self.waiting > 1},
            answer=answer,
            said=_said(answer) if answer else "",
        )


def _said(answer: Answer) -> str:
    if answer.get("is_for_all"):
        return _("a section, as all such rows are")
    return _("a section") if answer["kind"] == SECTION else _("an activity")
