"""OpenDocument texts and sheets, and documents of old formats through LibreOffice."""

import base64
import datetime
import io
import shutil
import socket
import subprocess

import openpyxl
import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from roadmaps.documents import DocumentError, old_formats, read_apart, read_document
from tests.roadmaps.open_files import cell, covered, numbered, open_document, row, table
from tests.roadmaps.word_files import TITLE, pick

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HEADINGS = ("№", "Мероприятие", "Срок", "Ответственные")
RTF = (
    "{\\rtf1\\ansi\\ansicpg1251 %s\\par"
    "\\trowd\\cellx500\\cellx3000\\cellx5000\\cellx8000 %s\\row"
    "\\trowd\\cellx500\\cellx3000\\cellx5000\\cellx8000 %s\\row \\pard end\\par}"
)


SECRET = '<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'


def read(*blocks, kind="text"):
    return read_document(open_document(*blocks, kind=kind), "приказ").to_dict()


def test_a_text_is_read_with_its_merged_cells_and_counted_numbers():
    content = read(
        f"{TITLE}<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Сноска о школах</text:p></text:note-body></text:note>",
        "<text:tracked-changes><text:changed-region><text:p>старое</text:p></text:changed-region>"
        "</text:tracked-changes>",
        table(
            HEADINGS,
            row(cell(numbered("Работа с<text:s/>кадрами", goes_on=False), across=4), covered(3)),
            row(
                cell(numbered("", 2)),
                'Совет<text:span text:style-name="Hidden">тайно</text:span>',
                cell("май", "2024", down=2),
                "Озерова Л.П.<text:line-break/>Туманов С.Д.",
            ),
            row(cell(numbered("", 2)), "Опрос", covered(), "Туманов С.Д."),
        ),
    )
    assert content["title"] == TITLE
    assert pick(content["sections"], "number", "title") == [("1", "Работа с кадрами")]
    assert pick(content["activities"], "number", "title", "deadline", "responsible") == [
        ("1.1", "Совет", "май 2024", ["Озерова Л.П.", "Туманов С.Д."]),
        ("1.2", "Опрос", "май 2024", ["Туманов С.Д."]),
    ]
    assert "Сноска о школах" in str(content["texts"])
    assert "старое" not in str(content)


def test_a_sheet_is_read_with_repeated_cells_dates_and_hidden_rows():
    dated = cell("02/28/25", attributes=' office:value-type="date" office:date-value="2025-02-28"')
    content = read(
        table(
            (TITLE,),
            row(cell(repeated=16384), attributes=' table:number-rows-repeated="3"'),
            HEADINGS,
            row("1", "Совет", dated, "ОО"),
            row("2", "Опрос", "май", "ОО", attributes=' table:visibility="collapse"'),
            row(cell(repeated=16384), attributes=' table:number-rows-repeated="1048000"'),
        ),
        table(
            HEADINGS,
            ("9", "Лишнее", "май", "ОО"),
            name="Черновик",
            attributes=' table:style-name="Unseen"',
        ),
        kind="spreadsheet",
    )
    assert pick(content["activities"], "number", "title", "deadline") == [
        ("1", "Совет", "28.02.2025"),
        ("2", "Опрос", "май"),
    ]
    said = [warning["message"] for warning in content["warnings"]]
    assert any("Hidden rows" in one and "7" in one for one in said)
    assert any("Черновик" in one for one in said)


def test_a_number_that_a_sheet_took_for_a_date_is_a_number_again():
    def dated(date, shown):
        return cell(shown, attributes=f' office:value-type="date" office:date-value="{date}"')

    sheet = table(
        HEADINGS,
        row(dated("2026-02-01", "01.02.26"), "Совет", "май 2024", "ОО", ""),
        row(dated("2026-03-01T00:00:00", "01.03.2026"), "Опрос", dated("2024-05-10", "10.05.24"), "ОО", ""),
    )
    content = read_document(open_document(sheet, kind="spreadsheet"), "план.ods").to_dict()
    assert pick(content["activities"], "number", "title", "deadline") == [
        ("1.2", "Совет", "май 2024"),
        ("1.3", "Опрос", "10.05.2024"),
    ]


@pytest.mark.parametrize(
    ("kind", "manifest", "code"),
    [
        ("presentation", "", "other_office"),
        ("text", SECRET, "encrypted"),
        ("text", "", "no_plan"),
    ],
)
def test_what_cannot_be_read_is_refused(kind, manifest, code):
    with pytest.raises(DocumentError) as refused:
        read_document(open_document("Дорожная карта", kind=kind, manifest=manifest), "приказ")
    assert refused.value.code == code


def in_rtf(text):
    return "".join(f"\\u{ord(sign)}?" if ord(sign) > 127 else sign for sign in text)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_old_document_is_read_through_the_office():
    rows = [
        "".join(f"{in_rtf(text)}\\cell " for text in line) for line in (HEADINGS, ("1", "Совет", "май", "ОО"))
    ]
    content = read_apart((RTF % (in_rtf(TITLE), *rows)).encode(), "приказ.rtf").to_dict()
    assert content["title"] == TITLE
    assert pick(content["activities"], "number", "title", "deadline") == [("1", "Совет", "май")]


def a_sheet() -> bytes:
    book = openpyxl.Workbook()
    rows = (
        (TITLE,),
        HEADINGS,
        ("1. Работа с учителями",),
        (1.1, "Совет", datetime.datetime(2025, 2, 28), "ОО"),
        (1.2, "Опрос", datetime.datetime(2025, 3, 31), None),
    )
    for values in rows:
        book.active.append(values)
    for cells in ("A1:D1", "A3:D3", "D4:D5"):
        book.active.merge_cells(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def a_text() -> bytes:
    order = Document()
    order.add_paragraph(TITLE)
    drawn = order.add_table(rows=0, cols=4)
    for texts in (
        HEADINGS,
        ("1. Работа с учителями", "", "", ""),
        ("1.1", "Совет", "28.02.2025", "ОО"),
        ("1.2", "Опрос", "31.03.2025", ""),
    ):
        for one, text in zip(drawn.add_row().cells, texts, strict=True):
            one.text = text
    drawn.cell(1, 0).merge(drawn.cell(1, 3)).text = "1. Работа с учителями"
    drawn.cell(2, 3).merge(drawn.cell(3, 3)).text = "ОО"
    order.add_paragraph("Начальник управления")
    buffer = io.BytesIO()
    order.save(buffer)
    return buffer.getvalue()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("make", "new", "old"), [(a_sheet, ".xlsx", ".xls"), (a_text, ".docx", ".doc")])
def test_merged_cells_and_dates_of_an_old_document_are_read(tmp_path, make, new, old):
    office = shutil.which("soffice")
    old_formats._make_profile(tmp_path, office)
    source = tmp_path / f"план{new}"
    source.write_bytes(make())
    old_formats._convert(office, source, old, tmp_path)
    content = read_apart((tmp_path / "new" / f"план{old}").read_bytes(), "план").to_dict()
    assert content["title"] == TITLE
    assert pick(content["sections"], "number", "title") == [("1", "Работа с учителями")]
    assert pick(content["activities"], "number", "title", "deadline", "responsible") == [
        ("1.1", "Совет", "28.02.2025", ["ОО"]),
        ("1.2", "Опрос", "31.03.2025", ["ОО"]),
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("alone", [old_formats._ALONE, ":"], ids=["no network", "a proxy that is not there"])
def test_a_picture_that_a_document_links_to_is_not_fetched(tmp_path, monkeypatch, alone):
    monkeypatch.setattr(old_formats, "_LIMITED", f'{alone}; exec "$0" "$@"')
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/a.png"
        office = shutil.which("soffice")
        old_formats._make_profile(tmp_path, office)
        source = tmp_path / "план.docx"
        source.write_bytes(a_linked_picture(address))
        old_formats._convert(office, source, ".doc", tmp_path)
        made = (tmp_path / "new" / "план.doc").read_bytes()
        assert address.encode() in made or address.encode("utf-16-le") in made
        old_formats.modernised(made)
        with pytest.raises(TimeoutError):
            listening.accept()


def a_linked_picture(address):
    """A document whose picture lies elsewhere."""
    document = Document()
    document.add_picture(io.BytesIO(PIXEL))
    blip = next(document.element.iter(qn("a:blip")))
    del blip.attrib[qn("r:embed")]
    blip.set(qn("r:link"), document.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, is_external=True))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


@pytest.mark.parametrize("data", [b"{\\rtf1 }", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600])
def test_without_the_office_it_is_said_what_to_do(monkeypatch, data):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(DocumentError) as refused:
        read_apart(data, "приказ.doc")
    assert refused.value.code == "old_doc"


def test_an_office_that_hangs_is_stopped(monkeypatch, tmp_path):
    office = tmp_path / "soffice"
    office.write_text("#!/bin/sh\nsleep 60\n")
    office.chmod(0o755)
    monkeypatch.setattr(old_formats, "SECONDS", 1)
    monkeypatch.setattr(shutil, "which", lambda name: str(office))
    with pytest.raises(DocumentError) as refused:
        read_apart(b"{\\rtf1 }", "приказ.rtf")
    assert refused.value.code == "old_slow"
    assert subprocess.run(["pgrep", "-f", str(office)], capture_output=True, check=False).returncode == 1
