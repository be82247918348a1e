"""A row of a plan as the cells that are written: a text that several columns hold together stands once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from roadmaps.documents.columns import MONTH
from roadmaps.documents.content import Item
from roadmaps.writers.columns import Field, has_numbers, with_number
from roadmaps.writers.people import people_text

SIGN: Final = "+"


@dataclass(frozen=True)
class Written:
    """A cell: its text, and over how many columns it is merged."""

    text: str
    span: int = 1


def row_of(item: Item, fields: Sequence[Field]) -> list[Written]:
    """The cells of a row, the responsible one entry a line."""
    is_numbered = has_numbers(fields)
    said: set[tuple[str, bool]] = set()
    cells: list[Written] = []
    for role, group in groupby(fields, key=lambda field: bool(field.role)):
        if role:
            cells += _deadline(item.deadline, list(group))
            continue
        for field in group:
            key = (field.name, field.is_extra)
            cells.append(Written("" if key in said else _text(item, field, is_numbered=is_numbered)))
            said.add(key)
    return cells


def texts_of(cells: Sequence[Written]) -> list[str]:
    """The text of each column; what is merged over several has room enough, and stands in none."""
    return [text for cell in cells for text in ([cell.text] if cell.span == 1 else [""] * cell.span)]


def _text(item: Item, field: Field, *, is_numbered: bool) -> str:
    if field.is_extra:
        return item.extra.get(field.name, "")
    if field.name == "responsible":
        return people_text(item.responsible)
    if field.name == "title" and not is_numbered:
        return with_number(item.number, item.title)
    return str(getattr(item, field.name))


def _deadline(text: str, fields: Sequence[Field]) -> Iterator[Written]:
    """A deadline in its columns: months marked, first and last day apart, else the text over all of them."""
    parts = _months(text, fields) if fields[0].role == MONTH else _ends(text)
    if text and parts is None:
        yield Written(text, len(fields))
    else:
        yield from map(Written, parts or [""] * len(fields))


def _months(text: str, fields: Sequence[Field]) -> list[str] | None:
    """A sign in each column that the text names, where it names nothing else."""
    named = iter(text.split(", "))
    name = next(named, None)
    signs = []
    for field in fields:
        is_named = field.said == name
        signs.append(SIGN if is_named else "")
        name = next(named, None) if is_named else name
    return signs if name is None else None


def _ends(text: str) -> list[str] | None:
    first, _, last = text.partition(" – ")
    is_told = first and last and first != last and " – " not in last
    return [first, last] if is_told else None
