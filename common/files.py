"""Uploaded files: what a file really is, told from its content and never from its name alone."""

import re
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

import puremagic
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

HEAD = 8192  # bytes looked at to tell the kind
UNPACKED_LIMIT: Final = 500 * 1024 * 1024  # bytes; more than this inside a file of 20 MB is a trap
NAME_LENGTH = 150
NOT_IN_NAMES: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: what puremagic calls its content, and what a packed one must hold inside."""

    content_type: str
    found_as: tuple[str, ...] = ()
    part: str = ""


_PICTURES = (".jpg", ".jpeg", ".jfif", ".png", ".webp", ".heic", ".heif")
_OLD_OFFICE = (".doc", ".xls", ".ppt", ".dot")
KINDS: Final[Mapping[str, Kind]] = {
    ".pdf": Kind("application/pdf", (".pdf",)),
    ".jpg": Kind("image/jpeg", _PICTURES),
    ".jpeg": Kind("image/jpeg", _PICTURES),
    ".png": Kind("image/png", _PICTURES),
    ".webp": Kind("image/webp", _PICTURES),
    ".heic": Kind("image/heic", _PICTURES),
    ".heif": Kind("image/heif", _PICTURES),
    ".doc": Kind("application/msword", _OLD_OFFICE),
    ".xls": Kind("application/vnd.ms-excel", _OLD_OFFICE),
    ".ppt": Kind("application/vnd.ms-powerpoint", _OLD_OFFICE),
    ".docx": Kind(f"{_OFFICE}.wordprocessingml.document", part="word/"),
    ".xlsx": Kind(f"{_OFFICE}.spreadsheetml.sheet", part="xl/"),
    ".pptx": Kind(f"{_OFFICE}.presentationml.presentation", part="ppt/"),
    ".odt": Kind(f"{_OPEN}.text", part="content.xml"),
    ".ods": Kind(f"{_OPEN}.spreadsheet", part="content.xml"),
    ".odp": Kind(f"{_OPEN}.presentation", part="content.xml"),
    ".txt": Kind("text/plain"),
}
ACCEPT: Final = ",".join(KINDS)  # for the attribute of the form's field


class FileError(ValidationError):
    """The file is not taken; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be stored: the name to show, the extension and the type of its content."""

    upload: "UploadedFile[bytes]"
    name: str
    extension: str
    content_type: str


def clean_name(name: str) -> str:
    """Return the file's own name without folders, control and direction marks, at most 150 characters."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = " ".join(NOT_IN_NAMES.sub(" ", name).split()).strip(". ")
    path = PurePath(name or "file")
    return path.stem[: NAME_LENGTH - len(path.suffix)].rstrip() + path.suffix[:20]


def check_claim(name: str, size: int, *, limit_mb: int) -> str:
    """Return the name to show of a file that says to be so large (bytes), or raise FileError.

    Nothing of the content is known yet: ``check_file`` looks at it.
    """
    name = clean_name(name)
    extension = PurePath(name).suffix.lower()
    shown = {"name": name, "extension": extension or name, "limit": limit_mb}
    if not size:
        raise FileError(_("The file «%(name)s» is empty. Choose another.") % shown)
    if size > limit_mb * 1024 * 1024:
        raise FileError(
            _("The file «%(name)s» is larger than %(limit)s MB. Make it smaller or give a link to it.")
            % shown
        )
    if extension not in KINDS:
        raise FileError(
            _(
                "Files like «%(extension)s» are not taken. A PDF, a photo, Word, Excel, PowerPoint, "
                "OpenDocument or plain text will do."
            )
            % shown
        )
    return name


def check_file(upload: "UploadedFile[bytes]", *, limit_mb: int) -> CheckedFile:
    """Return the file as it may be stored, or raise FileError with a sentence for whoever chose it."""
    name = check_claim(upload.name or "", upload.size or 0, limit_mb=limit_mb)
    extension = PurePath(name).suffix.lower()
    if not _is_what_it_says(upload, extension):
        raise FileError(
            _(
                "«%(name)s» holds something other than its name says. "
                "Open it, save it anew and choose it again."
            )
            % {"name": name}
        )
    return CheckedFile(upload, name, extension, KINDS[extension].content_type)


def _is_what_it_says(upload: "UploadedFile[bytes]", extension: str) -> bool:
    kind = KINDS[extension]
    upload.seek(0)
    head = upload.read(HEAD)
    upload.seek(0)
    if kind.part:
        return _holds(upload, kind)
    if kind.found_as:
        return bool(_found(head) & set(kind.found_as))
    return _is_text(head)


def _found(head: bytes) -> set[str]:
    try:
        return {match.extension for match in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return set()


def _holds(file: "UploadedFile[bytes]", kind: Kind) -> bool:
    """Say whether a packed document has its part, and unpacks to something reasonable."""
    try:
        with zipfile.ZipFile(file) as packed:
            members = packed.infolist()
            unpacked = sum(member.file_size for member in members)
            is_open = kind.content_type.startswith(_OPEN)
            named = packed.read("mimetype") == kind.content_type.encode() if is_open else True
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError, NotImplementedError):
        return False
    finally:
        file.seek(0)
    has_part = any(member.filename.startswith(kind.part) for member in members)
    return named and has_part and unpacked <= UNPACKED_LIMIT


def _is_text(head: bytes) -> bool:
    """Say whether the bytes are plain text in UTF-8, UTF-16 or the Russian Windows encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
