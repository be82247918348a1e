"""The portal in one process: a Celery worker with threads, in which waitress and beat are two steps.

No service stands beside it: the database is SQLite and the broker a folder, unless the environment says
otherwise. A termination signal is Celery's warm shutdown: tasks that run are finished, those that wait
stay in the broker. ``worker -B`` is not used: after a kill its beat, a process of its own, lives on.
"""

import logging
import socket
import threading
import time
import warnings
from dataclasses import dataclass
from typing import Any

from celery import bootsteps
from celery.beat import EmbeddedService
from celery.platforms import SecurityWarning
from celery.worker import state
from django.conf import settings
from waitress.server import create_server

from config.celery import app
from config.wsgi import application

FINISH_SECONDS = 5.0  # how long answers that are being written may take when the portal stops


@dataclass
class Web:
    """Waitress in a thread; the port is taken at once, so that a busy one is known before all else."""

    host: str
    port: int
    threads: int = 8
    trusted_proxy: str = ""

    def __post_init__(self) -> None:
        """Take the port, or raise OSError."""
        proxy = {"trusted_proxy_headers": {"x-forwarded-proto", "x-forwarded-for", "x-forwarded-host"}}
        self._sockets: dict[int, Any] = {}
        self._server = create_server(
            application,
            map=self._sockets,
            sockets=[self._listener()],
            threads=self.threads,
            ident=None,
            clear_untrusted_proxy_headers=True,
            **({"trusted_proxy": self.trusted_proxy, **proxy} if self.trusted_proxy else {}),
        )
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="web", daemon=True)

    def _listener(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        return socket.create_server((self.host, self.port), family=family)

    @property
    def address(self) -> str:
        """Where the portal answers."""
        return f"http://{self.host}:{self.port}/"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Take no new requests, finish those that are being answered, free the port."""
        self._is_stopping.set()
        self._server.pull_trigger()
        self._thread.join(FINISH_SECONDS + 2)

    def _loop(self, *, once: int) -> None:
        self._server.asyncore.loop(timeout=1, map=self._sockets, use_poll=True, count=once)

    def _serve(self) -> None:
        while not self._is_stopping.is_set():
            self._loop(once=1)
        self._server.accepting = False
        deadline = time.monotonic() + FINISH_SECONDS
        while self._is_answering() and time.monotonic() < deadline:
            self._loop(once=1)
        self._server.task_dispatcher.shutdown(timeout=1)
        for each in list(self._sockets.values()):
            each.close()

    def _is_answering(self) -> bool:
        channels = self._server.active_channels.values()
        return any(channel.requests or channel.total_outbufs_len for channel in channels)


def _steps(web: Web) -> tuple[type[bootsteps.StartStopStep], ...]:
    """Make the two steps of the worker's start: pages and clock."""

    class WebStep(bootsteps.StartStopStep):  # type: ignore[misc]
        """Pages: start with the worker, stop before its pool, so that a page can still give it work."""

        requires = {"celery.worker.components:Pool"}

        def start(self, worker: Any) -> None:
            web.start()

        def stop(self, worker: Any) -> None:
            web.stop()

        terminate = stop

    class BeatStep(bootsteps.StartStopStep):  # type: ignore[misc]
        """The clock of jobs, a thread."""

        requires = {"celery.worker.components:Pool"}

        def create(self, worker: Any) -> Any:
            schedule = str(settings.DATA_DIR / "celerybeat-schedule")
            return EmbeddedService(worker.app, thread=True, schedule_filename=schedule)

    return WebStep, BeatStep


def run(web: Web, *, concurrency: int = 4) -> int:
    """Run everything until a signal ends it; give the exit code: 0 if it was a signal, as asked for."""
    # Said to whoever starts the portal as root, a container say. What makes it dangerous, pickled tasks
    # from others, is not accepted.
    warnings.simplefilter("ignore", SecurityWarning)
    app.conf.update(worker_enable_remote_control=False, worker_prefetch_multiplier=1)
    app.steps["worker"].update(_steps(web))
    worker = app.Worker(
        pool="threads",
        concurrency=concurrency,
        quiet=True,
        loglevel=logging.getLevelName(logging.getLogger().level),
        redirect_stdouts=False,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
    )
    worker.start()
    return 0 if state.should_stop is not None else int(worker.exitcode or 0)
