"""The tables of a roadmap as pieces of a Word document, each with its caption, at its place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from roadmaps.documents.captions import LONGEST_CAPTION
from roadmaps.documents.content import Content, Indicator, Place, TableForm
from roadmaps.documents.lists import is_general
from roadmaps.documents.own_form import CAPTION, FORM, PART, STYLES
from roadmaps.writers.captions import CAPTIONS
from roadmaps.writers.columns import with_number
from roadmaps.writers.parts import parts_of
from roadmaps.writers.word_tables import (
    indicator_groups,
    indicators_table,
    items_table,
    passport_table,
    specialists_table,
)
from roadmaps.writers.word_xml import paragraph

ITEM_KINDS: Final = ("control_points", "plan", "mechanisms")
ACROSS: Final = frozenset({"plan", "mechanisms"})


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


# The document's form of a table, its place, the pieces.
_Table = tuple[TableForm | None, Place | None, list[Piece]]
GAP: Final = Piece(paragraph("", STYLES[FORM]))  # two tables that touch are one to Word


def table_pieces(content: Content, kind: str, page: Page, *, has_marks: bool = False) -> list[Piece]:
    """The tables of one kind with their captions."""
    tables = tables_of(content, kind, page, has_marks=has_marks)
    return [piece for _, _, pieces in tables for piece in pieces]


def tables_of(content: Content, kind: str, page: Page, *, has_marks: bool) -> Iterator[_Table]:
    """The tables of a kind with their forms and places, None where the document does not say."""
    if kind == "indicators":
        yield from _indicator_tables(content, page)
    elif kind in ITEM_KINDS:
        yield from _item_tables(content, kind, page, has_marks=has_marks)
    elif getattr(content, kind):
        xml = {"passport": passport_table, "specialists": specialists_table}[kind](content, page.upright)
        form = next((form for form in content.tables if form.kind == kind), None)
        yield form, form.place if form else None, [*_caption(form, kind), Piece(xml), GAP]


def _item_tables(content: Content, kind: str, page: Page, *, has_marks: bool) -> Iterator[_Table]:
    """A table for each of the document's; what heads one as a section stands where it stood."""
    if kind != "plan" and not getattr(content, kind):
        return
    is_across = kind in ACROSS
    for part in parts_of(content, kind):
        form, heading = part.form, part.heading
        if form is not None and heading is not None:
            text = with_number(heading.number, heading.title)
            beside = is_across and form.part == form.place
            yield form, form.part, [Piece(paragraph(text, STYLES[PART]), beside)]
        xml = items_table(
            content, kind, part, page.across if is_across else page.upright, has_marks=has_marks
        )
        pieces = [] if heading is not None and form is not None and not form.caption else _caption(form, kind)
        yield (
            form,
            form.place if form else None,
            [*pieces, Piece(xml, is_across), replace(GAP, is_across=is_across)],
        )


def _indicator_tables(content: Content, page: Page) -> Iterator[_Table]:
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
        head = "" if head.casefold() == group.casefold() and not is_named else head
        place = forms.index(own) if own else number
        parts.append((place, own, head, rows, "" if is_named else group))
    for _, form, head, rows, group in sorted(parts, key=lambda part: part[0]):
        table = Piece(indicators_table(form, rows, page.upright, group=group))
        caption = [Piece(paragraph(head, STYLES[CAPTION]))] if head else []
        yield form, form.place if form else None, [*caption, table, GAP]


def _caption(form: TableForm | None, kind: str) -> list[Piece]:
    """The table's own caption, or the usual one."""
    is_fit = form is not None and len(form.caption) <= LONGEST_CAPTION
    caption = form.caption if form is not None and is_fit else CAPTIONS[kind]
    return [Piece(paragraph(caption, STYLES[CAPTION]), kind in ACROSS)] if caption else []
