"""Workbooks, OpenDocument files and pasted texts that are traps."""

import io
import re
import zipfile

import openpyxl

from tests.roadmaps.hostile.corpus import hostile
from tests.roadmaps.open_files import cell, open_document, row, table
from tests.roadmaps.word_files import HEADINGS, ROW, TITLE

SHEET = "xl/worksheets/sheet1.xml"


def book(change=None) -> bytes:
    """A plain plan in a workbook."""
    made = openpyxl.Workbook()
    for line in ((TITLE,), HEADINGS, ROW):
        made.active.append(line)
    if change:
        change(made)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def changed(part: str, old: str, new: str, *, add: dict[str, str] | None = None) -> bytes:
    """The plan with one of its parts changed and others added."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book())) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            text = source.read(name)
            if name == part:
                text = re.sub(old, lambda _: new, text.decode(), count=1).encode()
            made.writestr(name, text)
        for name, text in (add or {}).items():
            made.writestr(name, text)
    return buffer.getvalue()


def rows(text: str) -> bytes:
    """The plan with these rows after its own."""
    return changed(SHEET, "</sheetData>", f"{text}</sheetData>")


def spread(attributes: str) -> bytes:
    """An OpenDocument sheet with a row or a cell of these attributes."""
    return open_document(
        table((TITLE,), HEADINGS, row(*map(cell, ROW)), row(cell("x", attributes=f" {attributes}"), attributes=f" {attributes}")),
        kind="spreadsheet",
    )  # fmt: skip


for name, make in {
    "a sheet of all rows": lambda: changed(SHEET, '<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"'),
    "a row far below": lambda: rows('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
    "a row below all": lambda: rows('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'),
    "a column that is none": lambda: rows('<row r="9"><c r="ZZZZZZZ9"><v>1</v></c></row>'),
    "a text that is none": lambda: rows('<row r="9"><c r="A9" t="s"><v>999999</v></c></row>'),
    "a text of a wrong number": lambda: rows('<row r="9"><c r="A9" t="s"><v>-x</v></c></row>'),
    "a number that is none": lambda: rows('<row r="9"><c r="A9"><v>NaN</v></c><c r="B9"><v>1e999</v></c></row>'),
    "a date beyond time": lambda: rows('<row r="9"><c r="C9" t="d"><v>99999-99-99</v></c></row>'),
    "an error": lambda: rows('<row r="9"><c r="A9" t="e"><v>#REF!</v></c></row>'),
    "a formula that calls": lambda: rows('<row r="9"><c r="A9"><f>WEBSERVICE("http://127.0.0.1:9/")</f></c></row>'),
    "a formula that runs": lambda: rows('<row r="9"><c r="A9"><f>cmd|\'/c calc\'!A1</f><v>0</v></c></row>'),
    "formulas in a circle": lambda: rows('<row r="9"><c r="A9"><f>B9</f></c><c r="B9"><f>A9</f></c></row>'),
    "one cell merged over all": lambda: changed(SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "merged beyond all": lambda: changed(SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A9:ZZZZ99999999"/></mergeCells>'),
    "merged backwards": lambda: changed(SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="C9:A1"/></mergeCells>'),
    "very many merged cells": lambda: changed(SHEET, "</sheetData>", "</sheetData><mergeCells>" + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 30_000)) + "</mergeCells>"),
    "very many full rows": lambda: rows("".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(9, 60_000))),
    "a broken sheet": lambda: changed(SHEET, "</sheetData>", "<"),
    "a sheet with entities": lambda: changed(SHEET, "<worksheet", '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet'),
    "a sheet of another kind": lambda: changed(SHEET, "<worksheet.*", "<chart/>"),
    "no styles": lambda: changed("xl/styles.xml", "(?s).*", "<styleSheet/>"),
    "a book of no sheets": lambda: changed("xl/workbook.xml", "(?s)<sheets>.*</sheets>", "<sheets/>"),
    "a sheet that is not there": lambda: changed("xl/_rels/workbook.xml.rels", "sheet1.xml", "sheet9.xml"),
    "a sheet from outside": lambda: changed("xl/_rels/workbook.xml.rels", 'Target="[^"]*sheet1.xml"', 'TargetMode="External" Target="file:///etc/passwd"'),
    "a sheet above all": lambda: changed("xl/_rels/workbook.xml.rels", 'Target="[^"]*sheet1.xml"', 'Target="../../../../etc/passwd"'),
    "macros in a book": lambda: changed("[Content_Types].xml", "spreadsheetml.sheet.main", "spreadsheetml.sheet.main", add={"xl/vbaProject.bin": "Shell"}),
    "links to other books": lambda: book(lambda made: made.active.append(("='[1]Лист'!A1",))),
    "very many sheets": lambda: book(lambda made: [made.create_sheet(f"Л{n}") for n in range(300)]),
    "hidden all": lambda: book(lambda made: (made.create_sheet("x"), setattr(made.worksheets[0], "sheet_state", "hidden"))),
}.items():  # fmt: skip
    hostile(f"a book: {name}", make)

for attributes in (
    'table:number-columns-repeated="1000000000"', 'table:number-rows-repeated="1000000000"',
    'table:number-columns-spanned="1000000000"', 'table:number-rows-spanned="1000000000"',
    'table:number-columns-repeated="-1"', 'table:number-columns-spanned="x"', 'office:value-type="date"',
    'office:date-value="99999-99-99"',
):  # fmt: skip
    hostile(f"open: {attributes}", lambda attributes=attributes: spread(attributes))
for name, body in {
    "very many spaces": lambda: '<text:p>a<text:s text:c="1000000000"/>b</text:p>',
    "lists in lists": lambda: "<text:list><text:list-item>" * 3_000 + "</text:list-item></text:list>" * 3_000,
    "tables in tables": lambda: "<table:table><table:table-row><table:table-cell>" * 1_000
    + "</table:table-cell></table:table-row></table:table>" * 1_000,
    "parts in parts": lambda: "<text:section>" * 5_000 + "</text:section>" * 5_000,
    "boxes in boxes": lambda: "<text:p><draw:frame><draw:text-box>" * 300 + "</draw:text-box></draw:frame></text:p>" * 300,
    "styles in a circle": lambda: '<style:style style:name="a" style:parent-style-name="a"/><text:p text:style-name="a">x</text:p>',
    "a program": lambda: '<text:p><text:script script:language="x">rm</text:script></text:p>',
    "entities": lambda: "<text:p>&a;</text:p>",
    "very many rows": lambda: table(*[row(*map(cell, ROW))] * 15_000),
}.items():  # fmt: skip
    hostile(f"open: {name}", lambda body=body: open_document(TITLE, table(HEADINGS, ROW), body()))

PLAN = "<table><tr>" + "".join(f"<td>{text}</td>" for text in HEADINGS) + "</tr>%s</table>"
for name, text in {
    "very wide": lambda: PLAN % "<tr><td colspan=999999999 rowspan=999999999>1<td>2</tr>",
    "not closed": lambda: PLAN % ("<tr><td>" * 20_000),
    "nested": lambda: "<table><tr><td>" * 2_000 + "x",
    "elements in elements": lambda: "<div>" * 100_000 + "x",
    "programs": lambda: PLAN % "<tr><td>1<script>while(1){}</script><td onload=x>2<td>май<td>ОО<td>",
    "strange signs": lambda: PLAN % "<tr><td>&#0;&#xD800;&#x110000;\ud800<td>2<td>май<td>ОО<td>",
    "a million cells": lambda: "\t".join(HEADINGS) + "\n" + "1\t2\tмай\tОО\t\n" * 50_000,
    "quotes": lambda: "\t".join(HEADINGS) + '\n"' + '1\t"2"\t"май\tОО\t\n' * 2_000,
    "zeros": lambda: "\0\t" * 10_000,
    "entities": lambda: (
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + PLAN % "<tr><td>&a;<td>2<td>3<td>4"
    ),
    "a frame": lambda: "<iframe src=file:///etc/passwd></iframe><object data=x></object>" + PLAN % "",
}.items():
    hostile(name, lambda text=text: text().encode("utf-8", "surrogatepass"), pasted=True)
