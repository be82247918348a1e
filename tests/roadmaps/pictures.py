"""Word files as printed pages: where each word stands, what is inked, and what is wrong with a page."""

import io
import re
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from pathlib import Path
from xml.etree import ElementTree

import docx
from PIL import Image

from roadmaps.documents.own_form import TABLE_TITLES
from tests.roadmaps.rendering import SECONDS, office_command
from tests.tools import ensure

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
POINTS = 20  # twentieths of a point
SLACK = 6.0  # a table's rules stand out by the padding of its cells
LIGHT = 200
LONG_WORD, LONG_CELL, BEGINNING, FEWEST_ROWS = 14, 30, 22, 3
HEADLINES = ("RoadmapCaption", "RoadmapPart", "RoadmapHeading")


@dataclass(frozen=True)
class Word:
    """A word and its box in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass
class Printed:
    """A page: its size, its words, its picture with a pixel a point."""

    number: int
    width: float
    height: float
    words: list[Word]
    picture: Image.Image
    lines: list[list[Word]] = field(default_factory=list)

    def __post_init__(self):
        rows = sorted(self.words, key=lambda word: (round(word.bottom), word.left))
        self.lines = [list(group) for _, group in groupby(rows, key=lambda word: round(word.bottom))]

    @property
    def is_across(self):
        return self.width > self.height

    @property
    def letters(self):
        return letters(" ".join(word.text for word in self.words))


@dataclass
class Drawn:
    """A table of the Word file: its title, the rules between its columns, its heading, its merged rows."""

    title: str
    bounds: list[float]
    heading: list[str]
    merged: list[str]
    cells: list[str]
    is_even: bool


def letters(text):
    """The letters and figures alone: lines break and words are divided differently on a page."""
    return re.sub(r"[\W_]+", "", text).casefold()


def printed(files: dict[str, bytes], folder: Path) -> dict[str, list[Printed]]:
    """The pages of several Word files, printed in one run of the office."""
    text, picture = ensure("pdftotext", "pdftoppm")
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    command, quiet = office_command(folder)
    sources = [str(folder / f"{name}.docx") for name in files]
    subprocess.run([*command, *sources], check=True, capture_output=True, timeout=SECONDS, env=quiet)
    found = {}
    for name in files:
        pdf = folder / f"{name}.pdf"
        boxes = subprocess.run(
            [text, "-bbox", pdf, "-"], check=True, capture_output=True, timeout=SECONDS
        ).stdout
        subprocess.run([picture, "-gray", "-r", "72", pdf, folder / name], check=True, timeout=SECONDS)
        images = sorted(folder.glob(f"{name}-*.pgm"))
        root = ElementTree.fromstring(re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", boxes))
        pages = [one for one in root.iter() if one.tag.endswith("}page")]
        assert len(pages) == len(images)
        found[name] = [
            Printed(
                number, float(page.get("width")), float(page.get("height")), _words(page), Image.open(image)
            )
            for number, (page, image) in enumerate(zip(pages, images, strict=True), start=1)
        ]
    return found


def _words(page):
    sides = ("xMin", "yMin", "xMax", "yMax")
    return [Word(one.text or "", *(float(one.get(side)) for side in sides)) for one in page]


def faults_of(data: bytes, pages: list[Printed]) -> list[str]:
    """What is wrong with the pages of a Word file, in words; an empty list where nothing is."""
    document = docx.Document(io.BytesIO(data))
    section = document.sections[0]
    left, right = section.left_margin.pt, section.right_margin.pt
    top, bottom = section.top_margin.pt, section.bottom_margin.pt
    drawn = [_drawn(table, left) for table in document.element.body.iter(f"{W}tbl")]
    heads = {letters(_text(p)) for p in document.element.body.iter(f"{W}p") if _style(p) in HEADLINES} - {""}
    merged = {letters(text) for table in drawn for text in table.merged}
    free = [letters(p.text) for p in document.paragraphs if p.text]
    plans = [table for table in drawn if table.title == TABLE_TITLES["plan"]]
    rows = {letters(text)[:BEGINNING] for table in plans for text in table.cells if len(text) > LONG_CELL}
    faults = [] if all(table.is_even for table in drawn) else ["a row that is not as wide as its table"]
    faults += _lost(document, pages)
    for page in pages:
        at = f"page {page.number}: "
        faults += [at + fault for fault in _outside(page, left, right, top, bottom)]
        faults += [at + fault for fault in _numbered(page, top)]
        faults += [at + fault for fault in _last_line(page, heads | merged, top)]
        if _holds(page, rows):
            faults += [] if page.is_across else [f"{at}a plan upright"]
            faults += [at + fault for fault in _columns(page, plans, merged, free)]
    return faults


def _drawn(table, left):
    grid = [int(one.get(f"{W}w")) / POINTS for one in table.iter(f"{W}gridCol")]
    rows = [[(_text(cell), _span(cell)) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
    title = table.find(f"{W}tblPr/{W}tblCaption")
    return Drawn(
        title.get(f"{W}val") if title is not None else "",
        [left + at for at in accumulate([0.0, *grid])],
        [text for text, _ in rows[0]],
        ["".join(text for text, _ in row) for row in rows if max(span for _, span in row) > 1],
        [text for row in rows[1:] for text, span in row if span == 1],
        all(sum(span for _, span in row) == len(grid) for row in rows),
    )


def _text(element):
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def _style(paragraph):
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val") if style is not None else ""


def _span(cell):
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return int(span.get(f"{W}val")) if span is not None else 1


def _lost(document, pages):
    """Every letter of every paragraph and cell is on the pages."""
    shown = Counter("".join(page.letters for page in pages))
    written = Counter(letters(_text(document.element.body)))
    missing = written - shown
    return [f"not on the pages: {dict(missing)}"] if missing else []


def _outside(page, left, right, top, bottom):
    beyond = [
        word.text
        for word in page.words
        if word.left < left - SLACK
        or word.right > page.width - right + SLACK
        or word.bottom > page.height - bottom + SLACK
    ]
    if beyond:
        yield f"words beyond the margins: {beyond[:5]}"
    width, height = page.picture.size
    strips = (
        (0, 0, int(left - SLACK), height),
        (int(width - right + SLACK), 0, width, height),
        (0, int(height - bottom + SLACK), width, height),
    )
    for name, strip in zip(("left", "right", "bottom"), strips, strict=True):
        if page.picture.crop(strip).getextrema()[0] < LIGHT:
            yield f"ink in the {name} margin"
    if not any(word.top > top for word in page.words):
        yield "blank"


def _numbered(page, top):
    head = [word.text for word in page.words if word.bottom < top]
    expected = [] if page.number == 1 else [str(page.number)]
    if head != expected:
        yield f"the header says {head}"


def _last_line(page, heads, top):
    lines = [letters("".join(word.text for word in line)) for line in page.lines if line[0].top > top - 2]
    if lines and lines[-1] in heads:
        yield f"ends with a heading: {lines[-1][:40]}"


def _columns(page, plans, merged, free):
    """Words between the rules of their columns, headings on each page, no rules through merged rows."""
    bounds = {tuple(table.bounds[1:-1]) for table in plans if all(_has(page, text) for text in table.heading)}
    if not bounds:
        yield "no headings above the rows"
    if len(bounds) != 1:
        return  # two plans on one page
    (rules,) = bounds
    for line in page.lines:
        said = letters("".join(word.text for word in line))
        if said in merged:
            middle = int((line[0].top + line[0].bottom) / 2)
            beyond = [int(at) for at in rules if at > line[-1].right + 8]
            if any(
                page.picture.getpixel((at + step, middle)) < LIGHT for at in beyond for step in (-1, 0, 1)
            ):
                yield f"a rule through a merged row: {said[:40]}"
        elif not any(said in one for one in (*free, *merged)):
            crossed = [w.text for w in line for at in rules if w.left < at - 1 and w.right > at + 1]
            if crossed:
                yield f"words across a rule: {crossed[:3]}"


def _has(page, text):
    return all(letters(word) in page.letters for word in text.split() if len(word) < LONG_WORD)


def _holds(page, rows):
    """Whether rows of a plan stand on a page: the beginning of one of their longer cells."""
    return sum(row in page.letters for row in rows) >= FEWEST_ROWS
