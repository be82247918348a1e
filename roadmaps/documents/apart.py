"""A stranger's document read in a process of its own, so that it can harm nothing but that."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from roadmaps.documents.content import Content
from roadmaps.documents.errors import DocumentError
from roadmaps.documents.old_formats import is_old, modernised
from roadmaps.documents.packing import unpacked
from roadmaps.documents.spellings import Spellings

MEMORY: Final = 512 * 1024 * 1024  # bytes
SECONDS: Final = 4  # of the processor
PATIENCE: Final = 30  # seconds by the clock: a busy machine gives little of its processor
_HOME: Final = Path(__file__).resolve().parents[2]
_KEPT: Final = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT")  # of the environment, which holds secrets

logger = logging.getLogger(__name__)


def read_apart(data: bytes, name: str, *, spellings: Spellings | None = None) -> Content:
    """As `read_document`, in a process of 512 MB and 4 seconds; DocumentError also where it needs more.

    A document of an old format is read where LibreOffice is installed, which has limits of its own.
    """
    if is_old(data):
        data = modernised(data)
    return _ask({"kind": "document", "name": name, "spellings": dict(spellings or {})}, data)


def read_pasted_apart(text: str, *, spellings: Spellings | None = None) -> Content:
    """As `read_pasted`, in a process of its own."""
    data = text.encode("utf-8", "replace")
    return _ask({"kind": "pasted", "name": "", "spellings": dict(spellings or {})}, data)


def _ask(asked: dict[str, Any], data: bytes) -> Content:
    said = _run(json.dumps({**asked, "memory": MEMORY, "seconds": SECONDS}).encode() + b"\n" + data)
    try:
        answer = json.loads(said)
    except ValueError as error:  # it was stopped: by its limits, or because the machine has no more
        raise DocumentError("too_heavy") from error
    if "code" in answer:
        raise DocumentError(answer["code"], **answer["details"])
    return unpacked(answer["content"])


def environment() -> dict[str, str]:
    """What the process that reads knows of this one's environment."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ}


def _run(sent: bytes) -> bytes:
    command = [sys.executable, "-X", "utf8", "-m", "roadmaps.documents.child"]
    with subprocess.Popen(  # noqa: S603 our own module, nothing of the document in the command
        command,
        cwd=_HOME,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            said, noise = process.communicate(sent, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            said, noise = process.communicate()
    if noise:
        logger.warning("A document was not read: %s", noise.decode("utf-8", "replace")[-2000:])
    return said
