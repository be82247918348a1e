"""Deadlines of items turned into dates: read from the text, or set by hand."""

import datetime
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.versions import save_version
from roadmaps import deadlines
from roadmaps.choices import DateSource, DeadlineKind
from roadmaps.models import PlanItem, Roadmap
from roadmaps.services.occurrences import Dated, dated_by, store_dates
from roadmaps.services.traces import touch
from schools.academic_calendar import AcademicCalendar
from schools.models import Person

Span = tuple[datetime.date, datetime.date]


def calendar_of(roadmap: Roadmap) -> AcademicCalendar:
    """Return the academic calendar of the roadmap's municipality (the default one where none is set)."""
    return AcademicCalendar.from_dict(roadmap.municipality.academic_calendar)


def reading_period(roadmap: Roadmap) -> Span | None:
    """Return the first and last day in which deadlines fall, or None while the period is not known.

    Nothing is due before the order that demands it, so an order signed within the period cuts its beginning.
    """
    if roadmap.start is None or roadmap.end is None:
        return None
    first = roadmap.start
    if roadmap.order_date and first < roadmap.order_date <= roadmap.end:
        first = roadmap.order_date
    return first, roadmap.end


def reading_of(text: str, roadmap: Roadmap) -> deadlines.Reading | None:
    """Read a deadline's text in the roadmap's period; None while the period is not known."""
    period = reading_period(roadmap)
    return deadlines.read(text, *period, calendar_of(roadmap)) if period else None


@transaction.atomic
def read_deadlines(items: Sequence[PlanItem], roadmap: Roadmap) -> None:
    """Read the deadlines of saved ``items`` again and store their dates; dates set by hand stay.

    Occurrences whose written date stands in the new reading keep their row, and so whatever was done for it.
    """
    to_read = [item for item in items if item.dates_from == DateSource.READ]
    spans = read_kinds(to_read, roadmap)
    PlanItem.objects.bulk_update(
        to_read, ["deadline_kind", "deadline_sentence", "deadline_note"], batch_size=500
    )
    days, period = roadmap.municipality.working_days, reading_period(roadmap)
    dated = {key: [dated_by(days, *span, period) for span in found] for key, found in spans.items()}
    store_dates(to_read, dated, roadmap, is_by_hand=False)


def read_kinds(items: Sequence[PlanItem], roadmap: Roadmap) -> dict[int, list[Span]]:
    """Read the deadlines of the items, unsaved: write down how each was read, return its spans by its key."""
    period, calendar = reading_period(roadmap), calendar_of(roadmap)
    spans: dict[int, list[Span]] = {}
    for item in items:
        if period is None:
            item.deadline_kind = DeadlineKind.UNKNOWN if item.deadline_text else DeadlineKind.EMPTY
            item.deadline_sentence = item.deadline_note = ""
            spans[item.pk] = []
            continue
        reading = deadlines.read(item.deadline_text, *period, calendar)
        item.deadline_kind = DeadlineKind(reading.kind)
        item.deadline_sentence, item.deadline_note = reading.sentence, reading.note
        spans[item.pk] = [(span.start, span.due) for span in reading.occurrences]
    return spans


def read_deadline(item: PlanItem) -> None:
    """Read the deadline of one saved item again."""
    read_deadlines([item], item.roadmap)


@transaction.atomic
def set_dates(item: PlanItem, *, version: int, spans: Iterable[Span], by: Person) -> None:
    """Set the item's dates by hand: (first day, last day) each; they win over any reading.

    Raises ValidationError with a sentence for the first span that cannot be, StaleVersionError when somebody
    else has changed the item since ``version``.
    """
    wanted = sorted(set(spans))
    if not wanted:
        raise ValidationError(_("Write at least one date, or say that no date is needed."))
    for start, due in wanted:
        check_span(start, due, item.roadmap)
    _switch(item, DateSource.BY_HAND, version, by)
    store_dates([item], {item.pk: [Dated(*span) for span in wanted]}, item.roadmap, is_by_hand=True)


@transaction.atomic
def need_no_date(item: PlanItem, *, version: int, by: Person) -> None:
    """Say that the item has no date of its own: nobody is reminded of it. StaleVersionError as above."""
    _switch(item, DateSource.NONE_NEEDED, version, by)
    store_dates([item], {item.pk: []}, item.roadmap, is_by_hand=True)


def alike(item: PlanItem) -> "QuerySet[PlanItem]":
    """The other rows of the roadmap that wait for dates and whose deadline is written in the same words."""
    rows: QuerySet[PlanItem] = PlanItem.objects.needing_dates().filter(roadmap=item.roadmap_id)
    return rows.filter(deadline_text=item.deadline_text).exclude(pk=item.pk)


@transaction.atomic
def decide_dates(
    item: PlanItem, *, version: int, span: Span | None, with_alike: bool = False, by: Person
) -> list[PlanItem]:
    """Give the row one span, or say that it needs no date (None); with_alike: the rows like it too.

    Return the rows decided, this one first. Raises as ``set_dates`` does.
    """
    rows = [item, *(alike(item).order_by("kind", "position", "pk") if with_alike else ())]
    for row in rows:
        row.roadmap = item.roadmap
        seen = version if row == item else row.version
        if span:
            set_dates(row, version=seen, spans=[span], by=by)
        else:
            need_no_date(row, version=seen, by=by)
    return rows


@transaction.atomic
def return_to_text(item: PlanItem, *, version: int, by: Person) -> None:
    """Forget the dates set by hand and read the text again. StaleVersionError as above."""
    _switch(item, DateSource.READ, version, by)
    read_deadlines([item], item.roadmap)


def check_span(start: datetime.date, due: datetime.date, roadmap: Roadmap) -> None:
    """Raise ValidationError, with a sentence that names the dates, unless the span lies in the period."""

    def shown(day: datetime.date) -> str:
        return date_format(day, "j E Y")

    if due < start:
        raise ValidationError(
            _("The deadline of %(due)s is before its first day, %(start)s. Swap them or mend one.")
            % {"due": shown(due), "start": shown(start)}
        )
    if roadmap.start and due < roadmap.start:
        raise ValidationError(
            _("The deadline of %(due)s is before the roadmap begins, %(start)s.")
            % {"due": shown(due), "start": shown(roadmap.start)}
        )
    if roadmap.end and due > roadmap.end:
        raise ValidationError(
            _("The deadline of %(due)s is after the roadmap ends, %(end)s.")
            % {"due": shown(due), "end": shown(roadmap.end)}
        )


def _switch(item: PlanItem, source: DateSource, version: int, by: Person) -> None:
    save_version(item, version=version, changes={"dates_from": source})
    touch(item.roadmap_id, by=by)
