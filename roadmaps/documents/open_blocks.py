"""An OpenDocument text or sheet as blocks in its order."""

import re
from collections.abc import Iterator

from lxml import etree

from roadmaps.documents.archive import Package
from roadmaps.documents.blocks import Block, Paragraph, Table
from roadmaps.documents.content import Notice
from roadmaps.documents.errors import DocumentError
from roadmaps.documents.open_grid import DATE, read_grid
from roadmaps.documents.open_styles import OFFICE, STYLE, TEXT, OpenStyles
from roadmaps.documents.open_text import PARAGRAPHS, SKIPPED, TABLE, OpenText
from roadmaps.documents.sheet_blocks import Sheet, sheets_as_blocks
from roadmaps.documents.word_grid import nested_as_paragraphs

_SHOWN_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|[а-яё]{3,}", re.IGNORECASE)


def read_open_text(package: Package) -> list[Block]:
    """The paragraphs and tables of a text document, its notes after them."""
    reader, body = _open(package, "text")
    blocks = list(reader.blocks(body))
    return blocks + [note for note in reader.text.notes if isinstance(note, Paragraph) and note.lines]


def read_open_sheets(package: Package) -> tuple[list[Block], list[Notice]]:
    """The sheets of a workbook in order, with remarks on what is hidden."""
    reader, body = _open(package, "spreadsheet")
    root = body.getroottree().getroot()
    unseen = {
        style.get(f"{STYLE}name", "")
        for style in root.iter(f"{STYLE}style")
        for one in style.findall(f"{STYLE}table-properties")
        if one.get(f"{TABLE}display") == "false"
    }
    sheets = []
    for table in body.findall(f"{TABLE}table"):
        grid = read_grid(table, reader.cell)
        is_hidden = table.get(f"{TABLE}style-name", "-") in unseen
        sheets.append(
            Sheet(table.get(f"{TABLE}name", ""), grid.rows, is_hidden, hidden_rows=tuple(grid.hidden))
        )
    return sheets_as_blocks(sheets)


def _open(package: Package, kind: str) -> tuple["_Reader", etree._Element]:
    root = package.xml("content.xml")
    body = root.find(f"{OFFICE}body/{OFFICE}{kind}") if root is not None else None
    if root is None or body is None:
        raise DocumentError("broken")
    return _Reader(OpenText(OpenStyles((package.xml("styles.xml"), root)))), body


class _Reader:
    """Walks through the body, text boxes and cells of a document."""

    def __init__(self, text: OpenText) -> None:
        self.text = text

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """The blocks inside an element, sections and lists opened."""
        for child in parent:
            if child.tag == f"{TEXT}list":
                for element, label in self.text.items(child):
                    yield from self._block(element, label)
            elif child.tag in SKIPPED:
                for box in self.text.boxes(child):
                    yield from self.blocks(box)
            else:
                yield from self._block(child, "")

    def cell(self, element: etree._Element) -> tuple[Paragraph, ...]:
        """The paragraphs of a cell; a table in it becomes paragraphs, a date is shown as it is in Russia."""
        date = element.get(f"{OFFICE}date-value", "")
        paragraphs: list[Paragraph] = []
        for block in self.blocks(element):
            paragraphs += nested_as_paragraphs(block) if isinstance(block, Table) else [block]
        found = DATE.match(date)
        if found and not any(_SHOWN_DATE.search(paragraph.raw) for paragraph in paragraphs):
            return (Paragraph(f"{found[3]}.{found[2]}.{found[1]}"),)
        return tuple(paragraphs)

    def _block(self, element: etree._Element, label: str) -> Iterator[Block]:
        if element.tag in PARAGRAPHS:
            for box in self.text.boxes(element):
                yield from self.blocks(box)
            yield self.text.paragraph(element, label)
        elif element.tag == f"{TABLE}table":
            yield Table(tuple(read_grid(element, self.cell).rows), ())
        elif element.tag not in SKIPPED:
            yield from self.blocks(element)
