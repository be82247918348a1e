"""How far the reading of a document is, told to whoever listens in the process that reads it."""

from collections.abc import Callable
from typing import Final

CONVERTING, OPENING, ROWS, RECOGNISING, KEEPING = "converting", "opening", "rows", "recognising", "keeping"
# From which per cent to which each stage goes, by how long they take for plans of 3,000 rows.
SHARES: Final = {
    CONVERTING: (5, 30),
    OPENING: (30, 55),
    ROWS: (55, 75),
    RECOGNISING: (75, 92),
    KEEPING: (92, 99),
}
Listener = Callable[[str, int], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Tell ``listener`` the stage and the per cent of all, from now on and in this process only."""
    _listeners[:] = [listener]


def tell(stage: str, done: int, whole: int) -> None:
    """Say that so much of a stage is done."""
    if _listeners:
        first, last = SHARES[stage]
        _listeners[0](stage, first + (last - first) * min(done, whole) // max(whole, 1))
