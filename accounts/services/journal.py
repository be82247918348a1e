"""The journal of sent mail: the Message-IDs that a mail server took, in files beside the database.

A line is written the moment the server has said «250», before the database hears of it. So a sender that
is killed in between leaves no doubt, and a database restored from a backup learns what has gone out since.
"""

import datetime
import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from accounts.models import Installation

LONGEST_LINE = 200  # bytes: a moment, a Message-ID of 120 characters at most


@dataclass(frozen=True, slots=True)
class Journal:
    """The folder of this database's journal; a file a day, a line a mail."""

    folder: Path

    @classmethod
    def find(cls) -> "Journal":
        """Return the journal of this database; that of a new database is made, with its folder."""
        installation, is_new = Installation.objects.get_or_create(pk=1)
        journal = cls(Path(settings.DATA_DIR) / "journal" / installation.key.hex)
        if is_new:
            journal.begin()
        return journal

    @property
    def is_there(self) -> bool:
        """Whether the folder is there; without it nobody knows what has gone out since the backup."""
        return self.folder.is_dir()

    @property
    def is_writable(self) -> bool:
        """Whether today's file can be written; else a mail that goes out would be forgotten and go again."""
        try:
            os.close(self._open(timezone.now()))
        except OSError:
            return False
        return True

    def begin(self) -> None:
        """Make the folder."""
        self.folder.mkdir(parents=True, exist_ok=True)

    def note(self, message_id: str) -> None:
        """Write down that the server took the mail; one write, so that lines of many senders never mix.

        It begins on a new line: one that a full disk or a loss of power has cut short spoils no other.
        Raises OSError.
        """
        now = timezone.now()
        line = f"\n{now:%Y-%m-%dT%H:%M:%S.%fZ} {message_id}\n".encode()
        file = self._open(now)
        try:
            os.write(file, line)
        finally:
            os.close(file)

    def newest(self) -> str:
        """Return the Message-ID written last, «» if none; days that a wrong clock put ahead do not count."""
        last = f"{timezone.now():%Y-%m-%d}"
        for path in sorted(self.folder.glob("*.log"), reverse=True):
            found = path.stem <= last and (
                _entries(_tail(path)) or _entries(path.read_text(errors="replace"))
            )
            if found:
                return found[-1][1]
        return ""

    def since(self, moment: datetime.datetime) -> dict[str, datetime.datetime]:
        """Return what was taken since the moment's day: Message-ID → when."""
        first = moment.astimezone(datetime.UTC).strftime("%Y-%m-%d")
        found = {}
        for path in sorted(self.folder.glob("*.log")):
            if path.stem >= first:
                for written, message_id in _entries(path.read_text(errors="replace")):
                    found[message_id] = datetime.datetime.fromisoformat(written)
        return found

    def _open(self, now: datetime.datetime) -> int:
        return os.open(self.folder / f"{now:%Y-%m-%d}.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


def _tail(path: Path) -> str:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2 * LONGEST_LINE))
        return file.read().decode(errors="replace")


def _entries(text: str) -> list[tuple[str, str]]:
    """The whole lines of the text as pairs; a first one cut short by the reader is left out."""
    lines = (line.split(" ") for line in text.splitlines())
    return [(line[0], line[1]) for line in lines if len(line) == 2 and len(line[0]) == 27]
