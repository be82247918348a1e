"""Word files shown as pages: by LibreOffice to PDF, and what stands on each page as text."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.tools import ensure

SECONDS = 180


@dataclass(frozen=True)
class Page:
    """A page: its size in points, its text with the lines as they stand."""

    width: float
    height: float
    text: str

    @property
    def is_across(self) -> bool:
        """Whether the page lies on its side."""
        return self.width > self.height

    @property
    def words(self) -> list[str]:
        """The words of the page, hyphens at ends of lines kept."""
        return self.text.split()


def pages_of(data: bytes, folder: Path) -> list[Page]:
    """The pages of a Word file, made in a folder of the test's own."""
    info, text = ensure("pdfinfo", "pdftotext")
    source, pdf = folder / "карта.docx", folder / "карта.pdf"
    source.write_bytes(data)
    command, quiet = office_command(folder)
    subprocess.run(
        [*command, str(source)],
        check=True,
        capture_output=True,
        timeout=SECONDS,
        env=quiet,
    )
    sizes = _run(info, "-f", "1", "-l", "9999", pdf)
    found = re.findall(r"Page\s+\d+ size:\s+([\d.]+) x ([\d.]+) pts", sizes)
    texts = _run(text, "-layout", pdf, "-").split("\f")
    return [
        Page(float(width), float(height), one) for (width, height), one in zip(found, texts, strict=False)
    ]


def office_command(folder: Path) -> tuple[list[str], dict[str, str]]:
    """The command that prints Word files into a folder, and its environment."""
    (office,) = ensure("soffice")
    profile = (folder / "office").as_uri()
    command = [
        office,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
    ]
    return list(map(str, command)), {**os.environ, "HOME": str(folder)}


def _run(program: Path, *arguments: object) -> str:
    done = subprocess.run(
        [str(program), *map(str, arguments)], check=True, capture_output=True, timeout=SECONDS
    )
    return done.stdout.decode()
