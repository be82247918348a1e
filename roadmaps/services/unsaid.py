"""What a newer text of a roadmap does not speak of: parts and columns that it has not keep what stands."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from roadmaps.services.answers import PARTS

Row = dict[str, Any]
TABLES = {"activities": "plan", "control_points": "control_points", "mechanisms": "mechanisms"}
FIELDS = ("number", "task", "audience", "deadline", "responsible", "result", "report_form")


def absent_sections(
    before: Mapping[str, Any], after: Mapping[str, Any], parents: Mapping[int, int | None]
) -> dict[int, str]:
    """Return the standing sections of which ``after`` (paired with ``before``) has neither heading nor rows.

    Each key has the heading of the outermost section that is absent with it. ``parents`` of the sections
    tell which stands in which. Call it before ``keep_unsaid`` gives the newer text what it does not say.
    """
    present = {row["pk"] for row in after["sections"]}
    rows = {row["pk"] for row in after["activities"]}
    present |= {
        row.get("stands_in") for row in (*before["activities"], *after["activities"]) if row["pk"] in rows
    }
    for key in list(present):
        present.update(_around(key, parents))
    titles = {row["pk"]: f"{row['number']}. {row['title']}".removeprefix(". ") for row in before["sections"]}
    return {
        key: [
            titles[each] for each in (key, *_around(key, parents)) if each in titles and each not in present
        ][-1]
        for key in titles
        if key not in present
    }


def _around(key: Any, parents: Mapping[int, int | None]) -> Iterator[int]:
    """The sections in which the section stands, the innermost first."""
    while (key := parents.get(key)) is not None:
        yield key


def keep_unsaid(before: Mapping[str, Any], after: dict[str, Any]) -> None:
    """Give ``after`` (paired with ``before``) what stands wherever the newer document says nothing of it."""
    has_sections = bool(after["sections"])
    for part in ("sections", *PARTS):
        after[part] = after[part] or before[part]
    for part in PARTS:
        standing = {row["pk"]: row for row in before[part]}
        columns = _columns(after, part)
        said = columns | {name for row in after[part] for name in (*FIELDS, "extra") if row.get(name)}
        others = columns | {heading for row in after[part] for heading in row.get("extra") or ()}
        after[part] = [
            _kept(row, standing[row["pk"]], said=said, others=others, has_sections=has_sections)
            if row["pk"] in standing
            else row
            for row in after[part]
        ]


def _columns(content: Mapping[str, Any], part: str) -> set[str]:
    """Fields and headings of the document's columns for the rows of a part."""
    tables: Iterable[Mapping[str, Any]] = content.get("tables") or ()
    own = [column for table in tables if table["kind"] == TABLES[part] for column in table["columns"]]
    return {column[name] for column in own for name in ("field", "heading")}


def _kept(row: Row, known: Row, *, said: set[str], others: set[str], has_sections: bool) -> Row:
    unsaid = {name: known.get(name) for name in FIELDS if name not in said}
    extra = {heading: text for heading, text in (known.get("extra") or {}).items() if heading not in others}
    kept = {**row, **unsaid, "extra": {**extra, **(row.get("extra") or {})}}
    kept["mark"] = row.get("mark") or known.get("mark", "")
    if not has_sections and "stands_in" in known:
        kept |= {name: known[name] for name in ("section", "stands_in")}
    return kept
