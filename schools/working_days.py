"""Deadlines on a day off: which days a municipality works, and where its rule moves them (plain Python)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from common.dates import is_working_day

KEEP, NEXT, PREVIOUS = "keep", "next", "previous"
RULES = (KEEP, NEXT, PREVIOUS)
LONGEST = 31  # days in a row that nobody works


@dataclass(frozen=True)
class WorkingDays:
    """The production calendar of Russia with the municipality's own changes, and its rule for deadlines.

    ``changes`` says of a day whether people work on it, whatever the production calendar says.
    """

    rule: str = KEEP
    changes: Mapping[date, bool] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: object) -> "WorkingDays":
        """Read what `to_dict` gives; what makes no sense counts as not written."""
        if not isinstance(data, Mapping):
            return cls()
        changes = data.get("changes", {})
        rule = data.get("rule", KEEP)
        return cls(
            rule if rule in RULES else KEEP,
            {date.fromisoformat(day): bool(is_work) for day, is_work in changes.items()},
        )

    def to_dict(self) -> dict[str, object]:
        """Return a plain form for storage as JSON."""
        return {"rule": self.rule, "changes": {day.isoformat(): work for day, work in self.changes.items()}}

    def is_working(self, day: date) -> bool:
        """Whether people work on the day."""
        return self.changes[day] if day in self.changes else is_working_day(day)

    def due(self, written: date) -> date:
        """Return the day on which what is written for a day is due, by the rule."""
        return written if self.rule == KEEP else self._from(written, 1 if self.rule == NEXT else -1)

    def other_way(self, written: date) -> date:
        """Return the working day on the side that the rule does not name."""
        return self._from(written, -1 if self.rule == NEXT else 1)

    def _from(self, day: date, step: int) -> date:
        """Return the day itself, or the first working one in the direction (in a month)."""
        found = (day + timedelta(days=step * away) for away in range(LONGEST))
        return next((each for each in found if self.is_working(each)), day)
