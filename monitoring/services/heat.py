"""Where schools are behind: overdue executions by school and section (or roadmap), worst schools first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from monitoring.choices import SummaryLevel
from monitoring.services.standings import Choice, Line

SCHOOLS_SHOWN = 16
ROADMAPS_SHOWN = 8
OUTSIDE = "none"  # the column of what stands in no section


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a section, a roadmap, or what stands outside the sections."""

    key: object
    number: str
    title: str
    rows: dict[str, object]


@dataclass(frozen=True, slots=True)
class Row:
    """One school: its line, its zone this school year, and a cell for each column."""

    line: Line
    zone: str
    cells: list[Line]


@dataclass(frozen=True, slots=True)
class HeatTable:
    """The table; ``hidden`` schools are left out, the better ones."""

    columns: list[Column]
    rows: list[Row] = field(default_factory=list)
    hidden: int = 0

    @property
    def most(self) -> int:
        """The largest number of a cell."""
        return max((cell.overdue for row in self.rows for cell in row.cells), default=0)


def heat_table(
    choice: Choice, schools: Sequence[Line], sections: Sequence[Line], zones: dict[int, str]
) -> HeatTable:
    """Return the schools by overdue, most first; one query for the cells.

    Where one roadmap is shown the columns are its sections, else the roadmaps in which most is overdue.
    """
    ordered = sorted(schools, key=lambda line: (-line.overdue, line.share or 0, line.title))
    shown = ordered[:SCHOOLS_SHOWN]
    counted = _by_section(choice, shown) if choice.only else _by_roadmap(choice, shown)
    columns = _section_columns(sections, shown, counted) if choice.only else _roadmap_columns(choice, counted)
    rows = [
        Row(line, zones.get(line.key or 0, ""), [_cell(line, column, counted) for column in columns])
        for line in shown
    ]
    return HeatTable(columns, rows, len(ordered) - len(shown))


Counted = dict[tuple[object, object], int]  # school, section or roadmap → overdue


def _by_section(choice: Choice, shown: Sequence[Line]) -> Counted:
    lines = choice.lines().by_school_and_section()  # type: ignore[attr-defined]
    found = lines.filter(school__in=[line.key for line in shown], overdue__gt=0)
    counted: Counted = {
        (school, section): overdue
        for school, section, overdue in found.values_list("school", "section", "overdue")
    }
    inside: dict[object, int] = defaultdict(int)
    for (school, _section), overdue in counted.items():
        inside[school] += overdue
    for line in shown:
        if line.overdue > inside[line.key]:
            counted[line.key, OUTSIDE] = line.overdue - inside[line.key]
    return counted


def _by_roadmap(choice: Choice, shown: Sequence[Line]) -> Counted:
    lines = choice.lines().of_level(SummaryLevel.SCHOOL)  # type: ignore[attr-defined]
    found = lines.filter(school__in=[line.key for line in shown], overdue__gt=0)
    return {
        (school, roadmap): overdue
        for school, roadmap, overdue in found.values_list("school", "roadmap", "overdue")
    }


def _section_columns(sections: Sequence[Line], shown: Sequence[Line], counted: Counted) -> list[Column]:
    columns = [
        Column(line.key, line.number.rstrip(".") or str(place), line.title, {"section": line.key})
        for place, line in enumerate(sections, start=1)
    ]
    if any((line.key, OUTSIDE) in counted for line in shown):
        columns.append(Column(OUTSIDE, "—", "", {"section": OUTSIDE}))
    return columns


def _roadmap_columns(choice: Choice, counted: Counted) -> list[Column]:
    overdue: dict[object, int] = defaultdict(int)
    for (_school, roadmap), count in counted.items():
        overdue[roadmap] += count
    worst = sorted(overdue, key=lambda roadmap: -overdue[roadmap])[:ROADMAPS_SHOWN]
    return [
        Column(
            roadmap.pk,
            f"№ {roadmap.order_number}" if roadmap.order_number else str(place),
            str(roadmap),
            {"roadmap": roadmap.pk},
        )
        for place, roadmap in enumerate(choice.roadmaps, start=1)
        if roadmap.pk in worst
    ]


def _cell(line: Line, column: Column, counted: Counted) -> Line:
    return Line(
        title=column.title,
        rows={**line.rows, **column.rows},
        overdue=counted.get((line.key, column.key), 0),
    )
