"""Hostile files by name: each is made anew, each is refused clearly or read well, in five seconds."""

from collections.abc import Callable

Maker = Callable[[], bytes]
FILES: dict[str, Maker] = {}
PASTED: dict[str, Maker] = {}


def hostile(name: str, make: Maker, *, pasted: bool = False) -> None:
    """Keep a file under its name."""
    kept = PASTED if pasted else FILES
    assert name not in kept, name
    kept[name] = make
