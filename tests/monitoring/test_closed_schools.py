"""A closed school owes nothing, one that works again owes from that day; marks made stay counted."""

import datetime

import pytest
import time_machine

from monitoring.models import Execution, Reminder, Summary
from monitoring.services import agenda, assignment, desk, digests, progress, standings, summaries
from monitoring.services.tallies import tally_roadmap, tally_roadmaps
from roadmaps.models import Roadmap
from schools.access import membership_of
from schools.models import School
from schools.services.schools import change_school
from tests.cast import NOW, PAST, Cast
from tests.factories import ExecutionFactory, OccurrenceFactory, ResponsibleFactory, an_item
from tests.monitoring.mornings import DAY, mornings
from tests.monitoring.pages import read, url

TODAY = NOW.date()


def turn(school: School, *, is_closed: bool, after: int = 0) -> None:
    """Close or open the school so many days from now."""
    with time_machine.travel(NOW + after * DAY, tick=False):
        school.refresh_from_db()
        change_school(school, version=school.version, changes={"is_closed": is_closed})


def figures(cast: Cast, today: datetime.date = TODAY) -> dict[str, int]:
    """Total, expected, received and overdue of the roadmap, as every place counts them."""
    tally = tally_roadmap(cast.roadmap, today).whole
    assert tally_roadmaps([cast.roadmap], today)[cast.roadmap.pk] == tally
    summaries.rebuild(cast.roadmap, today=today)
    whole = standings.whole(standings.Choice([cast.roadmap]))
    assert whole.overdue == tally.overdue
    assert (whole.total, whole.expected, whole.received) == (
        tally.total,
        tally.expected,
        tally.expected_received,
    )
    return {name: getattr(whole, name) for name in ("total", "expected", "received", "overdue")}


def owed(cast: Cast) -> list[str]:
    rows = Execution.objects.filter(school=cast.school).open().order_by("due")
    return [f"{row.due:%Y-%m-%d}" for row in rows]


def test_figures_leave_out_what_a_closed_school_has_not_done_and_keep_what_it_has(cast: Cast):
    assert figures(cast) == {"total": 5, "expected": 2, "received": 0, "overdue": 2}
    item = tally_roadmap(cast.roadmap, TODAY).items[cast.items[0].pk].current
    assert (item.received, item.total) == (0, 2)
    progress.submit(cast.execution, by=cast.director)
    turn(cast.school, is_closed=True)
    assert figures(cast) == {"total": 4, "expected": 2, "received": 1, "overdue": 1}  # not the one of March
    turn(cast.other_school, is_closed=True)
    assert figures(cast) == {"total": 2, "expected": 1, "received": 1, "overdue": 0}
    item = tally_roadmap(cast.roadmap, TODAY).items[cast.items[0].pk].current
    assert (item.received, item.total) == (1, 1)


def test_figures_of_a_school_that_works_again_begin_on_that_day(cast: Cast):
    for due in (TODAY + 3 * DAY, TODAY + 20 * DAY):
        ExecutionFactory(occurrence=OccurrenceFactory(item=cast.items[0], due=due), school=cast.school)
    turn(cast.school, is_closed=True)
    assert owed(cast) == []
    turn(cast.school, is_closed=False, after=10)
    assert School.objects.get(pk=cast.school.pk).returned_on == TODAY + 10 * DAY
    assert owed(cast) == ["2026-12-14", "2027-03-01"]
    later = TODAY + 30 * DAY
    assert figures(cast, later)["overdue"] == 3  # of the other school, of the people named, one of the 14th
    lines = {line.title: line.overdue for line in standings.by_school(standings.Choice([cast.roadmap]))}
    assert lines == {"СОШ № 3": 1, "СОШ № 12": 1}


def test_a_school_closed_by_mistake_and_opened_the_same_day_owes_as_before(cast: Cast):
    turn(cast.school, is_closed=True)
    turn(cast.school, is_closed=False)
    assert School.objects.get(pk=cast.school.pk).returned_on is None
    assert owed(cast) == ["2026-11-10", "2027-03-01"]


def test_a_mistake_found_later_is_put_right_by_taking_the_day_away(cast: Cast, client_of):
    edit = url(cast, "school-edit", cast.school.pk)
    client = client_of(cast.administrator)
    assert 'name="returned_on"' not in client.get(edit).content.decode()
    turn(cast.school, is_closed=True, after=-3)
    turn(cast.school, is_closed=False)
    form = client.get(edit).context["form"]
    data = {name: form.initial.get(name) or "" for name in form.fields} | {"returned_on": ""}
    del data["is_closed"]
    data["version"] = School.objects.get(pk=cast.school.pk).version
    assert client.post(edit, data).status_code == 302
    assert owed(cast) == ["2026-11-10", "2027-03-01"]


def test_lists_and_letters_ask_for_nothing_of_a_school_that_was_closed(cast: Cast, client_of):
    turn(cast.school, is_closed=True, after=-3)
    coordinator = membership_of(cast.coordinator.user, cast.municipality)
    director = membership_of(cast.director.user, cast.municipality)
    for step in ("closed", "open again"):
        if step == "open again":
            turn(cast.school, is_closed=False)
        silent, total = desk.silent(coordinator, TODAY)
        assert (total, [row.school for each in silent for row in each.executions]) == (1, [cast.other_school])
        listed = client_of(cast.coordinator).get(url(cast, "execution-list") + "?state=overdue")
        assert [row.school for row in listed.context["object_list"]] == [cast.other_school]
        rows = agenda.executions_of(director, PAST, TODAY)
        assert [row.due for row in rows] == ([] if step == "closed" else [datetime.date(2027, 3, 1)])
    aside = client_of(cast.coordinator).get(url(cast, "execution-list") + "?state=unowed")
    assert list(aside.context["object_list"]) == [cast.execution]
    digests.run(municipality=cast.municipality.slug)
    mornings(cast, *(TODAY + number * DAY for number in range(1, 20)))
    assert not Reminder.objects.filter(execution=cast.execution).exists()
    assert Reminder.objects.filter(execution=cast.other_school_execution).exists()


def test_summaries_follow_when_a_school_closes_though_no_execution_changes(cast: Cast):
    summaries.rebuild_all()
    assert summaries.rebuild_stale() == 0
    for is_closed, total, after in ((True, 3, 1), (False, 4, 2)):
        turn(cast.school, is_closed=is_closed, after=after)
        with time_machine.travel(NOW + after * DAY + DAY / 24, tick=False):
            assert summaries.rebuild_stale() >= 1
        whole = Summary.objects.get(roadmap=cast.roadmap, level="roadmap")
        assert (whole.total, whole.overdue) == (total, 1)


@pytest.mark.parametrize("is_by_order", [True, False])
def test_rows_added_while_a_school_was_away_are_owed_from_its_return(cast: Cast, is_by_order: bool):
    leave, come = (
        (cast.roadmap.schools.remove, cast.roadmap.schools.add)
        if is_by_order
        else (
            lambda school: turn(school, is_closed=True),
            lambda school: turn(school, is_closed=False, after=40),
        )
    )
    leave(cast.school)
    assignment.assign(cast.roadmap)
    added = an_item(
        cast.section,
        number="4",
        title="Провести опрос",
        due=(TODAY + 10 * DAY, TODAY + 60 * DAY),
    )
    ResponsibleFactory(item=added, group=cast.directors, text="Руководители ОО")
    with time_machine.travel(NOW + DAY, tick=False):
        assignment.assign(cast.roadmap)
    come(cast.school)
    late = an_item(cast.section, number="5", title="Издать справку", due=(TODAY + 30 * DAY,))
    ResponsibleFactory(item=late, group=cast.directors, text="Руководители ОО")
    for days in (40, 41, 90):
        with time_machine.travel(NOW + days * DAY, tick=False):
            assignment.assign(Roadmap.objects.get(pk=cast.roadmap.pk))
        assert owed(cast) == [f"{TODAY + 60 * DAY:%Y-%m-%d}", "2027-03-01"]
    others = Execution.objects.filter(school=cast.other_school, item__in=[added, late]).open()
    assert others.count() == 3


def test_the_page_of_what_is_not_asked_says_so(cast: Cast, client_of):
    turn(cast.school, is_closed=True)
    page = client_of(cast.coordinator).get(url(cast, "execution-detail", cast.execution.pk))
    assert "не спрашивают" in read(page)
