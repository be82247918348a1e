"""Rows of a newer text of a roadmap paired with the rows that it has (no row is paired twice)."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from roadmaps.choices import DateSource
from roadmaps.models import Roadmap
from roadmaps.services.answers import PARTS
from roadmaps.services.likeness import Likeness, Places, plain
from roadmaps.services.snapshots import keyed_snapshot

Row = Mapping[str, Any]
ALIKE, RENUMBERED = 0.5, 0.75  # how alike titles are (0 to 1) with the same number, and with another
NUMBERED = 0.1  # how much more alike the same number makes two rows
NEW = "new-"
TITLES = {"passport": "name", "indicators": "name", "specialists": "name", "texts": "text"}


def standing_content(roadmap: Roadmap) -> dict[str, Any]:
    """What the roadmap says now, every row with its key."""
    said = keyed_snapshot(roadmap)
    items = {row["pk"]: row for row in roadmap.items.values("pk", "section", "dates_from")}
    said["activities"] = [{**row, "stands_in": items[row["pk"]]["section"]} for row in said["activities"]]
    said["texts"] = [{**text, "pk": place} for place, text in enumerate(said["texts"])]
    said["headings"] = headings_of(said)
    said |= {f"order_{name}": text or "" for name, text in said["order"].items()}
    said["exam_rows"] = exam_rows(said["form"].get("exam_results", ()))
    for row in (row for part in PARTS for row in said[part]):
        row["dates_from"] = items[row["pk"]]["dates_from"]
        if row["dates_from"] == DateSource.NONE_NEEDED:
            row["dates"] = str(DateSource.NONE_NEEDED.label)
    return said


def exam_rows(tables: Iterable[Row]) -> list[str]:
    """The rows of tables of exam results in words, each with its table."""
    return [
        f"{table['heading']} {row['name']}: {_results(row['values'])}".strip()
        for table in tables
        for row in table["rows"]
    ]


def _results(values: Mapping[str, Mapping[str, Any]]) -> str:
    found = [(subject, period, mark) for subject, marks in values.items() for period, mark in marks.items()]
    return ", ".join(" ".join(filter(None, (subject, period, str(mark)))) for subject, period, mark in found)


def headings_of(content: Mapping[str, Any]) -> list[str]:
    """The headings of a plan's columns, in their order."""
    return [column.get("heading") or column["field"] for column in content.get("columns", ())]


def paired(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The newer content with the key of its pair on every row; rows without a pair get one of their own.

    Dates belong to no text: a paired row has those that stand.
    """
    found = {**after}
    for part in (*PARTS, "sections", *TITLES):
        known, fresh = before.get(part, []), after.get(part, [])
        pairs = _pairs(known, fresh, TITLES.get(part, "title"))
        found[part] = [
            {**row, "pk": known[pairs[place]]["pk"], "dates": known[pairs[place]].get("dates")}
            if place in pairs
            else {**row, "pk": f"{NEW}{place}"}
            for place, row in enumerate(fresh)
        ]
    found["activities"] = list(_placed(before, found))
    return found


def section_of(sections: Sequence[Row], row: Row) -> Row | None:
    """The section in which a row of the same text stands: by its place, where that is said, else its name."""
    if (place := row.get("heading")) is not None:
        return sections[place]
    return section_called(sections, row.get("section", ""), row.get("table", 0))


def section_called(sections: Iterable[Row], name: str, table: int) -> Row | None:
    """The section of that name in the table, in one above it, or wherever there is one; the last of them."""
    found = {row.get("table", 0): row for row in sections if (row.get("number") or row["title"]) == name}
    above = [place for place in found if place <= table]
    return found[max(above or found)] if found else None


def _placed(before: Row, after: Row) -> Iterator[dict[str, Any]]:
    """The newer activities with the key of the section in which each stands.

    A section that is only called otherwise is no difference of its rows; one that is called the same is.
    """
    standing = {row["pk"]: row for row in before.get("activities", ())}
    for row in after["activities"]:
        section = section_of(after["sections"], row)
        placed = {**row, "stands_in": section["pk"] if section else None}
        if known := standing.get(row["pk"]):
            if placed["stands_in"] == known["stands_in"]:
                placed["section"] = known.get("section", "")
            elif section and row["section"] == known.get("section", ""):
                placed["section"] = f"{row['section']}. {section['title']}"
        yield placed


def _pairs(known: Sequence[Row], fresh: Sequence[Row], title: str) -> dict[int, int]:
    """Places in the newer list, each with the place of its pair in the other.

    The time grows as the lists do: each row is compared with a few, however long they are.
    """
    pairs: dict[int, int] = {}
    for called in (
        lambda row: (plain(row.get("section")), row.get("number"), plain(row.get(title))),
        lambda row: (plain(row.get("section")), plain(row.get(title))),
        lambda row: plain(row.get(title)),
    ):
        _pair_called(known, fresh, called, pairs)
    taken = set(pairs.values())
    left = {place: plain(row.get(title)) for place, row in enumerate(known) if place not in taken}
    waiting = {place: plain(row.get(title)) for place, row in enumerate(fresh) if place not in pairs}
    likeness = Likeness()
    places = Places(left)

    near = {place: list(places.near(own)) for place, own in waiting.items()}
    here = {(plain(known[place].get("section")), known[place].get("number")): place for place in left}

    scores = []
    for place, own in waiting.items():
        number = fresh[place].get("number")
        beside = here.get((plain(fresh[place].get("section")), number)) if number else None
        for other in {*near[place], *(() if beside is None else (beside,))}:
            is_same = bool(number) and known[other].get("number") == number
            least = ALIKE if is_same else RENUMBERED
            if score := likeness.of(left[other], own, least=least):
                scores.append((score + (NUMBERED if is_same else 0), -place, -other))
    for _score, place, other in sorted(scores, reverse=True):
        if -place not in pairs and -other not in taken:
            pairs[-place] = -other
            taken.add(-other)
    return pairs


def _pair_called(
    known: Sequence[Row],
    fresh: Sequence[Row],
    called: Callable[[Row], Hashable],
    pairs: dict[int, int],
) -> None:
    """Pair rows that are called the same, in their order."""
    names: dict[Hashable, deque[int]] = defaultdict(deque)
    taken = set(pairs.values())
    for place, row in enumerate(known):
        if place not in taken:
            names[called(row)].append(place)
    for place, row in enumerate(fresh):
        if place not in pairs and (same := names.get(called(row))):
            pairs[place] = same.popleft()
