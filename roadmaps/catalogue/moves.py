"""Rows that stand elsewhere in one list than in another: as few of them as tell the whole change."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

Name = TypeVar("Name", bound=Hashable)


def moved_rows(before: Mapping[Any, Mapping[str, Any]], after: Mapping[Any, Mapping[str, Any]]) -> list[Any]:
    """Names of the rows that changed their place within their section; names are given in order."""
    within: dict[str, tuple[list[Any], list[Any]]] = defaultdict(lambda: ([], []))
    for name, row in before.items():
        if name in after and _section(after[name]) == _section(row):
            within[_section(row)][0].append(name)
    for name, row in after.items():
        if name in before and _section(before[name]) == _section(row):
            within[_section(row)][1].append(name)
    moved = {name for old, new in within.values() for name in _out_of_order(old, new)}
    return [name for name in after if name in moved]


def refilled(standing: Sequence[Name], wanted: Iterable[Name]) -> list[Name]:
    """The standing names with the wanted ones in the wanted order; all others keep their places."""
    known = set(standing)
    queue = [name for name in wanted if name in known]
    asked, waiting = set(queue), iter(queue)
    return [next(waiting) if name in asked else name for name in standing]


def _section(row: Mapping[str, Any]) -> str:
    return str(row.get("section") or "")


def _out_of_order(old: Sequence[Any], new: Sequence[Any]) -> set[Any]:
    """Those outside the longest run of names that keep their order."""
    place = {name: number for number, name in enumerate(old)}
    tails: list[int] = []
    ends: list[int] = []  # of the best run of each length: its last name's number in ``new``
    before: dict[int, int] = {}
    for number, name in enumerate(new):
        length = bisect_left(tails, place[name])
        if length:
            before[number] = ends[length - 1]
        tails[length:], ends[length:] = (
            [place[name], *tails[length + 1 :]],
            [number, *ends[length + 1 :]],
        )
    kept = set()
    at: int | None = ends[-1] if ends else None
    while at is not None:
        kept.add(new[at])
        at = before.get(at)
    return set(new) - kept
