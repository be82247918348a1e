"""An order with a roadmap, as a file or as what was pasted, read into its content."""

from roadmaps.documents.archive import OPEN_SHEET, OPEN_TEXT, WORD, open_package
from roadmaps.documents.content import Content
from roadmaps.documents.excel_blocks import read_excel
from roadmaps.documents.open_blocks import read_open_sheets, read_open_text
from roadmaps.documents.pasted import pasted_blocks
from roadmaps.documents.reading import read_blocks
from roadmaps.documents.spellings import Spellings
from roadmaps.documents.word_blocks import read_word


def read_document(data: bytes, name: str, *, spellings: Spellings | None = None) -> Content:
    """The content of an uploaded file, told by its bytes alone; DocumentError says why it is refused.

    `spellings` are the department's own headings of columns: {heading: field}, the fields those of FIELDS,
    or "" for a column that is none of them.
    """
    package = open_package(data)
    if package.kind == WORD:
        return read_blocks(read_word(package), spellings=spellings)
    if package.kind == OPEN_TEXT:
        return read_blocks(read_open_text(package), spellings=spellings)
    if package.kind == OPEN_SHEET:
        return read_blocks(*read_open_sheets(package), spellings)
    package.check()
    blocks, notices = read_excel(data)
    return read_blocks(blocks, notices, spellings)


def read_pasted(text: str, *, spellings: Spellings | None = None) -> Content:
    """The content of what was pasted from Word, Excel or a web page: HTML, or lines with tabs."""
    return read_blocks(pasted_blocks(text), spellings=spellings)
