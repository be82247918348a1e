"""What was pasted from Word, Excel or a web page, as blocks: HTML, or lines of cells parted by tabs."""

import re
from collections.abc import Iterator

from lxml import etree, html

from roadmaps.documents.blocks import Block, Cell, Paragraph, Row, Table
from roadmaps.documents.errors import DocumentError
from roadmaps.documents.numbers import whole

MAX_TEXT = 5_000_000  # characters
MAX_ROWS = 5_000
MAX_SPAN = 500
MAX_DEPTH = 200
_HTML = re.compile(r"<(?:table|tr|td|p|div|html|body|google-sheets|!--)[\s>/!\[-]", re.IGNORECASE)
_CELL = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^\t\n]*))(\t|\n|\Z)')
_HIDDEN = re.compile(r"(?:display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*comment)", re.IGNORECASE)
_BLOCKS = frozenset(
    {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "section", "article"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SKIPPED = frozenset({"script", "style", "head", "template", "noscript", "iframe", "object", "svg", "del"})
_STRONG = frozenset({"b", "strong", "th"})


def pasted_blocks(text: str) -> list[Block]:
    """The paragraphs and tables of a pasted text; DocumentError where it is blank or too long."""
    if not text.strip():
        raise DocumentError("empty")
    if len(text) > MAX_TEXT:
        raise DocumentError("too_large", megabytes=MAX_TEXT // 1_000_000)
    text = text.replace("\x00", "")
    return _from_html(text) if _HTML.search(text) else _from_lines(text)


def _from_lines(text: str) -> list[Block]:
    """Lines with tabs are rows; a cell with line breaks or tabs stands in quotes, as Excel copies it."""
    blocks: list[Block] = []
    rows: list[list[str]] = []

    def close() -> None:
        if rows:
            blocks.append(_table(rows))
            rows.clear()

    for cells in _cells(text):
        if len(cells) > 1:
            rows.append(cells)
        else:
            close()
            blocks.append(Paragraph("".join(cells)))
    close()
    return blocks


def _cells(text: str) -> Iterator[list[str]]:
    """The cells of each line; quotes round a part of a cell only, or never closed, are the text's own."""
    row: list[str] = []
    for cell in _CELL.finditer(text.replace("\r\n", "\n").replace("\r", "\n")):
        quoted, plain, end = cell.groups()
        row.append(plain if quoted is None else quoted.replace('""', '"'))
        if end != "\t":
            yield row
            row = []
        if not end:
            return


def _table(rows: list[list[str]]) -> Table:
    if len(rows) > MAX_ROWS:
        raise DocumentError("too_heavy")
    width = max(map(len, rows))
    return Table(
        tuple(
            Row(
                tuple(
                    Cell(column, 1, _paragraphs(text))
                    for column, text in enumerate([*row, *[""] * (width - len(row))])
                )
            )
            for row in rows
        ),
        (),
    )


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(line) for line in text.split("\n") if line.strip())


def _from_html(text: str) -> list[Block]:
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, recover=True)
    try:
        root = html.document_fromstring(text, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError("broken") from error
    return _Page().blocks(root)


class _Page:
    """Walks through the elements of a page and gives its blocks."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._blocks: list[Block] = []

    def blocks(self, root: etree._Element) -> list[Block]:
        """The blocks inside an element."""
        self._walk(root, 0, is_strong=False)
        self._close(is_strong=False)
        return self._blocks

    def _close(self, *, is_strong: bool, is_heading: bool = False) -> None:
        text = "".join(self._text)
        self._text.clear()
        if text.strip():
            self._blocks.append(Paragraph(text.strip("\n"), "", is_heading, is_strong))

    def _walk(self, element: etree._Element, depth: int, *, is_strong: bool) -> None:
        if depth > MAX_DEPTH:
            self._text.append(_plain(" ".join(element.itertext())))
            return
        if element.text:
            self._text.append(_plain(element.text))
        for child in element:
            self._child(child, depth, is_strong=is_strong)
            if child.tail:
                self._text.append(_plain(child.tail))

    def _child(self, child: etree._Element, depth: int, *, is_strong: bool) -> None:
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or tag in _SKIPPED or _HIDDEN.search(child.get("style", "")):
            return
        if tag == "table":
            self._close(is_strong=is_strong)
            self._blocks.append(_read_table(child))
        elif tag == "br":
            self._text.append("\n")
        elif tag in _BLOCKS:
            self._close(is_strong=is_strong)
            strong = is_strong or _is_bold(child)
            self._walk(child, depth + 1, is_strong=strong)
            self._close(is_strong=strong, is_heading=tag in _HEADINGS)
        else:
            self._walk(child, depth + 1, is_strong=is_strong)


def _plain(text: str) -> str:
    """Text as a page shows it: line breaks of its source are spaces."""
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def _is_bold(element: etree._Element) -> bool:
    """Whether all of the element's text stands in one bold child."""
    inner = [child for child in element if isinstance(child.tag, str)]
    return len(inner) == 1 and inner[0].tag in _STRONG and not (element.text or "").strip()


def _read_table(element: etree._Element) -> Table:
    rows: list[Row] = []
    above: dict[int, tuple[Cell, int]] = {}
    for source in _rows(element):
        cells, above = _read_row(source, above)
        rows.append(Row(tuple(cells)))
        if len(rows) > MAX_ROWS:
            raise DocumentError("too_heavy")
    return Table(tuple(rows), ())


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr" and not _HIDDEN.search(child.get("style", "")):
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _read_row(
    row: etree._Element, above: dict[int, tuple[Cell, int]]
) -> tuple[list[Cell], dict[int, tuple[Cell, int]]]:
    """The cells of a row, those held from above among them, and what they hold for the next row."""
    cells: list[Cell] = []
    below: dict[int, tuple[Cell, int]] = {}
    column = 0

    def hold() -> None:
        nonlocal column
        while column in above:
            upper, left = above[column]
            cells.append(Cell(column, upper.span, upper.paragraphs, is_continued=True))
            if left > 1:
                below[column] = (upper, left - 1)
            column += upper.span

    for source in row:
        if source.tag not in ("td", "th"):
            continue
        hold()
        cell = Cell(column, _span(source, "colspan"), _cell_paragraphs(source))
        cells.append(cell)
        height = _span(source, "rowspan")
        if height > 1:
            below[column] = (cell, height - 1)
        column = cell.end
    hold()
    return cells, below


def _span(cell: etree._Element, name: str) -> int:
    return max(1, min(MAX_SPAN, whole(cell.get(name, "1").strip(), 1)))


def _cell_paragraphs(cell: etree._Element) -> tuple[Paragraph, ...]:
    paragraphs: list[Paragraph] = []
    for block in _Page().blocks(cell):
        if isinstance(block, Paragraph):
            paragraphs.append(block)
        else:
            paragraphs += [
                Paragraph("\t".join(one.text for one in row.cells)) for row in block.rows if not row.is_blank
            ]
    return tuple(paragraphs)
