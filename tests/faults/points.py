"""A process killed at seven named points: nothing lost; twice only after the server said «250»."""

import os
import signal
import smtplib
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Sum
from django.db.models.query import QuerySet
from django_scopes import scope

from accounts.choices import MessageState
from accounts.models import Message
from accounts.services import outbox
from accounts.services.delivery import Delivery
from accounts.services.journal import Journal
from monitoring.choices import ReminderState
from monitoring.models import Reminder
from monitoring.services import digests, reminders
from schools.models import Municipality
from tests.faults.ground import TUESDAY, fork, ground, place, report, size
from tests.faults.mail_server import mail_server

LEASE = timedelta(seconds=0.2)


def die() -> None:
    """End as by SIGKILL: nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


def after(owner: object, name: str) -> Callable[[], None]:
    """Make a patch: die when the function has done its work."""

    def patch() -> None:
        done = getattr(owner, name)

        def dying(*args: object, **kwargs: object) -> None:
            done(*args, **kwargs)
            die()

        setattr(owner, name, dying)

    return patch


def _rows_written_not_committed() -> None:
    done = QuerySet.bulk_create

    def dying(self, rows, **options):
        with transaction.atomic():
            done(self, rows, **options)
            die()

    QuerySet.bulk_create = dying


def _half_the_text() -> None:
    send = smtplib.SMTP.send

    def dying(self, data):
        if len(data) < 500:
            return send(self, data)
        send(self, data[: len(data) // 2])
        return die()

    smtplib.SMTP.send = dying


# Patched in the process that is to die: the portal itself has no such switches.
POINTS: dict[str, Callable[[], None]] = {
    "planned": _rows_written_not_committed,
    "gathered": after(outbox, "queue"),  # the letter is a row, the transaction is open
    "claimed": after(outbox, "claim"),
    "connected": after(Delivery, "_open"),
    "in the text": _half_the_text,
    "after 250": after(smtplib.SMTP, "data"),
    "noted": after(Journal, "note"),
}


def work(here: Municipality, patch: Callable[[], None] | None) -> None:
    """Plan, gather and send, as the jobs do; with a patch, die on the way."""
    outbox.LEASE = LEASE
    if patch:
        patch()
    with scope(municipality=here):
        reminders.plan(here, today=TUESDAY)
        digests.gather(here, today=TUESDAY)
    outbox.send_waiting()
    os._exit(0)


def main() -> None:
    """For each point: a fresh municipality with two directors, a death, a recovery."""
    rounds = size(20, 2)
    with ground():
        figures, is_kept = {}, True
        for number, (name, patch) in enumerate(POINTS.items()):
            with mail_server() as taken:
                deaths = 0
                for turn in range(rounds):
                    here = place(schools=1, items=2, slug=f"point-{number}-{turn}")
                    process = fork(work, here, patch)
                    process.join()
                    deaths += process.exitcode == -signal.SIGKILL
                    for _ in range(30):
                        process = fork(work, here, None)
                        process.join()
                        if Message.objects.filter(state=MessageState.SENT, municipality=here.slug).exists():
                            break
                told = Reminder.objects.filter(
                    municipality__slug__startswith=f"point-{number}-", state=ReminderState.GATHERED
                ).count()
                lost = rounds - len(taken.recipients) if taken.look() else rounds
                letters = Message.objects.filter(municipality__startswith=f"point-{number}-")
                doubts = letters.aggregate(all=Sum("doubts"))["all"]
                twice = taken.duplicates
                allowed = rounds if name == "after 250" else 0
                is_kept = is_kept and deaths == rounds and told == rounds * 2 and not lost
                is_kept = is_kept and twice <= allowed and twice <= doubts and not taken.of_two_ids
                figures[name] = f"{deaths} kills / {lost} lost / {twice} twice / {doubts} in doubt"
        report("kill points", is_kept, figures)


if __name__ == "__main__":
    main()
