"""Writing a plan of 300 and of 3,000 rows to Word and Excel, from the content alone and with its queries.

DATABASE_URL=postgres://… python -m benchmarks.documents_out
"""

import resource
import statistics
import time
from collections.abc import Callable

from benchmarks import data
from roadmaps.catalogue.content import content_of
from roadmaps.documents.content import Content
from roadmaps.writers.excel import write_excel
from roadmaps.writers.word import write_word

SIZES = (300, 3_000)
WRITERS: dict[str, Callable[[Content], bytes]] = {"Word": write_word, "Excel": write_excel}


def main() -> None:
    """Print the medians of five, the growth from the one size to the other, and the peak of memory."""
    print(f"memory before: {_peak():.0f} MB")
    with data.municipality() as place:
        roadmaps = {size: data.roadmap(place, items=size, schools=0, dates=0) for size in SIZES}
        contents = {size: content_of(roadmap) for size, roadmap in roadmaps.items()}
        for size, roadmap in roadmaps.items():
            print(f"content of {size} rows from the database: {_median(lambda: content_of(roadmap)):.3f} s")  # noqa: B023 called at once
        for name, write in WRITERS.items():
            times = {size: _median(lambda: write(contents[size])) for size in SIZES}  # noqa: B023 called at once
            said = ", ".join(f"{size} rows {seconds:.3f} s" for size, seconds in times.items())
            print(f"{name}: {said}, growth {times[3_000] / times[300]:.1f} × for 10 × the rows")
            print(f"memory after {name}: {_peak():.0f} MB")


def _median(call: Callable[[], object]) -> float:
    call()
    times = []
    for _ in range(5):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
