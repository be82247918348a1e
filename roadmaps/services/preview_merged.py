"""Merged cells of an uploaded plan that may belong to other rows or columns than they were read in."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from roadmaps.documents import FIELDS
from roadmaps.documents.merging import COLUMNS
from roadmaps.documents.messages import NOTICES, PLACES
from roadmaps.responsibles import split_entries
from roadmaps.services.answers import Answers, Row
from roadmaps.services.doubts import MERGED, Doubt, Doubts

KEEP, NOWHERE, BOTH, OWN = "keep", "nowhere", "both", "own"


class MergedReader:
    """Asks of each merged cell once, in whatever row it is met first."""

    def __init__(self, answers: Answers, doubts: Doubts) -> None:
        self.answers, self.doubts = answers, doubts

    def doubt(self, notice: Mapping[str, Any], row: Row) -> Doubt:
        """The question about the cell of a notice, which stands in this row among others."""
        details = notice["details"]
        table, field = details["table"], str(details["field"])
        text = _text(row, field)
        options: dict[str, Any] = {
            "field": field,
            "text": text,
            "rows": [f"{table}.{number}" for number in str(details["rows"]).split(", ")],
            "columns": _columns(details) if notice["code"] == COLUMNS else {},
        }
        key = f"merged@{table}.{details['row']}:{field}"
        answer = self.answers.get(key)
        where = _(PLACES[notice["place"]]) % details
        return self.doubts.ask(
            key,
            kind=MERGED,
            form="merged",
            title=_("«%(text)s»: where does it belong?") % {"text": text.replace("\n", "; ")},
            text=f"{where[:1].upper()}{where[1:]}. {_(NOTICES[notice['code']]) % details}",
            options=options,
            answer=answer,
            said=dict(merged_choices(options)).get(answer["choice"], "") if answer else "",
        )


def merged_choices(options: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What may be said of a merged cell: the value of each choice and its words."""
    own, columns = options["field"], options["columns"]
    if columns:
        return [
            (KEEP, _("only to «%(column)s», as it was read") % {"column": columns[own]}),
            *(
                (name, _("only to «%(column)s»") % {"column": heading})
                for name, heading in columns.items()
                if name != own
            ),
            (BOTH, _("to all these columns")),
            (OWN, _("another text")),
        ]
    return [
        (KEEP, _("to these rows too, as it was read")),
        (NOWHERE, _("not to these rows: leave them empty")),
        (OWN, _("another text")),
    ]


def merged_rows(options: Mapping[str, Any], choice: str, text: str) -> dict[str, dict[str, Any]]:
    """The values that a choice gives the rows of a merged cell, by the rows' names and by fields."""
    values = dict(_values(options, choice, text))
    return dict.fromkeys(options["rows"], values) if values else {}


def _values(options: Mapping[str, Any], choice: str, text: str) -> Iterator[tuple[str, Any]]:
    own, others = options["field"], [name for name in options["columns"] if name != options["field"]]
    if choice in (NOWHERE, *others):
        yield own, _value(own, "")
    if choice == OWN:
        yield own, _value(own, text)
    for name in others:
        if choice in (name, BOTH):
            yield name, _value(name, options["text"])


def _value(field: str, text: str) -> Any:
    return split_entries(text) if field == "responsible" else text


def _text(row: Row, field: str) -> str:
    value = row.get(field, "") if field in FIELDS else row.get("extra", {}).get(field, "")
    return value if isinstance(value, str) else "\n".join(value)


def _columns(details: Mapping[str, Any]) -> dict[str, str]:
    """The headings of the columns that a cell is merged over, by their fields."""
    return dict(zip(str(details["fields"]).split("\n"), str(details["headings"]).split("\n"), strict=True))
