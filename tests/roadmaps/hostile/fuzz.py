"""Two thousand changed documents read; one line says what became of them.

    python -m tests.roadmaps.hostile.fuzz [COUNT] [SEED]

The exit code is 1 where one came to an error that nobody thought of, or over its time.
"""

import sys
import tempfile
from pathlib import Path

from tests.roadmaps.hostile.mutating import mutated
from tests.roadmaps.hostile.running import run

COUNT = 2_000


def main() -> int:
    """Run and print the line."""
    count, seed = (int(text) for text in (*sys.argv[1:], *("1",) * 2)[:2]) if sys.argv[1:] else (COUNT, 1)
    with tempfile.TemporaryDirectory() as folder:
        results = run(Path(folder), mutated(count, seed))
    wrong = {
        name: result for name, result in results.items() if result["error"] or result["code"] == "over time"
    }
    taken = sum(not result["code"] for result in results.values())
    slowest = max(result["seconds"] for result in results.values())
    print(
        f"{len(results)} changed documents: {taken} read, {len(results) - taken - len(wrong)} refused, "
        f"{len(wrong)} wrong; the slowest took {slowest:.2f} s"
    )
    for name, result in list(wrong.items())[:5]:
        print(f"seed {seed}, {name}: {result['code']} {result['error']}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
