"""The process that reads one document and ends: little memory, little time, no secrets, no files written.

Standard input: a line of JSON (`kind`: document or pasted, `name`, `spellings`,
`memory` in bytes, `seconds`, `told`: the pipe on which it says how far it is), then the document's bytes.
Standard output: JSON, `content` or the `code` and `details` of a refusal.
"""

import contextlib
import json
import os
import sys
import traceback
from typing import Any, Final

from roadmaps.documents import progress
from roadmaps.documents.content import Content
from roadmaps.documents.document import read_document, read_pasted
from roadmaps.documents.errors import DocumentError
from roadmaps.documents.packing import packed

if sys.platform != "win32":  # there the parent's clock is the only limit
    import resource

MAX_ANSWER: Final = 40_000_000  # characters


def main() -> None:
    """Read what stands on the standard input and print what it holds."""
    asked = json.loads(sys.stdin.buffer.readline())
    limit(memory=asked["memory"], seconds=asked["seconds"])
    if asked.get("told"):
        progress.listen(_Told(asked["told"]))
        progress.tell(progress.OPENING, 0, 1)
    with contextlib.redirect_stdout(sys.stderr):  # a library that prints must not spoil the answer
        said = answer(asked, sys.stdin.buffer.read())
    sys.stdout.write(said)


class _Told:
    """Writes each new per cent to a pipe: stage and per cent, a line each."""

    def __init__(self, pipe: int) -> None:
        self.pipe, self.last = pipe, -1

    def __call__(self, stage: str, percent: int) -> None:
        if percent > self.last:
            self.last = percent
            with contextlib.suppress(OSError):  # nobody listens any more
                os.write(self.pipe, f"{stage} {percent}\n".encode())


def limit(*, memory: int, seconds: int) -> None:
    """Bind this process: `memory` in bytes, `seconds` of the processor's time, no file written, no dump."""
    if sys.platform == "win32":
        return
    limits = (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, value in limits:
        with contextlib.suppress(ValueError, OSError):  # the machine holds it tighter already
            resource.setrlimit(kind, (value, value))


def answer(asked: dict[str, Any], data: bytes) -> str:
    """What was read, or why not, as JSON; never an exception."""
    try:
        content = _read(asked, data)
        progress.tell(progress.KEEPING, 0, 1)
        said = json.dumps({"content": packed(content)}, ensure_ascii=True)
        if len(said) > MAX_ANSWER:
            raise DocumentError("too_heavy")
    except DocumentError as error:
        return json.dumps({"code": error.code, "details": error.details})
    except (MemoryError, RecursionError):
        return json.dumps({"code": "too_heavy", "details": {}})
    except Exception:
        traceback.print_exc()
        return json.dumps({"code": "broken", "details": {}})
    return said


def _read(asked: dict[str, Any], data: bytes) -> Content:
    if asked["kind"] == "pasted":
        return read_pasted(data.decode("utf-8", "replace"), spellings=asked["spellings"])
    return read_document(data, asked["name"], spellings=asked["spellings"])


if __name__ == "__main__":
    main()
