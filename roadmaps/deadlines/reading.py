"""What the reader gives: a kind, dated spans, a remark, and how the phrase was understood."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from roadmaps.deadlines.sentences import sentence


class Kind(StrEnum):
    """What sort of deadline a phrase is."""

    ONCE = "once"
    SERIES = "series"
    RECURRING = "recurring"
    CONTINUOUS = "continuous"
    BY_SCHEDULE = "by_schedule"
    ON_EVENT = "on_event"
    EMPTY = "empty"
    UNKNOWN = "unknown"


class Span(NamedTuple):
    """One dated instance of a deadline: its first day and the day it is due."""

    start: date
    due: date


@dataclass(frozen=True)
class Reading:
    """A deadline as it was understood.

    `occurrences` are in order of time; `note` holds what names no date; `understood` and `doubtful` are
    places in the original text (from, to): of the words that gave the dates, and of those that nobody knew.
    """

    kind: Kind
    occurrences: tuple[Span, ...] = ()
    note: str = ""
    understood: tuple[tuple[int, int], ...] = ()
    doubtful: tuple[tuple[int, int], ...] = ()
    basis: str = ""
    """How often, in Russian words («каждую учебную четверть»); empty for plain dates."""

    @cached_property
    def sentence(self) -> str:
        """The reading in one Russian sentence."""
        return sentence(self.kind, self.occurrences, self.basis)
