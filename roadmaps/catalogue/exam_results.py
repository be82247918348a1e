"""Exam results as the order prints them: schools by rows, subjects with their periods by columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from roadmaps.documents.content import ExamAverage, ExamResults, ExamRow
from roadmaps.documents.packing import unpacked_results

Key = tuple[str, str]  # subject and period
Values = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed; ``counted`` is what the rows give where they give another, as text."""

    text: str
    counted: str = ""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A school, or an average of the schools above it."""

    name: str
    figures: list[Figure]
    is_average: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What was measured, and in which periods; a subject of no period has one without a name."""

    name: str
    periods: list[str]

    @property
    def count(self) -> int:
        """How many columns it has."""
        return len(self.periods)

    @property
    def has_periods(self) -> bool:
        """Whether its columns have headings of their own."""
        return any(self.periods)


@dataclass(frozen=True, slots=True)
class ResultTable:
    """One table: its heading in the order, its subjects, its rows."""

    heading: str
    subjects: list[Subject]
    rows: list[ResultRow]

    @property
    def has_periods(self) -> bool:
        """Whether any subject has columns with headings of their own."""
        return any(subject.has_periods for subject in self.subjects)

    @property
    def wrong(self) -> int:
        """How many printed averages are not those of their rows."""
        return sum(bool(figure.counted) for row in self.rows for figure in row.figures)


def result_tables(form: Mapping[str, Any]) -> list[ResultTable]:
    """The tables that came in with the document; ``form`` is the roadmap's, or the content of an upload."""
    return [_table(results) for results in unpacked_results(form.get("exam_results", []))]


def _table(results: ExamResults) -> ResultTable:
    subjects = list(_subjects(results))
    keys = [(subject.name, period) for subject in subjects for period in subject.periods]
    return ResultTable(results.heading, subjects, list(_rows(results, keys)))


def _subjects(results: ExamResults) -> Iterator[Subject]:
    """Subjects in the table's order, the periods of each in theirs."""
    found: dict[str, set[str]] = {}
    for line in (*(row.values for row in results.rows), *(row.printed for row in results.averages)):
        for subject, periods in line.items():
            found.setdefault(subject, set()).update(periods)
    yield from (Subject(name, sorted(periods)) for name, periods in found.items())


def _rows(results: ExamResults, keys: list[Key]) -> Iterator[ResultRow]:
    """The schools in order, each average below the last school that it is of."""
    averages = list(results.averages)
    for place, row in enumerate(results.rows, start=1):
        yield ResultRow(row.name, [Figure(_shown(row.values, key)) for key in keys])
        while averages and _ends(averages[0], results.rows, place):
            yield _average(averages.pop(0), keys)
    yield from (_average(average, keys) for average in averages)


def _ends(average: ExamAverage, rows: tuple[ExamRow, ...], place: int) -> bool:
    """Whether an average is of the rows that end at ``place``."""
    of = average.rows
    return bool(of) and tuple(row.name for row in rows[max(0, place - len(of)) : place]) == of


def _average(average: ExamAverage, keys: list[Key]) -> ResultRow:
    figures = [
        Figure(_shown(average.printed, key), _shown(average.counted, key) if key in average.wrong else "")
        for key in keys
    ]
    return ResultRow(average.name, figures, is_average=True)


def _shown(values: Values, key: Key) -> str:
    subject, period = key
    value = values.get(subject, {}).get(period)
    return "" if value is None else f"{round(value, 2):g}".replace(".", ",")
