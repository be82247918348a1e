"""One duty of many schools is one line of the plan: later schools, new directors, names that stay."""

import datetime

import time_machine

from monitoring.models import Execution, Reminder
from monitoring.services import assignment, digests, nudges, progress
from schools.choices import Role
from schools.services.positions import dismiss
from tests.cast import NOW, PAST, Cast
from tests.factories import ExecutionFactory, OccurrenceFactory, SchoolFactory, a_person
from tests.monitoring.mornings import mornings
from tests.monitoring.pages import read, url

TODAY = NOW.date()


def test_the_figure_opens_the_list_with_names_dates_and_documents(cast: Cast, client_of):
    progress.add_evidence(cast.execution, by=cast.director, document="Приказ № 61", document_date=PAST)
    progress.submit(cast.execution, by=cast.director)
    client = client_of(cast.coordinator)
    rows = url(cast, "execution-list") + f"?occurrence={cast.execution.occurrence_id}"
    plan = client.get(url(cast, "roadmap-detail", cast.roadmap.pk)).content.decode()
    assert f"occurrence={cast.execution.occurrence_id}" in plan
    text = read(client.get(rows))
    assert "2 исполнения" in text
    assert "СОШ № 3 10 ноя 2026 24 ноя 2026 Ветрова М. О." in text
    assert "Приказ № 61" in text
    assert "СОШ № 12" in text


def test_a_school_that_joins_later_owes_from_that_date(cast: Cast):
    late = SchoolFactory(municipality=cast.municipality, name="СОШ № 40")
    cast.roadmap.schools.add(late)
    assignment.assign(cast.roadmap)
    owed = list(Execution.objects.filter(school=late).values_list("due", flat=True))
    assert owed == [datetime.date(2027, 3, 1)]
    with time_machine.travel(NOW + datetime.timedelta(days=30), tick=False):
        assignment.assign(cast.roadmap)
    assert Execution.objects.filter(school=late).count() == 1


def test_a_school_that_comes_back_owes_from_that_date(cast: Cast):
    def owed() -> list[str]:
        rows = Execution.objects.filter(school=cast.school).open().order_by("due")
        return [f"{row.due:%Y-%m-%d}" for row in rows]

    for due in ("2027-01-20", "2027-05-10"):
        occurrence = OccurrenceFactory(item=cast.items[0], due=datetime.date.fromisoformat(due))
        for school in (cast.school, cast.other_school):
            ExecutionFactory(occurrence=occurrence, school=school)
    cast.roadmap.schools.remove(cast.school)
    assignment.assign(cast.roadmap)
    assert owed() == []
    cast.roadmap.schools.add(cast.school)
    for day in (NOW + datetime.timedelta(days=130), NOW + datetime.timedelta(days=200)):  # April, June
        with time_machine.travel(day, tick=False):
            assignment.assign(cast.roadmap)
        assert owed() == ["2027-05-10"]
    assert Execution.objects.filter(school=cast.other_school).open().count() == 4


def test_what_an_order_struck_out_and_another_put_back_is_owed_as_before(cast: Cast):
    occurrence = cast.execution.occurrence
    for is_cancelled, state in ((True, "cancelled"), (False, "planned")):
        with time_machine.travel(NOW + datetime.timedelta(days=0 if is_cancelled else 30), tick=False):
            occurrence.is_cancelled = is_cancelled
            occurrence.save()
            assignment.assign(cast.roadmap)
        cast.execution.refresh_from_db()
        assert (cast.execution.state, cast.execution.due) == (state, PAST)


def test_a_closed_school_is_reminded_of_nothing_and_its_roadmaps_wait_for_an_order(cast: Cast, client_of):
    edit = url(cast, "school-edit", cast.school.pk)
    assert "Когда школа закрыта, её несданных дел не спрашивают и нигде не считают" in read(
        client_of(cast.administrator).get(edit)
    )
    digests.run(municipality=cast.municipality.slug)
    told = Reminder.objects.filter(execution__school=cast.school)
    assert set(told.values_list("kind", flat=True)) == {"overdue", "escalated"}
    told.update(state="planned", message=None)
    cast.school.is_closed = True
    cast.school.save()
    mornings(cast, *(TODAY + datetime.timedelta(days=days) for days in range(1, 8)))
    assert set(told.values_list("state", flat=True)) == {"cancelled"}
    assert nudges.nudge([cast.execution], by=cast.coordinator).people == 0
    names = [each.name for each in client_of(cast.coordinator).get(url(cast, "silent")).context["debtors"]]
    assert cast.school.name not in names
    card = read(client_of(cast.administrator).get(url(cast, "school-detail", cast.school.pk)))
    assert "Эти дела уберёт следующий приказ по картам: Дорожная карта поддержки школ" in card


def test_a_new_director_takes_over_what_is_open_and_past_marks_keep_the_old_name(cast: Cast, client_of):
    progress.submit(cast.execution, by=cast.director)
    dismiss(cast.director, on=TODAY, by=cast.administrator)
    successor = a_person(
        Role.DIRECTOR, municipality=cast.municipality, school=cast.school, surname="Новый", first_name="Иван"
    )
    page = client_of(successor).get(url(cast, "due"))
    agenda = page.context["agenda"]
    assert [row.due for row in agenda.groups["later"]] == [datetime.date(2027, 3, 1)]
    assert [row.submitted_by_name for row in agenda.groups["done"]] == ["Ветрова М. О."]
    assert client_of(cast.director).get(url(cast, "due")).status_code == 302
