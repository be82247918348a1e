"""Where the project's own files are."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BASE = Path(__file__).resolve().parent.parent.parent
APPS = ("common", "accounts", "schools", "roadmaps", "monitoring", "reports", "config")


def pyproject() -> dict[str, Any]:
    """Give the settings of all tools."""
    return tomllib.loads((BASE / "pyproject.toml").read_text("utf-8"))


def python_files(*folders: str) -> Iterator[Path]:
    """Yield the Python files of the folders, without migrations."""
    for folder in folders:
        for path in sorted((BASE / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def own_files(folder: str, *suffixes: str) -> Iterator[Path]:
    """Yield the files of a folder that end so, without what is fetched from npm."""
    for path in sorted((BASE / folder).rglob("*")):
        if path.suffix in suffixes and "vendor" not in path.parts:
            yield path
