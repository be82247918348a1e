"""A roadmap as a Word document: a template filled in, its marked places taken by the roadmap's own pieces."""

import io
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Final

from lxml import etree

from roadmaps.documents.content import Content
from roadmaps.documents.own_form import FORM, STYLES
from roadmaps.responsibles import parse_name
from roadmaps.writers.word_fields import ACKNOWLEDGEMENT, KINDS, WHOLE, lines_of
from roadmaps.writers.word_layout import has_own_acknowledgement, has_own_order, has_own_stamp, pieces_of
from roadmaps.writers.word_pieces import Piece, table_pieces
from roadmaps.writers.word_sections import page_of, section_of, sectioned
from roadmaps.writers.word_styles import add_styles
from roadmaps.writers.word_template import filled_in, marked
from roadmaps.writers.word_xml import W, paragraph

DEFAULT: Final = Path(__file__).parent / "order.docx"
_MOST_SIGNERS: Final = 60


@dataclass(frozen=True)
class Paper:
    """What is written besides the roadmap itself: whose it is, and whether marks of execution stand in it."""

    municipality: str = ""
    has_marks: bool = False


def write_word(content: Content, *, paper: Paper = Paper(), template: bytes | None = None) -> bytes:
    """The document's bytes, by the department's template or the portal's own.

    Raises WordTemplateError where the template cannot be filled in.
    """
    signers = signers_of(content)
    context = {
        **lines_of(content, municipality=paper.municipality),
        "есть_текст_приказа": has_own_order(content),
        "есть_гриф": has_own_stamp(content),
        "есть_лист_ознакомления": bool(signers),
    }
    document = filled_in(template or default_template(), context).docx
    add_styles(document)
    blocks: dict[bytes, bytes] = {}
    for element, name in marked(document.element.body):
        xml = _block(element, name, content, paper, signers)
        place = etree.ProcessingInstruction("roadmap", str(len(blocks)))
        blocks[etree.tostring(place)] = xml.encode()
        _leave(element, place)
    made = io.BytesIO()
    document.save(made)
    return _with_blocks(made, document.part.partname.lstrip("/"), blocks)


@lru_cache(maxsize=1)
def default_template() -> bytes:
    """The portal's own template, made by the command `make_word_template`."""
    return DEFAULT.read_bytes()


def signers_of(content: Content) -> list[str]:
    """Who signs that the order was read: those whom it names; nobody where the document has its own sheet."""
    if has_own_acknowledgement(content):
        return []
    named = [*content.coordinators, *(one.name for one in content.specialists)]
    rows = () if named else (*content.activities, *content.control_points, *content.mechanisms)
    entries = dict.fromkeys(entry for item in rows for entry in item.responsible)
    people = (entry for entry in entries if parse_name(entry))
    return list(dict.fromkeys(filter(None, named or islice(people, _MOST_SIGNERS))))


def _block(element: etree._Element, name: str, content: Content, paper: Paper, signers: list[str]) -> str:
    """The XML of a block that takes the place of its marked paragraph."""
    section = section_of(element)
    page = page_of(section)
    if name == WHOLE:
        pieces = pieces_of(content, page, has_marks=paper.has_marks)
    elif name == ACKNOWLEDGEMENT:
        lines = (f"«___» __________ 20___ г.\t__________\t{signer}" for signer in signers)
        pieces = [Piece(paragraph(line, STYLES[FORM], _SIGNING_TABS)) for line in lines]
    else:
        pieces = table_pieces(content, KINDS[name], page, has_marks=paper.has_marks)
    parent = element.getparent()
    is_in_body = parent is not None and parent.tag == f"{W}body"
    return "".join(sectioned(pieces, element, section) if is_in_body else (piece.xml for piece in pieces))


def _leave(element: etree._Element, place: etree._Element) -> None:
    """Leave only a sign of the block where its paragraph stood; what ends a section or a cell stays."""
    element.addprevious(place)
    parent = element.getparent()
    if parent is not None and parent.tag == f"{W}body" and element.find(f"{W}pPr/{W}sectPr") is None:
        parent.remove(element)
    else:
        for said in element.xpath("*[not(self::w:pPr)]"):
            element.remove(said)


def _with_blocks(made: io.BytesIO, main: str, blocks: dict[bytes, bytes]) -> bytes:
    """The archive with the blocks in its main part; text until here: a long plan costs little."""
    whole = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == main:
                for place, xml in blocks.items():
                    data = data.replace(place, xml, 1)
            new.writestr(part, data, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


_SIGNING_TABS: Final = (
    '<w:tabs><w:tab w:val="left" w:pos="4000"/><w:tab w:val="left" w:pos="5900"/></w:tabs>'
    '<w:spacing w:before="120" w:after="120"/>'
)
