"""The tables of a roadmap in Word: plan, control points, mechanisms, passport, indicators, specialists."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, TypeVar

from roadmaps.documents.content import Content, Indicator, Item, Section, TableForm
from roadmaps.documents.own_form import TABLE_TITLES
from roadmaps.writers.columns import Field, cell_of, fields_of, has_numbers, with_number
from roadmaps.writers.parts import Block, Part
from roadmaps.writers.people import people_text
from roadmaps.writers.word_xml import cell, row, shared_out, table

HEAD: Final = "RoadmapColumn"
CELL: Final = "RoadmapCell"
SMALL: Final = "RoadmapCellSmall"
SECTION: Final = "RoadmapSection"
_CENTRED: Final = "RoadmapCellCentred"
_MANY_COLUMNS: Final = 6
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
    widths = shared_out(width, [field.width for field in fields])
    rows = [row([cell(field.heading, at, HEAD) for field, at in _pairs(fields, widths)], is_heading=True)]
    rows += _rows(part.inside, fields, widths)
    return table(rows, widths, title=TABLE_TITLES[kind])


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
    widths = shared_out(width, [share for _, _, share in fields])
    rows = [row([cell(heading, at, HEAD) for (_, heading, _), at in _pairs(fields, widths)], is_heading=True)]
    rows += (
        row([cell(getattr(one, name), at, CELL) for (name, _, _), at in _pairs(fields, widths)])
        for one in content.specialists
    )
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
    widths = shared_out(width, [40, *([14] if has_unit else []), *([14] * len(periods))])
    lines = [row([cell(heading, at, HEAD) for heading, at in _pairs(headings, widths)], is_heading=True)]
    if group:
        lines.append(row([cell(group, width, SECTION, span=len(widths))]))
    for one in rows:
        texts = [one.name, *([one.unit] if has_unit else []), *(one.values[period] for period in periods)]
        styles = [CELL, *([_CENTRED] * (len(texts) - 1))]
        lines.append(row([cell(*each) for each in zip(texts, widths, styles, strict=True)]))
    return table(lines, widths, title=TABLE_TITLES["indicators"])


def text_table(lines: Sequence[str], width: int) -> str:
    """Lines with tabs as the table that they were."""
    rows = [line.split("\t") for line in lines]
    columns = max(map(len, rows))
    widths = shared_out(width, [1] * columns)
    style = SMALL if columns > _MANY_COLUMNS else CELL
    made = (
        row([cell(text, at, style) for text, at in _pairs([*texts, *[""] * (columns - len(texts))], widths)])
        for texts in rows
    )
    return table(made, widths, title=TABLE_TITLES["other"])


def _rows(blocks: Sequence[Block], fields: Sequence[Field], widths: Sequence[int]) -> Iterator[str]:
    is_numbered = has_numbers(fields)
    style = SMALL if len(fields) > _MANY_COLUMNS else CELL
    pairs = [
        (field, at, _CENTRED if field.name == "number" else style) for field, at in _pairs(fields, widths)
    ]
    for section, rows in blocks:
        if section is not None:
            yield _section_row(section, fields, widths)
        for item in rows:
            yield row([cell(_text(item, field, is_numbered), at, look) for field, at, look in pairs])


def _section_row(section: Section, fields: Sequence[Field], widths: Sequence[int]) -> str:
    if fields[0].name == "number" and section.number and len(section.number) <= _SHORT_NUMBER:
        number = cell(section.number, widths[0], SECTION)
        return row([number, cell(section.title, sum(widths[1:]), SECTION, span=len(widths) - 1)])
    text = with_number(section.number, section.title)
    return row([cell(text, sum(widths), SECTION, span=len(widths))])


def _text(item: Item, field: Field, is_numbered: bool) -> str:
    if field.name == "responsible" and not field.is_extra:
        return people_text(item.responsible)
    if field.name == "title" and not field.is_extra and not is_numbered:
        return with_number(item.number, item.title)
    return cell_of(item, field)


def _pairs(values: Sequence[A], widths: Sequence[int]) -> Iterator[tuple[A, int]]:
    return zip(values, widths, strict=True)
