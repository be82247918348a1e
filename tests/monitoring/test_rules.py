"""The rules of reminding: which step of a deadline is told on which day."""

import datetime

import pytest

from monitoring.choices import ReminderKind
from monitoring.services.rules import Rules, holding, slept_through
from schools.models import Municipality

DAY = datetime.timedelta(days=1)
THURSDAY = datetime.date(2027, 2, 18)  # a deadline; 22 and 23 February are days off in Russia


def rules(**changed) -> Rules:
    return Rules.of(Municipality(reminder_rules=changed))


def days(found: Rules, due: datetime.date, *, for_schools: bool = False) -> list[str]:
    return [
        f"{step.kind} {step.number}: {step.day:%d.%m}"
        for step in found.before_and_after(due, for_schools=for_schools)
    ]


def test_by_default_14_7_3_1_days_before_on_the_day_and_eight_mondays():
    assert days(rules(working_days=False), THURSDAY) == [
        "before 14: 04.02",
        "before 7: 11.02",
        "before 3: 15.02",
        "before 1: 17.02",
        "on_day 0: 18.02",
        "overdue 1: 22.02",
        "overdue 2: 01.03",
        "overdue 3: 08.03",
        "overdue 4: 15.03",
        "overdue 5: 22.03",
        "overdue 6: 29.03",
        "overdue 7: 05.04",
        "overdue 8: 12.04",
    ]


def test_on_days_off_what_comes_before_is_told_earlier_and_what_comes_after_later():
    found = days(rules(overdue_times=3), datetime.date(2027, 2, 24))
    assert found == [
        "before 14: 10.02",
        "before 7: 17.02",
        "before 3: 19.02",
        "before 1: 19.02",
        "on_day 0: 24.02",
        "overdue 1: 01.03",
        "overdue 2: 09.03",
        "overdue 3: 15.03",
    ]


def test_a_deadline_of_a_sunday_is_told_on_friday():
    assert "on_day 0: 12.03" in days(rules(), datetime.date(2027, 3, 14))


def test_in_school_holidays_schools_are_told_before_them_and_others_as_ever():
    chosen = rules(school_holidays=True, holidays=[["03-24", "04-01"]], overdue_times=1)
    due = datetime.date(2027, 3, 29)
    assert days(chosen, due, for_schools=True)[2:] == [
        "before 3: 23.03",
        "before 1: 23.03",
        "on_day 0: 23.03",
        "overdue 1: 05.04",
    ]
    others = days(chosen, due)[2:]
    assert others == [
        "before 3: 26.03",
        "before 1: 26.03",
        "on_day 0: 29.03",
        "overdue 1: 05.04",
    ]


def test_winter_holidays_span_the_new_year():
    chosen = rules(school_holidays=True, working_days=False)
    assert chosen.is_quiet(datetime.date(2026, 12, 30), for_schools=True)
    assert chosen.is_quiet(datetime.date(2027, 1, 11), for_schools=True)
    assert not chosen.is_quiet(datetime.date(2027, 1, 12), for_schools=True)
    assert not chosen.is_quiet(datetime.date(2027, 1, 5))


@pytest.mark.parametrize(
    ("days_left", "step"),
    [
        (15, None),
        (14, (ReminderKind.BEFORE, 14)),
        (8, (ReminderKind.BEFORE, 14)),
        (5, (ReminderKind.BEFORE, 7)),
        (2, (ReminderKind.BEFORE, 3)),
        (1, (ReminderKind.BEFORE, 1)),
        (0, (ReminderKind.ON_DAY, 0)),
        (-3, (ReminderKind.ON_DAY, 0)),
        (-4, (ReminderKind.OVERDUE, 1)),
        (-11, (ReminderKind.OVERDUE, 2)),
        (-17, (ReminderKind.OVERDUE, 2)),
        (-18, None),
    ],
)
def test_the_step_that_holds_so_many_days_before_the_deadline(days_left, step):
    steps = rules(working_days=False, overdue_times=2).before_and_after(THURSDAY, for_schools=False)
    found = holding(steps, THURSDAY - DAY * days_left)
    assert (found and (found.kind, found.number)) == step


def test_only_what_holds_no_more_was_slept_through():
    steps = rules(working_days=False).before_and_after(THURSDAY, for_schools=False)
    found = slept_through(steps, THURSDAY - DAY * 8, THURSDAY - DAY * 2)
    assert [step.number for step in found] == [7]
    assert slept_through(steps, THURSDAY - DAY * 3, THURSDAY - DAY * 2) == []


def test_acceptance_is_asked_for_after_two_working_days_and_then_each_monday():
    friday = datetime.date(2027, 2, 19)
    found = rules(overdue_times=2).until_accepted(friday)
    assert [step.day for step in found] == [
        datetime.date(2027, 2, 25),
        datetime.date(2027, 3, 1),
        datetime.date(2027, 3, 9),
    ]
    assert rules(acceptance_after=0).until_accepted(friday) == []


def test_the_week_begins_on_its_first_working_day():
    assert rules().summary_day(datetime.date(2027, 2, 25)) == datetime.date(2027, 2, 24)
    assert rules().summary_day(datetime.date(2027, 3, 3)) == datetime.date(2027, 3, 1)


@pytest.mark.parametrize(
    ("working_days", "latest"), [(1, datetime.date(2027, 2, 23)), (3, datetime.date(2027, 2, 17)), (0, None)]
)
def test_overdue_by_so_many_working_days(working_days, latest):
    """On the morning of Thursday 25 February the 24th has passed, before it the 19th and the 18th."""
    assert rules().overdue_by(working_days, datetime.date(2027, 2, 25)) == latest


class TestOwnDays:
    """The municipality's own days off and days of work, beside the country's calendar."""

    def test_nobody_is_written_to_on_the_municipalitys_own_holiday(self):
        own = own_days({"2027-02-18": False})
        assert own.is_quiet(THURSDAY)
        assert "on_day 0: 17.02" in days(own, THURSDAY)

    def test_a_saturday_that_is_worked_is_written_on(self):
        own = own_days({"2027-02-20": True})
        assert not own.is_quiet(datetime.date(2027, 2, 20))
        assert "on_day 0: 20.02" in days(own, datetime.date(2027, 2, 20))

    def test_working_days_overdue_and_awaiting_are_counted_by_them(self):
        friday = datetime.date(2027, 3, 19)
        assert rules().overdue_by(3, friday) == datetime.date(2027, 3, 15)
        own = own_days({"2027-03-17": False, "2027-03-13": True})
        assert own.overdue_by(3, friday) == datetime.date(2027, 3, 14)
        assert own.until_accepted(datetime.date(2027, 3, 16))[0].day == friday
        assert rules().until_accepted(datetime.date(2027, 3, 16))[0].day == friday - DAY

    def test_mondays_summary_goes_on_the_first_day_that_is_worked(self):
        monday = datetime.date(2027, 3, 15)
        assert own_days({"2027-03-15": False}).summary_day(monday) == monday + DAY


def own_days(changes: dict[str, bool]) -> Rules:
    return Rules.of(Municipality(days_off={"changes": changes}))
