"""One duty of many schools is one line of the plan: later schools, new directors, names that stay."""

import datetime

import time_machine

from monitoring.models import Execution
from monitoring.services import assignment, progress
from schools.choices import Role
from schools.services.positions import dismiss
from tests.cast import NOW, PAST, Cast
from tests.factories import SchoolFactory, a_person
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
