"""The tables of the monitoring page: what lines there are, and in what order they may stand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from monitoring.services import standings
from monitoring.services.standings import Choice, Line

COLUMNS = ("expected", "received", "share", "on_time", "late", "overdue", "awaiting")


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name in the address, its title, what a line is, and how the lines are found."""

    by: str
    title: Any
    heading: Any
    lines: Callable[[Choice], list[Line]]


TABLES = (
    Table("roadmap", _("By roadmaps"), _("Roadmap"), standings.by_roadmap),
    Table("section", _("By sections"), _("Section"), standings.by_section),
    Table("school", _("By schools"), _("School"), standings.by_school),
    Table("responsible", _("By responsibles"), _("Responsible"), standings.by_responsible),
)


def table_named(by: str, choice: Choice) -> Table:
    """Return the table asked for: by roadmaps where there are several, else by sections."""
    default = TABLES[1] if choice.only else TABLES[0]
    return next((table for table in TABLES if table.by == by), default)


def sorted_lines(lines: list[Line], sort: str) -> list[Line]:
    """Sort the lines by a column («-overdue»: most first); without a known one they stay as they are.

    Lines where nothing was expected have no share: they stand last either way.
    """
    column, is_falling = sort.removeprefix("-"), sort.startswith("-")
    if column == "title":
        return sorted(lines, key=lambda line: line.title.lower(), reverse=is_falling)
    if column not in COLUMNS:
        return lines
    known = [line for line in lines if getattr(line, column) is not None]
    unknown = [line for line in lines if getattr(line, column) is None]
    return sorted(known, key=lambda line: getattr(line, column), reverse=is_falling) + unknown
