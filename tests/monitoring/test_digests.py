"""The morning letter: one a person a day, at the municipality's own morning, as the person has chosen."""

import datetime
import re
from urllib.parse import urlsplit

import pytest
import time_machine
from django.urls import resolve
from django_scopes import scope, scopes_disabled

from accounts.models import Message
from monitoring.choices import ExecutionState, ReminderState
from monitoring.models import Execution, Reminder
from monitoring.services import assignment, digests, letters, nudges, reminders
from schools.models import Person, Position
from tests.factories import ExecutionFactory, OccurrenceFactory
from tests.monitoring.mornings import DAY, at_noon, change_rules, ledger, mornings


class TestChoices:
    """What a person has chosen is what a person gets."""

    def chosen(self, cast, digest: str) -> None:
        cast.director.user.digest = digest
        cast.director.user.save()

    def letters(self, person) -> list[str]:
        found = Message.objects.filter(recipient=person.email).order_by("created_at", "pk")
        return [message.message_id.split("@")[0][-8:] for message in found]

    def test_once_a_week_on_monday_with_what_the_week_brings(self, cast, duty):
        Execution.objects.filter(pk=duty.pk).update(due=datetime.date(2027, 3, 4))
        self.chosen(cast, "weekly")
        mornings(cast, *(datetime.date(2027, 2, 22) + days * DAY for days in range(16)))
        assert self.letters(cast.director) == ["20270224", "20270301", "20270309"]
        assert [kind for kind, _step, _state in ledger(cast.director)] == ["before", "on_day", "overdue"]

    def test_a_week_whose_monday_was_missed_is_told_of_on_its_first_morning(self, cast, duty):
        Execution.objects.filter(pk=duty.pk).update(due=datetime.date(2027, 3, 3))
        self.chosen(cast, "weekly")
        mornings(cast, *(datetime.date(2027, 2, 24) + days * DAY for days in range(4)))
        mornings(cast, *(datetime.date(2027, 3, day) for day in (2, 3, 4, 5, 9)))  # the 8th is a holiday
        assert self.letters(cast.director) == ["20270224", "20270302", "20270309"]

    def test_after_school_holidays_a_school_is_told_on_its_first_morning(self, cast, duty):
        Execution.objects.filter(pk=duty.pk).update(due=datetime.date(2027, 4, 2))
        change_rules(cast, school_holidays=True, holidays=[["03-22", "03-29"]])
        self.chosen(cast, "weekly")
        mornings(cast, *(datetime.date(2027, 3, 22) + days * DAY for days in range(12)))
        assert self.letters(cast.director) == ["20270330"]

    def test_a_morning_that_failed_is_not_the_letter_of_the_week(self, cast, duty, monkeypatch):
        Execution.objects.filter(pk=duty.pk).update(due=datetime.date(2027, 3, 5))
        self.chosen(cast, "weekly")
        with monkeypatch.context() as broken:
            broken.setattr(reminders, "plan", None)
            mornings(cast, datetime.date(2027, 3, 1))
        mornings(cast, *(datetime.date(2027, 3, day) for day in (2, 3)))
        assert self.letters(cast.director) == ["20270302"]

    def test_only_what_is_overdue(self, cast, duty):
        self.chosen(cast, "overdue")
        mornings(cast, *(duty.due + days * DAY for days in range(-15, 12)))
        assert self.letters(cast.director) == ["20270309"]

    def test_one_persons_choice_is_nobody_elses(self, cast, duty):
        self.chosen(cast, "overdue")
        Person.objects.filter(pk=cast.school_coordinator.pk).update(email=cast.director.email)
        mornings(cast, duty.due)
        assert self.letters(cast.director) == ["20270301"]
        assert Message.objects.get().user == cast.school_coordinator.user

    def test_a_choice_made_after_the_plan_is_obeyed(self, cast, duty):
        reminders.plan(cast.municipality, today=duty.due)
        self.chosen(cast, "overdue")
        digests.gather(cast.municipality, today=duty.due)
        assert self.letters(cast.director) == []
        assert ledger(cast.director) == [("on_day", 0, "cancelled")]

    @pytest.mark.parametrize("digest", ["weekly", "overdue"])
    def test_a_return_is_told_the_next_morning_in_any_case(self, cast, duty, digest):
        self.chosen(cast, digest)
        returned_on = datetime.date(2027, 2, 2)
        Execution.objects.filter(pk=duty.pk).update(
            state=ExecutionState.RETURNED, return_reason="Нет подписи", decided_at=at_noon(returned_on)
        )
        mornings(cast, *(returned_on + days * DAY for days in range(1, 6)))
        assert self.letters(cast.director) == ["20270203"]
        assert "«Нет подписи»" in Message.objects.get(recipient=cast.director.email).text


def test_on_a_day_off_nobody_is_written_to(cast, duty):
    Execution.objects.filter(pk=duty.pk).update(due=datetime.date(2027, 2, 21))
    mornings(cast, *(datetime.date(2027, 2, day) for day in (20, 21, 22, 23)))
    assert not Message.objects.exists()


def test_a_letter_never_goes_in_the_evening(cast, duty):
    evening = datetime.datetime.combine(duty.due, datetime.time(17), datetime.UTC)  # 20:00 in Moscow
    digests.run(now=evening)
    assert not Message.objects.exists()


def test_a_long_list_is_told_in_part_with_the_rest_counted(cast, duty):
    item = cast.items[0]
    for number in range(30):
        occurrence = OccurrenceFactory(item=item, due=duty.due - (number + 1) * DAY)
        ExecutionFactory(occurrence=occurrence, school=cast.school)
    mornings(cast, duty.due)
    letter = Message.objects.get(recipient=cast.director.email)
    assert letter.text.count("Провести диагностику") == 26
    assert "И ещё 5" in letter.text
    assert letter.subject == "Мария Олеговна, вас ждёт 31 дело"


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


def test_of_a_roadmap_that_is_over_nobody_is_reminded_even_if_it_was_asked_for(cast, duty):
    with time_machine.travel(at_noon(duty.due), tick=False):
        reminders.plan(cast.municipality, today=duty.due)
        nudges.nudge([duty], by=cast.coordinator)
        assignment.complete(cast.roadmap, by=cast.coordinator)
        assert not any(letters.is_still_true(row) for row in Reminder.objects.all())
    mornings(cast, duty.due, duty.due + DAY)
    assert not Message.objects.exists()
    assert set(Reminder.objects.values_list("state", flat=True)) == {ReminderState.CANCELLED}


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


def test_no_letter_has_a_link_that_signs_in(cast):
    today = cast.execution.due
    digests.run(now=at_noon(today), municipality=cast.municipality.slug)
    for letter in Message.objects.all():
        for link in re.findall(r"https?://[^\s\"<]+", letter.text + letter.html):
            assert "?" not in link
            assert resolve(urlsplit(link).path).url_name in (
                "due",
                "execution-detail",
                "settings",
                "overview",
            )
