"""Every file of an app stands in a room of the map, which is the contract «rooms» of import-linter.

A new kind of name (``utils.py``, ``helpers.py``) fails until the map says where it belongs.
"""

import re
from pathlib import Path

import pytest

from tests.architecture.places import APPS, BASE, pyproject

WITHOUT_IMPORTS = {"__init__", "apps", "migrations"}  # every app has them, none is imported by name
OF_CONFIG = {
    "settings",
    "broker",
    "celery",
    "checks",
    "demo",
    "embedded",
    "errors",
    "urls",
    "wsgi",
    "management",
}
OF_CONFIG |= {"admin", "context_processors", "menu"}


def _rooms() -> set[str]:
    contracts = pyproject()["tool"]["importlinter"]["contracts"]
    (rooms,) = [contract for contract in contracts if contract["id"] == "rooms"]
    assert set(rooms["containers"]) == set(APPS) - {"config"}
    return {name for layer in rooms["layers"] for name in re.findall(r"\w+", layer)}


def _inside(app: str) -> list[Path]:
    found = [
        path for path in (BASE / app).iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    ]
    folders = [path for path in (BASE / app).iterdir() if path.is_dir() and path not in found]
    return found + [path for path in folders if any(path.rglob("*.py"))]


@pytest.mark.parametrize("app", APPS)
def test_every_file_stands_in_a_room_of_the_map(app: str) -> None:
    known = WITHOUT_IMPORTS | (OF_CONFIG if app == "config" else _rooms())
    unknown = sorted(path.name for path in _inside(app) if path.stem not in known)
    assert not unknown, f"no room of this name: {unknown}; see «rooms» in pyproject.toml and docs/decisions"


def test_every_app_is_on_the_map() -> None:
    apps = {path.parent.name for path in BASE.glob("*/apps.py")}
    assert apps == set(APPS)
