"""Director and coordinator on one execution at once, fifty threads: one winner a round, nothing lost."""

import threading
import time
from dataclasses import dataclass, field

from django.db import connections
from django_scopes import scope

from monitoring.choices import EventKind, ExecutionState
from monitoring.models import Event, Execution
from monitoring.services import progress
from monitoring.services.progress import ProgressError
from schools.choices import Role
from schools.models import Municipality, Person, Position
from tests.faults.ground import SINCE, ground, place, report, size

THREADS = 50


@dataclass
class Contest:
    """Fifty threads, each with a connection of its own, that all want the same row in every round."""

    here: Municipality
    director: Person
    coordinator: Person
    key: int
    rounds: int
    won: list[tuple[int, str]] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    ready: threading.Barrier = field(default_factory=lambda: threading.Barrier(THREADS))

    def run(self) -> None:
        """Fight all rounds."""
        threads = [threading.Thread(target=self._fight, args=(number,)) for number in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _fight(self, number: int) -> None:
        try:
            with scope(municipality=self.here):
                rows = Execution.objects.select_related("item", "roadmap", "municipality", "occurrence")
                for turn in range(self.rounds):
                    self.ready.wait()  # the round before is over
                    execution = rows.get(pk=self.key)
                    self.ready.wait()  # all have read the same version
                    self._act(execution, number, turn)
        finally:
            connections.close_all()

    def _act(self, execution: Execution, number: int, turn: int) -> None:
        """An open one is marked by all; a marked one is returned by one half, taken back by the other."""
        try:
            if execution.is_open:
                progress.submit(execution, by=self.director, note=f"сделано, {turn}-{number}")
                kind = EventKind.SUBMITTED
            elif number % 2:
                progress.send_back(execution, by=self.coordinator, reason=f"Нет подписи, {turn}-{number}")
                kind = EventKind.RETURNED
            else:
                progress.withdraw(execution, by=self.director)
                kind = EventKind.WITHDRAWN
            self.won.append((turn, kind))
        except ProgressError:
            pass  # somebody was quicker, and it is said so
        except Exception as error:
            self.odd.append(repr(error))


def main() -> None:
    """Fight, then compare who won with what the rows say."""
    rounds, begun = size(100, 6), time.monotonic()
    with ground():
        here = place(schools=1, items=1)
        coordinator = Person.objects.create(municipality=here, surname="Полевой")
        Position.objects.create(person=coordinator, role=Role.COORDINATOR, since=SINCE)
        director = Person.objects.exclude(pk=coordinator.pk).get()
        contest = Contest(here, director, coordinator, Execution.objects.get().pk, rounds)
        contest.run()
        execution = Execution.objects.get()
        told = list(Event.objects.order_by("pk").values_list("kind", flat=True))
        winners = [turn for turn, _kind in contest.won]
        is_open = told[-1] != EventKind.SUBMITTED
        is_kept = winners == list(range(rounds)) and told == [kind for _turn, kind in contest.won]
        is_kept = is_kept and not contest.odd and execution.version == rounds + 1
        report(
            "two people",
            is_kept and execution.is_open == is_open and execution.state != ExecutionState.ACCEPTED,
            {
                "threads": THREADS,
                "rounds": rounds,
                "winners": len(winners),
                "rounds with one winner": sum(winners.count(turn) == 1 for turn in range(rounds)),
                "events": len(told),
                "errors": contest.odd[:1] or 0,
                "seconds": round(time.monotonic() - begun),
            },
        )


if __name__ == "__main__":
    main()
