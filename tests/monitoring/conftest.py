"""Fixtures of reminders."""

import datetime

import pytest

from monitoring.choices import ExecutionState
from monitoring.models import Execution


@pytest.fixture
def duty(cast) -> Execution:
    """The director's duty of 1 March, and nothing else to be reminded of."""
    Execution.objects.exclude(pk=cast.execution.pk).update(state=ExecutionState.CANCELLED)
    duty = cast.execution
    duty.due = datetime.date(2027, 3, 1)
    duty.save()
    cast.municipality.reminder_rules = {"head_summary": False}
    cast.municipality.save()
    return duty
