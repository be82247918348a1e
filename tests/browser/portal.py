"""The real portal: processes of its own on a free port of the loopback, with a data folder of its own."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from tests.services import BASE, free_port

START_SECONDS, STOP_SECONDS = 120, 20
OURS = {"DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL", "DATA_DIR", "DJANGO_SETTINGS_MODULE", "SECRET_KEY"}
SERVICES = ("DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL")
TROUBLE = ("Traceback (most recent call last)", "Internal Server Error")


@dataclass
class Portal:
    """A portal that runs: where it answers, where its data is, what it has said."""

    address: str
    data: Path
    environment: dict[str, str]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def manage(self, *words: str) -> str:
        """Run ``manage.py`` beside the portal; give what it prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=BASE,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def said(self) -> str:
        """Give what all its processes have printed."""
        return "\n".join(log.read_text(errors="replace") for log in sorted(self.data.glob("*.log")))

    def troubles(self) -> list[str]:
        """Give the crashes that its processes have written down."""
        said = self.said()
        return [said] if any(word in said for word in TROUBLE) else []

    def start(self, name: str, *command: str) -> None:
        """Start one of its processes in a session of its own."""
        with (self.data / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command,
                cwd=BASE,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.processes.append(process)

    def wait(self) -> None:
        """Come back as soon as the sign-in page is there."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and all(each.poll() is None for each in self.processes):
            try:
                with urllib.request.urlopen(f"{self.address}/sign-in/", timeout=20):
                    return
            except urllib.error.HTTPError as error:
                with error:
                    raise AssertionError(f"{error.code}\n{self.said()}") from error
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"the portal does not start:\n{self.said()}")

    def stop(self) -> None:
        """End its processes, gently first, the pages before the worker."""
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def missing_services() -> list[str]:
    """Name the variables of the environment that would tell of the services of a server and do not."""
    return [name for name in SERVICES if not os.environ.get(name)]


def _prepared(folder: Path, services: dict[str, str]) -> Portal:
    """Make a portal that does not run yet: environment, static files, tables."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    own = {"DATA_DIR": str(folder), "HOST": "127.0.0.1", "PORT": str(port), "SITE_URL": address}
    portal = Portal(address, folder, {**kept, **own, **services, "PYTHONUNBUFFERED": "1"})
    portal.manage("collectstatic", "--noinput", "-v0")
    folder.mkdir(exist_ok=True)
    portal.manage("migrate", "--noinput", "-v0")
    return portal


@contextmanager
def embedded(folder: Path, *commands: str) -> Iterator[Portal]:
    """Run the portal as one process on SQLite, after the commands of ``manage.py``."""
    portal = _prepared(folder, {})
    for command in commands:
        portal.manage(command)
    portal.start("portal", sys.executable, "manage.py", "serve")
    try:
        portal.wait()
        yield portal
    finally:
        portal.stop()


@contextmanager
def on_services(folder: Path) -> Iterator[Portal]:
    """Run the portal as on a server: gunicorn, worker and beat, on a database of its own."""
    python = [sys.executable, "-m"]
    with ExitStack() as stack:
        services = {
            "DATABASE_URL": stack.enter_context(_own_database(os.environ["DATABASE_URL"])),
            "REDIS_URL": _numbered(os.environ["REDIS_URL"], 2),
            "CELERY_BROKER_URL": _numbered(os.environ["CELERY_BROKER_URL"], 3),
        }
        portal = _prepared(folder, services)
        stack.callback(portal.stop)
        at = portal.address.removeprefix("http://")
        portal.start(
            "web", *python, "gunicorn", "config.wsgi", "--bind", at, "--threads", "4", "--no-control-socket"
        )
        celery = [*python, "celery", "-A", "config.celery"]
        portal.start("worker", *celery, "worker", "--concurrency", "2", "--loglevel", "WARNING")
        portal.start("beat", *celery, "beat", "--schedule", str(folder / "beat"), "--loglevel", "WARNING")
        portal.wait()
        yield portal


@contextmanager
def _own_database(url: str) -> Iterator[str]:
    """Make an empty database on the server of the address; give its address, drop it afterwards."""
    name = f"browser_{uuid.uuid4().hex[:12]}"
    connection = psycopg2.connect(_with_path(url, "/postgres"))
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
            try:
                yield _with_path(url, f"/{name}")
            finally:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    finally:
        connection.close()


def _with_path(url: str, path: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=path))


def _numbered(url: str, number: int) -> str:
    """Name a database of the Redis that nobody else of the tests uses."""
    return _with_path(url, f"/{number}")
