"""Rows that wait for dates, each with the buttons by which one click decides."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from roadmaps.catalogue.date_choices import Choice, end_of, months_of, season_of
from roadmaps.catalogue.readings import Reading, reading_of
from roadmaps.choices import DateSource
from roadmaps.models import Occurrence, PlanItem, Roadmap
from schools.models import Municipality


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the page: as the order writes it, what was decided, and the buttons."""

    item: PlanItem
    reading: Reading
    months: list[Choice]
    others: list[Choice]  # a season that the text names, the roadmap's end
    alike: int  # how many more rows of the roadmap wait with the same words

    @property
    def is_decided(self) -> bool:
        """Whether somebody has said which dates it has, or that it needs none."""
        return self.item.dates_from != DateSource.READ

    @property
    def has_period(self) -> bool:
        """Whether dates can be chosen: the roadmap's period is known."""
        return bool(self.months)


def left() -> "QuerySet[PlanItem]":
    """All rows of the municipality that wait for dates."""
    rows: QuerySet[PlanItem] = PlanItem.objects.of_work().needing_dates()
    return rows


def rows_of(items: Sequence[PlanItem], municipality: Municipality, today: datetime.date) -> list[Row]:
    """Return the rows of the page; two queries, however many."""
    keys = [item.pk for item in items]
    spans: dict[int, list[tuple[datetime.date, datetime.date]]] = defaultdict(list)
    dated = Occurrence.objects.filter(item__in=keys, is_cancelled=False)
    for key, start, due in dated.values_list("item", "start", "due"):
        spans[key].append((start, due))
    roadmaps = {item.roadmap_id: item.roadmap for item in items}
    texts = left().filter(roadmap__in=roadmaps).order_by().values_list("roadmap", "deadline_text")
    same = Counter(texts)
    months: dict[int, list[Choice]] = {}
    for key, roadmap in roadmaps.items():
        roadmap.municipality = municipality
        period = period_of(roadmap)
        months[key] = months_of(period, today) if period else []
    return [
        _row(item, months[item.roadmap_id], spans[item.pk], same[item.roadmap_id, item.deadline_text], today)
        for item in items
    ]


def period_of(roadmap: Roadmap) -> tuple[datetime.date, datetime.date] | None:
    """The roadmap's first and last day, where both are known."""
    return (roadmap.start, roadmap.end) if roadmap.start and roadmap.end else None


def _row(
    item: PlanItem,
    months: list[Choice],
    spans: list[tuple[datetime.date, datetime.date]],
    same: int,
    today: datetime.date,
) -> Row:
    period = period_of(item.roadmap)
    reading = reading_of(
        text=item.deadline_text,
        kind=item.deadline_kind,
        dates_from=item.dates_from,
        spans=sorted(spans, key=lambda span: span[1]),
        period=period,
        today=today,
    )
    season = season_of(item.deadline_text, period, today) if period else None
    others = [season] if season else []
    return Row(
        item=item,
        reading=reading,
        months=months,
        others=[*others, end_of(period)] if period else [],
        alike=max(0, same - 1) if item.dates_from == DateSource.READ else 0,
    )
