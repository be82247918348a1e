"""The styles of Word documents that the portal writes: how each looks, and that a document has them all."""

from typing import Any, Final
from xml.sax.saxutils import quoteattr

from roadmaps.documents import own_form as own
from roadmaps.writers.word_xml import W, parsed

_FONT: Final = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" '
    'w:eastAsia="Times New Roman"/>'
)
_CENTRE, _LEFT, _BOTH = '<w:jc w:val="center"/>', '<w:jc w:val="left"/>', '<w:jc w:val="both"/>'
_KEEP: Final = "<w:keepNext/>"
_INDENT: Final = '<w:ind w:firstLine="709"/>'


def _space(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _letters(size: int, *, bold: bool = False) -> str:
    """The letters: their size in half points."""
    return f'{_FONT}{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


# Identifier: name in Word, properties of the paragraph, of the letters.
LOOKS: Final = {
    own.STYLES[own.FORM]: ("Карта: бланк", _space(0, 0), _letters(28)),
    own.STYLES[own.ISSUER]: ("Карта: кто издал", f"{_space(0, 240)}{_CENTRE}", _letters(28, bold=True)),
    own.STYLES[own.NUMBER]: (
        "Карта: дата и номер приказа",
        '<w:tabs><w:tab w:val="right" w:pos="9600"/></w:tabs>' + _space(0, 240),
        _letters(28),
    ),
    own.STYLES[own.SIGNATURE]: (
        "Карта: подпись",
        '<w:tabs><w:tab w:val="right" w:pos="9600"/></w:tabs>' + _space(720, 240),
        _letters(28),
    ),
    own.STYLES[own.TITLE]: (
        "Карта: название", f"{_KEEP}{_space(240, 240)}{_CENTRE}", _letters(28, bold=True)
    ),
    own.STYLES[own.PERIOD]: ("Карта: период", _space(0, 120), _letters(28)),
    own.STYLES[own.COORDINATORS]: ("Карта: координаторы", _space(0, 120), _letters(28)),
    own.STYLES[own.GOAL]: ("Карта: цель", f"{_space(0, 120)}{_BOTH}", _letters(28)),
    own.STYLES[own.CAPTION]: (
        "Карта: заголовок таблицы", f"{_KEEP}{_space(240, 120)}{_CENTRE}", _letters(28, bold=True)
    ),
    own.STYLES[own.PART]: (
        "Карта: раздел над таблицей", f"{_KEEP}{_space(240, 120)}{_CENTRE}", _letters(28, bold=True)
    ),
    own.STYLES[own.HEADING]: ("Карта: заголовок", f"{_KEEP}{_space(200, 60)}", _letters(28, bold=True)),
    own.STYLES[own.TEXT]: ("Карта: текст", f"{_space(0, 40)}{_INDENT}{_BOTH}", _letters(28)),
    "RoadmapColumn": ("Карта: шапка таблицы", f"{_KEEP}{_space(20, 20)}{_CENTRE}", _letters(22, bold=True)),
    "RoadmapCell": ("Карта: ячейка", f"{_space(20, 20)}{_LEFT}", _letters(22)),
    "RoadmapCellCentred": ("Карта: ячейка по центру", f"{_space(20, 20)}{_CENTRE}", _letters(22)),
    "RoadmapCellSmall": ("Карта: мелкая ячейка", f"{_space(20, 20)}{_LEFT}", _letters(18)),
    "RoadmapCellTiny": ("Карта: самая мелкая ячейка", f"{_space(10, 10)}{_LEFT}", _letters(15)),
    "RoadmapSection": ("Карта: раздел плана", f"{_KEEP}{_space(40, 40)}{_LEFT}", _letters(22, bold=True)),
}  # fmt: skip


def add_styles(document: Any) -> None:
    """Give a document those of the portal's styles that it has not; its own looks stay as they are."""
    styles = document.styles.element
    present = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    for element in parsed("".join(_style(name) for name in LOOKS if name not in present)):
        styles.append(element)


def _style(identifier: str) -> str:
    name, properties, letters = LOOKS[identifier]
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identifier}">'
        f"<w:name w:val={quoteattr(name)}/><w:qFormat/>"
        f"<w:pPr>{properties}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )
