"""Deadlines read again after another calendar: what would change, and the change itself.

In a roadmap in force only what is not due yet changes; dates set by hand never do.
"""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from roadmaps.choices import DateSource, DeadlineKind
from roadmaps.models import Occurrence, PlanItem, Roadmap
from roadmaps.services.occurrences import Dated, dated_by, paired, store_dates
from roadmaps.services.scheduling import read_kinds, reading_period

Day = datetime.date | None


@dataclass(frozen=True, slots=True)
class Reread:
    """A row of the plan whose dates another calendar changes: (from, to), None where one is new or gone."""

    item: PlanItem
    dates: list[Dated]
    steps: list[tuple[Day, Day]]


def reread(roadmap: Roadmap, today: datetime.date) -> list[Reread]:
    """Return the rows whose dates change by the calendar of ``roadmap.municipality``; nothing is stored."""
    items = list(PlanItem.objects.kept().filter(roadmap=roadmap, dates_from=DateSource.READ))
    standing: dict[int, list[Occurrence]] = defaultdict(list)
    for row in Occurrence.objects.filter(item__in=items, is_cancelled=False):
        standing[row.item_id].append(row)
    spans = read_kinds(items, roadmap)
    days, period = roadmap.municipality.working_days, reading_period(roadmap)
    found = []
    for item in items:
        rows = sorted(standing[item.pk], key=lambda row: row.due)
        dates = [dated_by(days, *span, period) for span in spans[item.pk]]
        if not roadmap.is_draft:
            dates = _still_open(item, rows, dates, today)
        if [(row.start, row.due, row.written_due) for row in rows] != dates:
            found.append(Reread(item, dates, _steps(rows, dates)))
    return found


def store_reread(roadmap: Roadmap, changes: Sequence[Reread]) -> None:
    """Store the dates that ``reread`` has found."""
    items = [change.item for change in changes]
    fields = ["deadline_kind", "deadline_sentence", "deadline_note"]
    PlanItem.objects.bulk_update(items, fields, batch_size=500)
    wanted = {change.item.pk: change.dates for change in changes}
    store_dates(items, wanted, roadmap, is_by_hand=False)


def _still_open(
    item: PlanItem, rows: Sequence[Occurrence], dates: Sequence[Dated], today: datetime.date
) -> list[Dated]:
    """What was due stays as it was; of the new dates only those after it that are not due yet."""
    past = [row for row in rows if row.due < today]
    kept = [Dated(row.start, row.due, row.written_due) for row in past]
    if len(dates) == len(rows):  # each date has its counterpart
        fresh = [dated for row, dated in zip(rows, dates, strict=True) if row.due >= today]
    elif past and item.deadline_kind == DeadlineKind.RECURRING:  # what an interval before has covered
        fresh = [dated for dated in dates if dated.start > past[-1].due]
    else:
        fresh = list(dates)
    last = past[-1].due if past else datetime.date.min
    return kept + [dated for dated in fresh if dated.due >= today and dated.due > last]


def _steps(rows: Sequence[Occurrence], dates: Sequence[Dated]) -> list[tuple[Day, Day]]:
    """Tell the changes as pairs of days; neighbours that came and went are one step."""
    pairs = paired(rows, dates)
    moved = [(known.due, dated.due) for dated, known in pairs if known and known.due != dated.due]
    taken = {known.pk for _dated, known in pairs if known}
    gone = [row.due for row in rows if row.pk not in taken]
    new = [dated.due for dated, known in pairs if known is None]
    both = min(len(gone), len(new))
    steps: list[tuple[Day, Day]] = [*moved, *zip(gone[:both], new[:both], strict=True)]
    steps += [(day, None) for day in gone[both:]]
    steps += [(None, day) for day in new[both:]]
    return sorted(steps, key=lambda step: step[0] or step[1] or datetime.date.min)
