"""The clock: eleven Russian zones, nights of a change to summer time, jumps, an outage of three days."""

import datetime
import time
from collections import Counter
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import time_machine
from django.db.models import Count

from accounts.choices import MessageState
from accounts.models import Message
from accounts.services import outbox
from monitoring.choices import ReminderState
from monitoring.models import Execution, Reminder
from monitoring.services import digests
from schools.choices import TIME_ZONES
from schools.models import Municipality
from tests.faults.ground import ground, place, report, size
from tests.faults.mail_server import Taken, mail_server

HOUR, DAY, MINUTE = (datetime.timedelta(**{unit: 1}) for unit in ("hours", "days", "minutes"))
ELSEWHERE = (("Europe/Berlin", 2), ("America/New_York", 2), ("Europe/Berlin", 8))  # by night and by day
# The nights of the change: 25 October 2026 and 28 March 2027 in Europe, 1 November and 14 March in America.
CHANGES = [datetime.date(2026, 10, 25), datetime.date(2026, 11, 1), datetime.date(2027, 3, 14)]
CHANGES.append(datetime.date(2027, 3, 28))
CHANGES = CHANGES[: size(4, 1)]
JUMPS = (("hour", HOUR), ("day", DAY), ("forty", DAY * 40))[size(0, 2) :]


def minutes(first: datetime.date, days: int, step: datetime.timedelta) -> Iterator[datetime.datetime]:
    """Yield the moments at which the job wakes, by Greenwich."""
    now = datetime.datetime.combine(first, datetime.time(), datetime.UTC)
    end = now + DAY * days
    while now < end:
        yield now
        now += step


def wake(now: datetime.datetime, municipality: str = "") -> None:
    """Do what the jobs of that moment do, in all municipalities or one."""
    with time_machine.travel(now, tick=False):
        digests.run(municipality=municipality)
        if Message.objects.due(now).exists() or Message.objects.abandoned(now).exists():
            outbox.send_waiting()


def a_municipality(slug: str, zone: str, hour: int, due: datetime.date, **rules: object) -> Municipality:
    """Make a municipality with two schools that owe one thing."""
    made = place(schools=2, items=1, due=due, slug=slug)
    made.time_zone, made.digest_hour = zone, hour
    made.reminder_rules = {"working_days": False, **rules}
    made.save()
    return made


def late_letters(first: str) -> int:
    """Count letters that were not sent within a minute of the hour (where it is left out: of the next)."""
    wrong = 0
    for message in Message.objects.filter(municipality__startswith=first):
        here = Municipality.objects.get(slug=message.municipality)
        assert message.sent_at is not None
        local = message.sent_at.astimezone(here.zone)
        wanted = local.replace(hour=here.digest_hour, minute=0, second=0, fold=0)
        wanted = wanted.astimezone(datetime.UTC).astimezone(ZoneInfo(here.time_zone))
        wrong += not datetime.timedelta() <= local - wanted <= MINUTE
    return wrong


def zones() -> dict[str, object]:
    """The minutes about each hour of two days in eleven zones, and of the nights of the change elsewhere."""
    due = datetime.date(2026, 11, 25)
    for number, (zone, _name) in enumerate(TIME_ZONES):
        a_municipality(f"zone-{number}", zone, 8, due, before=[1], on_day=False)
    for now in minutes(due - DAY * 2, 2, MINUTE):
        if now.minute in (0, 1, 30, 59):
            wake(now)
    for number, (zone, hour) in enumerate(ELSEWHERE):
        for night in CHANGES:
            a_municipality(f"night-{number}-{night:%m}-{night:%d}", zone, hour, night, before=[])
    for night in CHANGES:
        for now in minutes(night, 1, MINUTE * 10):
            wake(now)
        Execution.objects.filter(due=night).update(state="cancelled")  # or its Monday would come too
    letters = Message.objects.values("municipality").annotate(found=Count("pk"))
    found = Counter(row["found"] for row in letters)
    return {
        "zones": len(TIME_ZONES),
        "nights": len(ELSEWHERE) * len(CHANGES),
        "letters": Message.objects.count(),
        "municipalities with another number than two": letters.count() - found[2],
        "not at the hour": late_letters("zone") + late_letters("night"),
    }


def jumps() -> dict[str, object]:
    """A clock that jumps by an hour, a day and forty days and comes back; every step is told in its time."""
    due = datetime.date(2027, 6, 23)
    lost = twice = 0
    for name, jump in JUMPS:
        for sign in (1, -1):
            here = a_municipality(f"jump-{name}-{'up' if sign > 0 else 'down'}", "Europe/Moscow", 8, due)
            for number, now in enumerate(minutes(due - DAY * 16, 17, HOUR)):
                wake(now + jump * sign if number in (125, 126, 127, 128) else now, here.slug)
            told = Reminder.objects.filter(municipality=here, state=ReminderState.GATHERED)
            steps = set(told.values_list("person", "kind", "step"))
            wanted = {("before", days) for days in (14, 7, 3, 1)} | {("on_day", 0)}
            people = set(told.values_list("person", flat=True))
            lost += sum((person, *step) not in steps for person in people for step in wanted)
            twice += told.count() - len(steps)
            Execution.objects.filter(municipality=here).update(state="cancelled")
    return {"jumps": len(JUMPS) * 2, "steps lost": lost, "steps twice": twice}


def outage() -> dict[str, object]:
    """Three silent days: one letter a person at the next morning, and the ledger adds up."""
    due = datetime.date(2027, 9, 15)
    here = a_municipality("outage", "Europe/Moscow", 8, due, before=[7, 3, 2, 1])
    for now in minutes(due - DAY * 8, 4, HOUR):
        wake(now, here.slug)
    before = Message.objects.filter(municipality=here.slug).count()
    Execution.objects.filter(pk=Execution.objects.filter(municipality=here).first().pk).update(
        state="cancelled"
    )
    for now in minutes(due - DAY, 1, MINUTE * 10):
        wake(now, here.slug)
    most = Message.objects.filter(municipality=here.slug).count() - before
    for now in minutes(due, 30, HOUR * 3):
        wake(now, here.slug)
    rows = Reminder.objects.filter(municipality=here)
    sent = rows.filter(state=ReminderState.GATHERED, message__state=MessageState.SENT).count()
    failed = rows.filter(state=ReminderState.GATHERED, message__state=MessageState.FAILED).count()
    missed = rows.filter(state=ReminderState.MISSED).count()
    cancelled = rows.filter(state=ReminderState.CANCELLED).count()
    return {
        "letters after three silent days": most,
        "planned": rows.count(),
        "sent + missed + cancelled + failed": f"{sent} + {missed} + {cancelled} + {failed}",
        "left": rows.count() - sent - missed - cancelled - failed,
    }


def main() -> None:
    """All three."""
    begun = time.monotonic()
    with ground(), mail_server() as taken:
        figures = {**zones(), **jumps(), **outage()}
        figures |= _mail(taken)
        nothing = (
            "municipalities with another number than two",
            "not at the hour",
            "steps lost",
            "steps twice",
            "left",
            "mails lost",
            "mails twice",
        )
        is_kept = not any(figures[name] for name in nothing)
        is_kept = is_kept and figures["letters after three silent days"] == 1
        report("time", is_kept, {**figures, "seconds": round(time.monotonic() - begun)})


def _mail(taken: Taken) -> dict[str, object]:
    written = Message.objects.count()
    return {
        "mails lost": written - len(taken.ids) if taken.look() else written,
        "mails twice": taken.duplicates,
    }


if __name__ == "__main__":
    main()
