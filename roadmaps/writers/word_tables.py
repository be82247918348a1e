"""The tables of a roadmap in Word: plan, control points, mechanisms, passport, indicators, specialists."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, TypeVar

from roadmaps.documents.content import Content, Indicator, Section, TableForm
from roadmaps.documents.own_form import FORM, STYLES, TABLE_TITLES
from roadmaps.writers.columns import Field, fields_of, with_number
from roadmaps.writers.parts import Part
from roadmaps.writers.rows import Written, row_of, texts_of
from roadmaps.writers.word_widths import best_style, fitted
from roadmaps.writers.word_xml import cell, row, shared_out, table

HEAD: Final = "RoadmapColumn"
CELL: Final = "RoadmapCell"
SMALL: Final = "RoadmapCellSmall"
TINY: Final = "RoadmapCellTiny"
SECTION: Final = "RoadmapSection"
_CENTRED: Final = "RoadmapCellCentred"
_MANY_COLUMNS, _VERY_MANY = 6, 9
_APART: Final = 3
_SHORT_NUMBER: Final = 12
_SPECIALISTS: Final = (
    ("number", "№ п/п", 6),
    ("name", "ФИО специалиста", 30),
    ("position", "Место работы, должность", 32),
    ("area", "Ответственный за направление", 32),
)
A = TypeVar("A")
_NO_PERIODS: Final = ("number", "name", "unit", "value")
_NAME, _UNIT = "Наименование целевого показателя", "Единица измерения"


def items_table(content: Content, kind: str, part: Part, width: int, *, has_marks: bool = False) -> str:
    """A table of a kind of rows: «plan», «control_points» or «mechanisms»."""
    fields = fields_of(content, kind, part, has_marks=has_marks)
    blocks = [(section, [row_of(item, fields) for item in items]) for section, items in part.inside]
    style = style_of(len(fields))
    heads = [field.heading for field in fields]
    texts = [texts_of(line) for _, lines in blocks for line in lines]
    widths = fitted(width, heads, texts, style, [field.width for field in fields])
    rows = [row([cell(field.heading, at, HEAD) for field, at in _pairs(fields, widths)], is_heading=True)]
    looks = [_CENTRED if field.name == "number" else style for field in fields]
    for section, lines in blocks:
        if section is not None:
            rows.append(_section_row(section, fields, widths))
        rows += (row(_cells(line, widths, looks)) for line in lines)
    return table(rows, widths, title=TABLE_TITLES[kind])


def style_of(columns: int) -> str:
    """The style of the cells of a table with so many columns."""
    return CELL if columns <= _MANY_COLUMNS else SMALL if columns <= _VERY_MANY else TINY


def passport_table(content: Content, width: int) -> str:
    """The passport: names on the left, texts on the right."""
    left, right = shared_out(width, [3, 7])
    rows = (row([cell(entry.name, left, CELL), cell(entry.text, right, CELL)]) for entry in content.passport)
    return table(rows, [left, right], title=TABLE_TITLES["passport"])


def specialists_table(content: Content, width: int) -> str:
    """The people whom the order names."""
    form = next((form for form in content.tables if form.kind == "specialists"), None)
    own = {column.field: column.heading for column in form.columns} if form else {}
    fields = [
        (name, own.get(name) or heading, share)
        for name, heading, share in _SPECIALISTS
        if name in own or name == "name" or any(getattr(one, name) for one in content.specialists) or not own
    ]
    texts = [[getattr(one, name) for name, _, _ in fields] for one in content.specialists]
    heads, shares = [heading for _, heading, _ in fields], [share for _, _, share in fields]
    widths = fitted(width, heads, texts, CELL, shares)
    rows = [row([cell(heading, at, HEAD) for heading, at in _pairs(heads, widths)], is_heading=True)]
    rows += (row([cell(text, at, CELL) for text, at in _pairs(line, widths)]) for line in texts)
    return table(rows, widths, title=TABLE_TITLES["specialists"])


def indicator_groups(content: Content) -> list[tuple[str, list[Indicator]]]:
    """The indicators cut where their group or their periods change: a table each."""
    groups = groupby(content.indicators, key=lambda one: (one.group, tuple(one.values)))
    return [(key[0], list(rows)) for key, rows in groups]


def indicators_table(
    form: TableForm | None, rows: Sequence[Indicator], width: int, *, group: str = ""
) -> str:
    """Indicators that have the same periods, under the headings of `form`; `group` heads them in a row."""
    own = {column.field: column.heading for column in form.columns} if form else {}
    has_unit = "unit" in own or not own or any(one.unit for one in rows)
    periods = list(rows[0].values) if rows else [name for name in own if name not in _NO_PERIODS]
    headings = [own.get("name") or _NAME, *([own.get("unit") or _UNIT] if has_unit else []), *periods]
    texts = [
        [one.name, *([one.unit] if has_unit else []), *(one.values[period] for period in periods)]
        for one in rows
    ]
    shares = [40, *([14] if has_unit else []), *([14] * len(periods))]
    widths = fitted(width, headings, texts, CELL, shares)
    lines = [row([cell(heading, at, HEAD) for heading, at in _pairs(headings, widths)], is_heading=True)]
    if group:
        lines.append(row([cell(group, width, SECTION, span=len(widths))]))
    styles = [CELL, *([_CENTRED] * (len(headings) - 1))]
    lines += (row([cell(*each) for each in zip(line, widths, styles, strict=True)]) for line in texts)
    return table(lines, widths, title=TABLE_TITLES["indicators"])


def text_table(lines: Sequence[str], upright: int, across: int) -> tuple[str, bool]:
    """Lines with tabs as the table that they were, and whether it needs a page across.

    A line alone only stood apart, and had no rules.
    """
    rows = [line.split("\t") for line in lines]
    columns = max(map(len, rows))
    rows = [[*texts, *[""] * (columns - len(texts))] for texts in rows]
    is_apart = len(rows) == 1 and columns <= _APART
    style = STYLES[FORM] if is_apart else best_style(upright, rows)
    is_across = style is None
    width = across if is_across else upright
    style = style or best_style(across, rows) or TINY
    widths = shared_out(width, [1] * columns) if is_apart else fitted(width, [""] * columns, rows, style)
    looks = [style] * columns
    made = (row([cell(*each) for each in zip(texts, widths, looks, strict=True)]) for texts in rows)
    return table(made, widths, title=TABLE_TITLES["other"], is_ruled=not is_apart), is_across


def _section_row(section: Section, fields: Sequence[Field], widths: Sequence[int]) -> str:
    if fields[0].name == "number" and section.number and len(section.number) <= _SHORT_NUMBER:
        number = cell(section.number, widths[0], SECTION)
        return row([number, cell(section.title, sum(widths[1:]), SECTION, span=len(widths) - 1)])
    text = with_number(section.number, section.title)
    return row([cell(text, sum(widths), SECTION, span=len(widths))])


def _cells(line: Sequence[Written], widths: Sequence[int], looks: Sequence[str]) -> Iterator[str]:
    place = 0
    for written in line:
        end = place + written.span
        yield cell(written.text, sum(widths[place:end]), looks[place], span=written.span)
        place = end


def _pairs(values: Sequence[A], widths: Sequence[int]) -> Iterator[tuple[A, int]]:
    return zip(values, widths, strict=True)
