"""Reminders: who is told of what, once, whatever happens to the clock."""

import datetime

import pytest
from django.db import IntegrityError
from django.urls import reverse

from accounts.models import Message
from monitoring.choices import ExecutionState, ReminderKind, ReminderState
from monitoring.models import Execution, Reminder
from monitoring.services import digests, reminders
from monitoring.services.summaries import rebuild_all
from schools.models import Position
from tests.factories import a_person
from tests.monitoring.mornings import DAY, at_noon, change_rules, ledger, mornings


def test_a_planner_that_runs_every_day_and_often_tells_each_step_once(cast, duty):
    change_rules(cast, working_days=False)
    day = duty.due - 20 * DAY
    while day <= duty.due + 80 * DAY:
        for _ in range(3):
            reminders.plan(cast.municipality, today=day)
        day += DAY
    told = Reminder.objects.filter(person=cast.director).order_by("planned_for")
    assert [(told.kind, told.step) for told in told] == [
        *(("before", days) for days in (14, 7, 3, 1)),
        ("on_day", 0),
        *(("overdue", number) for number in range(1, 9)),
    ]


def test_after_three_silent_days_the_step_that_holds_is_told_and_the_earlier_ones_are_missed(cast, duty):
    change_rules(cast, working_days=False)
    mornings(cast, duty.due - 7 * DAY, duty.due - 6 * DAY)
    mornings(cast, duty.due, duty.due)
    assert ledger(cast.director) == [
        ("before", 7, "gathered"),
        ("before", 3, "missed"),
        ("before", 1, "missed"),
        ("on_day", 0, "gathered"),
    ]
    letter = Message.objects.filter(recipient=cast.director.email).order_by("pk").last()
    assert "Напоминание за 26 февраля, 28 февраля не ушло" in letter.text.replace("\xa0", " ")
    assert letter.reminders.count() == 3


def test_what_was_slept_through_to_the_end_is_still_told_once(cast, duty):
    mornings(cast, duty.due, *(duty.due + days * DAY for days in (91, 92, 93)))
    missed = Reminder.objects.filter(person=cast.director, state=ReminderState.MISSED)
    assert missed.count() == 8
    assert missed.values("message").distinct().count() == 1
    assert Message.objects.filter(recipient=cast.director.email).count() == 2


def test_a_deadline_that_is_moved_is_told_of_anew(cast, duty):
    reminders.plan(cast.municipality, today=duty.due)
    Execution.objects.filter(pk=duty.pk).update(due=duty.due + 28 * DAY)
    reminders.plan(cast.municipality, today=duty.due + 28 * DAY)
    assert [kind for kind, _step, _state in ledger(cast.director)] == ["on_day", "on_day"]


def test_a_clock_that_was_40_days_ahead_costs_nobody_a_reminder(cast, duty):
    change_rules(cast, working_days=False)
    mornings(cast, duty.due - 15 * DAY, duty.due + 25 * DAY)
    mornings(cast, *(duty.due - days * DAY for days in (14, 13, 10, 7, 5, 4, 3)))
    told = [(kind, step) for kind, step, state in ledger(cast.director) if state == "gathered"]
    assert told == [("before", 14), ("before", 7), ("before", 3), ("overdue", 3)]


class TestOthers:
    """The coordinator and the head."""

    def test_the_coordinator_hears_after_three_working_days_and_the_head_after_ten(self, cast, duty):
        for days in range(20):
            reminders.plan(cast.municipality, today=duty.due + days * DAY)
        escalated = Reminder.objects.filter(kind=ReminderKind.ESCALATED).order_by("planned_for")
        assert list(escalated.values_list("person", "step", "planned_for")) == [
            (cast.coordinator.pk, 1, datetime.date(2027, 3, 5)),
            (cast.head.pk, 2, datetime.date(2027, 3, 17)),
        ]

    def test_a_mark_that_waits_is_told_to_the_coordinator_until_it_is_decided(self, cast, duty):
        Execution.objects.filter(pk=duty.pk).update(
            state=ExecutionState.SUBMITTED, submitted_on=duty.due, submitted_at=at_noon(duty.due)
        )
        mornings(cast, *(duty.due + days * DAY for days in range(9)))
        assert ledger(cast.coordinator) == [("acceptance", 1, "gathered"), ("acceptance", 2, "gathered")]
        letter = Message.objects.filter(recipient=cast.coordinator.email).first()
        assert "Ждут приёмки" in letter.text
        assert cast.school.name in letter.text

    def test_a_coordinator_who_became_a_director_elsewhere_follows_up_no_more(self, cast, duty):
        Position.objects.filter(person=cast.coordinator).update(until=duty.due - DAY)
        Position.objects.create(
            person=cast.coordinator, role="director", school=cast.other_school, since=duty.due
        )
        successor = a_person("coordinator", municipality=cast.municipality)
        mornings(cast, *(duty.due + days * DAY for days in range(6)))
        escalated = Reminder.objects.filter(kind=ReminderKind.ESCALATED)
        assert list(escalated.values_list("person", flat=True)) == [successor.pk]
        letter = Message.objects.filter(recipient=cast.director.email).first()
        assert successor.email in letter.text
        assert cast.coordinator.email not in letter.text

    def test_the_head_gets_the_summary_each_monday(self, cast, duty):
        rebuild_all()
        change_rules(cast, head_summary=True)
        mornings(cast, *(datetime.date(2026, 11, 23) + days * DAY for days in range(9)))
        assert ledger(cast.head) == [("summary", 0, "gathered"), ("summary", 0, "gathered")]
        letters = Message.objects.filter(recipient=cast.head.email)
        assert [letter.subject for letter in letters] == ["Елена Викторовна, сводка за неделю"] * 2

    def test_what_nobody_can_be_told_of_goes_to_the_head_at_last(self, cast, duty):
        Position.objects.exclude(role="head").update(until=duty.due - DAY)
        reminders.plan(cast.municipality, today=duty.due)
        assert Reminder.objects.get(execution=duty).person == cast.head


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


def test_when_nobody_is_there_the_coordinator_is_told_as_who_follows_it_up(cast, duty):
    Position.objects.filter(school=cast.school).update(until=duty.due - DAY)
    mornings(cast, duty.due)
    assert list(Reminder.objects.values_list("person", flat=True)) == [cast.coordinator.pk]
    letter = Message.objects.get(recipient=cast.coordinator.email)
    assert "1 дело ждёт" not in letter.subject.replace("\xa0", " ")
    assert "вас ждёт" not in letter.subject.replace("\xa0", " ")
    assert "Никто не назначен или не работает, 1" in letter.text
    assert cast.school.name in letter.text
    assert "Отметить" not in letter.html
    assert reverse("due", kwargs={"municipality": cast.municipality.slug}) not in letter.text


def test_what_is_done_or_not_in_force_is_nobodys_reminder(cast, duty):
    Execution.objects.filter(pk=duty.pk).update(
        state=ExecutionState.SUBMITTED, submitted_on=duty.due, submitted_at=at_noon(duty.due)
    )
    assert reminders.plan(cast.municipality, today=duty.due) == 0


def test_a_second_return_of_the_same_day_is_told_too(cast, duty):
    day = duty.due + DAY
    for hour in (4, 12):  # 7:00 and 15:00 in Moscow: before the letter and after it
        at = datetime.datetime.combine(day, datetime.time(hour), datetime.UTC)
        Execution.objects.filter(pk=duty.pk).update(
            state=ExecutionState.RETURNED, return_reason="Нет подписи", decided_at=at
        )
        mornings(cast, day + (DAY if hour == 12 else 0 * DAY))
    returned = Reminder.objects.filter(person=cast.director, kind=ReminderKind.RETURNED)
    assert returned.values("message").distinct().count() == 2


def test_what_was_missed_and_is_done_by_now_wakes_nobody(cast, duty):
    reminders.plan(cast.municipality, today=duty.due)
    Reminder.objects.update(state=ReminderState.MISSED)
    Execution.objects.filter(pk=duty.pk).update(
        state=ExecutionState.ACCEPTED, submitted_on=duty.due, submitted_at=at_noon(duty.due)
    )
    mornings(cast, duty.due)
    assert not Reminder.objects.for_letters_of(duty.due + DAY).exists()


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
