"""What an uploaded file may be, told from its content."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from common.files import FileError, check_file, clean_name

OFFICE = "application/vnd.openxmlformats-officedocument"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def packed(*names: str, mimetype: str = "", size: int = 10) -> bytes:
    """A ZIP file that holds the named members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, b"0" * size)
    return file.getvalue()


WORD = packed("[Content_Types].xml", "word/document.xml")
EXCEL = packed("[Content_Types].xml", "xl/workbook.xml")
OPEN_TEXT = packed("content.xml", mimetype="application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("Справка.pdf", b"%PDF-1.7\n1 0 obj", "application/pdf"),
        ("фото.JPG", b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00", "image/jpeg"),
        ("фото.png", PNG, "image/png"),
        ("снимок.jpg", PNG, "image/jpeg"),
        ("IMG_1.heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "image/heic"),
        ("a.webp", b"RIFF\x24\x00\x00\x00WEBPVP8 ", "image/webp"),
        ("приказ.docx", WORD, f"{OFFICE}.wordprocessingml.document"),
        ("сводка.xlsx", EXCEL, f"{OFFICE}.spreadsheetml.sheet"),
        ("приказ.doc", OLD_OFFICE, "application/msword"),
        ("таблица.xls", OLD_OFFICE, "application/vnd.ms-excel"),
        ("текст.odt", OPEN_TEXT, "application/vnd.oasis.opendocument.text"),
        ("заметка.txt", "Собеседование проведено".encode(), "text/plain"),
        ("заметка.txt", "Собеседование проведено".encode("cp1251"), "text/plain"),
    ],
)
def test_documents_and_pictures_are_taken(name: str, content: bytes, content_type: str):
    checked = check_file(SimpleUploadedFile(name, content), limit_mb=20)
    assert (checked.name, checked.content_type) == (name, content_type)
    assert checked.upload.read() == content


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("пусто.pdf", b"", "пустой"),
        ("много.pdf", b"%PDF" + b"0" * 2_000_000, "больше 1 МБ"),
        ("virus.exe", b"MZ\x90", "не принимаются"),
        ("страница.html", b"<html>", "не принимаются"),
        ("рисунок.svg", b"<svg>", "не принимаются"),
        ("архив.zip", packed("a.txt"), "не принимаются"),
        ("без расширения", b"%PDF-1.7", "не принимаются"),
        ("картинка.docx", PNG, "не то, что обещает его имя"),
        ("таблица.docx", EXCEL, "не то, что обещает его имя"),
        ("обрезан.docx", WORD[:60], "не то, что обещает его имя"),
        ("страница.pdf", b"<html><script>", "не то, что обещает его имя"),
        ("программа.jpg", b"MZ\x90\x00" + b"\0" * 60, "не то, что обещает его имя"),
        ("таблица.odt", packed("content.xml", mimetype="text/plain"), "не то, что обещает его имя"),
        ("данные.txt", b"\x00\x01\x02", "не то, что обещает его имя"),
    ],
)
def test_everything_else_is_refused_with_a_sentence(name: str, content: bytes, sentence: str):
    with pytest.raises(FileError, match=sentence):
        check_file(SimpleUploadedFile(name, content), limit_mb=1)


def test_a_document_that_unpacks_to_gigabytes_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("common.files.UNPACKED_LIMIT", 1000)
    bomb = packed("[Content_Types].xml", "word/document.xml", size=2000)
    with pytest.raises(FileError):
        check_file(SimpleUploadedFile("приказ.docx", bomb), limit_mb=1)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Documents\\Приказ №1.pdf", "Приказ №1.pdf"),
        ("a\u202efdp.exe.pdf", "a fdp.exe.pdf"),
        ('бланк "А"\n.docx', "бланк А.docx"),
        ("...", "file"),
        ("я" * 300 + ".pdf", "я" * 146 + ".pdf"),
    ],
)
def test_names_are_cleaned(given: str, kept: str):
    assert clean_name(given) == kept
