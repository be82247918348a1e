"""Weeks whose letters were wholly lost: what they would have told is written down as missed and told late."""

import datetime

import pytest

from accounts.models import Message
from monitoring.models import Execution, Morning, Reminder
from tests.monitoring.mornings import DAY, change_rules, ledger, mornings

FIRST, LAST = datetime.date(2027, 2, 8), datetime.date(2027, 5, 23)
DAYS = [FIRST + DAY * number for number in range((LAST - FIRST).days + 1)]


def weekly(*people) -> None:
    for person in people:
        person.user.digest = "weekly"
        person.user.save()


def last_letter(person) -> str:
    letter = Message.objects.filter(recipient=person.email).order_by("pk").last()
    return letter.text.replace("\xa0", " ")


def test_a_lost_week_of_a_weekly_reader_is_missed_and_folded_into_the_next_letter(cast, duty):
    weekly(cast.director)
    mornings(cast, datetime.date(2027, 2, 15), datetime.date(2027, 3, 1))  # nothing from the 22nd to the 28th
    assert ledger(cast.director) == [
        ("before", 7, "gathered"),
        ("before", 1, "missed"),
        ("on_day", 0, "gathered"),
    ]
    assert "Напоминание за 24 февраля не ушло" in last_letter(cast.director)  # the 22nd and 23rd are days off


def test_a_lost_week_that_told_nothing_new_is_not_missed(cast, duty):
    weekly(cast.director)
    mornings(cast, datetime.date(2027, 2, 15), datetime.date(2027, 2, 24), datetime.date(2027, 2, 25))
    assert "missed" not in {state for _kind, _step, state in ledger(cast.director)}


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2027-02-09", "2027-02-11"),
        ("2027-02-22", "2027-02-28"),
        ("2027-02-24", "2027-03-10"),
        ("2027-03-09", "2027-04-14"),
        ("2027-02-17", "2027-05-12"),
    ],
)
@pytest.mark.parametrize("digest", ["weekly", "daily"])
def test_an_outage_loses_nothing_of_what_the_rules_ask_for(cast, duty, digest, since, until):
    cast.director.user.digest = digest
    cast.director.user.save()

    def asked(days) -> set[tuple[str, int]]:
        mornings(cast, *days)
        found = {(kind, step) for kind, step, _state in ledger(cast.director)}
        states = set(Reminder.objects.values_list("state", flat=True))
        assert states <= {"gathered", "missed"}  # nothing stays planned
        for model in (Reminder, Morning, Message):
            model.objects.all().delete()
        return found

    first, last = datetime.date.fromisoformat(since), datetime.date.fromisoformat(until)
    whole = asked(day for day in DAYS if day.weekday() < 5)
    assert asked(day for day in DAYS if day.weekday() < 5 and not first <= day <= last) == whole


def test_a_lost_summary_of_the_week_is_missed(cast, duty):
    change_rules(cast, head_summary=True)
    mornings(cast, datetime.date(2027, 2, 8), datetime.date(2027, 2, 24))
    assert ledger(cast.head) == [
        ("summary", 0, "gathered"),
        ("summary", 0, "missed"),
        ("summary", 0, "gathered"),
    ]
    assert Message.objects.filter(recipient=cast.head.email).count() == 2


def test_what_a_school_lost_before_its_holidays_is_missed_after_them(cast, duty):
    Execution.objects.filter(pk=duty.pk).update(due=datetime.date(2027, 4, 2))
    change_rules(cast, school_holidays=True, holidays=[["03-22", "03-29"]])
    lost = (datetime.date(2027, 3, 18), datetime.date(2027, 3, 19))
    mornings(
        cast,
        *(
            day
            for day in DAYS
            if datetime.date(2027, 3, 15) <= day <= datetime.date(2027, 3, 31) and day not in lost
        ),
    )
    assert ledger(cast.director) == [("before", 7, "missed"), ("before", 3, "gathered")]
    assert "Напоминание за 19 марта не ушло" in last_letter(cast.director)
