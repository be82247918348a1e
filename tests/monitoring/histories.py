"""Random histories of executions, by the same services that pages use, and a plain count of the outcome."""

import datetime
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

import time_machine

from monitoring.choices import AWAITING_STATES, ExecutionState, SummaryLevel
from monitoring.models import Execution, Snapshot, Summary
from monitoring.services import assignment, progress
from monitoring.services.summaries import FIGURES
from roadmaps.choices import ItemKind
from roadmaps.models import Occurrence, PlanItem, Responsible, Roadmap
from tests.cast import NOW, Cast
from tests.factories import OccurrenceFactory, PlanItemFactory, ResponsibleFactory, SectionFactory, an_item

Key = tuple[object, ...]
DAYS = [NOW.date() + datetime.timedelta(days=days) for days in range(-40, 41, 5)]


class History:
    """Acts by chance on the cast's roadmap; the same seed acts the same."""

    def __init__(self, cast: Cast, seed: int) -> None:
        """Give the plan rows of every kind, and begin at the cast's own moment."""
        self.cast, self.chance, self.now = cast, random.Random(seed), NOW
        self.sections = [cast.section, SectionFactory(roadmap=cast.roadmap, position=2)]
        self._plan()
        assignment.assign(cast.roadmap)

    def _plan(self) -> None:
        whose: list[dict[str, object]] = [
            {"group": self.cast.directors},
            {"person": self.cast.specialist},
            {"group": self.cast.working_group},
            {"text": "Методисты"},
        ]
        for section in self.sections:
            for meaning in self.chance.sample(whose, 3):
                item = an_item(section, due=tuple(self.chance.sample(DAYS, 2)))
                ResponsibleFactory(item=item, **meaning)
                if self.chance.random() < 0.5:
                    ResponsibleFactory(item=item, person=self.cast.coordinator)
        point = PlanItemFactory(
            section=None, roadmap=self.cast.roadmap, kind=ItemKind.CONTROL_POINT, dates_from="by_hand"
        )
        for day in self.chance.sample(DAYS, 2):
            OccurrenceFactory(item=point, due=day, is_by_hand=True)
        ResponsibleFactory(item=point, group=self.cast.directors)

    def act(self, times: int) -> None:
        """Let so many things happen, each at its own time."""
        often = [self._submit, self._accept] * 2
        once = [
            self._send_back,
            self._withdraw,
            self._claim,
            self._reopen,
            self._amend,
            self._pass_time,
        ]
        for _ in range(times):
            with time_machine.travel(self.now, tick=False):
                self.chance.choice(often + once)()

    def _one(self, *states: str) -> Iterator[Execution]:
        rows = Execution.objects.filter(roadmap=self.cast.roadmap, state__in=states).order_by("pk")
        if rows:
            yield self.chance.choice(list(rows))

    def _submit(self) -> None:
        for row in self._one(ExecutionState.PLANNED, ExecutionState.RETURNED):
            progress.submit(row, by=self.cast.director, note="Сделано")

    def _accept(self) -> None:
        for row in self._one(*AWAITING_STATES):
            progress.accept(row, by=self.cast.coordinator)

    def _send_back(self) -> None:
        for row in self._one(*AWAITING_STATES):
            progress.send_back(row, by=self.cast.coordinator, reason="Нет подписи")

    def _withdraw(self) -> None:
        for row in self._one(*AWAITING_STATES):
            with suppress(progress.ProgressError):  # locked by now
                progress.withdraw(row, by=self.cast.director)

    def _claim(self) -> None:
        for row in self._one(ExecutionState.PLANNED, ExecutionState.RETURNED):
            progress.claim(row, by=self.cast.director, reason="Нет таких классов")

    def _reopen(self) -> None:
        for row in self._one(ExecutionState.ACCEPTED, ExecutionState.WAIVED):
            progress.reopen(row, by=self.cast.coordinator)

    def _pass_time(self) -> None:
        self.now += datetime.timedelta(days=self.chance.randint(1, 6))

    def _amend(self) -> None:
        """Strike a row out, move a date, add a date, take a school out or put it back, move a row."""
        items = list(PlanItem.objects.filter(roadmap=self.cast.roadmap, occurrences__isnull=False).distinct())
        item = self.chance.choice(sorted(items, key=lambda each: each.pk))
        changes: list[Callable[[PlanItem], object]] = [
            lambda item: PlanItem.objects.filter(pk=item.pk).update(
                cancelled_by=None if item.cancelled_by_id else self.cast.roadmap.revisions.first()
            ),
            self._move_date,
            lambda item: Occurrence.objects.get_or_create(
                item=item,
                due=(day := self.chance.choice(DAYS)),
                defaults={"start": day, "is_by_hand": True},
            ),
            lambda _item: self.cast.roadmap.schools.remove(self.cast.other_school),
            lambda _item: self.cast.roadmap.schools.add(self.cast.other_school),
            lambda item: (
                item.section_id
                and PlanItem.objects.filter(pk=item.pk).update(section=self.chance.choice(self.sections))
            ),
        ]
        self.chance.choice(changes)(item)
        assignment.assign(self.cast.roadmap)

    def _move_date(self, item: PlanItem) -> None:
        occurrence = item.occurrences.order_by("pk").first()
        assert occurrence
        day = occurrence.due + datetime.timedelta(days=self.chance.choice((-9, 3, 11)))
        if not item.occurrences.filter(due=day).exists():
            Occurrence.objects.filter(pk=occurrence.pk).update(due=day, start=day)


def plain_count(rows: Iterable[Execution], today: datetime.date) -> Counter[str]:
    """Count executions one by one, as one would with a pencil."""
    found: Counter[str] = Counter(dict.fromkeys(FIGURES, 0))
    for row in rows:
        if row.state in ("cancelled", "waived"):
            continue
        is_due = row.due <= today
        is_in = row.state in ("submitted", "accepted")
        found["total"] += 1
        found["expected"] += is_due
        found["received"] += is_due and is_in
        found["on_time"] += bool(is_due and is_in and row.submitted_on and row.submitted_on <= row.due)
        found["late"] += bool(is_due and is_in and row.submitted_on and row.submitted_on > row.due)
        found["overdue"] += row.due < today and row.state in ("planned", "returned")
        found["awaiting"] += row.state in ("submitted", "claimed")
        found["accepted"] += row.state == "accepted"
        found["returned"] += row.state == "returned"
        found["early"] += not is_due and is_in
    return found


def plain_summary(roadmap: Roadmap, today: datetime.date) -> dict[Key, dict[str, int]]:
    """Say what every line of the roadmap's summary should be; lines where all is nought are left out."""
    places: dict[Key, list[Execution]] = defaultdict(list)
    named = defaultdict(set)
    for entry in Responsible.objects.filter(item__roadmap=roadmap):
        text = "" if entry.person_id or entry.group_id else entry.text
        named[entry.item_id].add((entry.person_id, entry.group_id, text))
    for row in Execution.objects.filter(roadmap=roadmap).select_related("item"):
        keys: set[Key] = {("roadmap",)}
        keys |= {("section", row.section_id)} if row.section_id else set()
        keys |= {("school", row.school_id)} if row.school_id else set()
        keys |= {("cell", row.section_id, row.school_id)} if row.section_id and row.school_id else set()
        keys |= {("responsible", *who) for who in named[row.item_id]}
        keys |= {("point", row.occurrence_id)} if row.item.kind == ItemKind.CONTROL_POINT else set()
        for key in keys:
            places[key].append(row)
    counted = {key: dict(plain_count(rows, today)) for key, rows in places.items()}
    return {key: counts for key, counts in counted.items() if any(counts.values())}


def stored_summary(roadmap: Roadmap) -> dict[Key, dict[str, int]]:
    """Give what is stored in the same form; a line that stands twice is a mistake."""
    found: dict[Key, dict[str, int]] = {}
    for line in Summary.objects.filter(roadmap=roadmap).select_related("responsible"):
        key = _key(line)
        assert key not in found, f"{key} stands twice"
        found[key] = {name: getattr(line, name) for name in FIGURES}
    return {key: counts for key, counts in found.items() if any(counts.values())}


def _key(line: Summary) -> Key:
    if line.level == SummaryLevel.RESPONSIBLE:
        who = line.responsible
        assert who
        return ("responsible", who.person_id, who.group_id, "" if who.person_id or who.group_id else who.text)
    if line.level == SummaryLevel.CONTROL_POINT:
        return ("point", line.occurrence_id)
    if line.level == SummaryLevel.SCHOOL and line.section_id:
        return ("cell", line.section_id, line.school_id)
    keys = {SummaryLevel.SECTION: (line.section_id,), SummaryLevel.SCHOOL: (line.school_id,)}
    return (line.level, *keys.get(SummaryLevel(line.level), ()))


def stored_day(roadmap: Roadmap, day: datetime.date) -> dict[Key, dict[str, int]]:
    """Give the snapshot of a day in the same form."""
    return {
        ("section", row.section_id) if row.section_id else ("roadmap",): {
            name: getattr(row, name) for name in FIGURES
        }
        for row in Snapshot.objects.filter(roadmap=roadmap, day=day)
    }
