"""A register written to an Excel file: heading that stays, filter, widths; no cell can act as a formula."""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

NARROWEST, WIDEST = 10, 60
A4 = 9  # the number of the paper in Office Open XML


def write_register(title: str, headings: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> bytes:
    """Return the file: one sheet called ``title``, numbers as numbers, everything else as text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    kept = [list(row) for row in rows]
    for place, heading in enumerate(headings):
        longest = max([len(heading), *(len(str(row[place] or "")) for row in kept)])
        letter = get_column_letter(place + 1)
        sheet.column_dimensions[letter].width = min(max(longest + 2, NARROWEST), WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(kept) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.append([_heading(sheet, heading) for heading in headings])
    for row in kept:
        sheet.append([_cell(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _heading(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: str | int | None) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, str):
        cell.data_type = "s"  # «=1+1» stays what somebody typed
        cell.quotePrefix = value[:1] in "=+-@"
    return cell
