"""The execution report of 10,000 rows against XlsxWriter's constant-memory mode fed with the same tuples.

DATABASE_URL=postgres://… python -m benchmarks.excel
"""

import resource
import tempfile
from dataclasses import replace
from pathlib import Path

import xlsxwriter
from django.db import connection

from benchmarks import data, timing
from reports.catalogue import REPORTS
from reports.writers import xlsx
from reports.writers.sheet import Row
from schools.access import membership_of
from schools.choices import Role
from tests.factories import a_person

ITEMS, SCHOOLS, DATES = 125, 16, 5


def main() -> None:
    """Print the time, the ratio and the peak of memory."""
    with data.municipality() as place, tempfile.TemporaryDirectory() as folder:
        made = data.roadmap(place, items=ITEMS, schools=SCHOOLS, dates=DATES)
        coordinator = a_person(Role.COORDINATOR, municipality=place)
        membership = membership_of(coordinator.user, place)
        report, path = REPORTS["execution"], Path(folder) / "report.xlsx"

        def sheet():
            return report.sheet({"roadmap": made.pk}, membership)

        count = xlsx.write(sheet(), path)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        tuples = [row.cells for row in sheet().rows if isinstance(row, Row)]

        def floor() -> None:
            with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
                page = book.add_worksheet()
                day = book.add_format({"num_format": "dd.mm.yyyy", "border": 1, "text_wrap": True})
                text = book.add_format({"border": 1, "text_wrap": True})
                for number, cells in enumerate(tuples):
                    for column, value in enumerate(cells):
                        page.write(number, column, value, day if hasattr(value, "year") else text)

        whole = timing.in_turn(lambda: xlsx.write(sheet(), path), floor, rounds=5)
        prepared = sheet()
        rows = list(prepared.rows)
        writer = timing.in_turn(lambda: xlsx.write(replace(prepared, rows=iter(rows)), path), floor, rounds=5)
        print(f"report of {count} rows with its queries, {connection.vendor}: {whole}")
        print(f"the writer alone, from the same tuples: {writer}")
        print(f"peak memory of the process after the first report: {peak:.0f} MB")


if __name__ == "__main__":
    main()
