"""The report on the execution of a roadmap: its own columns and «Отметка об исполнении»."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, ClassVar

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.choices import OPEN_STATES, EvidenceKind, ExecutionState
from monitoring.models import Evidence, Execution
from reports.writers.sheet import Cell, Column, Heading, Row, Sheet
from roadmaps.choices import ItemKind
from roadmaps.models import PlanItem, Roadmap
from schools.access import Membership

OWN_COLUMNS = (
    ("number", gettext_lazy("No."), 7),
    ("title", gettext_lazy("Activity"), 46),
    ("deadline", gettext_lazy("Deadline"), 18),
    ("responsible", gettext_lazy("Responsible"), 24),
    ("result", gettext_lazy("Expected result"), 28),
    ("report_form", gettext_lazy("Report form"), 22),
)
WIDTHS = {field: width for field, _heading, width in OWN_COLUMNS} | {"task": 26, "audience": 18}
KIND_HEADINGS = {
    ItemKind.CONTROL_POINT: gettext_lazy("Control points"),
    ItemKind.MECHANISM: gettext_lazy("Mechanisms of implementation"),
}
KIND_ORDER = {ItemKind.ACTIVITY: 0, ItemKind.CONTROL_POINT: 1, ItemKind.MECHANISM: 2}
EXECUTION_FIELDS = ("item", "pk", "due", "state", "submitted_on", "submitted_by_name", "school__name")


class ExecutionReport:
    """One row for each execution; an item that has none yet keeps its row, with an empty mark."""

    identifier: ClassVar[str] = "execution"
    title: ClassVar[Any] = gettext_lazy("Report on the execution of a roadmap")

    def sheet(self, parameters: dict[str, Any], membership: Membership) -> Sheet:
        """Prepare the sheet.

        parameters: roadmap (key); first, last day of deadlines (ISO dates, may be absent).
        """
        roadmap = Roadmap.objects.visible_to(membership).get(pk=parameters["roadmap"])
        executions = self._executions(roadmap, parameters, membership)
        items = self._items(roadmap)
        fields = self._fields(roadmap)
        return Sheet(
            name=_("Execution"),
            title=roadmap.title,
            lines=self._lines(roadmap, parameters, membership.today),
            columns=(*(column for _field, column in fields), *self._mark_columns()),
            rows=self._rows(items, [name for name, _column in fields], executions, membership.today),
            total=executions.count() + len(items),
            foot=str(roadmap),
        )

    @staticmethod
    def _executions(roadmap: Roadmap, parameters: dict[str, Any], membership: Membership) -> Any:
        first, last = parameters.get("first"), parameters.get("last")
        within = Q()
        if first:
            within &= Q(due__gte=first)
        if last:
            within &= Q(due__lte=last)
        visible = Execution.objects.visible_to(membership).owed()
        return visible.filter(within, roadmap=roadmap)

    @staticmethod
    def _items(roadmap: Roadmap) -> list[PlanItem]:
        items = PlanItem.objects.filter(roadmap=roadmap).standing()
        items = items.select_related("section").prefetch_related("responsibles")
        return sorted(
            items,
            key=lambda item: (
                KIND_ORDER[ItemKind(item.kind)],
                item.section.position if item.section else 0,
                item.section_id or 0,
                item.position,
                item.pk,
            ),
        )

    @staticmethod
    def _fields(roadmap: Roadmap) -> list[tuple[str, Column]]:
        """The roadmap's own columns, in its own order and words; the usual ones where it has none."""
        own = [
            (column["field"], column["heading"]) for column in roadmap.columns if column["field"] != "mark"
        ] or [(name, str(heading)) for name, heading, _width in OWN_COLUMNS]
        return [(name, Column(heading, WIDTHS.get(name, 20))) for name, heading in own]

    @staticmethod
    def _mark_columns() -> tuple[Column, ...]:
        above = _("Mark of execution")
        return (
            Column(_("Due"), 11, above),
            Column(_("School or performer"), 24, above),
            Column(_("Date"), 11, above),
            Column(_("Document"), 28, above),
            Column(_("State"), 16, above),
        )

    @staticmethod
    def _lines(roadmap: Roadmap, parameters: dict[str, Any], today: datetime.date) -> tuple[str, ...]:
        def shown(day: datetime.date) -> str:
            return date_format(day, "d.m.Y")

        order = (
            _("Order No. %(number)s of %(date)s")
            % {"number": roadmap.order_number, "date": shown(roadmap.order_date)}
            if roadmap.order_number and roadmap.order_date
            else ""
        )
        first, last = parameters.get("first"), parameters.get("last")
        between = (
            _("Deadlines from %(first)s to %(last)s")
            % {
                "first": shown(datetime.date.fromisoformat(first)) if first else "…",
                "last": shown(datetime.date.fromisoformat(last)) if last else "…",
            }
            if first or last
            else ""
        )
        as_of = _("As of %(date)s") % {"date": shown(today)}
        return tuple(line for line in (order, between, as_of) if line)

    def _rows(
        self, items: list[PlanItem], fields: list[str], executions: Any, today: datetime.date
    ) -> Iterator[Heading | Row]:
        """Walk the items in the order of the plan beside the executions in the same order."""
        documents = _documents(executions)
        by_item = _in_order_of(items, executions)
        last_heading: str | None = ""
        for item in items:
            heading = _heading(item)
            if heading and heading != last_heading:
                yield Heading(heading)
            last_heading = heading
            cells = tuple(_cell(item, field) for field in fields)
            marks = by_item.get(item.pk)
            if not marks:
                yield Row((*cells, None, "", None, "", ""))
                continue
            for _item, pk, due, state, submitted_on, performer, school in marks:
                documents_text = "; ".join(documents.get(pk, ()))
                yield Row(
                    (
                        *cells,
                        due,
                        school or performer,
                        submitted_on,
                        documents_text,
                        _state(state, due, submitted_on, today),
                    )
                )


def _in_order_of(items: list[PlanItem], executions: Any) -> dict[int, list[tuple[Any, ...]]]:
    rows = executions.order_by("item", "due", "school__name").values_list(*EXECUTION_FIELDS)
    return {item: list(group) for item, group in groupby(rows.iterator(chunk_size=2000), key=itemgetter(0))}


def _documents(executions: Any) -> dict[int, list[str]]:
    """Names of the confirming documents by execution, in one query."""
    found: dict[int, list[str]] = defaultdict(list)
    evidence = Evidence.objects.filter(execution__in=executions.values("pk"), removed_at__isnull=True)
    for pk, kind, name, link in evidence.order_by("pk").values_list("execution", "kind", "name", "link"):
        found[pk].append(f"{name}: {link}" if kind == EvidenceKind.LINK and name != link else name or link)
    return found


def _heading(item: PlanItem) -> str:
    if item.kind == ItemKind.ACTIVITY:
        return str(item.section) if item.section else ""
    return str(KIND_HEADINGS[ItemKind(item.kind)])


def _cell(item: PlanItem, field: str) -> Cell:
    if field == "deadline":
        return item.deadline_text
    if field == "responsible":
        return "\n".join(responsible.text for responsible in item.responsibles.all())
    if field in WIDTHS:
        return str(getattr(item, field))
    return str(item.extra.get(field, ""))


def _state(state: str, due: datetime.date, submitted_on: datetime.date | None, today: datetime.date) -> str:
    """The state in words, with lateness, which is never stored."""
    if state in OPEN_STATES and due < today:
        return _("returned, overdue") if state == ExecutionState.RETURNED else _("overdue")
    if submitted_on and submitted_on > due and state == ExecutionState.ACCEPTED:
        return _("accepted, late")
    return str(ExecutionState(state).label)
