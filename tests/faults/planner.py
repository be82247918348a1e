"""Eight planners at once, twenty times, over 10,000 due reminders: exactly 10,000 rows."""

import time

from django_scopes import scope

from monitoring.models import Execution, Reminder
from monitoring.services import reminders
from schools.models import Municipality
from tests.faults.ground import FORK, TUESDAY, fork, ground, place, report, size

AT_ONCE, ROUNDS = 8, 20


def _plan(place: Municipality, start: object) -> None:
    with scope(municipality=place):
        start.wait()
        reminders.plan(place, today=TUESDAY)


def main() -> None:
    """Each round a twentieth more is due, and eight look for it at once."""
    rounds, schools = size(ROUNDS, 3), size(100, 10)
    items = size(100, 6)
    with ground():
        here = place(schools=schools, items=items)
        due = list(Execution.objects.order_by("pk").values_list("pk", flat=True))
        Execution.objects.update(state="cancelled")
        each, begun, wrong = len(due) // rounds, time.monotonic(), 0
        for number in range(rounds):
            Execution.objects.filter(pk__in=due[number * each : (number + 1) * each]).update(state="planned")
            start = FORK.Barrier(AT_ONCE)
            processes = [fork(_plan, here, start) for _ in range(AT_ONCE)]
            for process in processes:
                process.join()
                wrong += process.exitcode != 0
        rows = Reminder.objects.count()
        told = Reminder.objects.values("person", "execution").distinct().count()
        report(
            "planner",
            rows == told == each * rounds and not wrong,
            {
                "due": each * rounds,
                "planners at once": AT_ONCE,
                "rounds": rounds,
                "rows": rows,
                "distinct": told,
                "failed runs": wrong,
                "seconds": round(time.monotonic() - begun),
            },
        )


if __name__ == "__main__":
    main()
