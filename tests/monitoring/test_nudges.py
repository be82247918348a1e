"""The coordinator reminds: in the one letter of the day, never in a second."""

import datetime

import pytest
import time_machine

from accounts.models import Message
from monitoring.choices import ExecutionState, ReminderKind
from monitoring.models import Execution, Reminder
from monitoring.services import digests, nudges
from monitoring.services.nudges import Nudged
from tests.monitoring.pages import read, url

TUESDAY = datetime.date(2026, 11, 24)
WEDNESDAY = datetime.date(2026, 11, 25)


@pytest.fixture
def clock(cast):
    """Nine in the morning of Tuesday in Moscow, an hour after the letters."""
    with time_machine.travel(datetime.datetime(2026, 11, 24, 6, tzinfo=datetime.UTC), tick=False) as found:
        yield found


def letters(person) -> list[Message]:
    return list(Message.objects.filter(recipient=person.email).order_by("created_at"))


def test_who_has_no_letter_today_gets_it_now_with_everything_in_it(cast, clock):
    later = Execution.objects.get(school=cast.school, due=datetime.date(2027, 3, 1))
    assert nudges.nudge([cast.execution, later], by=cast.coordinator) == Nudged(
        2, now=2, later=0, already=0, next_on=WEDNESDAY
    )
    digests.run()
    (letter,) = letters(cast.director)
    assert letter.text.count("Напоминает Полевой С. Ю.") == 2
    assert nudges.last_told([cast.execution, later]).keys() == {cast.execution.pk, later.pk}


def test_who_has_todays_letter_gets_the_nudge_tomorrow_and_never_two(cast, clock):
    digests.run()
    had = len(letters(cast.director))
    assert nudges.nudge([cast.execution], by=cast.coordinator) == Nudged(
        2, now=0, later=2, already=0, next_on=WEDNESDAY
    )
    digests.run()
    assert len(letters(cast.director)) == had == 1
    clock.shift(datetime.timedelta(days=1))
    digests.run()
    assert len(letters(cast.director)) == 2


def test_the_same_is_nudged_once_a_day(cast, clock):
    nudges.nudge([cast.execution], by=cast.coordinator)
    assert nudges.nudge([cast.execution], by=cast.coordinator) == Nudged(
        2, now=0, later=0, already=2, next_on=WEDNESDAY
    )
    assert Reminder.objects.filter(kind=ReminderKind.NUDGE).count() == 2


def test_what_is_done_is_nobodys_nudge(cast, clock):
    cast.execution.state = ExecutionState.CANCELLED
    cast.execution.save()
    assert nudges.nudge([cast.execution], by=cast.coordinator) == Nudged(
        0, now=0, later=0, already=0, next_on=WEDNESDAY
    )


@pytest.mark.parametrize(("hour", "now"), [(3, 2), (19, 0)])
def test_before_the_morning_it_goes_in_the_morning_and_in_the_evening_the_next_day(cast, clock, hour, now):
    clock.move_to(datetime.datetime(2026, 11, 24, hour, tzinfo=datetime.UTC))
    assert nudges.nudge([cast.execution], by=cast.coordinator).now == now


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime.datetime(2026, 11, 24, 19, tzinfo=datetime.UTC), "25 ноября"),
        (datetime.datetime(2026, 11, 27, 19, tzinfo=datetime.UTC), "30 ноября"),  # on Friday, in the evening
        (datetime.datetime(2026, 11, 28, 9, tzinfo=datetime.UTC), "30 ноября"),
        (datetime.datetime(2026, 12, 30, 19, tzinfo=datetime.UTC), "11 января"),
    ],
)
def test_the_next_letter_is_named_by_the_day_on_which_it_goes(cast, clock, client_of, moment, said):
    clock.move_to(moment)
    data = {"execution": [cast.execution.pk], "next": url(cast, "silent")}
    page = client_of(cast.coordinator).post(url(cast, "nudge"), data, follow=True)
    assert f"2 человека получат его следующим письмом, {said}." in read(page)


def test_whoever_is_asked_has_the_days_letter_is_one_question(cast, clock, django_assert_max_num_queries):
    digests.run()
    people = [cast.director, cast.school_coordinator, cast.other_director]
    with django_assert_max_num_queries(1):
        assert digests.with_letter(people, TUESDAY) == {person.pk for person in people}
