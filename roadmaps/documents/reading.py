"""Blocks of a document read into its content: tables to their places, the order's form, the rest to texts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from roadmaps.documents.blocks import Block, Paragraph, Table
from roadmaps.documents.captions import caption_above, part_above
from roadmaps.documents.checks import check
from roadmaps.documents.content import (
    Column,
    Content,
    Heading,
    Indicator,
    Notice,
    PassportEntry,
    Specialist,
    TableForm,
    Text,
)
from roadmaps.documents.coordinators import read_coordinators
from roadmaps.documents.errors import DocumentError
from roadmaps.documents.exam_results import read_exam_results
from roadmaps.documents.found import Found
from roadmaps.documents.goal import read_goal
from roadmaps.documents.lines import Line, read_lines
from roadmaps.documents.lists import read_indicators, read_passport, read_specialists
from roadmaps.documents.order import read_order
from roadmaps.documents.own_form import own_labels, places_of, read_own
from roadmaps.documents.period import read_period
from roadmaps.documents.plan import Plan
from roadmaps.documents.progress import RECOGNISING, tell
from roadmaps.documents.spellings import Spellings, ready
from roadmaps.documents.tables import ITEM_KINDS, Form, Kind, recognise_table
from roadmaps.documents.texts import Remaining, place_of, remaining_texts
from roadmaps.documents.title import read_title

MAX_TABLES = 2_000


@dataclass(frozen=True)
class _Place:
    """A recognised table: its place among the blocks and among the tables, its form and its caption."""

    block: int
    number: int
    table: Table
    form: Form
    caption: Paragraph | None
    part: tuple[int, tuple[str, str]] | None = None
    above: int | None = None  # the caption's block
    touches: bool = False  # whether nothing stands between the table and the one before

    def own_caption(self, caption: str, said: Collection[int]) -> str:
        """The caption without the paragraph above where that is a field of the roadmap, one of `said`."""
        if self.caption is None or self.above not in said:
            return caption
        return caption.removeprefix(self.caption.text).strip()


@dataclass
class _Found:
    """What the tables gave."""

    plans: dict[Kind, Plan] = field(default_factory=lambda: {kind: Plan() for kind in ITEM_KINDS})
    passport: list[PassportEntry] = field(default_factory=list)
    specialists: list[Specialist] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    forms: list[tuple[_Place, TableForm]] = field(default_factory=list)


def read_blocks(
    blocks: Sequence[Block], notices: Sequence[Notice] = (), spellings: Spellings | None = None
) -> Content:
    """The content of a document; DocumentError where it has no table of a plan.

    `spellings` gives the department's own headings of columns and the fields that they mean.
    """
    places = _recognise(blocks, ready(spellings))
    if not any(place.form.kind in ITEM_KINDS for place in places):
        raise DocumentError("no_plan")
    found = _read_tables(places)
    used = {place.block for place in places}
    own = read_own(blocks)
    lines = read_lines(blocks, used)
    order = read_order(lines)
    title = read_title(lines, found.passport) if own.title is None else Found(own.title)
    goal = read_goal(lines, found.passport) if own.goal is None else Found(own.goal)
    coordinators, where = (
        read_coordinators(lines, found.passport) if own.coordinators is None else (own.coordinators, Found())
    )
    letterhead = order.used if own.issuer is None else frozenset[int]()
    said = _whole_blocks(lines, title.used | goal.used | where.used)
    used |= said | _whole_blocks(lines, letterhead)
    parts = _parts(places)
    used |= {place for place, _ in parts.values()}
    used |= {place for one in places if (place := caption_above(blocks, one.block)) is not None}
    plan = found.plans[Kind.PLAN]
    exams = read_exam_results(blocks, frozenset(place.block for place in places))
    texts = remaining_texts(blocks, used, exams.blocks)
    texts += [Remaining(len(blocks), text) for text in _stray_headings(found)]
    content = Content(
        title=title.text,
        period=own.period or read_period(title.text, lines, found.passport),
        order=own.order(order.order),
        coordinators=coordinators,
        goal=goal.text,
        passport=tuple(found.passport),
        specialists=tuple(found.specialists),
        indicators=tuple(found.indicators),
        control_points=found.plans[Kind.CONTROL_POINTS].activities(),
        sections=tuple(plan.sections),
        activities=plan.activities(),
        mechanisms=found.plans[Kind.MECHANISMS].activities(),
        texts=tuple(one.text for one in texts),
        exam_results=tuple(exams.results),
        columns=next((form.columns for _, form in found.forms if form.kind == Kind.PLAN.value), ()),
        tables=tuple(
            replace(
                form,
                caption=one.own_caption(form.caption, said),
                place=place_of(texts, one.block),
                part=place_of(texts, parts[one.block][0]) if one.block in parts else None,
            )
            for one, form in found.forms
        ),
        headings=_headings(places),
        labels=_labels(goal, where) | own_labels(blocks),
        places={
            name: place_of(texts, block)
            for name, block in (_places(lines, title, goal, where) | places_of(blocks)).items()
        },
        row_places=_rows_places(found),
    )
    return check(
        content, found.plans, [(place.number, place.form) for place in places], [*notices, *exams.notices]
    )


def _recognise(blocks: Sequence[Block], spellings: Mapping[str, str]) -> list[_Place]:
    places: list[_Place] = []
    previous: Form | None = None
    number = 0
    for index, block in enumerate(blocks):
        if not isinstance(block, Table):
            continue
        number += 1
        if number > MAX_TABLES:
            raise DocumentError("too_heavy")
        above = caption_above(blocks, index)
        paragraph = blocks[above] if above is not None else None
        caption = paragraph if isinstance(paragraph, Paragraph) else None
        form = recognise_table(
            block, caption=caption.text if caption else "", previous=previous, spellings=spellings
        )
        if form.kind in ITEM_KINDS:
            previous = form
        if form.kind is not Kind.OTHER:
            touches = bool(places) and _touch(blocks, places[-1].block, index)
            places.append(_Place(index, number, block, form, caption, None, above, touches))
    if not any(place.form.kind is Kind.PLAN for place in places):
        places = [replace(place, form=place.form.as_plan or place.form) for place in places]
    return [
        replace(place, part=part_above(blocks, place.block)) if place.form.kind is Kind.PLAN else place
        for place in places
    ]


def _touch(blocks: Sequence[Block], upper: int, lower: int) -> bool:
    between = blocks[upper + 1 : lower]
    return all(isinstance(block, Paragraph) and block.is_blank for block in between)


def _read_tables(places: Sequence[_Place]) -> _Found:
    found = _Found()
    parts = _parts(places)
    for number, place in enumerate(places):
        tell(RECOGNISING, number, len(places))
        kind, header, caption = place.form.kind, place.form.header, place.caption
        if kind is Kind.PASSPORT:
            found.passport += read_passport(place.table)
        elif header is not None and kind is Kind.SPECIALISTS:
            found.specialists += read_specialists(place.table, header)
        elif header is not None and kind is Kind.INDICATORS:
            found.indicators += read_indicators(place.table, header, caption.text if caption else "")
        elif header is not None:
            part, plan = parts.get(place.block), found.plans[kind]
            goes_on = place.form.is_continued and part is None
            is_same = goes_on and place.touches
            if not is_same:
                plan.begin()
            if part:
                plan.open_section(*part[1])
            plan.read(place.table, header, place.number, goes_on=goes_on)
            if is_same:
                continue  # the department drew one table, which Word has cut
        found.forms.append((place, _form(place, parts)))
    return found


def _parts(places: Sequence[_Place]) -> dict[int, tuple[int, tuple[str, str]]]:
    """The headings above the tables of a plan that is cut into several, by the tables' places.

    What stands above the only table, or above the first of several when nothing stands above the others,
    says that a plan follows.
    """
    plans = [place for place in places if place.form.kind is Kind.PLAN]
    found = {place.block: place.part for place in plans if place.part}
    if any(place.block in found for place in plans[1:]):
        return found
    return {place.block: place.part for place in plans if place.part and place.table.role}


def _form(place: _Place, parts: Mapping[int, tuple[int, tuple[str, str]]]) -> TableForm:
    is_part = place.block in parts and parts[place.block][0] == place.above
    own = place.caption.text if place.caption and not is_part else ""
    caption = " ".join(filter(None, (own, place.form.title)))
    header = place.form.header
    columns = tuple(Column(one.drawn, one.field or one.heading) for one in header.columns) if header else ()
    return TableForm(place.form.kind.value, caption, columns)


def _headings(places: Sequence[_Place]) -> tuple[Heading, ...]:
    """The columns of the plan's tables as they were understood, for a person to put right."""
    return tuple(
        Heading(
            place.number,
            place.form.kind.value,
            column.heading,
            column.field or None,
            is_sure=column.is_sure,
        )
        for place in places
        if place.form.kind in ITEM_KINDS and place.form.header and not place.form.is_continued
        for column in place.form.header.columns
        if column.heading
    )


def _rows_places(found: _Found) -> dict[str, list[list[int]]]:
    """Where the rows of each kind stand in the document: the number of the table and of the row."""
    lists = (
        ("activities", Kind.PLAN),
        ("control_points", Kind.CONTROL_POINTS),
        ("mechanisms", Kind.MECHANISMS),
    )
    return {name: [[row.table, row.row] for row in found.plans[kind].rows] for name, kind in lists}


def _whole_blocks(lines: Sequence[Line], used: frozenset[int]) -> set[int]:
    """The blocks of which every line is used."""
    kept = {line.block for index, line in enumerate(lines) if index not in used}
    return {lines[index].block for index in used} - kept


def _places(lines: Sequence[Line], title: Found, goal: Found, coordinators: Found) -> dict[str, int]:
    """The blocks in which the fields without a table stand, where they stand in blocks of their own."""
    found = {"title": title, "goal": goal, "coordinators": coordinators}
    return {name: lines[min(one.used)].block for name, one in found.items() if one.used}


def _stray_headings(found: _Found) -> list[Text]:
    """Headings inside tables that have no sections: of control points and of mechanisms."""
    kinds = (Kind.CONTROL_POINTS, Kind.MECHANISMS)
    return [
        Text(" ".join(filter(None, (section.number, section.title))), "")
        for kind in kinds
        for section in found.plans[kind].sections
    ]


def _labels(goal: Found, coordinators: Found) -> dict[str, str]:
    """How the document itself calls what stands in fields without a heading."""
    named = {"goal": goal.label, "coordinators": coordinators.label}
    return {name: label for name, label in named.items() if label}
