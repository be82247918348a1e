"""Elements stand in the order of ECMA-376's sequences, as Word wants them, in every part that we write."""

import io
import zipfile

import pytest
from lxml import etree

from roadmaps.documents import read_document
from roadmaps.documents.content import Content, Indicator, Item, PassportEntry, Section, Specialist, Text
from roadmaps.writers.word import Paper, default_template, write_word
from roadmaps.writers.word_xml import W
from tests.roadmaps.test_several_tables import CAPTIONED, PARTED
from tests.roadmaps.test_word_template import template
from tests.roadmaps.word_files import document

# ECMA-376, part 1, 17: the children of each element in the order of its type's sequence.
SEQUENCES = {
    "tbl": "tblPr tblGrid tr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "p": "pPr r",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
    "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
    "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
    "rPr sectPr pPrChange",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
    "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
    "docGrid printerSettings",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
    "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr "
    "tblStylePr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
    "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
}
EVERYTHING = Content(
    title="План мероприятий",
    goal="Цель",
    coordinators=("Озерова Л.П.",),
    passport=(PassportEntry("Участники", "Все школы"),),
    specialists=(Specialist("1", "Озерова Л.П.", "методист", "Кадры"),),
    indicators=(Indicator("", "Доля", "%", {"2025": "1", "2026": "2"}),),
    control_points=(Item("1", title="Итоги", deadline="май"),),
    sections=(Section("1", "Меры"), Section("", "Трек 2")),
    activities=(
        Item("1.1", "1", title="Совет\x0b\x00\ud800", deadline="май", responsible=("Озерова Л.П.",)),
        Item("2.1", "Трек 2", title="<w:p>&amp;", extra={"Место": "зал"}),
    ),
    mechanisms=(Item("1", title="Группа"),),
    texts=(
        Text("ПРИКАЗ", "строка\nа\tб\nв\tг"),
        Text("УТВЕРЖДЕНА", "приказом"),
        Text("", "\t".join("абвгдежзик")),
    ),
)


def misplaced(data):
    """The elements whose children are out of order, unknown to the sequence, or missing."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            if part.startswith("word/") and part.endswith(".xml"):
                for element in etree.fromstring(archive.read(part)).iter(f"{W}*"):
                    found += _of(element, part)
    return found


def _of(element, part):
    name = etree.QName(element).localname
    if name not in SEQUENCES:
        return
    order = SEQUENCES[name].split()
    children = [etree.QName(child).localname for child in element if isinstance(child.tag, str)]
    if set(children) - set(order):
        if name not in ("p", "tc"):  # runs may be anything, a cell may hold a table
            yield part, name, sorted(set(children) - set(order))
    elif [order.index(child) for child in children] != sorted(order.index(child) for child in children):
        yield part, name, children
    if name == "tc" and children[-1:] != ["p"]:
        yield part, name, "a cell ends with a paragraph"
    if name == "tbl" and not {"tblPr", "tblGrid", "tr"} <= set(children):
        yield part, name, "a table has properties, a grid and rows"


@pytest.mark.parametrize("blocks", [CAPTIONED, PARTED])
def test_a_document_is_in_the_order_of_the_standard(blocks):
    assert misplaced(write_word(read_document(document(*blocks), "план.docx"))) == []


@pytest.mark.parametrize("has_marks", [False, True])
def test_everything_that_is_written_is_in_the_order_of_the_standard(has_marks):
    assert misplaced(write_word(EVERYTHING, paper=Paper("Округ", has_marks))) == []


def test_a_departments_template_comes_out_in_the_order_of_the_standard():
    mine = template("Бланк", "{{ паспорт }}", "{{ план }}", "Конец", footer="{{ муниципалитет }}")
    assert misplaced(write_word(EVERYTHING, template=mine)) == []
    assert misplaced(default_template()) == []


def test_a_misplaced_element_is_seen():
    good = f'<w:tcPr xmlns:w="{W[1:-1]}"><w:gridSpan w:val="2"/><w:tcW w:w="1"/></w:tcPr>'
    assert list(_of(etree.fromstring(good), "a")) == [("a", "tcPr", ["gridSpan", "tcW"])]
