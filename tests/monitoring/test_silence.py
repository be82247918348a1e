"""«Кто не отчитался»: who owes what, and one click that reminds them, never twice a day."""

import datetime

from accounts.models import Message
from monitoring.choices import ReminderKind
from monitoring.models import Reminder
from tests.cast import NOW, Cast
from tests.factories import ExecutionFactory, OccurrenceFactory, ResponsibleFactory, an_item
from tests.monitoring.mornings import change_rules, mornings
from tests.monitoring.pages import heading, read, url

TODAY = NOW.date()


def test_schools_and_people_stand_by_what_is_overdue(cast: Cast, client_of):
    late = OccurrenceFactory(
        item=an_item(cast.section, title="Сдать отчёт"), due=TODAY - datetime.timedelta(days=1)
    )
    ExecutionFactory(occurrence=late, school=cast.other_school)
    page = client_of(cast.coordinator).get(url(cast, "silent"))
    assert heading(page) == "2 не отчитались в срок"
    assert [(each.name, len(each.overdue), len(each.coming)) for each in page.context["debtors"]] == [
        ("СОШ № 12", 2, 0),
        ("СОШ № 3", 1, 0),
        ("Ручьёва Н. А.", 0, 1),
    ]
    text = read(page)
    assert "самое давнее 14 дней" in text
    assert "ещё не напоминали" in text
    only = client_of(cast.coordinator).get(url(cast, "silent"), {"kind": "coming"})
    assert [each.name for each in only.context["debtors"]] == ["Ручьёва Н. А."]


def test_one_click_reminds_the_chosen_once_a_day(cast: Cast, client_of):
    client, address = client_of(cast.coordinator), url(cast, "nudge")
    data = {"chosen": [f"school-{cast.school.pk}"], "next": url(cast, "silent")}
    page = client.post(address, data, follow=True)
    assert "Напоминание записано" in read(page)
    nudged = Reminder.objects.filter(kind=ReminderKind.NUDGE)
    assert set(nudged.values_list("person", flat=True)) == {cast.director.pk, cast.school_coordinator.pk}
    again = client.post(address, data, follow=True)
    assert nudged.count() == 2
    assert "сегодня уже напоминали" in read(again)
    assert Message.objects.filter(user=cast.director.user).count() <= 1


def test_only_the_people_ticked_are_reminded_of_what_several_owe(cast: Cast, client_of):
    ResponsibleFactory(item=cast.municipal_execution.item, person=cast.head, text="Дубрава Е. В.")
    client = client_of(cast.coordinator)
    client.post(url(cast, "nudge"), {"chosen": [f"person-{cast.head.pk}"], "next": url(cast, "silent")})
    nudged = Reminder.objects.filter(kind=ReminderKind.NUDGE)
    assert list(nudged.values_list("person", flat=True)) == [cast.head.pk]


def test_letters_of_others_and_letters_that_did_not_arrive_remind_nobody(cast: Cast, client_of):
    change_rules(cast, head_summary=False)
    mornings(cast, TODAY)
    told = Reminder.objects.filter(execution=cast.execution, state="gathered")
    assert set(told.values_list("kind", flat=True)) == {"overdue", "escalated"}
    Message.objects.exclude(reminders__kind="escalated").update(state="failed")
    address = url(cast, "acceptance")
    assert "Сегодня напомнили" not in read(client_of(cast.coordinator).get(address))
    assert read(client_of(cast.coordinator).get(url(cast, "silent"))).count("ещё не напоминали") == 3
    Message.objects.filter(recipient=cast.director.email).update(state="waiting")
    assert read(client_of(cast.coordinator).get(url(cast, "silent"))).count("ещё не напоминали") == 2


def test_a_row_of_the_plan_is_reminded_of_from_the_acceptance(cast: Cast, client_of):
    client = client_of(cast.coordinator)
    assert "Напомнить 2" in read(client.get(url(cast, "acceptance")))
    keys = [cast.execution.pk, cast.other_school_execution.pk]
    client.post(url(cast, "nudge"), {"execution": keys, "next": url(cast, "acceptance")})
    told = set(Reminder.objects.filter(kind=ReminderKind.NUDGE).values_list("execution", flat=True))
    assert told == set(keys)


def test_nobody_chosen_and_a_viewer(cast: Cast, client_of):
    client = client_of(cast.coordinator)
    page = client.post(url(cast, "nudge"), {"next": url(cast, "silent")}, follow=True)
    assert "Выберите, кому напомнить." in read(page)
    assert "Напомнить" not in read(client_of(cast.viewer).get(url(cast, "silent")))
