"""The tables in which rows of a kind are written: the document's own, each with its sections and rows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from roadmaps.documents.content import Content, Item, Section, TableForm

Block = tuple[Section | None, list[Item]]


@dataclass
class Part:
    """One table: how the document drew it, and what stands in it: sections with their rows, in order.

    Rows before the first section, and those that go on with a section of the table before, have none.
    """

    form: TableForm | None
    blocks: list[Block] = field(default_factory=list)

    @property
    def items(self) -> list[Item]:
        """All rows of the table."""
        return [item for _, rows in self.blocks for item in rows]

    @property
    def heading(self) -> Section | None:
        """The section that stands above the table, as its heading, and not in it."""
        has_heading = self.form is not None and self.form.part is not None and self.blocks
        return self.blocks[0][0] if has_heading else None

    @property
    def inside(self) -> list[Block]:
        """What stands in the table itself."""
        if self.heading is None:
            return self.blocks
        return [(None, self.blocks[0][1]), *self.blocks[1:]]


def parts_of(content: Content, kind: str) -> list[Part]:
    """The tables of a kind («plan», «control_points», «mechanisms»), at least one.

    A table never goes back: rows that were moved among those of another table stand with their neighbours.
    """
    items = content.activities if kind == "plan" else getattr(content, kind)
    sections = content.sections if kind == "plan" else ()
    parts = [Part(form) for form in content.tables if form.kind == kind] or [Part(None)]
    last = len(parts) - 1
    blocks = list(_sectioned(items, sections))
    starts = [min(section.table, last) if section else 0 for section, _ in blocks]
    now = 0
    for (section, rows), start, follows in zip(blocks, starts, [*starts[1:], last], strict=True):
        now = max(now, start)
        if section is not None:
            parts[now].blocks.append((section, []))
        for item in rows:
            now = max(now, min(item.table, max(follows, now)))
            _open(parts[now]).append(item)
    return parts


def _open(part: Part) -> list[Item]:
    if not part.blocks:
        part.blocks.append((None, []))
    return part.blocks[-1][1]


def _sectioned(items: Sequence[Item], sections: Sequence[Section]) -> Iterator[Block]:
    """The sections with their rows, those of no section first; of two called alike the nearest above."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, section in enumerate(sections):
        places[_name(section)].append(place)
    inside: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        inside[_place_of(item, sections, places)].append(item)
    yield None, inside[-1]
    for place, section in enumerate(sections):
        yield section, inside[place]


def _name(section: Section) -> str:
    return section.number or section.title


def _place_of(item: Item, sections: Sequence[Section], places: dict[str, list[int]]) -> int:
    """The row's own section, if known, else the last so called that begins no later than its table."""
    if 0 <= item.heading < len(sections) and _name(sections[item.heading]) == item.section:
        return item.heading
    found = places.get(item.section, [])
    above = [place for place in found if sections[place].table <= item.table]
    return (above or found or [-1])[-1]
