"""A Word document as blocks in its order."""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from roadmaps.documents.archive import Package
from roadmaps.documents.blocks import Block, Paragraph, Table
from roadmaps.documents.errors import DocumentError
from roadmaps.documents.progress import ROWS, tell
from roadmaps.documents.word_grid import children, nested_as_paragraphs, read_table
from roadmaps.documents.word_numbering import Numbering
from roadmaps.documents.word_text import SKIPPED, W, WordText, ends_struck_out, text_boxes

MAX_BLOCKS = 50_000
TOLD_EVERY = 500  # cells
_NOTES = ("footnotes", "endnotes")


def read_word(package: Package) -> list[Block]:
    """The paragraphs and tables of a document, its footnotes after them."""
    folder = package.main.rpartition("/")[0]
    styles = package.xml(f"{folder}/styles.xml")
    reader = _Reader(WordText(Numbering(package.xml(f"{folder}/numbering.xml"), styles), styles))
    root = package.xml(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise DocumentError("broken")
    reader.whole = sum(1 for _cell in body.iter(f"{W}tc"))
    blocks = list(islice(reader.blocks(body), MAX_BLOCKS + 1))
    if len(blocks) > MAX_BLOCKS:
        raise DocumentError("too_heavy")
    for name in _NOTES:
        notes = package.xml(f"{folder}/{name}.xml")
        for note in notes if notes is not None else ():
            if note.get(f"{W}type", "normal") == "normal":
                blocks += [
                    block for block in reader.blocks(note) if not isinstance(block, Paragraph) or block.lines
                ]
    return blocks


class _Reader:
    """Walks through the body, text boxes and cells of a document."""

    def __init__(self, text: WordText) -> None:
        self._text = text
        self.done, self.whole = 0, 0  # cells read, and all of them

    def blocks(self, parent: etree._Element, *, is_hidden: bool = False) -> Iterator[Block]:
        """The blocks inside an element, content controls and insertions opened."""
        begun = ""
        for child in _flat(parent):
            if child.tag == f"{W}tbl":
                yield from self._table(child)
                continue
            for box in text_boxes(child):
                yield from self.blocks(box, is_hidden=is_hidden)
            paragraph = self._text.paragraph(child, is_hidden=is_hidden)
            if begun:
                paragraph = Paragraph(
                    begun + paragraph.raw, paragraph.label, paragraph.is_heading, paragraph.is_strong
                )
            begun = paragraph.raw if ends_struck_out(child) else ""
            if not begun:
                yield paragraph
        if begun:
            yield Paragraph(begun)

    def _table(self, element: etree._Element) -> Iterator[Block]:
        """The table; one that only lays others out on the page is opened."""
        cells = [cell for row in children(element, f"{W}tr") for cell in children(row, f"{W}tc")]
        rows = sum(1 for _ in children(element, f"{W}tr"))
        if len(cells) == rows and any(cell.find(f"{W}tbl") is not None for cell in cells):
            for cell in cells:
                yield from self.blocks(cell)
        else:
            yield read_table(element, self._cell)

    def _cell(self, element: etree._Element, is_hidden: bool) -> list[Paragraph]:
        self.done += 1
        if not self.done % TOLD_EVERY:
            tell(ROWS, self.done, self.whole)
        paragraphs: list[Paragraph] = []
        for block in self.blocks(element, is_hidden=is_hidden):
            paragraphs += nested_as_paragraphs(block) if isinstance(block, Table) else [block]
        return paragraphs


def _flat(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag not in SKIPPED:
            yield from _flat(child)
