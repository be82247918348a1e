"""Redis flushed and killed while mail is sent; two beats, three workers, each wake-up five times."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from redis import Redis

from accounts.choices import MessageState
from accounts.models import Message
from tests.faults.ground import ground, mails, report, size, wait_until
from tests.faults.mail_server import mail_server
from tests.tools import ensure

BASE = Path(__file__).resolve().parent.parent.parent
RESUMES_WITHIN = 120


class OwnRedis:
    """A Redis of our own on a port of our own, to be killed."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
        self.start()

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"redis://127.0.0.1:{self.port}/1"

    def start(self) -> None:
        """Start it, empty."""
        words = [
            str(ensure("redis-server")[0]),
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
        ]
        self.process = subprocess.Popen(
            [*words, "--appendonly", "no"], cwd=settings.DATA_DIR, stdout=subprocess.DEVNULL
        )

    def flush(self) -> None:
        """Forget everything."""
        Redis(host="127.0.0.1", port=self.port).flushall()

    def kill(self) -> None:
        """Kill it."""
        self.process.kill()
        self.process.wait()


def _celery(address: str, port: int, *words: str) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "CELERY_BROKER_URL": address,
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "LOG_LEVEL": "CRITICAL",
    }
    command = [sys.executable, "-m", "celery", "--app", "tests.faults.celery_app", *words]
    return subprocess.Popen(
        [*command, "--loglevel", "CRITICAL"],
        cwd=BASE,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _sent(prefix: str) -> int:
    return Message.objects.filter(recipient__startswith=prefix, state=MessageState.SENT).count()


def _in_hand() -> int:
    """Count the mails that a sender has in hand now, but for the slow one."""
    held = Message.objects.filter(state=MessageState.SENDING)
    return held.exclude(recipient__startswith="slow").count()


def main() -> None:
    """Ten times: queue mail, flush, kill; when no sender is at work any more start again and queue new mail.

    So it is a wake-up through the new Redis that sends it; see how long it waits.
    """
    rounds, each = size(10, 2), size(300, 40)
    begun = time.monotonic()
    with ground(), mail_server(delay=0.02) as taken:
        server = OwnRedis()
        port = settings.EMAIL_PORT
        beats = [
            _celery(
                server.url, port, "beat", "--schedule", f"{settings.DATA_DIR}/beat-{number}", "--pidfile="
            )
            for number in range(2)
        ]
        workers = [
            _celery(server.url, port, "worker", "--concurrency", "4", "-n", f"w{number}")
            for number in range(3)
        ]
        try:
            mails(1, prefix="slow-150")
            waits = []
            for turn in range(rounds):
                mails(each, prefix=f"turn-{turn}")
                wait_until(
                    lambda turn=turn: _sent(f"turn-{turn}-") > 0,
                    seconds=RESUMES_WITHIN,
                    what="redis, first mails",
                )
                server.flush()
                server.kill()
                wait_until(lambda: not _in_hand(), seconds=RESUMES_WITHIN, what="redis, the last in hand")
                server.start()
                mails(each, prefix=f"after-{turn}")
                waits.append(
                    wait_until(
                        lambda turn=turn: _sent(f"after-{turn}-") > 0,
                        seconds=RESUMES_WITHIN,
                        what="redis, new mails",
                    )
                )
            whole = rounds * each * 2 + 1
            wait_until(
                lambda: Message.objects.filter(state=MessageState.SENT).count() == whole,
                seconds=400,
                what="redis, all mails",
            )
        finally:
            for process in [*beats, *workers]:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            server.kill()
        taken.look()
        slow = taken.recipients["slow-150-0@example.org"]
        report(
            "redis",
            len(taken.ids) == whole and not taken.duplicates and slow == 1 and max(waits) <= RESUMES_WITHIN,
            {
                "mails": whole,
                "flushed and killed": rounds,
                "beats": len(beats),
                "workers": len(workers),
                "lost": whole - len(taken.ids),
                "twice": taken.duplicates,
                "longest wait after a kill": f"{max(waits):.0f} s",
                "the mail of 150 seconds": slow,
                "broker": urlsplit(server.url).scheme,
                "seconds": round(time.monotonic() - begun),
            },
        )


if __name__ == "__main__":
    main()
