"""A roadmap as a sequence of pieces in the order of its own document, each upright or across the page."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Final

from roadmaps.documents.content import Content, Order, Place, Text
from roadmaps.documents.lines import Line
from roadmaps.documents.order import is_act
from roadmaps.documents.own_form import (
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
from roadmaps.documents.told import Told, say_order, signed_apart, told_by
from roadmaps.writers.captions import CAPTIONS
from roadmaps.writers.columns import labels_of
from roadmaps.writers.word_pieces import GAP, Page, Piece, tables_of
from roadmaps.writers.word_tables import text_table
from roadmaps.writers.word_xml import paragraph
from roadmaps.writers.words import BLANK_NUMBER, approved_as, day_in_words, from_to, issuer_in_stamp

_STAMP: Final = re.compile(r"утвержд|приложение", re.IGNORECASE)
_APPROVED: Final = re.compile(r"утвержд\w*\W+приказ", re.IGNORECASE)
_RIGHT_HALF: Final = '<w:ind w:left="{}" w:firstLine="0"/><w:jc w:val="left"/>'
_TAB: Final = 'w:pos="9600"'  # where the name stands that belongs to a post
_SIGNED: Final = f'<w:tabs><w:tab w:val="right" {_TAB}/></w:tabs><w:ind w:firstLine="0"/><w:jc w:val="left"/>'
_KEPT: Final = "<w:keepNext/>"
_POST: Final = '<w:keepNext/><w:ind w:firstLine="0"/><w:jc w:val="left"/>'
_CENTRED: Final = '<w:jc w:val="center"/>'
_NEW_PAGE: Final = "<w:pageBreakBefore/>"
_STAMP_LINES, _STAMP_LINE = 6, 120
_END: Final = 1_000_000  # below every line of a text
_LAST: Final = 1_000_000  # below everything else that stands at the same place
_FEW: Final = 8


def has_own_order(content: Content) -> bool:
    """Whether the order's own text came with the roadmap."""
    return say_order(content.texts)


def has_own_stamp(content: Content) -> bool:
    """Whether the document has a stamp of its own that says by which order it is approved."""
    lines = [line for text in content.texts for line in (text.heading, *text.text.split("\n"))]
    pairs = (" ".join(pair) for pair in pairwise([*lines, ""]))
    return any(_APPROVED.match(pair) for pair in pairs)


def has_own_acknowledgement(content: Content) -> bool:
    """Whether the document has a sheet of its own on which people sign that they have read it."""
    return any("ознакомлен" in f"{text.heading} {text.text}".lower() for text in content.texts)


def pieces_of(content: Content, page: Page, *, has_marks: bool = False) -> list[Piece]:
    """Everything that the roadmap says, in order: texts, and between them fields and tables at their places.

    What has no place of its own stands in the usual order: fields below the order's text, tables at the end.
    """
    told, end = told_by(content), Place(len(content.texts), _END)
    placed: list[tuple[Place, int, list[Piece]]] = []  # where among the texts, rank among neighbours, pieces
    order = _order_texts(content)
    appendix = Place(min(order + 1, len(content.texts)), _END) if order else Place()
    usual = {ISSUER: Place(), SIGNATURE: Place(order, _END)}
    for rank, (name, pieces) in enumerate(_fields(content, told, page)):
        placed.append((content.places.get(name, usual.get(name, appendix)), rank, pieces))
    drawn = {id(form): number for number, form in enumerate(content.tables)}
    for number, kind in enumerate(CAPTIONS):
        for form, place, pieces in tables_of(content, kind, page, has_marks=has_marks):
            rank = drawn[id(form)] if form is not None else len(drawn) + number
            placed.append((end if place is None else place, len(STYLES) + rank, pieces))
    placed += _texts(content, page, [place for place, _, _ in placed])
    placed.sort(key=lambda one: one[:2])
    return _kept_across([piece for _, _, pieces in placed for piece in pieces], page)


def _kept_across(pieces: list[Piece], page: Page) -> list[Piece]:
    """The page is not turned for a few lines below a table that lies across, nor for headings above one."""
    kept: list[Piece] = []
    for is_across, group in groupby(pieces, key=lambda piece: piece.is_across):
        run = list(group)
        are_few = len(run) <= _FEW and all(
            piece.xml.startswith("<w:p>") and _NEW_PAGE not in piece.xml for piece in run
        )
        is_below = bool(kept) and kept[-1].is_across
        kept += [replace(piece, is_across=is_across or (are_few and is_below)) for piece in run]
    is_heading = False
    for place in range(len(kept) - 1, -1, -1):
        piece = kept[place]
        is_heading = piece.is_across or (is_heading and _is_bare_heading(piece))
        xml = piece.xml.replace(_TAB, f'w:pos="{page.across - 40}"') if is_heading else piece.xml
        kept[place] = Piece(xml, is_heading)
    return kept


def _is_bare_heading(piece: Piece) -> bool:
    """Whether a piece is a heading below which its table follows at once."""
    return f'"{STYLES[HEADING]}"' in piece.xml and _NEW_PAGE not in piece.xml


def _texts(
    content: Content, page: Page, between: Iterable[Place]
) -> Iterator[tuple[Place, int, list[Piece]]]:
    """The texts, each cut where something stands between its lines."""
    cuts: dict[int, set[int]] = defaultdict(set)
    for place in between:
        cuts[place.texts].add(place.lines)
    for number, text in enumerate(content.texts, start=1):
        count = len(text.text.split("\n")) if text.text else 0
        inside = sorted(cut for cut in cuts[number] if cut < count)
        cut_at = inside[0] if inside else count
        begun = _text(text, page, content.order, (0, cut_at), is_first=number == 1)
        yield Place(number, -1), 0, list(begun)
        for first, after in pairwise([*inside, count]):
            goes_on = _lines(text, page, content.order, (first, after))
            yield Place(number, first), _LAST, list(goes_on)


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
            lines = [approved_as(content.title), issuer_in_stamp(order.issuer)]
            said = [Piece(paragraph(line, STYLES[FORM], stamp)) for line in lines]
            number = f"от {day_in_words(order.date)} № {order.number or BLANK_NUMBER}"
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
    signer = (order.signer_post, order.signed_by)
    if has_own_order(content) and signer != (told.order.signer_post, told.order.signed_by):
        yield SIGNATURE, [_line("\t".join(signer), SIGNATURE)]


def _line(text: str, role: str) -> Piece:
    return Piece(paragraph(text, STYLES[role]))


def _text(text: Text, page: Page, order: Order, span: tuple[int, int], *, is_first: bool) -> Iterator[Piece]:
    """The heading of a text, and those of its lines that stand right below."""
    if text.heading:
        right = _RIGHT_HALF.format(page.upright // 2)
        look = f"{'' if is_first else _NEW_PAGE}{right}" if _is_stamp(text) else ""
        is_central = span[0] == span[1] or text.heading.isupper() or is_act(Line(text.heading, 0).text)
        look = look or (_CENTRED if is_central else "")
        yield Piece(paragraph(text.heading, STYLES[HEADING], look))
    yield from _lines(text, page, order, span)


def _is_stamp(text: Text) -> bool:
    return bool(_STAMP.match(text.heading)) and len(text.heading) < _STAMP_LINE


def _lines(text: Text, page: Page, order: Order, span: tuple[int, int]) -> Iterator[Piece]:
    """Some lines of a text, from one to before another; those with tabs are a table."""
    lines = text.text.split("\n") if text.text else []
    is_stamp, right = _is_stamp(text), _RIGHT_HALF.format(page.upright // 2)
    looks = _signature(lines, order)
    rows: list[str] = []
    for number, line in enumerate([*lines[slice(*span)], ""], start=span[0]):
        if "\t" in line:
            rows.append(line)
            continue
        if rows:
            xml, is_across = text_table(rows, page.upright, page.across)
            yield from (Piece(xml, is_across), replace(GAP, is_across=is_across))
            rows = []
        if line:
            is_short = is_stamp and number < _STAMP_LINES and len(line) < _STAMP_LINE
            look = right if is_short else looks.get(number, "")
            yield Piece(paragraph(signed_apart(line, order.signed_by), STYLES[TEXT], look))


def _signature(lines: Sequence[str], order: Order) -> dict[int, str]:
    """How the lines of signatures look, by their places: the post on the left, nothing of it left behind."""
    looks: dict[int, str] = {}
    for place, line in enumerate(lines):
        apart = signed_apart(line, order.signed_by)
        if apart == line:
            continue
        looks[place] = _SIGNED
        post = order.signer_post.removesuffix(apart.split("\t")[0].strip()).strip()
        above = place - 1
        while above >= 0 and post and post.endswith(lines[above].strip()):
            looks[above] = _POST
            post = post.removesuffix(lines[above].strip()).strip()
            above -= 1
        looks.setdefault(above, _KEPT)
    return looks
