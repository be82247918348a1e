"""Files handed to a bound process, and what became of each."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

BASE = Path(__file__).resolve().parents[3]


def run(folder: Path, files: Iterable[tuple[str, bytes, bool]]) -> dict[str, dict[str, object]]:
    """Read files (name, bytes, whether pasted) in one process of 512 MB; give the results by names."""
    names = {}
    for number, (name, data, is_pasted) in enumerate(files):
        path = folder / f"{number:05}{'.pasted' if is_pasted else '.file'}"
        path.write_bytes(data)
        names[path.stem] = name
    command = [sys.executable, "-X", "utf8", "-m", "tests.roadmaps.hostile.run", str(folder)]
    done = subprocess.run(command, cwd=BASE, capture_output=True, text=True, encoding="utf-8", check=False)
    results = {}
    for line in done.stdout.splitlines():
        result = json.loads(line)
        results[names.pop(result["name"])] = result
    assert not names, (
        f"the process ended ({done.returncode}) before {list(names.values())[:3]}: {done.stderr[-500:]}"
    )
    return results
