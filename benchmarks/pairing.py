"""How long the rows of a newer text are paired with those that stand: 300 and 3,000 rows, all changed.

    python -m benchmarks.pairing

Each figure is the best of three, of processor time.
"""

import os
import time
from random import Random
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
django.setup()

from roadmaps.services.pairing import paired  # noqa: E402
from tests.roadmaps.orders import banks  # noqa: E402

SIZES = (300, 3_000)
ROUNDS = 3
Rows = list[dict[str, Any]]


def rows(count: int, seed: int) -> Rows:
    """Return rows of sections of ten, numbered within them."""
    chance = Random(seed)
    words = " ".join(banks.TITLES).split()
    return [
        {
            "pk": place,
            "stands_in": None,
            "section": str(place // 10 + 1),
            "number": str(place % 10 + 1),
            "title": " ".join(chance.choices(words, k=12)),
        }
        for place in range(count)
    ]


def reworded(standing: Rows) -> Rows:
    """Return the rows with other numbers and a word of each title changed."""
    return [
        {**row, "number": f"9.{row['number']}", "title": " ".join(["Иначе", *row["title"].split()[1:]])}
        for row in standing
    ]


def seconds(standing: Rows, fresh: Rows) -> float:
    """Return the best processor time of a comparison."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        paired({"activities": standing}, {"activities": fresh, "sections": []})
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    for size in SIZES:
        standing = rows(size, 1)
        retitled = seconds(standing, rows(size, 2))
        mended = seconds(standing, reworded(standing))
        print(f"{size} rows: all retitled {retitled:.2f} s, a word of each changed {mended:.2f} s")
