"""Factories of executions and reports."""

import datetime

import factory
from factory.django import DjangoModelFactory

from monitoring.choices import ExecutionState
from monitoring.models import Execution
from reports.models import ReportOrder
from tests.factories.roadmaps import OccurrenceFactory
from tests.factories.schools import PersonFactory


class ExecutionFactory(DjangoModelFactory[Execution]):
    """A planned execution; what the occurrence says is repeated from it."""

    class Meta:
        model = Execution

    occurrence = factory.SubFactory(OccurrenceFactory)
    item = factory.SelfAttribute("occurrence.item")
    section = factory.SelfAttribute("item.section")
    roadmap = factory.SelfAttribute("item.roadmap")
    municipality = factory.SelfAttribute("roadmap.municipality")
    due = factory.SelfAttribute("occurrence.due")

    class Params:
        submitted = factory.Trait(
            state=ExecutionState.SUBMITTED,
            submitted_on=factory.SelfAttribute("due"),
            submitted_at=factory.LazyAttribute(
                lambda execution: datetime.datetime.combine(
                    execution.submitted_on, datetime.time(9), datetime.UTC
                )
            ),
        )
        accepted = factory.Trait(submitted=True, state=ExecutionState.ACCEPTED)
        returned = factory.Trait(state=ExecutionState.RETURNED, return_reason="Нет подписи директора")


class ReportOrderFactory(DjangoModelFactory[ReportOrder]):
    """An ordered report that waits to be built."""

    class Meta:
        model = ReportOrder

    owner = factory.SubFactory(PersonFactory)
    municipality = factory.SelfAttribute("owner.municipality")
    report = "execution"
    title = "Отчёт об исполнении"
