"""Marks of execution as the official document has them: a few words for each row of the plan."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from monitoring.choices import AWAITING_STATES, OPEN_STATES, RECEIVED_STATES, EvidenceKind, ExecutionState
from monitoring.models import Evidence, Execution
from roadmaps.models import Roadmap
from schools.access import Membership

MOST_NAMED: Final = 5
MOST_DOCUMENTS: Final = 3


@dataclass(frozen=True)
class _Duty:
    """One execution of a row."""

    pk: int
    due: datetime.date
    state: str
    submitted_on: datetime.date | None
    who: str

    @property
    def is_received(self) -> bool:
        """Whether it is marked done."""
        return self.state in RECEIVED_STATES


def marks_of(roadmap: Roadmap, membership: Membership) -> dict[int, str]:
    """Return the mark of each row by its key, of the executions that the person may see. Two queries."""
    executions = Execution.objects.visible_to(membership).owed().filter(roadmap=roadmap)
    duties: dict[int, list[_Duty]] = defaultdict(list)
    rows = executions.order_by("item", "due", "school__name").values_list(
        "item", "pk", "due", "state", "submitted_on", "school__name", "submitted_by_name"
    )
    for item, pk, due, state, submitted_on, school, person in rows.iterator(chunk_size=2000):
        duties[item].append(_Duty(pk, due, state, submitted_on, school or person))
    documents = _documents(executions)
    return {item: _mark(all_of, documents, membership.today) for item, all_of in duties.items()}


def _documents(executions: "QuerySet[Execution]") -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    evidence = Evidence.objects.filter(execution__in=executions.values("pk"), removed_at__isnull=True)
    for pk, kind, name, link in evidence.order_by("pk").values_list("execution", "kind", "name", "link"):
        found[pk].append(link if kind == EvidenceKind.LINK and not name else name)
    return found


def _mark(duties: Sequence[_Duty], documents: dict[int, list[str]], today: datetime.date) -> str:
    """The mark of one row: of a single duty in full, of several what was done of what was due."""
    if len(duties) == 1:
        return _single(duties[0], documents.get(duties[0].pk, []), today)
    due = [duty for duty in duties if duty.due <= today or duty.is_received]
    if not due:
        return ""
    if len(due) == 1 and due[0].is_received:
        return _single(due[0], documents.get(due[0].pk, []), today)
    done = sum(duty.state == ExecutionState.ACCEPTED for duty in due)
    waiting = sum(duty.state in AWAITING_STATES for duty in due)
    late = [duty.who or _shown(duty.due) for duty in due if duty.state in OPEN_STATES and duty.due < today]
    parts = [_("Done: %(done)d of %(all)d") % {"done": done, "all": len(due)}]
    if done == len(due):
        last = max(duty.submitted_on or duty.due for duty in due)
        parts = [
            _("Done: %(done)d of %(all)d, the last on %(day)s")
            % {"done": done, "all": done, "day": _shown(last)}
        ]
    if waiting:
        parts.append(_("awaiting acceptance: %(count)d") % {"count": waiting})
    if late:
        parts.append(_("not done: %(names)s") % {"names": _listed(list(dict.fromkeys(late)))})
    return "; ".join(parts)


def _single(duty: _Duty, documents: list[str], today: datetime.date) -> str:
    if duty.state == ExecutionState.CLAIMED:
        day = _shown(duty.submitted_on or duty.due)
        return _("Said on %(day)s not to be required, awaits a decision") % {"day": day}
    if not duty.is_received:
        return _("Not done, was due on %(day)s") % {"day": _shown(duty.due)} if duty.due < today else ""
    day = _shown(duty.submitted_on or duty.due)
    said = (
        _("Done on %(day)s")
        if duty.state == ExecutionState.ACCEPTED
        else _("Awaiting acceptance since %(day)s")
    )
    names = f". {_listed(documents, MOST_DOCUMENTS)}" if documents else ""
    return f"{said % {'day': day}}{names}"


def _listed(names: Sequence[str], most: int = MOST_NAMED) -> str:
    shown = ", ".join(names[:most])
    rest = len(names) - most
    return _("%(names)s and %(count)d more") % {"names": shown, "count": rest} if rest > 0 else shown


def _shown(day: datetime.date) -> str:
    return date_format(day, "d.m.Y")
