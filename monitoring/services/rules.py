"""A municipality's rules of reminding: on which day which step of a deadline is told."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from common.dates import is_working_day
from monitoring.choices import ReminderKind
from schools.academic_calendar import MonthDay
from schools.models import Municipality
from schools.models.municipality import default_reminder_rules

DAY, WEEK = datetime.timedelta(days=1), datetime.timedelta(weeks=1)
_READ = ("before", "holidays", "days_off", "days_of_work")  # not stored as they are used
LONGEST_SHIFT = 12  # days: a long weekend or a short school holiday; over a longer one nothing is shifted


@dataclass(frozen=True, slots=True)
class Step:
    """One letter that a rule asks for, and the day of it."""

    kind: ReminderKind
    number: int
    day: datetime.date


@dataclass(frozen=True)
class Rules:
    """The rules as the municipality's settings have them; weekdays count from Monday, 0."""

    before: tuple[int, ...]
    on_day: bool
    overdue_weekday: int
    overdue_times: int
    coordinator_after: int  # working days overdue, 0: never
    head_after: int
    acceptance_after: int  # working days since the mark, 0: never
    head_summary: bool
    working_days: bool
    holidays: tuple[tuple[MonthDay, MonthDay], ...]
    days_off: frozenset[datetime.date]  # the municipality's own changes of the country's calendar
    days_of_work: frozenset[datetime.date]

    @classmethod
    def of(cls, municipality: Municipality) -> "Rules":
        """Read the rules as stored; what is not stored is as by default."""
        stored = {**default_reminder_rules(), **municipality.reminder_rules}
        holidays = stored["holidays"] if stored["school_holidays"] else []
        changes = municipality.working_days.changes
        return cls(
            days_off=frozenset(day for day, is_work in changes.items() if not is_work),
            days_of_work=frozenset(day for day, is_work in changes.items() if is_work),
            before=tuple(sorted((int(days) for days in stored["before"]), reverse=True)),
            holidays=tuple((MonthDay.parse(first), MonthDay.parse(last)) for first, last in holidays),
            **{name: stored[name] for name in cls.__annotations__ if name not in _READ},
        )

    def is_working(self, day: datetime.date) -> bool:
        """Whether the municipality works on the day: by its own changes, else by the country's calendar."""
        return day in self.days_of_work or (day not in self.days_off and is_working_day(day))

    def is_quiet(self, day: datetime.date, *, for_schools: bool = False) -> bool:
        """Whether nobody is written to on the day (``for_schools``: no school is)."""
        if self.working_days and not self.is_working(day):
            return True
        return for_schools and any(_is_within(day, first, last) for first, last in self.holidays)

    def next_morning(self, day: datetime.date) -> datetime.date:
        """Return the first day after it on which letters go."""
        following = day + DAY
        return self._working_from(following, DAY) if self.working_days else following

    @property
    def reach(self) -> tuple[datetime.timedelta, datetime.timedelta]:
        """How long before and how long after a deadline something may be told."""
        after = WEEK * (self.overdue_times + 1) + DAY * 2 * max(self.coordinator_after, self.head_after, 14)
        return DAY * (max(self.before, default=0) + LONGEST_SHIFT) + WEEK, after

    def before_and_after(self, due: datetime.date, *, for_schools: bool) -> Sequence[Step]:
        """Return the steps of a deadline, in order: before it, on its day, then each week."""
        return _steps(self, due, for_schools)

    def until_accepted(self, submitted_on: datetime.date) -> Sequence[Step]:
        """Return the steps of a mark that awaits acceptance: after some working days, then each week."""
        return _waiting(self, submitted_on)

    def summary_day(self, today: datetime.date) -> datetime.date:
        """Return the day of the week's first letter: Monday, or the first day after it that is not quiet."""
        return self._ahead(today - DAY * today.weekday(), for_schools=False)

    def is_weekly_day(
        self, today: datetime.date, earlier: Iterable[datetime.date], *, for_schools: bool = False
    ) -> bool:
        """Whether the letter of the week goes today: on the first morning of the week that suits.

        ``earlier`` are days on which letters went; those that were quiet (``for_schools``: for schools) told
        nothing, so a week whose Monday was missed is told of on Tuesday.
        """
        first = self.summary_day(today)
        return first <= today and not any(
            first <= day < today and not self.is_quiet(day, for_schools=for_schools) for day in earlier
        )

    def lost_weeks(
        self, last: datetime.date, today: datetime.date, *, for_schools: bool
    ) -> Iterator[datetime.date]:
        """Yield the day of the weekly letter of each week that lies wholly between two mornings.

        A week without a day that suits (``for_schools``: schools) has no letter to lose.
        """
        monday = last + DAY * (7 - last.weekday())
        while monday + WEEK <= today:
            days = (monday + DAY * number for number in range(7))
            suiting = (day for day in days if not self.is_quiet(day, for_schools=for_schools))
            if (first := next(suiting, None)) is not None:
                yield first
            monday += WEEK

    def overdue_by(self, working_days: int, today: datetime.date) -> datetime.date | None:
        """Return the latest deadline that is overdue by so many working days; None: the rule is off."""
        if not working_days:
            return None
        day = today
        for _number in range(working_days):
            day = self._working_from(day - DAY, -DAY)
        return day - DAY

    def weekly(self, after: datetime.date, *, for_schools: bool) -> Iterator[datetime.date]:
        """Yield the days of the weekly letters after a day."""
        first = after + DAY * ((self.overdue_weekday - after.weekday() - 1) % 7 + 1)
        for number in range(self.overdue_times):
            yield self._ahead(first + WEEK * number, for_schools=for_schools)

    def _working_from(self, day: datetime.date, by: datetime.timedelta) -> datetime.date:
        """Return the day itself, or the first working one in the direction."""
        while not self.is_working(day):
            day += by
        return day

    def _back(self, day: datetime.date, *, for_schools: bool) -> datetime.date:
        return self._shifted(day, -DAY, for_schools)

    def _ahead(self, day: datetime.date, *, for_schools: bool) -> datetime.date:
        return self._shifted(day, DAY, for_schools)

    def _shifted(self, day: datetime.date, by: datetime.timedelta, for_schools: bool) -> datetime.date:
        """Return the nearest day that is not quiet, in one direction; the day itself if that is far."""
        for number in range(LONGEST_SHIFT):
            if not self.is_quiet(day + by * number, for_schools=for_schools):
                return day + by * number
        return day


@lru_cache(maxsize=4096)
def _steps(rules: Rules, due: datetime.date, for_schools: bool) -> Sequence[Step]:
    found = [
        Step(ReminderKind.BEFORE, days, rules._back(due - DAY * days, for_schools=for_schools))
        for days in rules.before
    ]
    if rules.on_day:
        found.append(Step(ReminderKind.ON_DAY, 0, rules._back(due, for_schools=for_schools)))
    weekly = rules.weekly(due, for_schools=for_schools)
    return [*found, *(Step(ReminderKind.OVERDUE, number, day) for number, day in enumerate(weekly, 1))]


@lru_cache(maxsize=1024)
def _waiting(rules: Rules, submitted_on: datetime.date) -> Sequence[Step]:
    if not rules.acceptance_after:
        return []
    day = submitted_on
    for _number in range(rules.acceptance_after):
        day = rules._working_from(day + DAY, DAY)
    weekly = rules.weekly(day, for_schools=False)
    return [
        Step(ReminderKind.ACCEPTANCE, 1, day),
        *(Step(ReminderKind.ACCEPTANCE, number, one) for number, one in enumerate(weekly, 2)),
    ]


def holding(steps: Sequence[Step], day: datetime.date) -> Step | None:
    """Return the step that holds on the day: the last whose day has come; the very last holds for a week."""
    come = [step for step in steps if step.day <= day]
    if not come or (come[-1] is steps[-1] and day >= come[-1].day + WEEK):
        return None
    return come[-1]


def slept_through(steps: Sequence[Step], last: datetime.date, day: datetime.date) -> list[Step]:
    """Return the steps whose days lie between the last planned day and this one, and hold no more."""
    now = holding(steps, day)
    return [
        step
        for step, following in zip(steps, [*steps[1:], None], strict=True)
        if last < step.day < day and step is not now and not (following and following.day == step.day)
    ]


def _is_within(day: datetime.date, first: MonthDay, last: MonthDay) -> bool:
    here = MonthDay(day.month, day.day)
    is_after, is_until = here >= first, here <= last
    return (is_after and is_until) if first <= last else (is_after or is_until)
