"""A delegate accepts marks for an absent coordinator, from a date to a date."""

import pytest
import time_machine
from django.core.exceptions import ValidationError

from monitoring.choices import EventKind, ExecutionState
from monitoring.models import Event
from monitoring.services import progress
from schools.models import Delegation
from schools.services.delegations import delegate, end
from tests.cast import NOW, Cast
from tests.monitoring.mornings import DAY
from tests.monitoring.pages import read, url

TODAY = NOW.date()


def absent(cast: Cast, first: int = 0, last: int = 2) -> Delegation:
    """Let the specialist act for the coordinator, on days counted from today."""
    return delegate(
        cast.coordinator,
        to=cast.specialist,
        since=TODAY + first * DAY,
        until=TODAY + last * DAY,
        by=cast.coordinator,
    )


@pytest.mark.parametrize(("days", "is_open"), [(-1, False), (0, True), (2, True), (3, False)])
def test_a_delegate_accepts_on_the_days_given_only(cast: Cast, client_of, days: int, *, is_open: bool):
    absent(cast)
    with time_machine.travel(NOW + days * DAY, tick=False):
        page = client_of(cast.specialist).get(url(cast, "acceptance"))
        assert page.status_code == (200 if is_open else 403)
        menu = read(client_of(cast.specialist).get(url(cast, "roadmap-list")))
        assert ("Приёмка" in menu) is is_open


def test_a_decision_bears_the_name_of_whoever_made_it(cast: Cast, client_of):
    absent(cast)
    progress.submit(cast.execution, by=cast.director)
    client = client_of(cast.specialist)
    assert "Вы принимаете отметки за Полевого С. Ю." in read(client.get(url(cast, "acceptance")))
    client.post(url(cast, "execution-accept", cast.execution.pk))
    cast.execution.refresh_from_db()
    assert (cast.execution.state, cast.execution.decided_by) == (ExecutionState.ACCEPTED, cast.specialist)
    for address in (url(cast, "execution-detail", cast.execution.pk), url(cast, "event-list")):
        assert "Ручьёва Н. А. за Полевого С. Ю." in read(client.get(address))


def test_many_accepted_at_once_bear_it_too_and_the_own_right_of_a_coordinator_bears_nothing(cast: Cast):
    absent(cast)
    progress.submit(cast.execution, by=cast.director)
    progress.accept_many([(cast.execution.pk, cast.execution.version)], by=cast.specialist)
    cast.execution.refresh_from_db()
    progress.reopen(cast.execution, by=cast.coordinator)
    decided = Event.objects.filter(kind__in=(EventKind.ACCEPTED, EventKind.REOPENED)).order_by("pk")
    assert list(decided.values_list("actor_name", "for_name")) == [
        ("Ручьёва Н. А.", "Полевого С. Ю."),
        ("Полевой С. Ю.", ""),
    ]


def test_a_coordinator_names_a_delegate_for_the_own_absence_only(cast: Cast, client_of):
    client, address = client_of(cast.coordinator), url(cast, "delegation-list")
    data = {"to": cast.specialist.pk, "since": "2026-11-25", "until": "2026-11-30"}
    refused = client.post(address, data | {"absent": cast.head.pk})
    assert refused.status_code == 200
    assert not Delegation.objects.exists()
    page = client.post(address, data | {"absent": cast.coordinator.pk}, follow=True)
    assert "Ручьёва Нина Андреевна" in read(page)
    client.post(url(cast, "delegation-end", Delegation.objects.get().pk))
    assert not Delegation.objects.exists()


@pytest.mark.parametrize(
    ("to", "days", "told"),
    [
        ("director", 2, "управлени"),
        ("coordinator", 2, "другого"),
        ("specialist", -1, "раньше первого"),
    ],
)
def test_what_makes_no_sense_is_refused(cast: Cast, to: str, days: int, told: str):
    with pytest.raises(ValidationError, match=told):
        delegate(
            cast.coordinator, to=cast.person(to), since=TODAY, until=TODAY + days * DAY, by=cast.coordinator
        )


def test_a_delegation_that_held_is_ended_not_forgotten(cast: Cast):
    held = absent(cast, first=-3)
    end(held, today=TODAY)
    held.refresh_from_db()
    assert held.until == TODAY - DAY


def test_a_delegation_that_is_over_keeps_its_last_day(cast: Cast):
    over = absent(cast, first=-9, last=-5)
    end(over, today=TODAY)
    over.refresh_from_db()
    assert over.until == TODAY - 5 * DAY
