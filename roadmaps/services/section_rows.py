"""Rows of a plan that look like headings of its sections though nothing is merged: what was said of them.

Such a row is read as an activity. It is asked about under ``heading@<row>``, and once it was said to be a
section, the rows under it belong to that, as to a heading merged across the table.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from roadmaps.services.answers import Answer, Answers, Row, corrected_row, is_left_out, references, row_key

PART = "activities"
SECTION, ACTIVITY = "section", "activity"
FILLED = ("task", "audience", "deadline", "responsible", "result", "report_form", "mark")
ENOUGH = 0.5  # of the other rows of the table say when or who
Content = Mapping[str, Any]
Rows = list[tuple[str, Row]]


@dataclass(frozen=True)
class Sectioned:
    """The content with its sections; ``places`` says which of them each row became: by the row's name."""

    content: dict[str, Any]
    places: dict[str, int] = field(default_factory=dict)


def heading_key(reference: str) -> str:
    """The key of the question whether a row is a section."""
    return f"heading@{reference}"


def asked_rows(content: Content, answers: Answers) -> dict[str, Row]:
    """The rows to be asked about, by their names: with their numbers and titles as put right by hand."""
    return {
        reference: corrected_row(row, reference, answers)
        for reference, row in _alike(content)
        if not is_left_out(reference, answers)
        and (heading_key(reference) in answers or not _is_filled_in(reference, answers))
    }


def answer_of(reference: str, answers: Answers) -> tuple[str, Answer | None]:
    """What was said of a row, with the key that it is kept under: of it alone, else of all such rows."""
    own = heading_key(reference)
    if own not in answers:
        for key, given in answers.items():
            if given.get("is_for_all"):
                return key, given
    return own, answers.get(own)


def with_sections(content: Content, answers: Answers) -> Sectioned:
    """The content in which rows that were said to be sections are sections, with the rows under them."""
    headings = {
        name: row
        for name, row in asked_rows(content, answers).items()
        if (answer_of(name, answers)[1] or {}).get("kind") == SECTION
    }
    return _divided(content, headings) if headings else Sectioned({**content})


def _divided(content: Content, headings: Mapping[str, Row]) -> Sectioned:
    own: list[Row] = list(content.get("sections", ()))
    called = [(section.get("number") or section["title"], section.get("table", 0)) for section in own]
    taken = set(called)
    sections: list[Row] = []
    places: dict[str, int] = {}
    rows: Rows = []
    passed, above = 0, ("", -1)  # how many of the document's own are above; the heading in force, its table
    now = -1  # the place of the section in force
    for reference, row in references(content, PART):
        table = row.get("table", 0)
        name = (row.get("section", ""), table)
        reached = _reached(row, name, called, passed)
        if reached > passed:
            sections += own[passed:reached]
            passed, above, now = reached, ("", -1), len(sections) - 1
        if reference in headings:
            section = _section(headings[reference], table, taken)
            above = (section["number"] or section["title"], table)
            taken.add(above)
            places[reference] = now = len(sections)
            sections.append(section)
        elif above[1] == table:
            rows.append((reference, {**row, "section": above[0], "heading": now}))
        elif passed and called[passed - 1] == name:
            rows.append((reference, {**row, "heading": now}))
        else:
            rows.append((reference, row))
    sections += own[passed:]
    names = Counter(
        (section.get("number") or section["title"], section.get("table", 0)) for section in sections
    )
    rows = [(reference, _placed(row, names)) for reference, row in rows]
    divided = {
        "sections": sections,
        PART: [row for _reference, row in rows],
        "row_places": {
            **content["row_places"],
            PART: [[int(number) for number in reference.split(".")] for reference, _row in rows],
        },
    }
    return Sectioned({**content, **divided}, places)


def _reached(row: Row, name: tuple[str, int], called: list[tuple[str, int]], passed: int) -> int:
    """How many of the document's own sections begin above a row that stands in one of that name."""
    if "heading" in row:
        return max(passed, int(row["heading"]) + 1)
    if name in called[passed:] and (not passed or called[passed - 1] != name):
        return called.index(name, passed) + 1
    return passed


def _placed(row: Row, names: Mapping[tuple[str, int], int]) -> Row:
    """The row with the place of its section only where that is not told by its name."""
    if names[row.get("section", ""), row.get("table", 0)] > 1:
        return row
    return {name: value for name, value in row.items() if name != "heading"}


def _section(row: Row, table: int, taken: set[tuple[str, int]]) -> dict[str, Any]:
    """The row as a section; where its number names one of the same table already, its title has it."""
    number, title = row["number"], row["title"]
    if number and (number, table) in taken:
        number, title = "", f"{number} {title}"
    return {"number": number, "title": title, **({"table": table} if table else {})}


def _alike(content: Content) -> Rows:
    """The rows that say no more than a number and a title, in front of rows that stand under them."""
    rows = list(references(content, PART))
    if len(content.get("row_places", {}).get(PART, ())) != len(rows):
        return []  # without places in the document a row's name would change with the rows before it
    found: Rows = []
    tables = {row.get("table", 0) for _reference, row in rows if _is_bare(row)}
    for table in tables:
        found += _of_table([(name, row) for name, row in rows if row.get("table", 0) == table])
    return found


def _of_table(rows: Rows) -> Iterator[tuple[str, Row]]:
    alike = [
        (reference, row)
        for (reference, row), (_name, lower) in pairwise(rows)
        if _is_bare(row) and _stands_under(lower, row)
    ]
    names = {reference for reference, _row in alike}
    others = [row for reference, row in rows if reference not in names]
    told = sum(bool(row.get("deadline") or row.get("responsible")) for row in others)
    if told >= max(1, len(others) * ENOUGH):
        yield from alike


def _is_bare(row: Row) -> bool:
    """Whether nothing is written in the row besides its number and title."""
    return bool(row.get("title")) and not any((*map(row.get, FILLED), *row.get("extra", {}).values()))


def _stands_under(lower: Row, row: Row) -> bool:
    """Whether the numbers say that the next row is under this one, or that counting begins with it."""
    number, under = row.get("number", "").rstrip("."), lower.get("number", "").rstrip(".")
    if number and under.startswith(f"{number}."):
        return True
    if not under or lower.get("section", "") != row.get("section", ""):
        return False
    return not number or under == "1" or (under[0].isdecimal() and not number[0].isdecimal())


def _is_filled_in(reference: str, answers: Answers) -> bool:
    """Whether an answer has put into the row what a heading does not have."""
    own = answers.get(row_key(reference), {})
    values = own.get("values", {})
    deadline = answers.get(f"deadline@{reference}", {})
    return bool(
        any(map(values.get, FILLED))
        or any(values.get("extra", {}).values())
        or own.get("when", {}).get("dates")
        or deadline.get("dates")
        or deadline.get("text")
        or answers.get(f"people@{reference}", {}).get("entry")
    )
