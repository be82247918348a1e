"""10,000 mails to a server that takes 50 ms each, four senders; and a person's page meanwhile."""

import os
import signal
import statistics
import time

from django.conf import settings
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from accounts.choices import MessageState
from accounts.models import Message, User
from schools.models import Person
from tests.faults.ground import fork, ground, mails, place, report, size
from tests.faults.kill import SENDERS, send_on
from tests.faults.mail_server import mail_server

WINDOW = 2.0  # seconds with the senders, then as many without: a noisy machine troubles both alike


def _page() -> tuple[Client, str]:
    """Sign a director in who owes forty things; give the address of the director's page."""
    here = place(schools=1, items=40, slug="speed")
    person = Person.objects.get(municipality=here)
    person.user = User.objects.create_user(email=person.email)
    person.save()
    client = Client()
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
    return client, reverse("due", kwargs={"municipality": here.slug})


def _look(client: Client, address: str, seconds: float, times: list[float]) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        begun = time.perf_counter()
        assert client.get(address).status_code == 200
        times.append(time.perf_counter() - begun)
        time.sleep(0.05)


def _send_as_a_worker() -> None:
    """Send at the priority that operations.md gives the worker: pages go first."""
    os.nice(10)
    send_on(60.0)


def main() -> None:
    """Send in windows with pauses between, in which the same page is asked for; pauses are not counted."""
    count = size(10_000, 400)
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.ALLOWED_HOSTS = ["testserver"]
    with ground(), mail_server(delay=0.05) as taken:
        client, address = _page()
        _look(client, address, 1, [])
        mails(count)
        left = Q(state__in=(MessageState.WAITING, MessageState.SENDING))
        senders = [fork(_send_as_a_worker) for _ in range(SENDERS)]
        busy: list[float] = []
        idle: list[float] = []
        seconds, measured = 0.0, size(20, 3)
        while Message.objects.filter(left).exists():
            begun = time.monotonic()
            if measured:
                _look(client, address, WINDOW, busy)
            else:
                time.sleep(0.2)
            seconds += time.monotonic() - begun
            if measured:
                measured -= 1
                for sender in senders:
                    if sender.is_alive():
                        os.kill(sender.pid, signal.SIGSTOP)
                _look(client, address, WINDOW, idle)
                for sender in senders:
                    if sender.is_alive():
                        os.kill(sender.pid, signal.SIGCONT)
        for sender in senders:
            sender.join(60)
        with_mail, without = statistics.median(busy) * 1000, statistics.median(idle) * 1000
        slower = 100 * (with_mail / without - 1)
        taken.look()
        report(
            "speed",
            seconds <= 300 * count / 10_000 + 10 and len(taken.ids) == count and slower <= 20,
            {
                "mails": len(taken.ids),
                "senders": SENDERS,
                "seconds": round(seconds, 1),
                "mails a second": round(count / seconds),
                "page without": f"{without:.1f} ms",
                "page meanwhile": f"{with_mail:.1f} ms",
                "slower by": f"{slower:.0f} %",
                "looks": f"{len(idle)} and {len(busy)}",
                "twice": taken.duplicates,
                "load of the machine": f"{os.getloadavg()[0]:.1f}",
            },
        )


if __name__ == "__main__":
    main()
