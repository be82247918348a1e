"""Reminders: who is told of what, once, whatever happens to the clock; one letter a person a day."""

import datetime

import pytest
from django.db import IntegrityError
from django_scopes import scope, scopes_disabled

from accounts.models import Message
from monitoring.choices import ExecutionState, ReminderKind, ReminderState
from monitoring.models import Execution, Reminder
from monitoring.services import digests, reminders
from schools.models import Position
from tests.factories import a_person

DAY = datetime.timedelta(days=1)
MOSCOW_NOON = datetime.time(9, 0)  # by Greenwich


def at_noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, MOSCOW_NOON, datetime.UTC)


@pytest.fixture
def duty(cast) -> Execution:
    """The director's duty of 1 March, and nothing else to be reminded of."""
    Execution.objects.exclude(pk=cast.execution.pk).update(state=ExecutionState.CANCELLED)
    duty = cast.execution
    duty.due = datetime.date(2027, 3, 1)
    duty.save()
    return duty


@pytest.mark.parametrize(
    ("days_left", "step"),
    [
        (8, None),
        (7, (ReminderKind.BEFORE, 7)),
        (5, (ReminderKind.BEFORE, 7)),
        (3, (ReminderKind.BEFORE, 3)),
        (2, (ReminderKind.BEFORE, 3)),
        (1, (ReminderKind.BEFORE, 1)),
        (0, (ReminderKind.ON_DAY, 0)),
        (-1, (ReminderKind.OVERDUE, -1)),
        (-7, (ReminderKind.OVERDUE, -1)),
        (-8, (ReminderKind.OVERDUE, -8)),
        (-14, (ReminderKind.OVERDUE, -8)),
        (-15, None),
    ],
)
def test_the_step_that_holds_so_many_days_before_the_deadline(days_left, step):
    rules = reminders.Rules(before=(1, 3, 7), on_day=True, overdue_every=7, overdue_times=2)
    assert rules.step(days_left) == step


def test_a_planner_that_runs_every_day_and_often_tells_each_step_once(cast, duty):
    day = duty.due - 10 * DAY
    while day <= duty.due + 70 * DAY:
        for _ in range(3):
            reminders.plan(cast.municipality, today=day)
        day += DAY
    told = Reminder.objects.filter(person=cast.director).order_by("planned_for")
    assert [reminder.step for reminder in told] == [7, 3, 1, 0, -1, -8, -15, -22, -29, -36, -43, -50]
    assert told.count() == len({(told.kind, told.step) for told in told})


def test_after_three_silent_days_the_step_that_holds_is_told_once(cast, duty):
    reminders.plan(cast.municipality, today=duty.due - 7 * DAY)
    for _ in range(2):
        reminders.plan(cast.municipality, today=duty.due - 2 * DAY)
    assert list(
        Reminder.objects.filter(person=cast.director).order_by("pk").values_list("step", "planned_for")
    ) == [(7, duty.due - 7 * DAY), (3, duty.due - 2 * DAY)]


def test_director_and_school_coordinator_are_told_other_schools_are_not(cast, duty):
    reminders.plan(cast.municipality, today=duty.due)
    assert set(Reminder.objects.values_list("person", flat=True)) == {
        cast.director.pk,
        cast.school_coordinator.pk,
    }


def test_the_new_director_is_told_after_a_change(cast, duty):
    Position.objects.filter(person=cast.director).update(until=duty.due - 5 * DAY)
    successor = a_person("director", municipality=cast.municipality, school=cast.school)
    reminders.plan(cast.municipality, today=duty.due)
    told = set(Reminder.objects.values_list("person", flat=True))
    assert successor.pk in told
    assert cast.director.pk not in told


def test_when_nobody_is_there_the_coordinator_is_told(cast, duty):
    Position.objects.filter(school=cast.school).update(until=duty.due - DAY)
    reminders.plan(cast.municipality, today=duty.due)
    assert list(Reminder.objects.values_list("person", flat=True)) == [cast.coordinator.pk]


def test_what_is_done_or_not_in_force_is_nobodys_reminder(cast, duty):
    Execution.objects.filter(pk=duty.pk).update(
        state=ExecutionState.SUBMITTED, submitted_on=duty.due, submitted_at=at_noon(duty.due)
    )
    assert reminders.plan(cast.municipality, today=duty.due) == 0


def test_one_letter_a_person_a_day_with_everything_in_it(cast):
    today = cast.execution.due
    digests.run(now=at_noon(today))
    digests.run(now=at_noon(today) + datetime.timedelta(hours=3))
    letters = Message.objects.filter(recipient=cast.director.email)
    assert letters.count() == 1
    assert "Провести диагностику" in letters.get().text
    assert not Reminder.objects.filter(person=cast.director, state=ReminderState.PLANNED).exists()


def test_a_person_of_three_roles_gets_one_letter(cast, duty):
    for role in ("specialist", "coordinator"):
        Position.objects.create(person=cast.director, role=role, since=datetime.date(2020, 9, 1))
    digests.run(now=at_noon(duty.due))
    assert Message.objects.filter(recipient=cast.director.email).count() == 1


def test_no_letter_before_the_municipalitys_own_morning(cast, duty):
    cast.municipality.time_zone, cast.municipality.digest_hour = "Asia/Vladivostok", 8
    cast.municipality.save()
    evening_before = datetime.datetime.combine(duty.due - DAY, datetime.time(21, 59), datetime.UTC)
    digests.run(now=evening_before)  # 7:59 in Vladivostok
    assert not Message.objects.filter(recipient=cast.director.email).exists()
    digests.run(now=evening_before + datetime.timedelta(minutes=1))
    assert Message.objects.filter(recipient=cast.director.email).count() == 1


def test_what_was_done_before_the_letter_is_not_in_it(cast, duty):
    reminders.plan(cast.municipality, today=duty.due)
    Execution.objects.filter(pk=duty.pk).update(
        state=ExecutionState.SUBMITTED, submitted_on=duty.due, submitted_at=at_noon(duty.due)
    )
    assert digests.gather(cast.municipality, today=duty.due) == 0
    assert set(Reminder.objects.values_list("state", flat=True)) == {ReminderState.CANCELLED}


def test_the_ledger_itself_refuses_the_same_step_twice(cast, duty):
    reminders.plan(cast.municipality, today=duty.due)
    known = Reminder.objects.first()
    known.pk = None
    with pytest.raises(IntegrityError):
        known.save(force_insert=True)


def test_a_broken_municipality_stops_none_of_the_others(cast, duty, monkeypatch, caplog):
    plan = reminders.plan

    def broken(municipality, *, today):
        if municipality == cast.other_municipality:
            raise RuntimeError("broken on purpose")
        return plan(municipality, today=today)

    monkeypatch.setattr(reminders, "plan", broken)
    digests.run(now=at_noon(duty.due))
    assert Message.objects.filter(recipient=cast.director.email).count() == 1
    assert cast.other_municipality.slug in caplog.text


def test_the_letter_speaks_plural_russian_and_opens_the_row(cast):
    today = cast.execution.due
    digests.run(now=at_noon(today), municipality=cast.municipality.slug)
    letter = Message.objects.get(recipient=cast.director.email)
    assert letter.subject == "Мария Олеговна, вас ждёт 1 дело"
    assert cast.execution.get_absolute_url() in letter.text
    assert cast.execution.get_absolute_url() in letter.html
    assert cast.other_school.name not in letter.html
    with scope(municipality=cast.other_municipality):
        assert not Reminder.objects.exists()
    with scopes_disabled():
        assert Reminder.objects.exists()


def test_who_declined_the_morning_letter_is_still_told_of_returns_and_by_the_coordinator(cast, duty):
    cast.director.user.gets_digest = False
    cast.director.user.save()
    digests.run(now=at_noon(duty.due))
    letters = Message.objects.filter(recipient=cast.director.email)
    assert not letters.exists()
    assert Message.objects.filter(recipient=cast.school_coordinator.email).exists()
    Reminder.objects.create(
        municipality=cast.municipality,
        person=cast.director,
        execution=duty,
        kind=ReminderKind.NUDGE,
        planned_for=duty.due,
    )
    digests.run(now=at_noon(duty.due))
    assert letters.count() == 1
