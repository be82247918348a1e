"""The portal in one process: it answers, tells of a busy port, ends within seconds, leaves nobody behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

BASE = Path(__file__).resolve().parent.parent.parent
START_SECONDS, STOP_SECONDS = 60, 20

Serve = Callable[[], subprocess.Popen[str]]


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.fixture
def environment(tmp_path: Path, port: int) -> dict[str, str]:
    """Give the environment of an embedded installation with a data folder of its own."""
    ours = {"DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {
        **kept,
        "DATA_DIR": str(tmp_path),
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "PYTHONUNBUFFERED": "1",
    }


@pytest.fixture
def serve(environment: dict[str, str]) -> Iterator[Serve]:
    """Give a function that starts the portal in a process group of its own."""
    started: list[subprocess.Popen[str]] = []
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "collectstatic", "--noinput", "-v0"], cwd=BASE, env=environment, check=True)

    def start() -> subprocess.Popen[str]:
        portal = subprocess.Popen(
            [*manage, "serve"],
            cwd=BASE,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(portal)
        return portal

    yield start
    for portal in started:
        if portal.poll() is None:
            os.killpg(portal.pid, signal.SIGKILL)
        portal.communicate()


def _page(port: int, portal: subprocess.Popen[str]) -> str:
    """Give the sign-in page as soon as the portal answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and portal.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=10) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                raise AssertionError(f"{error.code}: {error.read().decode()}") from error
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer: {portal.communicate()[0] if portal.poll() is not None else 'it waits'}")


def _group_is_empty(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_a_signal_ends_it_with_all_its_children(
    serve: Serve, port: int, tmp_path: Path, ending: signal.Signals
) -> None:
    portal = serve()
    assert "<form" in _page(port, portal)
    portal.send_signal(ending)
    output = portal.communicate(timeout=STOP_SECONDS)[0]
    assert portal.returncode == 0, output
    assert "Traceback" not in output
    assert f"http://127.0.0.1:{port}/" in output
    assert _group_is_empty(portal.pid)
    assert (tmp_path / "portal.sqlite3").exists()


def test_a_busy_port_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    monkeypatch.setenv("PORT", str(port))
    with socket.create_server(("127.0.0.1", port)), pytest.raises(CommandError, match=str(port)):
        call_command("serve")


@pytest.mark.parametrize("wrong", ["http", "0", "70000"])
def test_a_wrong_port_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("PORT", wrong)
    with pytest.raises(CommandError, match=wrong):
        call_command("serve")
