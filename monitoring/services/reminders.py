"""The planner of reminders: writes who is to be told of what, once each, whatever happened to the clock.

The ledger (``Reminder``) is the queue: a unique constraint lets the planner run twice, late, or after days of
silence. Of the steps that were slept through the one that holds today is told; those before it are written
down as missed (DESIGN §5, §9).
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Q

from accounts.choices import Digest
from monitoring.choices import AWAITING_STATES, OF_OVERDUE, ExecutionState, ReminderKind, ReminderState
from monitoring.models import Execution, Morning, Reminder
from monitoring.services.recipients import Recipients
from monitoring.services.rules import DAY, Rules, Step, holding, slept_through
from roadmaps.choices import RoadmapState
from schools.models import Municipality

FIELDS = ("pk", "due", "state", "decided_at", "submitted_on", "school_id", "item_id", "roadmap_id")
FORGOTTEN_AFTER = DAY * 30  # a return that nobody has mended is overdue by then, and told as such


def plan(municipality: Municipality, *, today: datetime.date) -> int:
    """Write what is due to whom on ``today``; return how many are new. May run any number of times."""
    return _Planner(municipality, today).plan()


def forget_the_future(today: datetime.date, now: datetime.datetime) -> None:
    """Take back what a clock that was ahead has planned: it is planned anew in its time."""
    ahead = Q(planned_for__gt=today) | Q(created_at__gt=now + DAY)
    Reminder.objects.filter(ahead).exclude(state=ReminderState.GATHERED).delete()
    Morning.objects.filter(day__gt=today).delete()


class _Planner:
    """One run for one municipality and day."""

    def __init__(self, municipality: Municipality, today: datetime.date) -> None:
        self.municipality, self.today = municipality, today
        self.rules, self.recipients = Rules.of(municipality), Recipients(today)
        mornings = Morning.objects.latest_days(today)
        self.last: dict[bool, datetime.date] = {}  # the morning before this one: of all, and of schools
        self.is_weekly_day: dict[bool, bool] = {}
        self.lost_weeks: dict[bool, list[datetime.date]] = {}  # the days on which their letters were to go
        for for_schools in (False, True):
            told = (day for day in mornings if not self.rules.is_quiet(day, for_schools=for_schools))
            last = self.last[for_schools] = next(told, today)  # nothing is slept through before the first
            self.is_weekly_day[for_schools] = self.rules.is_weekly_day(
                today, mornings, for_schools=for_schools
            )
            self.lost_weeks[for_schools] = list(self.rules.lost_weeks(last, today, for_schools=for_schools))

    def plan(self) -> int:
        """Write what is new."""
        executions = self._executions()
        wanted = {_key(reminder): reminder for reminder in self._wanted(executions)}
        known = Reminder.objects.filter(
            Q(execution__in=[execution.pk for execution in executions])
            if len(executions) < 500
            else Q(execution__in=self._query().values("pk")),
        )
        for key in known.values_list("person", "execution", "kind", "step", "counted_from"):
            wanted.pop(key, None)
        for key in Reminder.objects.filter(
            kind=ReminderKind.SUMMARY,
            counted_from__in=[_monday(self.today), *map(_monday, self.lost_weeks[False])],
        ).values_list("person", "execution", "kind", "step", "counted_from"):
            wanted.pop(key, None)
        Reminder.objects.bulk_create(wanted.values(), batch_size=500, ignore_conflicts=True)
        return len(wanted)

    def _query(self) -> Any:
        ahead, behind = self.rules.reach
        is_open = Q(due__gte=self.today - behind, due__lte=self.today + ahead)
        states = [ExecutionState.PLANNED]
        returned = Q(state=ExecutionState.RETURNED)
        submitted = Q(state__in=AWAITING_STATES, submitted_on__gte=self.today - behind)
        return Execution.objects.asked_for().filter(
            (Q(state__in=states) & is_open) | returned | submitted, roadmap__state=RoadmapState.IN_FORCE
        )

    def _executions(self) -> list[Execution]:
        return list(self._query().only(*FIELDS))

    def _wanted(self, executions: Iterable[Execution]) -> Iterator[Reminder]:
        for execution in executions:
            if execution.state in AWAITING_STATES:
                yield from self._acceptance(execution)
                continue
            if execution.state == ExecutionState.RETURNED:
                yield from self._returned(execution)
            if not self.rules.is_quiet(self.today, for_schools=execution.school_id is not None):
                yield from self._duty(execution)
            yield from self._escalated(execution)
        if self.rules.head_summary:
            yield from self._summaries()

    def _duty(self, execution: Execution) -> Iterator[Reminder]:
        for_schools = execution.school_id is not None
        steps = self.rules.before_and_after(execution.due, for_schools=for_schools)
        for person in self.recipients.of(execution):
            yield from self._told(person, execution, steps, execution.due, for_schools=for_schools)

    def _acceptance(self, execution: Execution) -> Iterator[Reminder]:
        assert execution.submitted_on is not None  # noqa: S101 by a constraint of the table
        steps = self.rules.until_accepted(execution.submitted_on)
        for person in self.recipients.above(execution):
            yield from self._told(person, execution, steps, execution.submitted_on)

    def _told(
        self,
        person: int,
        execution: Execution,
        steps: Sequence[Step],
        counted_from: datetime.date,
        *,
        for_schools: bool = False,
    ) -> Iterator[Reminder]:
        """Yield the step that holds, and those slept through, as far as the person wants to be told."""
        digest, until = self.recipients.digests[person], self.today
        if digest == Digest.WEEKLY:
            if not self.is_weekly_day[for_schools]:
                return
            until = _end_of_week(self.today)
        now = holding(steps, until)
        for step, day in self._missed(steps, now, digest, for_schools=for_schools):
            if wants(digest, step.kind):
                yield self._row(
                    person,
                    execution,
                    step.kind,
                    step.number,
                    counted_from,
                    planned_for=day,
                    state=ReminderState.MISSED,
                )
        if now and wants(digest, now.kind):
            yield self._row(person, execution, now.kind, now.number, counted_from)

    def _missed(
        self, steps: Sequence[Step], now: Step | None, digest: str, *, for_schools: bool
    ) -> Iterator[tuple[Step, datetime.date]]:
        """Yield the steps that were to be told since the last morning and hold no more, with their days.

        Whoever has chosen a letter a week has lost what the letters of whole weeks would have told.
        """
        if digest != Digest.WEEKLY:
            for step in slept_through(steps, self.last[for_schools], self.today):
                if not self.rules.is_quiet(step.day, for_schools=for_schools):
                    yield step, step.day
            return
        lost: dict[Step, datetime.date] = {}
        for day in self.lost_weeks[for_schools]:
            held = holding(steps, _end_of_week(day))
            if held and held != now:
                lost.setdefault(held, day)
        yield from lost.items()

    def _returned(self, execution: Execution) -> Iterator[Reminder]:
        """Yield what tells of a return, from the next letter on; its minute tells two of a day apart."""
        if execution.decided_at is None:
            return
        local = execution.decided_at.astimezone(self.municipality.zone)
        returned_on, minute = local.date(), local.hour * 60 + local.minute
        if returned_on <= self.today <= returned_on + FORGOTTEN_AFTER:
            for person in self.recipients.of(execution):
                yield self._row(person, execution, ReminderKind.RETURNED, minute, returned_on)

    def _escalated(self, execution: Execution) -> Iterator[Reminder]:
        """Yield what tells the coordinator, then the head; who owes it is told as such."""
        ranks = (
            (1, self.rules.coordinator_after, self.recipients.above(execution)),
            (2, self.rules.head_after, self.recipients.heads),
        )
        own = self.recipients.of(execution)
        for number, working_days, people in ranks:
            latest = self.rules.overdue_by(working_days, self.today)
            if latest is not None and execution.due <= latest:
                for person in people:
                    is_weekly = self.recipients.digests[person] == Digest.WEEKLY
                    is_later = is_weekly and not self.is_weekly_day[False]
                    if person not in own and not is_later:
                        yield self._row(person, execution, ReminderKind.ESCALATED, number, execution.due)

    def _summaries(self) -> Iterator[Reminder]:
        if self.today < self.rules.summary_day(self.today):
            return
        for person in self.recipients.heads:
            if not wants(self.recipients.digests[person], ReminderKind.SUMMARY):
                continue
            for day in self.lost_weeks[False]:
                yield self._row(
                    person,
                    None,
                    ReminderKind.SUMMARY,
                    0,
                    _monday(day),
                    planned_for=day,
                    state=ReminderState.MISSED,
                )
            yield self._row(person, None, ReminderKind.SUMMARY, 0, _monday(self.today))

    def _row(
        self,
        person: int,
        execution: Execution | None,
        kind: ReminderKind,
        step: int,
        counted_from: datetime.date,
        *,
        planned_for: datetime.date | None = None,
        state: ReminderState = ReminderState.PLANNED,
    ) -> Reminder:
        return Reminder(
            municipality=self.municipality,
            person_id=person,
            execution=execution,
            kind=kind,
            step=step,
            counted_from=counted_from,
            planned_for=planned_for or self.today,
            state=state,
        )


def _monday(day: datetime.date) -> datetime.date:
    return day - DAY * day.weekday()


def _end_of_week(day: datetime.date) -> datetime.date:
    return _monday(day) + DAY * 6


def wants(digest: str, kind: str) -> bool:
    """Say whether a person of this choice is told for this reason."""
    return digest != Digest.OVERDUE or kind in OF_OVERDUE


def _key(reminder: Reminder) -> tuple[int, int | None, str, int, datetime.date]:
    return (
        reminder.person_id,
        reminder.execution_id,
        reminder.kind,
        reminder.step,
        reminder.counted_from,
    )
