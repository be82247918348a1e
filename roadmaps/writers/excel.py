"""A roadmap as a workbook: the plan in its own columns, and beside it everything else that it says.

Every cell is text: «=1+1» stays what was written, «7.11» no date, «1.10» keeps its zero.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import xlsxwriter

from roadmaps.documents.captions import LONGEST_CAPTION
from roadmaps.documents.content import Content
from roadmaps.documents.lists import is_general
from roadmaps.documents.own_sheets import FIELDS, LINES, MARK, SHEETS, TEXTS
from roadmaps.writers.captions import CAPTIONS
from roadmaps.writers.columns import fields_of, labels_of, with_number
from roadmaps.writers.parts import Part, parts_of
from roadmaps.writers.rows import row_of
from roadmaps.writers.word_tables import indicator_groups
from roadmaps.writers.words import BLANK_NUMBER, day_in_words, from_to

_LONGEST: Final = 30_000  # a cell holds 32,767 characters
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FONT: Final = {
    "font_name": "Times New Roman",
    "font_size": 11,
    "valign": "top",
    "text_wrap": True,
    "num_format": "@",
}
_SHORT_NUMBER: Final = 12
_NAMES: Final = {kind: name for name, kind in SHEETS.items()}
_LINES: Final = {role: words for words, role in LINES.items()}


class _Book:
    """The workbook with its few looks."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.cell = book.add_format({**_FONT, "border": 1})
        self.head = book.add_format(
            {**_FONT, "border": 1, "bold": True, "align": "center", "valign": "vcenter"}
        )
        self.section = book.add_format({**_FONT, "border": 1, "bold": True})
        self.caption = book.add_format({**_FONT, "bold": True, "font_size": 13, "text_wrap": False})

    def sheet(self, name: str, widths: Sequence[int]) -> Any:
        """A new sheet, across an A4 page, its width on one page."""
        page = self.book.add_worksheet(name)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.5)
        return page


def write_excel(content: Content, *, has_marks: bool = False) -> bytes:
    """The workbook's bytes."""
    made = io.BytesIO()
    options = {
        "in_memory": True,
        "constant_memory": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(made, options) as book:
        own = _Book(book)
        for kind in ("plan", "control_points", "mechanisms"):
            if kind == "plan" or getattr(content, kind):
                for number, part in enumerate(parts_of(content, kind), start=1):
                    _items(own, content, kind, part, number, has_marks=has_marks)
        _fields(own, content)
        _passport(own, content)
        _indicators(own, content)
        _specialists(own, content)
        _texts(own, content)
    return made.getvalue()


def _items(own: _Book, content: Content, kind: str, part: Part, number: int, *, has_marks: bool) -> None:
    """A sheet for a table; of several tables of a kind each has its own: «План», «План 2», …"""
    fields = fields_of(content, kind, part, has_marks=has_marks)
    name = _NAMES[kind] if number == 1 else f"{_NAMES[kind]} {number}"
    page = own.sheet(name, [max(7, field.width * 5 // 4) for field in fields])
    caption = part.form.caption if part.form and len(part.form.caption) <= LONGEST_CAPTION else ""
    _text(page, 0, 0, caption or CAPTIONS[kind], own.caption)
    _line(page, 1, [field.heading for field in fields], own.head)
    page.repeat_rows(1)
    page.freeze_panes(2, 0)
    row, last = 2, len(fields) - 1
    for section, rows in part.blocks:
        if section is not None:
            first = fields[0].name == "number" and 0 < len(section.number) <= _SHORT_NUMBER
            text = section.title if first else with_number(section.number, section.title)
            if first:
                _text(page, row, 0, section.number, own.section)
            _merged(page, row, (1 if first else 0, last), text, own.section)
            row += 1
        for item in rows:
            column = 0
            for cell in row_of(item, fields):
                _merged(page, row, (column, column + cell.span - 1), cell.text, own.cell)
                column += cell.span
            row += 1


def _fields(own: _Book, content: Content) -> None:
    labels, order = labels_of(content), content.order
    page = own.sheet(FIELDS, (28, 90, 40))
    _text(page, 0, 0, MARK, own.caption)
    number = f"от {day_in_words(order.date)} № {order.number or BLANK_NUMBER}"
    first, *others = content.coordinators or ("",)
    lines = [
        ("title", content.title, ""),
        ("period", from_to(content.period), ""),
        ("number", number, ""),
        ("issuer", order.issuer, ""),
        ("signature", order.signed_by, order.signer_post),
        ("goal", content.goal, labels["goal"]),
    ]
    if content.coordinators:
        lines += [("coordinators", first, labels["coordinators"]), *(("", one, "") for one in others)]
    for row, (role, value, label) in enumerate(lines, start=1):
        _line(page, row, [_LINES.get(role, ""), value, label], own.cell)


def _passport(own: _Book, content: Content) -> None:
    if content.passport:
        rows = [[entry.name, entry.text] for entry in content.passport]
        _table(own, "passport", (40, 110), [["Наименование", "Содержание"], *rows])


def _specialists(own: _Book, content: Content) -> None:
    if content.specialists:
        form = next((form for form in content.tables if form.kind == "specialists"), None)
        drawn = {column.field: column.heading for column in form.columns} if form else {}
        heads = [drawn.get(name) or usual for name, usual in _SPECIALISTS]
        rows = [[one.number, one.name, one.position, one.area] for one in content.specialists]
        _table(own, "specialists", (8, 40, 55, 55), [heads, *rows])


_SPECIALISTS: Final = (
    ("number", "№ п/п"),
    ("name", "ФИО специалиста"),
    ("position", "Место работы, должность"),
    ("area", "Ответственный за направление"),
)


def _indicators(own: _Book, content: Content) -> None:
    """A table for each group, a blank row between two; the group stands above the headings, or below them."""
    if not content.indicators:
        return
    page = own.sheet(_NAMES["indicators"], (70, 18, 18, 18, 18, 18))
    row = 0
    for group, rows in indicator_groups(content):
        is_named = bool(group) and not is_general(group)
        periods = list(rows[0].values)
        heads = ["Наименование целевого показателя", "Единица измерения", *periods]
        _text(page, row, 0, group if is_named else CAPTIONS["indicators"], own.caption)
        _line(page, row + 1, heads, own.head)
        row += 2
        if group and not is_named:
            _merged(page, row, (0, len(heads) - 1), group, own.section)
            row += 1
        for one in rows:
            _line(page, row, [one.name, one.unit, *(one.values[period] for period in periods)], own.cell)
            row += 1
        row += 1


def _texts(own: _Book, content: Content) -> None:
    if content.texts:
        page = own.sheet(TEXTS, (50, 120))
        _line(page, 0, ["Заголовок", "Текст"], own.head)
        row = 1
        for text in content.texts:
            for number, piece in enumerate(_pieces(text.text)):
                _line(page, row, ["" if number else text.heading, piece], own.cell)
                row += 1


def _pieces(text: str) -> Iterator[str]:
    """The lines of a text in pieces that a cell can hold."""
    piece: list[str] = []
    for line in text.split("\n"):
        if piece and sum(map(len, piece)) + len(piece) + len(line) > _LONGEST:
            yield "\n".join(piece)
            piece = []
        piece.append(line)
    yield "\n".join(piece)


def _table(own: _Book, kind: str, widths: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
    page = own.sheet(_NAMES[kind], widths)
    _text(page, 0, 0, CAPTIONS[kind], own.caption)
    for row, texts in enumerate(rows, start=1):
        _line(page, row, texts, own.head if row == 1 else own.cell)


def _line(page: Any, row: int, texts: Sequence[str], look: Any) -> None:
    for column, text in enumerate(texts):
        _text(page, row, column, text, look)


def _merged(page: Any, row: int, columns: tuple[int, int], text: str, look: Any) -> None:
    first, last = columns
    if first < last:
        page.merge_range(row, first, row, last, "", look)
    _text(page, row, first, text, look)


def _text(page: Any, row: int, column: int, text: str, look: Any) -> None:
    """A cell as text, whatever it looks like."""
    if text:
        page.write_string(row, column, _UNFIT.sub("", text)[:32_767], look)
    else:
        page.write_blank(row, column, None, look)
