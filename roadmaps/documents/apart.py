"""A stranger's document read in a process of its own, so that it can harm nothing but that."""

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from roadmaps.documents import progress
from roadmaps.documents.content import Content
from roadmaps.documents.errors import DocumentError
from roadmaps.documents.old_formats import is_old, modernised
from roadmaps.documents.packing import unpacked
from roadmaps.documents.spellings import Spellings

MEMORY: Final = 512 * 1024 * 1024  # bytes
SECONDS: Final = 4  # of the processor
PATIENCE: Final = 30  # seconds by the clock: a busy machine gives little of its processor
LOOK: Final = 0.3  # seconds between two looks at how far it is
READER: Final = "roadmaps.documents.child"
_HOME: Final = Path(__file__).resolve().parents[2]
_KEPT: Final = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT")  # of the environment, which holds secrets
Told = Callable[[str, int], bool]

logger = logging.getLogger(__name__)


def read_apart(
    data: bytes, name: str, *, spellings: Spellings | None = None, told: Told | None = None
) -> Content:
    """As `read_document`, in a process of 512 MB and 4 seconds; DocumentError also where it needs more.

    A document of an old format is read where LibreOffice is installed, which has limits of its own.
    `told` hears the stage and the per cent of all; where it answers no, the reading ends at once.
    """
    asked = {"kind": "document", "name": name, "spellings": dict(spellings or {})}
    return _ask(asked, in_format_of_today(data, told), told)


def in_format_of_today(data: bytes, told: Told | None = None) -> bytes:
    """The document itself; one of an old format as LibreOffice writes it anew."""
    if not is_old(data):
        return data
    if told:
        told(progress.CONVERTING, progress.SHARES[progress.CONVERTING][0])
    return modernised(data)


def read_pasted_apart(text: str, *, spellings: Spellings | None = None) -> Content:
    """As `read_pasted`, in a process of its own."""
    data = text.encode("utf-8", "replace")
    return _ask({"kind": "pasted", "name": "", "spellings": dict(spellings or {})}, data, None)


def _ask(asked: dict[str, Any], data: bytes, told: Told | None) -> Content:
    said = run(asked, data, told)
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


def run(asked: dict[str, Any], data: bytes, told: Told | None = None, *, module: str = READER) -> bytes:
    """What a process of our own answers, in the same bounds; half an answer or none where it was stopped."""
    command = [sys.executable, "-X", "utf8", "-m", module]
    heard, pipe = os.pipe() if told and os.name == "posix" else (None, None)
    with tempfile.TemporaryFile() as sent:
        bounds = {"memory": MEMORY, "seconds": SECONDS, "told": pipe}
        sent.write(json.dumps({**asked, **bounds}).encode() + b"\n" + data)
        sent.seek(0)
        with subprocess.Popen(  # noqa: S603 our own module, nothing of the document in the command
            command,
            cwd=_HOME,
            env=environment(),
            stdin=sent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=() if pipe is None else (pipe,),
        ) as process:
            try:
                said, noise = _watched(process, heard, told)
            finally:
                for end in (heard, pipe):
                    if end is not None:
                        os.close(end)
    if noise:
        logger.warning("%s was in trouble: %s", module, noise.decode("utf-8", "replace")[-2000:])
    return said


def _watched(process: "subprocess.Popen[bytes]", heard: int | None, told: Told | None) -> tuple[bytes, bytes]:
    """What the process says; it is stopped when patience ends, or nobody wants its answer any more."""
    if heard is not None:
        os.set_blocking(heard, False)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            return process.communicate(timeout=LOOK if heard is not None else PATIENCE)
        except subprocess.TimeoutExpired:
            line = _last_line(heard) if heard is not None else None
            if line and told and not told(*line):
                break
    process.kill()
    return process.communicate()


def _last_line(heard: int) -> tuple[str, int] | None:
    try:
        lines = os.read(heard, 65_536).decode().splitlines()
    except BlockingIOError:
        return None
    stage, _space, percent = lines[-1].partition(" ") if lines else ("", "", "")
    return (stage, int(percent)) if percent else None
