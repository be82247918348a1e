"""The morning letter: in the person's language, in two forms that say the same, and to whom else it goes."""

import datetime
import re

import pytest
import time_machine
from django.utils.html import strip_tags

from accounts.models import Message
from monitoring.choices import ExecutionState
from monitoring.models import Execution, Reminder
from monitoring.services import digests
from monitoring.services.summaries import rebuild_all
from roadmaps.choices import ResponsibleKind
from roadmaps.models import Responsible
from tests.monitoring.mornings import DAY, at_noon, change_rules, ledger, mornings
from tests.monitoring.pages import url

MONDAY = datetime.date(2026, 11, 23)


def letter_to(person) -> Message:
    return Message.objects.get(recipient=person.email)


@pytest.mark.parametrize(
    ("language", "subject", "button"),
    [
        ("ru", "Мария Олеговна, вас ждёт 1 дело", "Открыть список дел"),
        ("en", "Мария Олеговна, 1 duty awaits you", "Open the list of duties"),
    ],
)
def test_a_letter_speaks_the_language_of_its_person_in_both_forms(cast, duty, language, subject, button):
    cast.director.user.language = language
    cast.director.user.save()
    mornings(cast, duty.due)
    letter = letter_to(cast.director)
    assert letter.subject == subject
    for form in (letter.text, letter.html):
        assert button in form
        assert duty.get_absolute_url() in form


def test_plain_text_and_html_tell_the_same_rows(cast):
    mornings(cast, cast.execution.due)
    letter = letter_to(cast.director)
    links = re.compile(r"/executions/\d+/")
    assert set(links.findall(letter.text)) == set(links.findall(letter.html))
    shown = strip_tags(letter.html).replace("\xa0", " ")
    for form in (letter.text, shown):
        assert "Провести диагностику" in form
        assert "окумент не нуж" in form


def test_what_names_nobody_whom_the_portal_knows_is_told_to_the_coordinator(cast):
    execution = cast.municipal_execution
    Responsible.objects.filter(item=execution.item).update(kind=ResponsibleKind.TEXT, person=None)
    mornings(cast, execution.due)
    told = Reminder.objects.filter(execution=execution).values_list("person", flat=True)
    assert set(told) == {cast.coordinator.pk}


class TestSummaryOfTheWeek:
    """Monday's letter to the head."""

    def test_it_has_the_figures_and_nobody_else_gets_it(self, cast):
        rebuild_all()
        mornings(cast, MONDAY, MONDAY, MONDAY + DAY)
        assert re.search(r"Сдано \d+ из \d+, просрочено \d+", letter_to(cast.head).text.replace("\xa0", " "))
        assert set(Reminder.objects.filter(kind="summary").values_list("person", flat=True)) == {cast.head.pk}

    def test_where_it_is_not_wanted_it_does_not_come(self, cast):
        change_rules(cast, head_summary=False)
        mornings(cast, MONDAY)
        assert not Message.objects.filter(recipient=cast.head.email).exists()

    def test_on_a_monday_off_it_comes_on_tuesday(self, cast):
        cast.municipality.days_off = {"changes": {MONDAY.isoformat(): False}}
        cast.municipality.save()
        mornings(cast, MONDAY)
        assert not Message.objects.exists()
        mornings(cast, MONDAY + DAY)
        assert "summary" in [kind for kind, _step, _state in ledger(cast.head)]


def test_a_coordinator_who_wants_only_what_is_overdue_hears_of_no_acceptance(cast, duty):
    cast.coordinator.user.digest = "overdue"
    cast.coordinator.user.save()
    Execution.objects.filter(pk=duty.pk).update(
        state=ExecutionState.SUBMITTED, submitted_on=duty.due, submitted_at=at_noon(duty.due)
    )
    mornings(cast, *(duty.due + days * DAY for days in range(9)))
    assert ledger(cast.coordinator) == []


def test_director_coordinator_and_head_hear_one_after_another_by_working_days(cast, duty):
    """Due on Monday 1 March; 8 March is a day off: the third and the tenth working day after it."""
    mornings(cast, *(duty.due + days * DAY for days in range(20)))
    first = {}
    for person in (cast.director, cast.coordinator, cast.head):
        rows = Reminder.objects.filter(person=person, execution=duty, kind__in=("overdue", "escalated"))
        first[person.surname] = rows.order_by("planned_for").values_list("planned_for", flat=True)[0]
    assert first == {
        cast.coordinator.surname: datetime.date(2027, 3, 5),
        cast.director.surname: datetime.date(2027, 3, 9),
        cast.head.surname: datetime.date(2027, 3, 17),
    }


def test_the_button_of_those_who_have_not_reported_never_doubles_the_days_letter(cast, client_of):
    with time_machine.travel(at_noon(MONDAY + DAY), tick=False):
        digests.run()
        had = Message.objects.filter(recipient=cast.director.email).count()
        for _ in range(2):
            chosen = {"chosen": [f"school-{cast.school.pk}"]}
            client_of(cast.coordinator).post(url(cast, "nudge"), chosen)
            digests.run()
        assert Message.objects.filter(recipient=cast.director.email).count() == max(had, 1)
        assert Reminder.objects.filter(person=cast.director, kind="nudge").count() == 1
