"""A register in an Excel file read into rows of texts. Plain Python: says what is wrong by a code."""

import datetime
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

MOST_ROWS = 2000
MOST_COLUMNS = 60
MOST_BYTES_UNPACKED = 50 * 1024 * 1024
HEADING_WITHIN = 10  # the heading is one of the first rows: a title may stand above it


class RegisterError(Exception):
    """The file is no register; ``code`` is one of: not_excel, too_big, no_heading, too_many, empty."""

    def __init__(self, code: str) -> None:
        """Keep what is wrong."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Sheet:
    """Fields by column, then rows of texts, and the number that each row has in the file."""

    fields: list[str]
    rows: list[list[str]]
    numbers: list[int]


def read_register(content: bytes, headings: Mapping[str, str], needed: str) -> Sheet:
    """Read the first sheet; ``headings`` maps a heading in small letters to its field.

    The heading is the first row that has the field ``needed``; columns that nobody knows are left out.
    """
    _check_size(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = list(_texts(sheet.iter_rows(max_row=MOST_ROWS + HEADING_WITHIN + 1, max_col=MOST_COLUMNS)))
    except (InvalidFileException, KeyError, ValueError, IndexError, zipfile.BadZipFile, OSError) as error:
        raise RegisterError("not_excel") from error
    for place, row in enumerate(rows[:HEADING_WITHIN]):
        fields = [headings.get(text.lower(), "") for text in row]
        if needed in fields:
            return _sheet(fields, rows[place + 1 :], place + 2)
    raise RegisterError("no_heading")


def _sheet(fields: list[str], rows: list[list[str]], first: int) -> Sheet:
    places = [place for place, field in enumerate(fields) if field]
    kept = [(number, row) for number, row in enumerate(rows, start=first) if any(row)]
    if not kept:
        raise RegisterError("empty")
    if len(kept) > MOST_ROWS:
        raise RegisterError("too_many")
    return Sheet(
        [fields[place] for place in places],
        [[row[place] if place < len(row) else "" for place in places] for _number, row in kept],
        [number for number, _row in kept],
    )


def _check_size(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise RegisterError("not_excel") from error
    if unpacked > MOST_BYTES_UNPACKED:
        raise RegisterError("too_big")


def _texts(rows: Any) -> Iterator[list[str]]:
    for row in rows:
        yield [_text(cell.value) for cell in row]


def _text(value: object) -> str:
    """A cell as a person reads it: 412.0 is «412», a date is «01.09.2026», any white space is one space."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())
