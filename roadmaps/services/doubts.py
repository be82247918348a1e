"""The questions that a document leaves open, numbered in its order, with the answers given so far."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

DOCUMENT, COLUMNS, NUMBERS, ROWS, MERGED, DEADLINES, PEOPLE = (
    "document",
    "columns",
    "numbers",
    "rows",
    "merged",
    "deadlines",
    "people",
)


@dataclass(slots=True)
class Doubt:
    """One question; ``number`` links the note to its cells, ``form`` says how it is answered."""

    number: int
    key: str
    kind: str
    form: str  # details, column, seen, number, title, row, heading, merged, deadline, people
    title: str
    text: str = ""
    options: dict[str, Any] = field(default_factory=dict)
    answer: Mapping[str, Any] | None = None
    said: str = ""
    is_learnt: bool = False  # from an earlier document; nobody has been asked in this one
    below: int = 0  # of one that is not counted: the number of the doubt below which it stands

    @property
    def is_counted(self) -> bool:
        """Whether it is a doubt, and no question that only opens for whoever wants to ask it."""
        return self.number > 0

    @property
    def is_settled(self) -> bool:
        """Whether it was answered."""
        return self.answer is not None

    @property
    def is_remembered(self) -> bool:
        """Whether the answer will serve for the documents to come."""
        return self.is_settled and (
            self.form == "column"
            or (self.form == "people" and self.key.startswith("people:") and not self.answer.get("is_text"))  # type: ignore[union-attr]
        )


class Doubts:
    """The doubts of one document; the same question is asked once, wherever it stands."""

    def __init__(self) -> None:
        self.all: list[Doubt] = []
        self._known: dict[str, Doubt] = {}
        self._uncounted = 0

    def ask(
        self,
        key: str,
        *,
        kind: str,
        form: str,
        title: str,
        text: str = "",
        options: dict[str, Any] | None = None,
        answer: Mapping[str, Any] | None = None,
        said: str = "",
        is_learnt: bool = False,
    ) -> Doubt:
        """Ask, unless it was asked already; return the doubt."""
        if key not in self._known:
            number = len(self.all) + 1
            doubt = Doubt(number, key, kind, form, title, text, options or {}, answer, said, is_learnt)
            self.all.append(doubt)
            self._known[key] = doubt
        return self._known[key]

    def uncounted(self, key: str, *, kind: str, form: str, title: str, options: dict[str, Any]) -> Doubt:
        """A question that nobody has to answer: its number is of no doubt, and below zero."""
        self._uncounted += 1
        return Doubt(-self._uncounted, key, kind, form, title, options=options, below=len(self.all))


def counts_of(doubts: Iterable[Doubt]) -> list[tuple[str, str, int, int]]:
    """Kind, its word, how many doubts of it are open, and the number of the first of them."""
    open_ones = [doubt for doubt in doubts if not doubt.is_settled]
    found = Counter(doubt.kind for doubt in open_ones)
    first = {doubt.kind: doubt.number for doubt in reversed(open_ones)}
    words = {
        DOCUMENT: _("Document"),
        COLUMNS: _("Columns"),
        DEADLINES: _("Deadlines"),
        PEOPLE: _("Responsible"),
        NUMBERS: _("Numbering"),
        ROWS: _("Rows of the plan"),
        MERGED: _("Merged cells"),
    }
    return [(kind, word, found[kind], first[kind]) for kind, word in words.items() if found[kind]]
