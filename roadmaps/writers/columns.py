"""The columns in which rows of a plan are written: the department's own, and what it cannot do without.

The official form is Russian whatever language the portal is read in, so its words stand here as they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from roadmaps.documents.content import Column, Content, Item
from roadmaps.documents.header import roles_of
from roadmaps.documents.numbers import as_number, is_listed, split_number
from roadmaps.writers.parts import Part

HEADINGS: Final = {
    "number": "№ п/п",
    "title": "Мероприятие",
    "task": "Задача",
    "audience": "Адресность мероприятия",
    "deadline": "Сроки",
    "responsible": "Ответственные",
    "result": "Ожидаемый результат",
    "report_form": "Формы отчетных документов",
    "mark": "Отметка об исполнении",
}
TITLES: Final = {"control_points": "Контрольная точка", "mechanisms": "Механизм реализации"}
USUAL: Final = {
    "plan": ("number", "title", "deadline", "responsible", "result", "report_form"),
    "control_points": ("number", "title", "deadline", "responsible"),
    "mechanisms": ("number", "title", "deadline", "responsible", "report_form"),
}
NEEDED: Final = ("title", "deadline", "responsible")
# How wide a column is beside the others.
WIDTHS: Final = {
    "number": 5,
    "title": 32,
    "task": 20,
    "audience": 16,
    "deadline": 14,
    "responsible": 18,
    "result": 22,
    "report_form": 18,
    "mark": 22,
}
OTHER_WIDTH: Final = 16


@dataclass(frozen=True)
class Field:
    """A column of the table that is written: its heading, its field, and whether it is a key of `extra`.

    Of several columns of one deadline, `role` and `said` are what a reader tells each to be of.
    """

    heading: str
    name: str
    is_extra: bool = False
    role: str = ""
    said: str = ""

    @property
    def width(self) -> int:
        """The share of the table's width."""
        return OTHER_WIDTH if self.is_extra else WIDTHS[self.name]


def fields_of(content: Content, kind: str, part: Part, *, has_marks: bool) -> list[Field]:
    """The columns for a table of a kind («plan», «control_points», «mechanisms»), the document's own first.

    A column for whatever the rows hold and the document has no column for is added; of numbers only where
    they cannot stand in the title's cell, as the document has them.
    """
    items = part.items
    own = part.form.columns if part.form and part.form.columns else _own(content, kind)
    fields = [_field(column) for column in own] or [Field(_heading(name, kind), name) for name in USUAL[kind]]
    known = {(field.name, field.is_extra) for field in fields}
    needed = () if own else NEEDED
    named = [
        name
        for name in HEADINGS
        if (name, False) not in known and (name in needed or any(getattr(item, name) for item in items))
    ]
    others = dict.fromkeys(key for item in items for key in item.extra)
    fields += [Field(_heading(name, kind), name) for name in named if name not in ("number", "title", "mark")]
    fields += [Field(key, key, is_extra=True) for key in others if (key, True) not in known]
    if has_marks or "mark" in named:
        fields += [] if ("mark", False) in known else [Field(_heading("mark", kind), "mark")]
    if ("title", False) not in known:
        fields.insert(1 if ("number", False) in known else 0, Field(_heading("title", kind), "title"))
    if ("number", False) not in known and not all(map(_is_plain, items)):
        fields.insert(0, Field(HEADINGS["number"], "number"))
    return _with_roles(fields)


def with_number(number: str, title: str) -> str:
    """A title with its number before it, as a table without a column of numbers has it."""
    return f"{number}. {title}" if number else title


def has_numbers(fields: Iterable[Field]) -> bool:
    """Whether there is a column of numbers."""
    return any(field.name == "number" for field in fields)


def labels_of(content: Content) -> Mapping[str, str]:
    """How the document calls goal and coordinators, or the usual words."""
    usual = {"goal": "Цель реализации дорожной карты", "coordinators": "Муниципальный координатор"}
    return usual | {name: label for name, label in content.labels.items() if label}


def _with_roles(fields: list[Field]) -> list[Field]:
    """The columns with what those of one deadline are of; if a reader would not tell, only one of them."""
    places = [place for place, field in enumerate(fields) if field.name == "deadline" and not field.is_extra]
    if len(places) < 2:
        return fields
    roles = roles_of([field.heading for field in fields])
    if list(roles) == places == list(range(places[0], places[-1] + 1)):
        return [
            replace(field, role=roles[place][0], said=roles[place][1]) if place in roles else field
            for place, field in enumerate(fields)
        ]
    fields[places[0]] = Field(HEADINGS["deadline"], "deadline")
    return [field for place, field in enumerate(fields) if place not in places[1:]]


def _own(content: Content, kind: str) -> Sequence[Column]:
    return content.columns if kind == "plan" else ()


def _field(column: Column) -> Field:
    is_extra = column.field not in HEADINGS
    heading = column.heading or ("" if is_extra else HEADINGS[column.field])
    return Field(heading, column.field, is_extra)


def _heading(name: str, kind: str) -> str:
    return TITLES.get(kind, HEADINGS[name]) if name == "title" else HEADINGS[name]


def _is_plain(item: Item) -> bool:
    """Whether number and title can be told apart again when they stand in one cell."""
    if not item.number:
        return split_number(item.title) == ("", item.title)
    text = with_number(item.number, item.title)
    is_told = as_number(item.number) is not None and not is_listed((text,))
    return is_told and split_number(text) == (item.number, item.title)
