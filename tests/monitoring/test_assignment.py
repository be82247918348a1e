"""Executions follow the plan: into force, by amendments, again and again."""

import datetime
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from monitoring.choices import EventKind, ExecutionState
from monitoring.models import Event, Execution, SummaryStatus
from monitoring.services.assignment import Assigned, assign, put_in_force
from roadmaps.choices import ResponsibleKind, RoadmapKind
from roadmaps.models import Occurrence, PlanItem, Responsible
from roadmaps.services.approving import ApprovalError
from roadmaps.services.scheduling import set_dates
from schools.choices import GroupRule
from tests.cast import LATER, PAST, SOON, Cast
from tests.factories import (
    GroupFactory,
    OccurrenceFactory,
    PlanItemFactory,
    ResponsibleFactory,
    RoadmapFactory,
    SchoolFactory,
    SectionFactory,
    an_item,
)

ORDER = {"order_number": "500", "order_date": datetime.date(2026, 11, 20)}


def rows(roadmap) -> list[tuple]:
    return list(
        Execution.objects.filter(roadmap=roadmap)
        .order_by("pk")
        .values_list("pk", "occurrence", "school", "due", "state", "submitted_on", "note")
    )


def give_dates(item: PlanItem, *days: datetime.date) -> None:
    """Set the dates of a row in force: a date that is gone is cancelled, its row stays."""
    item.occurrences.exclude(due__in=days).update(is_cancelled=True)
    item.occurrences.filter(due__in=days).update(is_cancelled=False)
    known = set(item.occurrences.values_list("due", flat=True))
    Occurrence.objects.bulk_create(
        Occurrence(item=item, start=day, due=day) for day in days if day not in known
    )


def mark(execution: Execution, state: str = ExecutionState.SUBMITTED) -> None:
    now = datetime.datetime(2026, 11, 9, 9, tzinfo=datetime.UTC)
    Execution.objects.filter(pk=execution.pk).update(
        state=state, submitted_at=now, submitted_on=now.date(), note="Охвачены все"
    )


def test_each_school_owes_where_directors_are_named_and_the_named_people_once(cast: Cast):
    named = an_item(cast.draft_section, number="2", due=(SOON,))
    ResponsibleFactory(item=named, person=cast.specialist)
    undecided = an_item(cast.draft_section, number="3", due=(SOON,))
    ResponsibleFactory(item=undecided, text="Методист ТМЦ")

    put_in_force(cast.draft, **ORDER, by=cast.specialist)

    owed = Execution.objects.filter(roadmap=cast.draft).values_list("item__number", "school__name", "due")
    assert set(owed) == {
        ("1", cast.school.name, SOON),
        ("1", cast.other_school.name, SOON),
        ("2", None, SOON),
        ("3", None, SOON),
    }
    assert cast.draft.is_in_force
    assert not Event.objects.filter(execution__roadmap=cast.draft).exists()
    assert SummaryStatus.objects.get(roadmap=cast.draft).changes == 1


def test_named_schools_owe_beside_nobody_else(cast: Cast):
    item = an_item(cast.draft_section, number="2", due=(SOON,))
    entry = ResponsibleFactory(item=item, text="СОШ № 3")
    Responsible.objects.filter(pk=entry.pk).update(kind=ResponsibleKind.SCHOOLS)
    entry.schools.add(cast.school)
    ResponsibleFactory(item=item, person=cast.specialist)

    put_in_force(cast.draft, **ORDER, by=cast.specialist)

    assert list(Execution.objects.filter(item=item).values_list("school", flat=True)) == [cast.school.pk]


def test_a_closed_school_owes_nothing(cast: Cast):
    cast.other_school.is_closed = True
    cast.other_school.save()
    put_in_force(cast.draft, **ORDER, by=cast.specialist)
    assert list(Execution.objects.filter(roadmap=cast.draft).values_list("school", flat=True)) == [
        cast.school.pk
    ]


def test_a_list_of_people_owes_once(cast: Cast):
    item = an_item(cast.draft_section, number="2", due=(SOON,))
    ResponsibleFactory(item=item, group=cast.working_group)
    put_in_force(cast.draft, **ORDER, by=cast.specialist)
    assert list(Execution.objects.filter(item=item).values_list("school", flat=True)) == [None]


def test_everything_in_a_schools_own_roadmap_is_owed_by_the_school(cast: Cast):
    own = RoadmapFactory(
        municipality=cast.municipality, kind=RoadmapKind.SCHOOL, school=cast.school, title="Карта школы"
    )
    item = an_item(SectionFactory(roadmap=own), number="1", due=(SOON,))
    ResponsibleFactory(item=item, person=cast.school_coordinator)
    put_in_force(own, **ORDER, by=cast.director)
    assert list(Execution.objects.filter(roadmap=own).values_list("school", flat=True)) == [cast.school.pk]


def test_a_draft_gives_nobody_anything(cast: Cast):
    assert assign(cast.draft).is_nothing
    assert not Execution.objects.filter(roadmap=cast.draft).exists()


def test_a_plan_without_rows_is_not_put_in_force(cast: Cast):
    empty = RoadmapFactory(municipality=cast.municipality)
    with pytest.raises(ApprovalError):
        put_in_force(empty, **ORDER, by=cast.specialist)
    empty.refresh_from_db()
    assert empty.is_draft


def test_running_again_changes_nothing(cast: Cast):
    put_in_force(cast.draft, **ORDER, by=cast.specialist)
    before, changes = rows(cast.draft), SummaryStatus.objects.get(roadmap=cast.draft).changes
    assert assign(cast.draft) == Assigned()
    put_in_force(cast.draft, **ORDER, by=cast.specialist)
    assert rows(cast.draft) == before
    assert SummaryStatus.objects.get(roadmap=cast.draft).changes == changes
    assert cast.draft.revisions.count() == 1


def test_a_moved_date_takes_open_duties_and_marks_along(cast: Cast):
    done, waiting = cast.execution, cast.other_school_execution
    mark(done)
    moved_to = datetime.date(2026, 12, 15)
    set_dates(cast.items[0], version=1, spans=[(moved_to, moved_to), (LATER, LATER)], by=cast.specialist)

    with translation.override("en"):  # of whoever puts it in force
        put_in_force(cast.roadmap, **ORDER, reason="Перенос", by=cast.specialist)

    done.refresh_from_db()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.due) == (ExecutionState.PLANNED, moved_to)
    assert (done.state, done.due, done.note) == (ExecutionState.SUBMITTED, PAST, "Охвачены все")
    assert done.occurrence_id == waiting.occurrence_id
    assert waiting.occurrence.original_due == PAST
    assert Execution.objects.filter(item=cast.items[0]).count() == 4
    event = waiting.events.get()
    assert (event.kind, event.note) == (EventKind.MOVED, "10 ноября 2026 → 15 декабря 2026")
    assert not done.events.exists()
    assert not Event.objects.filter(execution__due=LATER).exists()


def test_a_struck_out_row_cancels_what_is_open_and_keeps_what_was_done(cast: Cast):
    done, waiting = cast.execution, cast.other_school_execution
    mark(done, ExecutionState.ACCEPTED)
    item = cast.items[0]
    item.cancelled_by = cast.roadmap.revisions.first()
    item.save()

    assert assign(cast.roadmap, by=cast.specialist).cancelled == 3
    done.refresh_from_db()
    waiting.refresh_from_db()
    assert done.state == ExecutionState.ACCEPTED
    assert waiting.state == ExecutionState.CANCELLED
    assert waiting.events.get().actor_name == cast.specialist.short_name

    item.cancelled_by = None
    item.save()
    assert assign(cast.roadmap).restored == 3
    waiting.refresh_from_db()
    assert waiting.state == ExecutionState.PLANNED


def test_a_restored_duty_that_had_been_returned_is_returned_still(cast: Cast):
    Execution.objects.filter(pk=cast.execution.pk).update(
        state=ExecutionState.RETURNED, return_reason="Нет подписи"
    )
    cast.roadmap.schools.remove(cast.school)
    assign(cast.roadmap)
    cast.execution.refresh_from_db()
    assert cast.execution.state == ExecutionState.CANCELLED
    cast.roadmap.schools.add(cast.school)
    assign(cast.roadmap)
    cast.execution.refresh_from_db()
    assert cast.execution.state == ExecutionState.RETURNED


def test_a_school_that_joins_gets_its_own_duties_and_nobody_else_is_touched(cast: Cast):
    before = rows(cast.roadmap)
    newcomer = SchoolFactory(municipality=cast.municipality)
    cast.roadmap.schools.add(newcomer)
    assert assign(cast.roadmap) == Assigned(made=1)  # what was due before it joined it does not owe
    assert [row for row in rows(cast.roadmap) if row[2] != newcomer.pk] == before
    assert {event.kind for event in Event.objects.all()} == {EventKind.CREATED}


def test_an_item_moved_to_another_section_takes_its_executions(cast: Cast):
    section = SectionFactory(roadmap=cast.roadmap)
    item = cast.items[0]
    item.section = section
    item.save()
    assign(cast.roadmap)
    assert set(Execution.objects.filter(item=item).values_list("section", flat=True)) == {section.pk}
    assert set(Execution.objects.filter(item=cast.items[1]).values_list("section", flat=True)) == {
        cast.section.pk
    }


def test_the_number_of_queries_does_not_grow_with_the_plan(cast: Cast):
    def count(items: int, schools: int) -> int:
        roadmap = RoadmapFactory(municipality=cast.municipality, in_force=True)
        roadmap.schools.set(SchoolFactory.create_batch(schools, municipality=cast.municipality))
        section = SectionFactory(roadmap=roadmap)
        for item in PlanItemFactory.create_batch(items, section=section):
            OccurrenceFactory(item=item)
            ResponsibleFactory(item=item, group=cast.directors)
        with CaptureQueriesContext(connection) as first:
            assert assign(roadmap).made == items * schools
        with CaptureQueriesContext(connection) as again:
            assert assign(roadmap).is_nothing
        inserts = [query for query in first if query["sql"].startswith("INSERT")]
        return len(first) - len(inserts), len(again)

    assert count(2, 2) == count(30, 16)


def mark_some(roadmap, chance: random.Random) -> None:
    for execution in Execution.objects.filter(roadmap=roadmap).open():
        if chance.random() < 0.2:
            mark(execution, chance.choice([ExecutionState.SUBMITTED, ExecutionState.ACCEPTED]))


@pytest.mark.parametrize("seed", range(6))
def test_random_amendments_keep_every_mark(cast: Cast, seed: int):
    """Whatever is edited, marks stay, nothing is deleted, and a second run finds nothing to do."""
    chance = random.Random(seed)
    roadmap = RoadmapFactory(municipality=cast.municipality, in_force=True)
    schools = SchoolFactory.create_batch(3, municipality=cast.municipality)
    roadmap.schools.set(schools)
    section = SectionFactory(roadmap=roadmap)
    coordinators = GroupFactory(municipality=cast.municipality, rule=GroupRule.SCHOOL_COORDINATORS)
    days = [datetime.date(2026, 10, 1) + datetime.timedelta(days=9 * step) for step in range(20)]
    items = [an_item(section, due=tuple(chance.sample(days, 3))) for _ in range(5)]
    for item in items[:3]:
        ResponsibleFactory(item=item, group=coordinators)
    revision = cast.roadmap.revisions.first()
    assign(roadmap)

    def edit() -> None:
        item = chance.choice(items)
        match chance.randrange(4):
            case 0:
                give_dates(item, *chance.sample(days, chance.randint(1, 4)))
            case 1:
                item.cancelled_by = None if item.cancelled_by else revision
                item.save()
            case 2:
                roadmap.schools.set(chance.sample(schools, chance.randint(1, 3)))
            case _:
                held = item.responsibles.first()
                _ = held.delete() if held else ResponsibleFactory(item=item, group=coordinators)

    for _round in range(12):
        mark_some(roadmap, chance)
        before = {row[0]: row for row in rows(roadmap)}
        edit()
        edit()
        assign(roadmap)
        after = {row[0]: row for row in rows(roadmap)}
        assert before.keys() <= after.keys()
        for pk, row in before.items():
            if row[4] in (ExecutionState.SUBMITTED, ExecutionState.ACCEPTED):
                assert after[pk][2:] == row[2:]
        assert assign(roadmap).is_nothing
        assert {row[0]: row for row in rows(roadmap)} == after
