"""Files whose archive is the trap: bombs, lies of its directory, other files under its name."""

import io
import struct
import zipfile

from tests.roadmaps.hostile.corpus import hostile
from tests.roadmaps.word_files import CONTENT_TYPES, HEADINGS, ROW, TITLE, W, document, table

MEGABYTE = 1024 * 1024
BODY = f'<w:document xmlns:w="{W}"><w:body>%s</w:body></w:document>'


def good() -> bytes:
    """A plain order."""
    return document(TITLE, table(HEADINGS, ROW))


def packed(parts: dict[str, object], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts over those of a Word file; None takes a part out."""
    usual = {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": BODY % ""}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        for name, data in (usual | parts).items():
            if data is not None:
                made.writestr(name, data)
    return buffer.getvalue()


def _sizes_of(name: str, *, size: int) -> bytes:
    """A file whose directory says another size of a part."""
    data = bytearray(good())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as opened:
        real = opened.getinfo(name).file_size
    return bytes(data).replace(struct.pack("<I", real), struct.pack("<I", size))


def _with_flag(bit: int) -> bytes:
    data = bytearray(good())
    for place in range(len(data) - 10):
        if data[place : place + 4] == b"PK\x03\x04":
            data[place + 6] |= bit
        elif data[place : place + 4] == b"PK\x01\x02":
            data[place + 8] |= bit
    return bytes(data)


def _nested(depth: int) -> bytes:
    inner = b"0" * MEGABYTE
    for _ in range(depth):
        inner = packed({"word/embeddings/inner.docx": inner})
    return inner


def _twice() -> bytes:
    buffer = io.BytesIO(good())
    with zipfile.ZipFile(buffer, "a") as made:
        made.filelist.append(made.getinfo("word/document.xml"))
        made._didModify = True
    return buffer.getvalue()


def _link() -> bytes:
    buffer = io.BytesIO(good())
    with zipfile.ZipFile(buffer, "a") as made:
        link = zipfile.ZipInfo("word/passwd.xml")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    return buffer.getvalue()


for part in range(10):
    hostile(f"cut short at {part} tenths", lambda part=part: good()[: len(good()) * part // 10])
for start, name in (
    (b"%PDF-1.7\n", "PDF"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
    (b"GIF89a", "GIF"),
    (b"#!/bin/sh\nrm -rf /\n", "script"),
    (b"MZ\x90\0", "program"),
    (b"<html><script>alert(1)</script>", "page"),
):
    hostile(f"an order after a {name}", lambda start=start: start + good())
for name in (
    "../../etc/cron.d/x",
    "/etc/passwd",
    "..\\..\\x.exe",
    "C:\\x.exe",
    'word/"quoted".xml',
    "a\0b",
    "é" * 999,
):
    hostile(f"a part called {name[:20]!r}", lambda name=name: packed({name: "x"}))
for method, name in (
    (zipfile.ZIP_BZIP2, "bzip2"),
    (zipfile.ZIP_LZMA, "lzma"),
    (zipfile.ZIP_STORED, "nothing"),
):
    hostile(f"packed by {name}", lambda method=method: packed({"word/document.xml": BODY % "<w:p/>"}, method))

hostile("one byte", lambda: b"P")
hostile("the sign of an archive alone", lambda: b"PK\x03\x04")
hostile("an empty archive", lambda: b"PK\x05\x06" + b"\0" * 18)
hostile("noise", lambda: bytes(range(256)) * 4096)
hostile("zeros", lambda: b"\0" * MEGABYTE)
hostile("larger than is taken", lambda: b"PK\x03\x04" + b"0" * 21 * MEGABYTE)
hostile("a bomb in the text", lambda: packed({"word/document.xml": b" " * 101 * MEGABYTE}))
hostile("a bomb in a picture", lambda: packed({"word/media/a.png": b"\0" * 101 * MEGABYTE}))
hostile("many small bombs", lambda: packed({f"word/{n}.xml": b" " * 4 * MEGABYTE for n in range(26)}))
hostile("bombs in bombs", lambda: _nested(6))
hostile("ten thousand parts", lambda: packed({f"word/{n}.xml": "" for n in range(10_000)}))
hostile("a size told too small", lambda: _sizes_of("word/document.xml", size=10))
hostile("a size told too large", lambda: _sizes_of("word/document.xml", size=2**31))
hostile("a size of four gigabytes", lambda: _sizes_of("word/document.xml", size=2**32 - 1))
hostile("parts under a password", lambda: _with_flag(1))
hostile("parts that are patches", lambda: _with_flag(0x20))
hostile("the same part twice", _twice)
hostile("a link to a file of the system", _link)
hostile("a long remark", lambda: good()[:-2] + struct.pack("<H", 65535) + b"x" * 65535)
hostile("an order in an order", lambda: packed({"word/document.xml": good()}))
hostile("macros", lambda: packed({
    "[Content_Types].xml": CONTENT_TYPES.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    ),
    "word/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Shell" * 100,
}))  # fmt: skip
hostile("an old document of noise", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 5000)
hostile(
    "an encrypted document",
    lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
)
hostile("a rich text of braces", lambda: b"{\\rtf1" + b"{" * MEGABYTE)
for wrong, name in (
    (None, "no list of contents"),
    ("", "an empty list of contents"),
    ("<Types", "a broken list of contents"),
    (CONTENT_TYPES.replace("/word/document.xml", "/../../../etc/passwd"), "contents that lead outside"),
    (CONTENT_TYPES.replace("/word/document.xml", "http://localhost/x.xml"), "contents that lead to a site"),
    (CONTENT_TYPES.replace("/word/document.xml", "/[Content_Types].xml"), "contents that lead to themselves"),
    (CONTENT_TYPES.replace("/word/document.xml", ""), "contents that lead nowhere"),
    (CONTENT_TYPES.replace("wordprocessingml", "presentationml"), "slides that call themselves an order"),
    (
        CONTENT_TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet"),
        "a text that calls itself a sheet",
    ),
):
    hostile(name, lambda wrong=wrong: packed({"[Content_Types].xml": wrong}))
