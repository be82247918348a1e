"""The file as an archive of parts: what it is by its content, and that it is safe to unpack."""

import io
import re
import zipfile
import zlib
from typing import Final

from lxml import etree

from roadmaps.documents.errors import DocumentError

MEGABYTE: Final = 1024 * 1024
MAX_FILE: Final = 20 * MEGABYTE
MAX_UNPACKED: Final = 100 * MEGABYTE
MAX_SHEETS: Final = 20 * MEGABYTE  # openpyxl holds every cell in memory
MAX_XML: Final = 30 * MEGABYTE  # a tree takes ten times as much memory
MAX_PARTS: Final = 2_000
MAX_RATIO: Final = 200
MAX_MERGES: Final = 10_000
MAX_MERGED: Final = 400_000  # cells: openpyxl makes an object for each
RATIO_COUNTS_FROM: Final = 5 * MEGABYTE

CONTENT_TYPES: Final = "[Content_Types].xml"
WORD: Final = "word"
EXCEL: Final = "excel"
OPEN_TEXT: Final = "open_text"
OPEN_SHEET: Final = "open_sheet"
_OPEN_TYPES: Final = {
    "application/vnd.oasis.opendocument.text": OPEN_TEXT,
    "application/vnd.oasis.opendocument.text-template": OPEN_TEXT,
    "application/vnd.oasis.opendocument.spreadsheet": OPEN_SHEET,
    "application/vnd.oasis.opendocument.spreadsheet-template": OPEN_SHEET,
}
_MAIN_TYPES = (
    (
        WORD,
        re.compile(
            r"(?:wordprocessingml|ms-word)\.(?:document|template)(?:\.macroEnabled(?:Template)?)?\.main\+xml$"
        ),
    ),
    (EXCEL, re.compile(r"(?:spreadsheetml|ms-excel)\.(?:sheet|template)(?:\.macroEnabled)?\.main\+xml$")),
)
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OLE = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError,
)  # fmt: skip
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,9}):\$?([A-Z]{1,3})\$?(\d{1,9})")
_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


class Package:
    """The parts of a file; `kind` is WORD, EXCEL, OPEN_TEXT or OPEN_SHEET, `main` the main part's name."""

    def __init__(self, archive: zipfile.ZipFile, kind: str, main: str) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self.kind = kind
        self.main = main

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part, or None where there is no such part; DocumentError where it is damaged."""
        if name not in self._names:
            return None
        if self._archive.getinfo(name).file_size > MAX_XML:
            raise DocumentError("bomb")
        return parse_xml(_unpack(self._archive, name))

    def check(self) -> None:
        """Look into every XML part, for a reader that opens the file itself; DocumentError as elsewhere."""
        for name in self._names:
            part = _unpack(self._archive, name)
            if name.endswith((".xml", ".rels")):
                root = parse_xml(part)
                areas = [_area(cell.get("ref", "")) for cell in root.iter("{*}mergeCell")]
                if len(areas) > MAX_MERGES or sum(areas) > MAX_MERGED:
                    raise DocumentError("too_heavy")


def open_package(data: bytes) -> Package:
    """The parts of an uploaded file, checked by content alone; DocumentError says why a file is refused."""
    _check_signature(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as error:
        raise DocumentError("broken") from error
    _check_sizes(archive)
    if "mimetype" in archive.namelist() and _unpack(archive, "mimetype").startswith(b"application/vnd.oasis"):
        return _open_document(archive)
    if CONTENT_TYPES not in archive.namelist():
        raise DocumentError("not_word")
    kind, main = _main_part(parse_xml(_unpack(archive, CONTENT_TYPES)))
    if main not in archive.namelist():
        raise DocumentError("broken")
    if (
        kind == EXCEL
        and sum(info.file_size for info in archive.infolist() if info.filename.endswith(".xml")) > MAX_SHEETS
    ):
        raise DocumentError("bomb")
    return Package(archive, kind, main)


def _open_document(archive: zipfile.ZipFile) -> Package:
    """The parts of an OpenDocument text or workbook."""
    said = _unpack(archive, "mimetype").decode("ascii", "replace").strip()
    if said not in _OPEN_TYPES:
        raise DocumentError("other_office")
    package = Package(archive, _OPEN_TYPES[said], "content.xml")
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and manifest.find(".//{*}encryption-data") is not None:
        raise DocumentError("encrypted")
    return package


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML text: no document type, no entities, nothing fetched."""
    if any(mark in data for mark in _DOCTYPES):
        raise DocumentError("broken")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError("broken") from error


def _check_signature(data: bytes) -> None:
    if not data:
        raise DocumentError("empty")
    if len(data) > MAX_FILE:
        raise DocumentError("too_large", megabytes=MAX_FILE // MEGABYTE)
    if data.startswith(_ZIP):
        return
    if data.startswith(_OLE):
        raise DocumentError("encrypted" if _ENCRYPTED_OLE in data else "old_doc")
    if data.lstrip()[:5] == b"{\\rtf":
        raise DocumentError("old_doc")
    if data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        raise DocumentError("picture")
    if data.lstrip()[:5] == b"%PDF-":
        raise DocumentError("pdf")
    raise DocumentError("broken" if data.startswith(_EMPTY_ZIP) else "not_word")


def _check_sizes(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise DocumentError("encrypted")
    swollen = any(
        part.file_size > RATIO_COUNTS_FROM and part.file_size > MAX_RATIO * max(1, part.compress_size)
        for part in parts
    )
    if len(parts) > MAX_PARTS or swollen or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise DocumentError("bomb")


def _unpack(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part's bytes; a part that unpacks to more than its header says is refused."""
    size = archive.getinfo(name).file_size
    try:
        with archive.open(name) as part:
            data = part.read(size + 1)
    except _DAMAGED as error:
        raise DocumentError("broken") from error
    if len(data) > size:
        raise DocumentError("bomb")
    return data


def _area(reference: str) -> int:
    """How many cells «A1:C9» covers; one where that cannot be told."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return 1
    left, top, right, bottom = match.groups()
    return (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _main_part(types: etree._Element) -> tuple[str, str]:
    for override in types.iter("{*}Override"):
        for kind, pattern in _MAIN_TYPES:
            if pattern.search(override.get("ContentType", "")):
                return kind, override.get("PartName", "").lstrip("/")
    raise DocumentError("not_word")
