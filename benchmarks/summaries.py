"""Rebuilding the summary of 100,000 executions against the one plain GROUP BY of the same figures.

DATABASE_URL=postgres://… python -m benchmarks.summaries
"""

from django.db import connection

from benchmarks import data, timing
from monitoring.models import Execution
from monitoring.services.summaries import figures, rebuild

ITEMS, SCHOOLS, DATES = 250, 16, 25


def main() -> None:
    """Print one line of figures."""
    with data.municipality() as place:
        made = data.roadmap(place, items=ITEMS, schools=SCHOOLS, dates=DATES)
        executions = Execution.objects.filter(roadmap=made)

        def floor() -> object:
            return list(executions.order_by().values("section", "school").annotate(**figures(data.TODAY)))

        result = timing.in_turn(lambda: rebuild(made, today=data.TODAY), floor)
        print(f"summary of {executions.count()} executions, {connection.vendor}: {result}")


if __name__ == "__main__":
    main()
