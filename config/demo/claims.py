"""«Не требуется» in the demo: some agreed, one refused, some that wait for the coordinator."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from config.demo.history import MOSCOW, store
from monitoring.choices import EventKind, ExecutionState
from monitoring.models import Event, Execution
from roadmaps.models import Roadmap
from schools.models import Person

DAY = datetime.timedelta(days=1)
AHEAD = DAY * 20  # nobody says of a later deadline already that it is not theirs


@dataclass(frozen=True)
class Claim:
    """What a school said of a row of the plan; ``school`` is its place, ``answer`` the coordinator's word."""

    school: int
    title: str
    reason: str
    is_agreed: bool = False
    answer: str = ""


CLAIMS = (
    Claim(15, "Школьный мониторинг чтения и счёта", "Начальных классов в вечерней школе нет", is_agreed=True),
    Claim(11, "Закрепить наставников", "Учителей со стажем до трёх лет в школе нет", is_agreed=True),
    Claim(
        6,
        "Составить индивидуальные маршруты",
        "Затруднений у учителей не выявлено",
        answer="По справке от октября затруднения есть у трёх учителей: маршруты нужны хотя бы им",
    ),
    Claim(0, "Направить учителей на курсы", "Курсы прошли все учителя, новых заявок школа не подаёт"),
    Claim(15, "Провести недели математики", "Неделя идёт вместе с СОШ № 1, отдельной у вечерней школы нет"),
    Claim(9, "Разобрать с учителями случаи", "Расхождений отметок с экзаменами нет, справка от 28 августа"),
)


def choose(roadmap: Roadmap, *, today: datetime.date, schools: list[int]) -> dict[int, Claim]:
    """Return which execution (key) each claim is about: the latest of its row that is near."""
    found = {}
    near = Execution.objects.filter(roadmap=roadmap, due__lte=today + AHEAD).order_by("-due", "pk")
    for claim in CLAIMS:
        row = near.filter(school=schools[claim.school], item__title__startswith=claim.title).first()
        if row:
            found[row.pk] = claim
    return found


def make(
    claims: dict[int, Claim], *, today: datetime.date, coordinator: Person, directors: dict[int, Person]
) -> None:
    """Write the claims and the answers to those that have one."""
    events: list[tuple[Event, datetime.datetime]] = []
    rows = Execution.objects.in_bulk(claims)
    for number, (key, claim) in enumerate(claims.items()):
        row, director = rows[key], directors[rows[key].school_id or 0]
        is_decided = claim.is_agreed or bool(claim.answer)
        day = min(row.due - DAY * 2, today - DAY * 4) if is_decided else today - DAY * (1 + number % 3)
        moment = datetime.datetime.combine(day, datetime.time(10, 7 * number), MOSCOW)
        _claim(row, claim, director, moment)
        events.append((_event(row, EventKind.CLAIMED, director, claim.reason), moment))
        if is_decided:
            moment += datetime.timedelta(hours=26)
            kind = EventKind.WAIVED if claim.is_agreed else EventKind.RETURNED
            _decide(row, claim, coordinator, moment)
            events.append((_event(row, kind, coordinator, claim.answer), moment))
        row.save()
    store(events)


def _claim(row: Execution, claim: Claim, director: Person, moment: datetime.datetime) -> None:
    row.state, row.note = ExecutionState.CLAIMED, claim.reason
    row.submitted_by, row.submitted_by_name = director, director.short_name
    row.submitted_at, row.submitted_on = moment, moment.date()


def _decide(row: Execution, claim: Claim, coordinator: Person, moment: datetime.datetime) -> None:
    row.state = ExecutionState.WAIVED if claim.is_agreed else ExecutionState.RETURNED
    row.return_reason = claim.answer
    row.decided_by, row.decided_at = coordinator, min(moment, timezone.now())


def _event(row: Execution, kind: EventKind, actor: Person, note: str) -> Event:
    return Event(execution=row, kind=kind, actor=actor, actor_name=actor.short_name, note=note)
