"""10,000 mails, four senders, a hundred SIGKILLs at random: nothing lost, hardly anything twice."""

import os
import time
from datetime import timedelta

from django.db.models import Sum

from accounts.choices import MessageState
from accounts.models import Message
from accounts.services import outbox
from tests.faults.ground import CHANCE, fork, ground, mails, report, size, wait_until
from tests.faults.mail_server import mail_server

SENDERS = 4
UNSENT = (MessageState.WAITING, MessageState.SENDING)


def send_on(lease: float) -> None:
    """Send until nothing is left, as a sender's process does; a lease as short as the test needs."""
    outbox.LEASE = timedelta(seconds=lease)
    while Message.objects.filter(state__in=UNSENT).exists():
        if not outbox.send_waiting(limit=200).tried:
            time.sleep(0.2)
    os._exit(0)


def main() -> None:
    """Kill a sender, any of the four, whenever another hundredth of the mails is through."""
    count, kills = size(10_000, 400), size(100, 8)
    with ground(), mail_server(delay=0.1) as taken:
        mails(count)
        begun = time.monotonic()
        senders = [fork(send_on, 4.0) for _ in range(SENDERS)]
        for threshold in sorted(CHANCE.randrange(count * 9 // 10) for _ in range(kills)):
            wait_until(lambda at=threshold: taken.look() >= at, seconds=300, what="kill")
            time.sleep(CHANCE.uniform(0, 0.5))
            place = CHANCE.randrange(SENDERS)
            senders[place].kill()
            senders[place].join()
            senders[place] = fork(send_on, 4.0)
        for sender in senders:
            sender.join(300)
            sender.kill()
        taken.look()
        lost = count - len(taken.ids)
        states = Message.objects.exclude(state=MessageState.SENT).count()
        doubts = Message.objects.aggregate(all=Sum("doubts"))["all"]
        report(
            "random kill",
            not lost and not states and taken.duplicates <= kills // 10 and not taken.of_two_ids,
            {
                "mails": count,
                "senders": SENDERS,
                "kills": kills,
                "lost": lost,
                "duplicates": taken.duplicates,
                "of another Message-ID": taken.of_two_ids,
                "in doubt": doubts,
                "not marked sent": states,
                "seconds": round(time.monotonic() - begun),
            },
        )


if __name__ == "__main__":
    main()
