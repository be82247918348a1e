"""Files that are no readable documents: each is refused with its own reason."""

import io
import zipfile

import pytest

from roadmaps.documents import DocumentError, archive, read_document
from roadmaps.documents.messages import REFUSALS
from tests.roadmaps.word_files import CONTENT_TYPES, W, document, p, table
from tests.roadmaps.word_files import archive as zipped

DOCTYPE = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ооо"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def word(body, *, head=""):
    xml = f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": xml})


def cut_short():
    return document("Дорожная карта")[:-200]


def damaged():
    data = bytearray(document(*["Дорожная карта"] * 50))
    data[60:90] = b"\x00" * 30
    return bytes(data)


FILES = {
    "empty": lambda: b"",
    "too_large": lambda: b"PK\x03\x04" + b"0" * archive.MAX_FILE,
    "picture": lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"0" * 100,
    "picture, PNG": lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 100,
    "pdf": lambda: b"%PDF-1.7\n...",
    "old_doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600,
    "encrypted": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "other_office": lambda: zipped(
        {"mimetype": "application/vnd.oasis.opendocument.graphics", "content.xml": "<a/>"}
    ),
    "not_word": "Дорожная карта".encode,
    "not_word, a plain archive": lambda: zipped({"readme.txt": "Дорожная карта"}),
    "broken": cut_short,
    "broken, its bytes": damaged,
    "broken, no main part": lambda: zipped({"[Content_Types].xml": CONTENT_TYPES}),
    "broken, no body": lambda: zipped(
        {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": f'<w:document xmlns:w="{W}"/>'}
    ),
    "broken, not XML": lambda: word("<w:p>"),
    "broken, entities": lambda: word("<w:p>&b;</w:p>", head=DOCTYPE),
    "broken, entities from outside": lambda: word("<w:p>&a;</w:p>", head=OUTSIDE),
    "no_plan": lambda: document("Дорожная карта", p("Совет в мае")),
    "no_plan, another table": lambda: document("Дорожная карта", table(("Школа", "Баллы"), ("Лицей", "71"))),
}


@pytest.mark.parametrize(("name", "make"), FILES.items())
def test_a_file_is_refused_with_its_reason(name, make):
    with pytest.raises(DocumentError) as refused:
        read_document(make(), "приказ.docx")
    assert refused.value.code == name.partition(",")[0]
    assert str(refused.value) == REFUSALS[refused.value.code] % refused.value.details


def test_an_archive_that_swells_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(archive, "RATIO_COUNTS_FROM", 100_000)
    with pytest.raises(DocumentError) as refused:
        read_document(word("<w:p/>" * 100_000), "приказ.docx")
    assert refused.value.code == "bomb"


def test_an_archive_of_very_many_parts_is_refused():
    parts = {f"word/{number}.xml": "" for number in range(archive.MAX_PARTS)}
    with pytest.raises(DocumentError) as refused:
        read_document(zipped({"[Content_Types].xml": CONTENT_TYPES, **parts}), "приказ.docx")
    assert refused.value.code == "bomb"


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(archive, "MAX_UNPACKED", 10_000)
    with pytest.raises(DocumentError) as refused:
        read_document(
            zipped({"[Content_Types].xml": CONTENT_TYPES, "word/media/a.bin": "0" * 20_000}), "приказ.docx"
        )
    assert refused.value.code == "bomb"


def test_a_part_larger_than_it_says_is_refused():
    data = document("Дорожная карта", *["Строка"] * 2_000)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        size = opened.getinfo("word/document.xml").file_size
    lying = data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    with pytest.raises(DocumentError) as refused:
        read_document(lying, "приказ.docx")
    assert refused.value.code in ("bomb", "broken")


def test_a_protected_archive_is_told_from_a_damaged_one():
    data = bytearray(document("Дорожная карта"))
    for place in range(len(data) - 4):
        if data[place : place + 4] in (b"PK\x03\x04", b"PK\x01\x02"):
            data[place + (6 if data[place + 2] == 3 else 8)] |= 1
    with pytest.raises(DocumentError) as refused:
        read_document(bytes(data), "приказ.docx")
    assert refused.value.code == "encrypted"


def test_every_reason_is_a_sentence():
    assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in REFUSALS.values())
