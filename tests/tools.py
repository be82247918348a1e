"""Programs that the checks and tests need beside Python: found, or installed where that is possible.

``python -m tests.tools xgettext`` makes sure that they are there. As root on Debian or Ubuntu a missing one
is installed; elsewhere the sentence says what to install. Plain Python: it runs before anything else does.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = {
    "xgettext": "gettext",
    "redis-server": "redis-server",
    "chromium": "chromium",
    "postgres": "postgresql",
    "soffice": "libreoffice-writer-nogui libreoffice-calc-nogui",
    "pdfinfo": "poppler-utils",
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
}
OTHER_NAMES = {"chromium": ("chromium-browser", "google-chrome", "google-chrome-stable")}
PLACES = {"postgres": ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin")}


class MissingToolError(Exception):
    """A program is absent and cannot be installed from here; the text says what to do."""


def find(program: str) -> Path | None:
    """Give the path of the program, or None; PostgreSQL's own folders are looked through too."""
    for name in (program, *OTHER_NAMES.get(program, ())):
        if path := shutil.which(name):
            return Path(path)
    found = [file for place in PLACES.get(program, ()) for file in Path("/").glob(f"{place[1:]}/{program}")]
    return max(found, default=None)


def _install(packages: list[str]) -> None:
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=400", "-qq"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*apt, "update"], env=quiet, stdin=subprocess.DEVNULL, check=False)
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    done = subprocess.run(
        install, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise MissingToolError(f"apt-get could not install: {' '.join(packages)}")


def ensure(*programs: str) -> list[Path]:
    """Give the paths of the programs, installing what is missing, or raise MissingToolError."""
    named = (PACKAGES[program] for program in programs if not find(program))
    missing = list(dict.fromkeys(package for packages in named for package in packages.split()))
    if missing:
        sentence = f"missing: {' '.join(missing)}"
        if not shutil.which("apt-get") or os.geteuid() != 0:
            raise MissingToolError(
                f"{sentence}; install them (on Debian: apt-get install {' '.join(missing)})"
            )
        sys.stderr.write(f"{sentence}; installing\n")
        _install(missing)
    paths = [find(program) for program in programs]
    if not all(paths):
        raise MissingToolError(f"still missing after installation: {' '.join(missing)}")
    return [path for path in paths if path]


if __name__ == "__main__":
    try:
        ensure(*sys.argv[1:])
    except MissingToolError as error:
        sys.exit(f"{error}")
