"""The folder of labelled material beside the checkout (or SHARED_DIR): no part of the project, only read.

Tests that need it skip where it is absent; with REQUIRE_SHARED=1, as in .ci/run, they fail instead.
"""

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parent.parent.parent / "shared"

SHARED = Path(os.environ.get("SHARED_DIR") or _BESIDE)
IS_REQUIRED = os.environ.get("REQUIRE_SHARED") == "1"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir() and not IS_REQUIRED, reason=f"no labelled material at {SHARED}"
)


def shared_folder(*parts: str) -> Path:
    """Give a folder or file of the material; skip the test, or fail it, where there is none."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        (pytest.fail if IS_REQUIRED else pytest.skip)(f"no labelled material at {path}")
    return path
