"""The columns of a plan: the department's own headings, or the usual ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext as _

from roadmaps.choices import ItemKind
from roadmaps.models import Roadmap

SAME = {"deadline": "deadline_text", "responsible": "responsibles"}
FIELDS = (
    "number",
    "title",
    "task",
    "audience",
    "deadline_text",
    "responsibles",
    "result",
    "report_form",
    "mark",
)
USUAL = {
    ItemKind.ACTIVITY: ("number", "title", "deadline_text", "responsibles", "result", "report_form"),
    ItemKind.CONTROL_POINT: ("number", "title", "deadline_text", "responsibles"),
    ItemKind.MECHANISM: ("number", "title", "deadline_text", "responsibles", "report_form"),
}
NEEDED = ("number", "title", "deadline_text", "responsibles")
DRESS = {"number": "col-n", "title": "col-title", "deadline_text": "col-due", "responsibles": "col-who"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: an item's field, or a key of its ``extra``."""

    field: str
    heading: str
    is_extra: bool = False

    @property
    def css(self) -> str:
        """The class of the column's cells."""
        return DRESS.get(self.field, "col-text")


def usual_heading(field: str) -> str:
    """Return the heading of a field where the department has none of its own."""
    return {
        "number": _("No."),
        "title": _("Activity"),
        "task": _("Task"),
        "audience": _("For whom"),
        "deadline_text": _("Deadline"),
        "responsibles": _("Responsible"),
        "result": _("Expected result"),
        "report_form": _("Report form"),
        "mark": _("Mark of execution in the document"),
    }[field]


def columns_of(roadmap: Roadmap, kind: str = ItemKind.ACTIVITY) -> list[Column]:
    """Return the columns in which rows of the kind are shown, number and title first.

    Activities have the columns of all plans of the document; what a plan cannot do without is added.
    """
    own = list(_of_plans(roadmap)) if kind == ItemKind.ACTIVITY else []
    known = {column.field for column in own}
    wanted = NEEDED if own else USUAL[ItemKind(kind)]
    added = [Column(field, _heading(field, kind)) for field in wanted if field not in known]
    columns = own + added
    first = [column for name in ("number", "title") for column in columns if column.field == name]
    return first + [column for column in columns if column not in first]


def _of_plans(roadmap: Roadmap) -> Iterator[Column]:
    """The columns of the document's first plan, then those that only its other plans have."""
    others = (form.get("columns", []) for form in roadmap.form.get("tables", []) if form["kind"] == "plan")
    known: set[str] = set()
    for column in chain(roadmap.columns, *others):
        if column["field"] not in known:
            known.add(column["field"])
            yield _own(column)


def _own(column: dict[str, str]) -> Column:
    field = SAME.get(column["field"], column["field"])
    is_extra = field not in FIELDS
    heading = column.get("heading") or (field if is_extra else usual_heading(field))
    return Column(field, heading, is_extra)


def _heading(field: str, kind: str) -> str:
    if field == "title" and kind == ItemKind.CONTROL_POINT:
        return _("Control point")
    if field == "title" and kind == ItemKind.MECHANISM:
        return _("Mechanism")
    return usual_heading(field)
