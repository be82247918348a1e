"""Reads files in one process bound as the reader's own: 512 MB, five seconds of the processor for each file.

    python -m tests.roadmaps.hostile.run FOLDER

Prints a JSON line for each file: its name, `code` of the refusal or "" where it was read, seconds, and whether
the answer came from an error that nobody thought of.
"""

import contextlib
import io
import json
import signal
import sys
import time
from pathlib import Path

from roadmaps.documents import apart, child

SECONDS = 5


class TooLong(BaseException):
    """A file has taken its time; no handler of the reader may swallow this."""


def read(path: Path) -> dict[str, object]:
    """What became of one file."""
    asked = {"kind": "pasted" if path.suffix == ".pasted" else "document", "name": path.name, "spellings": {}}
    noise, begun = io.StringIO(), time.process_time()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        with contextlib.redirect_stderr(noise), contextlib.redirect_stdout(io.StringIO()):
            answer = json.loads(child.answer(asked, path.read_bytes()))
        code = answer.get("code", "")
    except TooLong:
        code = "over time"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return {
        "name": path.stem, "code": code, "seconds": time.process_time() - begun, "error": noise.getvalue()[-2000:],
    }  # fmt: skip


def _stop(_signal: int, _frame: object) -> None:
    raise TooLong


def main() -> None:
    """Read every file of the folder."""
    signal.signal(signal.SIGPROF, _stop)
    child.limit(memory=apart.MEMORY, seconds=3_000)
    for path in sorted(Path(sys.argv[1]).iterdir()):
        print(json.dumps(read(path)), flush=True)


if __name__ == "__main__":
    main()
