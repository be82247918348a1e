"""The text of an OpenDocument file: paragraphs with the numbers of their lists, text boxes, notes."""

from collections.abc import Iterator

from lxml import etree

from roadmaps.documents.blocks import Block, Paragraph
from roadmaps.documents.numbers import whole
from roadmaps.documents.open_styles import OFFICE, TEXT, XML_ID, Counter, OpenStyles

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
MAX_SPACES = 100
# What is struck out by a tracked change, said by nobody, or stands elsewhere.
SKIPPED = frozenset({
    f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}note",
    f"{DRAW}frame", f"{TEXT}hidden-text", f"{TEXT}sequence-decls", f"{OFFICE}forms", f"{TEXT}ruby-text",
    f"{DRAW}custom-shape", f"{DRAW}rect", f"{DRAW}g", f"{TABLE}shapes",
})  # fmt: skip
_BOXES = (f"{DRAW}text-box", f"{DRAW}custom-shape", f"{DRAW}rect")


class OpenText:
    """Reads the paragraphs of one document, in its order."""

    def __init__(self, styles: OpenStyles) -> None:
        self._styles = styles
        self._by_id: dict[str, Counter] = {}
        self._by_style: dict[str, Counter] = {}
        self.notes: list[Block] = []

    def paragraph(self, element: etree._Element, label: str = "") -> Paragraph:
        """The paragraph of an element `text:p` or `text:h`; its notes are put aside."""
        style = element.get(f"{TEXT}style-name", "")
        for note in element.iter(f"{TEXT}note-body"):
            self.notes += [self.paragraph(one) for one in note.iter(*PARAGRAPHS)]
        raw = "" if self._styles.is_hidden(style) else "".join(self._strings(element))
        strong = bool(raw.strip()) and (raw == raw.upper() and any(sign.isalpha() for sign in raw))
        strong = strong or self._styles.is_bold(style) or self._all_bold(element)
        return Paragraph(raw, label, element.tag == f"{TEXT}h", strong)

    def boxes(self, element: etree._Element) -> Iterator[etree._Element]:
        """The text boxes that hang on a paragraph."""
        for box in element.iter(*_BOXES):
            if not any(above.tag in _BOXES for above in box.iterancestors()):
                yield box

    def items(
        self, element: etree._Element, style: str = "", level: int = 1, counter: Counter | None = None
    ) -> Iterator[tuple[etree._Element, str]]:
        """The paragraphs and tables of an element `text:list`, each paragraph with its number."""
        style = element.get(f"{TEXT}style-name", style)
        if counter is None:
            counter = self._counter(element, style)
        for item in element:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            is_first = item.tag == f"{TEXT}list-item"
            for child in item:
                if child.tag == f"{TEXT}list":
                    yield from self.items(child, style, level + 1, counter)
                    continue
                label = ""
                if is_first and child.tag in PARAGRAPHS:
                    start = item.get(f"{TEXT}start-value", "")
                    label = self._styles.label(style, level, counter, start=start)
                    is_first = False
                yield child, label

    def _counter(self, element: etree._Element, style: str) -> Counter:
        followed = self._by_id.get(element.get(f"{TEXT}continue-list", ""))
        if followed is None and element.get(f"{TEXT}continue-numbering") == "true":
            followed = self._by_style.get(style)
        counter = followed or Counter()
        self._by_style[style] = counter
        name = element.get(XML_ID)
        if name:
            self._by_id[name] = counter
        return counter

    def _strings(self, element: etree._Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if child.tag == f"{TEXT}s":
                yield " " * min(MAX_SPACES, whole(child.get(f"{TEXT}c", "1"), 1))
            elif child.tag == f"{TEXT}tab":
                yield "\t"
            elif child.tag == f"{TEXT}line-break":
                yield "\n"
            elif child.tag not in SKIPPED and not self._styles.is_hidden(child.get(f"{TEXT}style-name", "")):
                yield from self._strings(child)
            yield child.tail or ""

    def _all_bold(self, element: etree._Element) -> bool:
        spans = [child for child in element if "".join(child.itertext()).strip()]
        outside = (element.text or "") + "".join(child.tail or "" for child in element)
        bold = all(self._styles.is_bold(span.get(f"{TEXT}style-name", "")) for span in spans)
        return bool(spans) and not outside.strip() and bold
