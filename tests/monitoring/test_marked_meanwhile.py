"""A mark made while an order strikes its row out: it is kept, or refused with a word why; never lost."""

import datetime
import threading

import pytest
from django.db import connection, connections
from django_scopes import scope

from monitoring.choices import ExecutionState
from monitoring.models import Execution
from monitoring.services import duties, progress
from monitoring.services.assignment import assign
from monitoring.services.progress import ProgressError
from tests.cast import build_cast


@pytest.mark.django_db(transaction=True)
def test_a_mark_made_while_its_row_is_struck_out_is_not_lost(today: datetime.date, monkeypatch):
    cast = build_cast()
    counted, marked = threading.Event(), threading.Event()
    difference = duties.difference
    said = []

    def slow(roadmap):
        found = difference(roadmap)
        counted.set()
        marked.wait(timeout=1.5)  # the mark comes now; where it has to wait for the order, so be it
        return found

    def mark() -> None:
        try:
            with scope(municipality=cast.municipality):
                execution = Execution.objects.select_related("item", "occurrence", "roadmap").get(
                    pk=cast.execution.pk
                )
                counted.wait(timeout=20)
                progress.submit(execution, by=cast.director)
        except ProgressError as error:
            said.extend(error.messages)
        finally:
            marked.set()
            connections.close_all()

    director = threading.Thread(target=mark)
    director.start()
    monkeypatch.setattr(duties, "difference", slow)
    with scope(municipality=cast.municipality):
        item = cast.items[0]
        item.cancelled_by = cast.roadmap.revisions.first()
        item.save()
        assign(cast.roadmap, by=cast.specialist)
        director.join(timeout=60)
        state = Execution.objects.get(pk=cast.execution.pk).state
    assert (state, bool(said)) in ((ExecutionState.CANCELLED, True), (ExecutionState.SUBMITTED, False))
    connection.close()
