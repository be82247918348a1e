"""Timing of one call against another, in turn, so that a noisy machine troubles both alike."""

import gc
import statistics
import time
from collections.abc import Callable


def in_turn(ours: Callable[[], object], floor: Callable[[], object], *, rounds: int = 9) -> str:
    """Run both ``rounds`` times in turn after a warm-up; return medians in ms and the median ratio."""
    ours(), floor()
    times: list[tuple[float, float]] = []
    for _ in range(rounds):
        gc.collect()
        times.append((_seconds(ours), _seconds(floor)))
    mine, other = (statistics.median(pair[place] for pair in times) for place in (0, 1))
    ratio = statistics.median(a / b for a, b in times)
    spread = f"{min(a / b for a, b in times):.2f}–{max(a / b for a, b in times):.2f}"
    medians = f"ours {mine * 1000:.1f} ms, floor {other * 1000:.1f} ms"
    return f"{medians}, ratio {ratio:.2f} ({spread}, {rounds} rounds)"


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
