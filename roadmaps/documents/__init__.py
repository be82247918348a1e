"""Orders with roadmaps, in Word and Excel, read into their content (the contract's section 2)."""

from roadmaps.documents.archive import WORD, open_package
from roadmaps.documents.content import Column, Content
from roadmaps.documents.errors import DocumentError
from roadmaps.documents.excel_blocks import read_excel
from roadmaps.documents.reading import read_blocks
from roadmaps.documents.word_blocks import read_word

__all__ = ["Column", "Content", "DocumentError", "read_document"]


def read_document(data: bytes, name: str) -> Content:
    """The content of an uploaded file, told by its bytes alone; DocumentError says why it is refused."""
    package = open_package(data)
    if package.kind == WORD:
        return read_blocks(read_word(package))
    package.check()
    blocks, notices = read_excel(data)
    return read_blocks(blocks, notices)
