"""Run a fault on SQLite and on PostgreSQL + Redis of our own; each prints one line of figures.

python -m tests.faults NAME|all [--on sqlite|services] [--small]
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg2

from tests.services import both

BASE = Path(__file__).resolve().parent.parent.parent
SECONDS = {  # nothing takes longer; a run at full size on two cores takes a quarter of it
    "planner": 1800,
    "kill": 1800,
    "points": 1200,
    "redis": 1800,
    "clock": 1500,
    "smtp": 1800,
    "speed": 1200,
    "two_people": 1200,
}


def run(name: str, services: dict[str, str], *, is_small: bool) -> int:
    """Run one fault in a process of its own with a data folder of its own; give its exit code."""
    with tempfile.TemporaryDirectory(prefix="portal-fault-") as folder:
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("EMAIL")},
            "DJANGO_SETTINGS_MODULE": "config.settings.base",
            "SECRET_KEY": "faults-only-" + "0" * 50,
            "DATA_DIR": folder,
            "LOG_LEVEL": "CRITICAL",
            "EMAIL_URL": "smtp://127.0.0.1:1",
            "MESSAGE_ID_DOMAIN": "faults.example",
            "FAULT_SMALL": "1" if is_small else "",
            **services,
        }
        command = [sys.executable, "-m", f"tests.faults.{name}"]
        try:
            return subprocess.run(
                command, cwd=BASE, env=environment, timeout=SECONDS[name], check=False
            ).returncode
        except subprocess.TimeoutExpired:
            print(f"{name}: did not end in {SECONDS[name]} seconds")
            return 1


def make_database(url: str) -> None:
    """Make the empty database that the address names."""
    server, _slash, name = url.rpartition("/")
    connection = psycopg2.connect(f"{server}/postgres".replace("postgres://", "postgresql://", 1))
    connection.autocommit = True
    connection.cursor().execute(f'CREATE DATABASE "{name}"')
    connection.close()


def main() -> int:
    """Run the faults asked for; 0 if every one kept its promise."""
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=[*SECONDS, "all"])
    parser.add_argument("--on", choices=["sqlite", "services"])
    parser.add_argument("--small", action="store_true", help="a few instead of thousands")
    chosen = parser.parse_args()
    failed = 0
    for name in SECONDS if chosen.name == "all" else [chosen.name]:
        if chosen.on != "services":
            failed |= run(name, {}, is_small=chosen.small)
        if chosen.on != "sqlite":
            with both() as services:
                make_database(services["DATABASE_URL"])
                failed |= run(name, services, is_small=chosen.small)
    return failed


if __name__ == "__main__":
    sys.exit(main())
