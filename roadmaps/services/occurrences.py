"""Dates of deadlines stored: every row of a date that stays is kept, and so whatever was done for it."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from roadmaps.models import Occurrence, PlanItem, Roadmap
from schools.working_days import WorkingDays

Span = tuple[datetime.date, datetime.date]


class Dated(NamedTuple):
    """One date of a deadline; ``written_due`` only where the rule for days off moves it."""

    start: datetime.date
    due: datetime.date
    written_due: datetime.date | None = None


def dated_by(days: WorkingDays, start: datetime.date, written: datetime.date, period: Span | None) -> Dated:
    """Return a span as the municipality's rule for days off has it; the rule leads out of no period.

    Where the working day that the rule names lies outside the period, that on the other side counts.
    """
    due = days.due(written)
    if period and period[0] <= written <= period[1] and not period[0] <= due <= period[1]:
        due = days.other_way(written)
        due = due if period[0] <= due <= period[1] else written
    return Dated(min(start, due), due, written if due != written else None)


def store_dates(
    items: Sequence[PlanItem], wanted: dict[int, list[Dated]], roadmap: Roadmap, *, is_by_hand: bool
) -> None:
    """Make the occurrences of ``items`` equal to what is wanted (by the item's key)."""
    standing: dict[int, list[Occurrence]] = {item.pk: [] for item in items}
    for occurrence in Occurrence.objects.filter(item__in=standing):
        standing[occurrence.item_id].append(occurrence)
    fresh: list[Occurrence] = []
    changed: list[Occurrence] = []
    gone: list[int] = []
    for item in items:
        rows = standing[item.pk]
        pairs = paired(rows, wanted[item.pk])
        for dated, known in pairs:
            if known is None:
                fresh.append(Occurrence(item=item, is_by_hand=is_by_hand, **dated._asdict()))
            elif _give(known, dated, is_by_hand=is_by_hand):
                changed.append(known)
        kept = {known.pk for _dated, known in pairs if known}
        gone += [row.pk for row in rows if row.pk not in kept]
    obsolete = Occurrence.objects.filter(pk__in=gone)
    if roadmap.is_draft:
        obsolete.delete()
    else:  # an approved date may carry marks: it is cancelled, and the next order settles its executions
        obsolete.update(is_cancelled=True)
    fields = ["start", "due", "written_due", "is_by_hand", "is_cancelled"]
    Occurrence.objects.bulk_update(changed, fields, batch_size=500)
    Occurrence.objects.bulk_create(fresh, batch_size=500)


def paired(rows: Sequence[Occurrence], wanted: Sequence[Dated]) -> list[tuple[Dated, Occurrence | None]]:
    """Give each wanted date the row that it may keep; of several that are due on one day the first stays.

    A row is found by its due day, else by the day that the order names if nothing else is due on it now.
    """
    by_due = {row.due: row for row in rows}
    by_written = {row.written: row for row in rows if not row.is_cancelled}
    in_order = sorted(wanted, key=lambda dated: (dated.due, dated.start), reverse=True)
    once = {dated.due: dated for dated in in_order}
    pairs: list[tuple[Dated, Occurrence | None]] = []
    for due, dated in sorted(once.items()):
        known = by_due.get(due)
        if known is None:
            moved = by_written.get(dated.written_due or due)
            known = moved if moved and moved.due not in once else None
        pairs.append((dated, known))
    return pairs


def _give(row: Occurrence, dated: Dated, *, is_by_hand: bool) -> bool:
    """Write the date on the row; say whether anything has changed."""
    values = {**dated._asdict(), "is_by_hand": is_by_hand, "is_cancelled": False}
    if all(getattr(row, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    return True
