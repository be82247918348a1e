"""All tests: first on SQLite with the browser, then what asks a database on our own PostgreSQL and Redis.

What asks none (readers, texts, checks of the code) runs once.

``python -m tests.services`` is ``make test``. With arguments (``python -m tests.services tests/schools -x``)
pytest runs with these, on PostgreSQL and Redis only. The services listen on free ports of the loopback, keep
their data in a temporary folder and are ended by their process ids, whatever happens.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.tools import MissingToolError, ensure

BASE = Path(__file__).resolve().parent.parent
START_SECONDS, STOP_SECONDS = 60, 20
OFFICE = ("soffice", "pdfinfo", "pdftotext")
PASS_SECONDS = 40 * 60  # nothing hangs longer
ON_SQLITE = "not services"
ON_SERVICES = "services or not (browser or office)"


def free_port() -> int:
    """Give a port of the loopback that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _is_answering(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _stop(process: subprocess.Popen[bytes], gently: signal.Signals) -> None:
    """End a process that we started, gently first."""
    if process.poll() is None:
        process.send_signal(gently)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def _service(
    command: list[str], port: int, folder: Path, *, user: str | None, gently: signal.Signals
) -> Iterator[None]:
    """Run a service until the block ends; its words go to a file that is shown if it does not start."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            user=user,
            group=user and pwd.getpwnam(user).pw_gid,
            extra_groups=[] if user else None,
            start_new_session=True,
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _is_answering(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command[0]} does not start:\n{(folder / 'log').read_text()}")
            time.sleep(0.05)
        yield
    finally:
        _stop(process, gently)


def _own_user() -> str | None:
    """Name the user whom PostgreSQL runs as: never root."""
    return "postgres" if os.geteuid() == 0 else None


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Run an empty PostgreSQL in the folder; give its DATABASE_URL."""
    binaries, user = ensure("postgres")[0].resolve().parent, _own_user()
    data, port = folder / "postgresql", free_port()
    data.mkdir()
    if user:
        folder.chmod(0o711)
        shutil.chown(data, user)
    initdb = [binaries / "initdb", "-D", data / "data", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run(
        [*map(str, initdb), "-A", "trust", "--no-sync"],
        cwd=data,
        user=user,
        extra_groups=[] if user else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    options = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "port": str(port),
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "statement_timeout": "60s",  # a plan gone wrong fails a test and hangs none
    }
    settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    command = [str(binaries / "postgres"), "-D", str(data / "data"), *settings]
    with _service(command, port, data, user=user, gently=signal.SIGINT):
        yield f"postgres://postgres@127.0.0.1:{port}/portal"


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Run an empty Redis in the folder; give its address without a database number."""
    data, port = folder / "redis", free_port()
    data.mkdir()
    options = {"port": str(port), "bind": "127.0.0.1", "save": "", "appendonly": "no", "dir": str(data)}
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    command = [str(ensure("redis-server")[0]), *words]
    with _service(command, port, data, user=None, gently=signal.SIGTERM):
        yield f"redis://127.0.0.1:{port}"


@contextmanager
def both() -> Iterator[dict[str, str]]:
    """Run both services; give the environment by which the portal finds them."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-services-")))
        database = stack.enter_context(postgresql(folder))
        broker = stack.enter_context(redis(folder))
        yield {"DATABASE_URL": database, "REDIS_URL": f"{broker}/0", "CELERY_BROKER_URL": f"{broker}/1"}


def _pytest(arguments: list[str], environment: dict[str, str]) -> int:
    """Run pytest in a session of its own, so that a timeout ends its workers too; give its exit code."""
    ours = {"DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL", "DATA_DIR"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    process = subprocess.Popen(
        command, cwd=BASE, env={**kept, **environment}, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        return process.wait(PASS_SECONDS)
    except subprocess.TimeoutExpired:
        sys.stderr.write(f"pytest did not end in {PASS_SECONDS} seconds\n")
        return 1
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            _stop(process, signal.SIGTERM)


def main(arguments: list[str]) -> int:
    """Run both passes, the second even if the first fails; give 0 if both are green."""
    ensure("postgres", "redis-server", "xgettext", *(() if arguments else ("chromium", *OFFICE)))
    failed = 0
    if not arguments:
        print("== SQLite, Chromium ==", flush=True)
        failed |= _pytest(["-m", ON_SQLITE], {})
    with both() as environment:
        print("== PostgreSQL, Redis ==", flush=True)
        whole = {} if arguments else {"ONLY_DATABASE_TESTS": "1"}  # readers have no database to differ on
        failed |= _pytest(arguments or ["-m", ON_SERVICES], environment | whole)
    return failed


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main(sys.argv[1:]))
    except MissingToolError as error:
        sys.exit(f"{error}")
