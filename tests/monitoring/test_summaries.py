"""Summaries: whatever happened, counting again what changed gives what counting everything gives."""

import datetime
import logging

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope, scopes_disabled

from monitoring.choices import ExecutionState
from monitoring.models import Execution, Snapshot, Summary, SummaryStatus
from monitoring.services import progress, summaries
from roadmaps.choices import RoadmapState
from roadmaps.models import Roadmap
from roadmaps.services.people import settle
from tests.architecture.growth import grow
from tests.cast import NOW, Cast
from tests.monitoring.histories import History, plain_summary, stored_day, stored_summary

SEEDS = range(60)


@pytest.mark.parametrize("seed", SEEDS)
def test_counting_what_changed_equals_counting_everything_equals_a_pencil(cast: Cast, seed: int):
    history = History(cast, seed)
    for stretch in (6, 5, 7):
        history.act(stretch)
        with time_machine.travel(history.now, tick=False):
            today = cast.municipality.today()
            summaries.rebuild_stale()
            incremental = stored_summary(cast.roadmap)
            assert incremental == plain_summary(cast.roadmap, today)
            summaries.rebuild_all()
            assert stored_summary(cast.roadmap) == incremental
            day = stored_day(cast.roadmap, today)
            assert {key: counts for key, counts in day.items() if any(counts.values())} == {
                key: counts for key, counts in incremental.items() if key[0] in ("roadmap", "section")
            }


def test_the_figures_of_a_line_add_up(cast: Cast):
    history = History(cast, 7)
    history.act(40)
    with time_machine.travel(history.now, tick=False):
        summaries.rebuild_all()
    for line in Summary.objects.all():
        assert line.received == line.on_time + line.late
        assert line.expected >= line.received + line.overdue
        assert line.accepted + line.awaiting >= line.received + line.early  # claims are not received


def test_other_responsibles_make_a_roadmap_stale_without_an_order(cast: Cast):
    summaries.rebuild_all()
    with time_machine.travel(NOW + datetime.timedelta(minutes=1), tick=False):
        assert summaries.rebuild_stale() == 0
        entry = cast.items[2].responsibles.get()
        settle(entry, version=entry.version, person=cast.specialist)
    with time_machine.travel(NOW + datetime.timedelta(minutes=2), tick=False):
        assert summaries.rebuild_stale() == 1
    with time_machine.travel(NOW + datetime.timedelta(minutes=3), tick=False):
        assert summaries.rebuild_stale() == 0


def test_a_change_while_counting_is_counted_by_the_next_run(
    cast: Cast, today: datetime.date, monkeypatch: pytest.MonkeyPatch
):
    count = summaries._count

    def slow_count(roadmap: Roadmap, day: datetime.date) -> list[Summary]:
        lines = count(roadmap, day)
        if roadmap.pk == cast.roadmap.pk:
            assert cast.execution
            progress.submit(Execution.objects.get(pk=cast.execution.pk), by=cast.director, note="Сделано")
        return lines

    with monkeypatch.context() as patch:
        patch.setattr(summaries, "_count", slow_count)
        summaries.rebuild(cast.roadmap, today=today)
    assert stored_summary(cast.roadmap)[("roadmap",)]["awaiting"] == 0
    status = SummaryStatus.objects.get(roadmap=cast.roadmap)
    assert status.counted_changes < status.changes
    summaries.rebuild_stale()
    assert stored_summary(cast.roadmap)[("roadmap",)]["awaiting"] == 1
    with scope(municipality=cast.municipality):
        assert list(summaries._stale(today)) == []


def test_nothing_is_counted_again_while_nothing_changes_and_the_day_is_the_same(cast: Cast):
    with scopes_disabled():
        assert summaries.rebuild_stale() == 2  # one roadmap in force in each of two municipalities
        assert summaries.rebuild_stale() == 0
        with time_machine.travel(NOW + datetime.timedelta(days=1), tick=False):
            assert summaries.rebuild_stale() == 2


def test_a_completed_roadmap_is_counted_again_only_when_it_changes(cast: Cast):
    summaries.rebuild_all()
    Roadmap.objects.filter(pk=cast.roadmap.pk).update(state=RoadmapState.COMPLETED)
    with time_machine.travel(NOW + datetime.timedelta(days=3), tick=False):
        assert summaries.rebuild_stale() == 1  # the other municipality's
        summaries.mark_stale(cast.roadmap.pk)
        assert summaries.rebuild_stale() == 1


def test_time_alone_makes_things_overdue(cast: Cast):
    summaries.rebuild_all()
    before = stored_summary(cast.roadmap)[("roadmap",)]
    with time_machine.travel(NOW + datetime.timedelta(days=4), tick=False):
        summaries.rebuild_stale()
    after = stored_summary(cast.roadmap)[("roadmap",)]
    assert (before["overdue"], after["overdue"]) == (2, 3)
    days = Snapshot.objects.filter(roadmap=cast.roadmap, section__isnull=True)
    assert list(days.values_list("overdue", flat=True)) == [2, 3]


def test_a_broken_roadmap_stops_no_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    count = summaries._count

    def broken_count(roadmap: Roadmap, day: datetime.date) -> list[Summary]:
        if roadmap.pk == cast.roadmap.pk:
            raise ZeroDivisionError
        return count(roadmap, day)

    monkeypatch.setattr(summaries, "_count", broken_count)
    assert cast.other
    with caplog.at_level(logging.ERROR):
        assert summaries.rebuild_stale() == 1
    assert f"roadmap {cast.roadmap.pk} was not rebuilt" in caplog.text
    assert not Summary.objects.filter(roadmap=cast.roadmap).exists()
    with scope(municipality=cast.other.municipality):
        assert Summary.objects.filter(roadmap=cast.other.roadmap).exists()
        assert not Summary.objects.filter(roadmap=cast.roadmap).exists()


def test_each_municipality_is_counted_by_its_own_clock(cast: Cast):
    assert cast.other
    type(cast.other.municipality).objects.filter(pk=cast.other.municipality.pk).update(
        time_zone="Asia/Kamchatka"
    )
    with time_machine.travel(datetime.datetime(2026, 11, 24, 18, tzinfo=datetime.UTC), tick=False):
        summaries.rebuild_all()
    with scopes_disabled():
        days = dict(Snapshot.objects.whole().values_list("municipality__slug", "day"))
    assert (days["tihorechye"].day, days["dalneozerye"].day) == (24, 25)


def test_a_rebuild_asks_as_often_for_many_rows_as_for_few(cast: Cast, today: datetime.date):
    assert cast.other
    cast.other.other = cast
    grow(cast, 10)
    grow(cast.other, 300)
    asked = []
    for each in (cast, cast.other):
        with scope(municipality=each.municipality), CaptureQueriesContext(connection) as queries:
            summaries.rebuild(each.roadmap, today=today)
        asked.append(len(queries))
    # Rows are written in batches: a batch more is no query a row.
    assert asked[0] <= 14
    assert asked[1] - asked[0] <= 6


def test_cancelled_executions_are_in_no_line(cast: Cast):
    Execution.objects.update(state=ExecutionState.CANCELLED)
    summaries.rebuild_all()
    assert stored_summary(cast.roadmap) == {}
