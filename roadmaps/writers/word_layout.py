"""A roadmap as a sequence of pieces in the order of its own document, each upright or across the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from roadmaps.documents.captions import LONGEST_CAPTION
from roadmaps.documents.content import Content, Indicator, TableForm, Text
from roadmaps.documents.lines import Line
from roadmaps.documents.lists import is_general
from roadmaps.documents.order import is_act
from roadmaps.documents.own_form import (
    CAPTION,
    COORDINATORS,
    FORM,
    GOAL,
    HEADING,
    ISSUER,
    NUMBER,
    PERIOD,
    SIGNATURE,
    STYLES,
    TEXT,
    TITLE,
)
from roadmaps.documents.told import Told, signed_apart, told_by
from roadmaps.writers.captions import CAPTIONS
from roadmaps.writers.columns import labels_of
from roadmaps.writers.word_tables import (
    indicator_groups,
    indicators_table,
    items_table,
    passport_table,
    specialists_table,
    text_table,
)
from roadmaps.writers.word_xml import paragraph
from roadmaps.writers.words import day_in_words, from_to, issuer_in_stamp

ITEM_KINDS: Final = ("control_points", "plan", "mechanisms")
ACROSS: Final = frozenset({"plan", "mechanisms"})
_STAMP: Final = re.compile(r"утвержд|приложение", re.IGNORECASE)
_RIGHT_HALF: Final = '<w:ind w:left="{}" w:firstLine="0"/><w:jc w:val="left"/>'
_SIGNED: Final = (
    '<w:tabs><w:tab w:val="right" w:pos="9600"/></w:tabs><w:ind w:firstLine="0"/><w:jc w:val="left"/>'
)
_CENTRED: Final = '<w:jc w:val="center"/>'
_NEW_PAGE: Final = "<w:pageBreakBefore/>"
_STAMP_LINES, _STAMP_LINE = 6, 120


@dataclass(frozen=True)
class Page:
    """How wide the text is, in twentieths of a point, upright and across."""

    upright: int
    across: int


@dataclass(frozen=True)
class Piece:
    """XML of paragraphs or of a table; `is_across` where it stands on a page turned on its side."""

    xml: str
    is_across: bool = False


_GAP: Final = Piece(paragraph("", STYLES[FORM]))  # two tables that touch are one to Word


def has_own_order(content: Content) -> bool:
    """Whether the order's own text came with the roadmap."""
    lines = (line for text in content.texts for line in (text.heading, *text.text.split("\n")[:3]))
    return any(is_act(Line(line, 0).text) for line in lines)


def has_own_acknowledgement(content: Content) -> bool:
    """Whether the document has a sheet of its own on which people sign that they have read it."""
    return any("ознакомлен" in f"{text.heading} {text.text}".lower() for text in content.texts)


def pieces_of(content: Content, page: Page, *, has_marks: bool = False) -> list[Piece]:
    """Everything that the roadmap says, in order: texts, and between them fields and tables at their places.

    What has no place of its own stands in the usual order: fields below the order's text, tables at the end.
    """
    told, length = told_by(content), len(content.texts)
    parts: list[tuple[int, int, list[Piece]]] = []  # texts above, rank among neighbours, pieces
    for place, text in enumerate(content.texts):
        parts.append((place + 1, -1, list(_text(text, page, content.order.signed_by, is_first=place == 0))))
    order = _order_texts(content)
    appendix = min(order + 1, length) if order else 0
    usual = {ISSUER: 0, SIGNATURE: order}
    for rank, (name, pieces) in enumerate(_fields(content, told, page)):
        parts.append((content.places.get(name, usual.get(name, appendix)), rank, pieces))
    drawn = [form.kind for form in content.tables]
    for number, kind in enumerate(CAPTIONS):
        rank = len(STYLES) + (drawn.index(kind) if kind in drawn else len(drawn) + number)
        for above, pieces in _tables(content, kind, page, has_marks=has_marks):
            parts.append((length if above is None else min(above, length), rank, pieces))
    parts.sort(key=lambda part: part[:2])
    return [piece for _, _, pieces in parts for piece in pieces]


def _order_texts(content: Content) -> int:
    """How many texts belong to the order itself: those before the first appendix."""
    if not has_own_order(content):
        return 0
    stamps = (place for place, text in enumerate(content.texts) if place and _STAMP.match(text.heading))
    return next(stamps, len(content.texts))


def _fields(content: Content, told: Told, page: Page) -> Iterator[tuple[str, list[Piece]]]:
    """The fields that no text of the document says, each with the paragraphs that say it."""
    labels, order = labels_of(content), content.order
    if has_own_order(content):
        if order.issuer and order.issuer != told.order.issuer:
            yield ISSUER, [_line(order.issuer, ISSUER)]
        if (order.number, order.date) != (told.order.number, told.order.date):
            stamp = _RIGHT_HALF.format(page.upright // 2)
            lines = ["УТВЕРЖДЕНА", issuer_in_stamp(order.issuer)]
            said = [Piece(paragraph(line, STYLES[FORM], stamp)) for line in lines]
            number = f"от {day_in_words(order.date)} № {order.number or '________'}"
            yield NUMBER, [*said, Piece(paragraph(number, STYLES[NUMBER], stamp))]
    yield TITLE, [_line(content.title, TITLE)]
    if content.period != told.period:
        yield PERIOD, [_line(f"Срок реализации: {from_to(content.period)}", PERIOD)]
    if content.coordinators != told.coordinators:
        first, *others = content.coordinators or ("",)
        lines = [f"{labels['coordinators']}: {first}", *others]
        yield COORDINATORS, [_line(line, COORDINATORS) for line in lines]
    if content.goal != told.goal:
        yield GOAL, [_line(f"{labels['goal']}: {content.goal}", GOAL)]
    if has_own_order(content) and order.signed_by != told.order.signed_by:
        yield SIGNATURE, [_line(f"\t{order.signed_by}", SIGNATURE)]


def _line(text: str, role: str) -> Piece:
    return Piece(paragraph(text, STYLES[role]))


def _text(text: Text, page: Page, signed_by: str, *, is_first: bool) -> Iterator[Piece]:
    lines = text.text.split("\n") if text.text else []
    is_stamp = bool(_STAMP.match(text.heading)) and len(text.heading) < _STAMP_LINE
    right = _RIGHT_HALF.format(page.upright // 2)
    if text.heading:
        look = f"{'' if is_first else _NEW_PAGE}{right}" if is_stamp else ""
        look = look or (
            '<w:jc w:val="center"/>' if text.heading.isupper() or is_act(Line(text.heading, 0).text) else ""
        )
        yield Piece(paragraph(text.heading, STYLES[HEADING], look))
    rows: list[str] = []
    for number, line in enumerate([*lines, ""]):
        if "\t" in line:
            rows.append(line)
            continue
        if rows:
            yield from (Piece(text_table(rows, page.upright)), _GAP)
            rows = []
        if line:
            is_short = is_stamp and number < _STAMP_LINES and len(line) < _STAMP_LINE
            signed = signed_apart(line, signed_by)
            look = right if is_short else _SIGNED if signed != line else ""
            yield Piece(paragraph(signed, STYLES[TEXT], look))


def table_pieces(content: Content, kind: str, page: Page, *, has_marks: bool = False) -> list[Piece]:
    """The tables of one kind with their captions."""
    return [piece for _, pieces in _tables(content, kind, page, has_marks=has_marks) for piece in pieces]


def _tables(
    content: Content, kind: str, page: Page, *, has_marks: bool
) -> Iterator[tuple[int | None, list[Piece]]]:
    """The tables of a kind with the number of texts above each, None where the document does not say."""
    place = next((form.texts_above for form in content.tables if form.kind == kind), None)
    if kind == "indicators":
        yield from _indicator_tables(content, page)
        return
    if not (kind == "plan" or getattr(content, kind)):
        return
    is_across = kind in ACROSS
    if kind in ITEM_KINDS:
        width = page.across if is_across else page.upright
        xml = items_table(content, kind, width, has_marks=has_marks)
    else:
        xml = {"passport": passport_table, "specialists": specialists_table}[kind](content, page.upright)
    yield place, [*_caption(content, kind), Piece(xml, is_across), Piece(_GAP.xml, is_across)]


def _indicator_tables(content: Content, page: Page) -> Iterator[tuple[int | None, list[Piece]]]:
    """A table for each group; those of the document that are empty keep their captions and headings."""
    groups = indicator_groups(content)
    forms = [form for form in content.tables if form.kind == "indicators"]
    heads = {group for group, _ in groups}
    empty = [form for form in forms if form.caption not in heads][: max(0, len(forms) - len(groups))]
    drawn = [form for form in forms if form not in empty]
    drawn = drawn if len(drawn) == len(groups) else drawn[:1] * len(groups)
    parts: list[tuple[int, TableForm | None, str, list[Indicator], str]]
    parts = [(forms.index(form), form, form.caption, [], "") for form in empty]
    for number, (group, rows) in enumerate(groups):
        own = drawn[number] if drawn else None
        is_named = bool(group) and not is_general(group) and len(group) <= LONGEST_CAPTION
        head = group if is_named else own.caption if own else CAPTIONS["indicators"]
        place = forms.index(own) if own else number
        parts.append((place, own, head, rows, "" if is_named else group))
    for _, form, head, rows, group in sorted(parts, key=lambda part: part[0]):
        table = Piece(indicators_table(form, rows, page.upright, group=group))
        caption = [Piece(paragraph(head, STYLES[CAPTION]))] if head else []
        yield form.texts_above if form else None, [*caption, table, _GAP]


def _caption(content: Content, kind: str) -> list[Piece]:
    """The table's own caption; a part's heading that became a section of the one table is none."""
    own = next((form.caption for form in content.tables if form.kind == kind), None)
    heads = {f"{section.number}. {section.title}" for section in content.sections[:1]}
    heads |= {section.title for section in content.sections[:1]}
    is_fit = own is not None and own not in heads and len(own) <= LONGEST_CAPTION
    caption = own if is_fit else CAPTIONS[kind]
    return [Piece(paragraph(caption, STYLES[CAPTION]), kind in ACROSS)] if caption else []
