"""«11 из 14»: how far rows, sections and roadmaps have come."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.choices import ExecutionState
from monitoring.models import Execution
from monitoring.services import progress
from monitoring.services.summaries import mark_stale
from monitoring.services.tallies import tally_roadmap, tally_roadmaps
from tests.cast import LATER, PAST, SOON, Cast
from tests.factories import ExecutionFactory, OccurrenceFactory, an_item


def test_the_date_that_came_last_is_counted_by_schools(cast: Cast, today: datetime.date):
    Execution.objects.filter(pk=cast.execution.pk).update(
        state=ExecutionState.SUBMITTED,
        submitted_at=datetime.datetime.now(datetime.UTC),
        submitted_on=PAST + datetime.timedelta(days=1),
    )
    with CaptureQueriesContext(connection) as queries:
        tally = tally_roadmap(cast.roadmap, today)
    assert len(queries) == 2  # whether it is known already, and the counts
    item = tally.items[cast.items[0].pk]
    assert (item.is_per_school, item.current.received, item.current.total) == (True, 1, 2)
    assert (item.whole.total, item.whole.overdue, item.whole.submitted) == (4, 1, 1)
    assert item.current_occurrence == cast.execution.occurrence_id
    assert item.next_due == LATER
    assert item.single_state == ""
    section = tally.sections[cast.section.pk]
    assert (section.expected_received, section.expected, section.total) == (1, 2, 5)
    assert tally.whole == section == tally.kinds["activity"]


def test_the_first_date_is_counted_before_any_has_come(cast: Cast):
    item = tally_roadmap(cast.roadmap, datetime.date(2026, 9, 1)).items[cast.items[0].pk]
    assert item.current_occurrence == cast.execution.occurrence_id
    assert item.next_due == PAST


def test_named_people_are_counted_by_all_their_dates(cast: Cast, today: datetime.date):
    item = an_item(cast.section, due=(PAST, SOON, LATER))
    first, *_ahead = (ExecutionFactory(occurrence=each) for each in item.occurrences.order_by("due"))
    Execution.objects.filter(pk=first.pk).update(
        state=ExecutionState.ACCEPTED, submitted_at=datetime.datetime.now(datetime.UTC), submitted_on=PAST
    )
    tally = tally_roadmap(cast.roadmap, today).items[item.pk]
    assert (tally.current.received, tally.current.total, tally.next_due) == (1, 3, SOON)


@pytest.mark.parametrize(
    ("traits", "state"),
    [
        ({}, "overdue"),
        ({"due": SOON}, "planned"),
        ({"submitted": True}, "submitted"),
        ({"accepted": True}, "accepted"),
        ({"accepted": True, "submitted_on": SOON}, "late"),
        ({"returned": True}, "returned"),
    ],
)
def test_a_row_with_one_execution_shows_its_state(
    cast: Cast, today: datetime.date, traits: dict[str, object], state: str
):
    occurrence = OccurrenceFactory(item=an_item(cast.section), due=traits.get("due", PAST))
    ExecutionFactory(occurrence=occurrence, **traits)
    tally = tally_roadmap(cast.roadmap, today).items[occurrence.item_id]
    assert tally.single_state == state
    assert sum(tally.whole.bar.values()) == 1


def test_cancelled_executions_count_nowhere(cast: Cast, today: datetime.date):
    Execution.objects.update(state=ExecutionState.CANCELLED)
    assert tally_roadmap(cast.roadmap, today).items == {}


def test_a_count_is_kept_until_something_changes(cast: Cast, today: datetime.date):
    mark_stale(cast.roadmap.pk)
    known = tally_roadmap(cast.roadmap, today)
    with CaptureQueriesContext(connection) as queries:
        assert tally_roadmap(cast.roadmap, today) is known
    assert len(queries) == 1
    progress.submit(cast.execution, by=cast.director)
    assert tally_roadmap(cast.roadmap, today).whole.submitted == known.whole.submitted + 1
    assert tally_roadmap(cast.roadmap, today + datetime.timedelta(days=1)) is not known


def test_a_list_of_roadmaps_takes_one_query(cast: Cast, today: datetime.date):
    with CaptureQueriesContext(connection) as queries:
        found = tally_roadmaps([cast.roadmap, cast.draft], today)
    assert len(queries) == 1
    assert (found[cast.roadmap.pk].overdue, found[cast.roadmap.pk].total) == (2, 5)
    assert found[cast.draft.pk].total == 0
