"""Tables of exam results: schools by rows, subjects and years by columns, averages printed below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from roadmaps.documents import headings as words
from roadmaps.documents.blocks import APART, Block, Paragraph, Row, Table
from roadmaps.documents.captions import caption_above
from roadmaps.documents.columns import Column
from roadmaps.documents.content import ExamAverage, ExamResults, ExamRow, Notice
from roadmaps.documents.header import headers
from roadmaps.documents.merged_headings import with_merged_headings
from roadmaps.documents.placing import place

_EXAM = re.compile(
    r"\b(?:егэ|огэ|гиа|впр|экзамен|государственн\w+ итогов|оценочн\w+ процедур|средн\w+ балл)", re.I
)
_SCHOOL = re.compile(
    r"\b(?:м[бак]оу|гбоу|сош|оош|ноош|школ|лице|гимназ|образовательн|кадетск|колледж)", re.IGNORECASE
)
_AVERAGE = re.compile(r"(?:средн|в среднем|итого|всего)", re.IGNORECASE)
_OVERALL = re.compile(r"\b(?:район|город|округ|муниципал|общий|общее|всего|итого|по\s+всем)", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d{1,6}(?:[.,](\d{1,4}))?\s*%?")
_PERIOD = re.compile(r"20\d\d")
_FEWEST = 2
_SHOWN = 3


@dataclass
class _Reading:
    rows: list[ExamRow] = field(default_factory=list)
    averages: list[ExamAverage] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    begun: int = 0  # the first row that no average has closed


@dataclass
class FoundResults:
    """The results, a remark for each average that is not one, and where the tables stand among the blocks."""

    results: list[ExamResults] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)


def read_exam_results(blocks: Sequence[Block], used: frozenset[int]) -> FoundResults:
    """What the tables that hold nothing else, those that are not `used`, say of exams."""
    found = FoundResults()
    number = 0
    for index, block in enumerate(blocks):
        if not isinstance(block, Table):
            continue
        number += 1
        reading = _read(block, number) if index not in used and block.role != APART else None
        if reading is None:
            continue
        above = caption_above(blocks, index)
        caption = blocks[above] if above is not None else None
        heading = caption.text if isinstance(caption, Paragraph) else ""
        rows, averages = tuple(reading.rows), tuple(reading.averages)
        found.results.append(ExamResults(number, heading, rows, averages))
        found.notices += reading.notices
        found.blocks.add(index)
    return found


def _read(table: Table, number: int) -> _Reading | None:
    table = with_merged_headings(table)
    header = next(iter(headers(table, words.INDICATORS)), None)
    if header is None or not any(
        _EXAM.search(cell.text) for row in table.rows[: header.after] for cell in row.cells
    ):
        return None
    reading = _Reading()
    for index, row in enumerate(table.rows[header.after :], start=header.after):
        name, values, digits = _values(row, header.columns, table)
        if not values:
            continue
        if _AVERAGE.match(name):
            _close(reading, name, values, digits, {"table": number, "row": index + 1})
        elif _SCHOOL.search(name):
            reading.rows.append(ExamRow(name, _nested(values)))
    return reading if len(reading.rows) >= _FEWEST else None


def _values(
    row: Row, columns: Sequence[Column], table: Table
) -> tuple[str, dict[tuple[str, str], float], dict[tuple[str, str], int]]:
    """The row's name, its numbers by subject and period, and how many digits each is printed with.

    A name is what stands before the numbers: the school, and where rows divide it, what they are of.
    """
    name = ""
    values: dict[tuple[str, str], float] = {}
    digits: dict[tuple[str, str], int] = {}
    for placed in place(row, columns, table):
        match = _NUMBER.fullmatch(placed.cell.text)
        if match is None:
            name = name if values else ", ".join(filter(None, (name, placed.cell.text)))
        elif name and len(placed.columns) == 1:
            key = _key(columns[placed.columns[0]])
            values[key] = float(match[0].rstrip(" %").replace(",", "."))
            digits[key] = len(match[1] or "")
    return name, values, digits


def _key(column: Column) -> tuple[str, str]:
    """The subject and the period of a column; a column of no period has none."""
    leaf = column.leaf or column.heading
    if column.group and _PERIOD.search(leaf):
        return column.group, leaf
    return column.heading, ""


def _nested(values: dict[tuple[str, str], float]) -> dict[str, dict[str, float]]:
    made: dict[str, dict[str, float]] = {}
    for (subject, period), value in values.items():
        made.setdefault(subject, {})[period] = value
    return made


def _close(
    reading: _Reading,
    name: str,
    printed: dict[tuple[str, str], float],
    digits: dict[tuple[str, str], int],
    where: dict[str, int | str],
) -> None:
    """An average: of the rows since the one above it, or of all rows where it says so or none are left."""
    first = 0 if _OVERALL.search(name) or reading.begun == len(reading.rows) else reading.begun
    rows = reading.rows[first:]
    counted = {key: mean for key in printed if (mean := _mean(rows, key)) is not None}
    wrong = tuple(
        key for key, mean in counted.items() if abs(printed[key] - mean) > 0.5 * 10 ** -digits[key] + 1e-6
    )
    names = tuple(row.name for row in rows)
    reading.averages.append(ExamAverage(name, names, _nested(printed), _nested(counted), wrong))
    reading.begun = len(reading.rows)
    if wrong:
        shown = [
            f"{' '.join(key).strip()}: {_shown(printed[key])} ({_shown(round(counted[key], 2))})"
            for key in wrong[:_SHOWN]
        ]
        said = "; ".join(shown) + ("; …" if len(wrong) > _SHOWN else "")
        reading.notices.append(Notice("row", "wrong_average", {**where, "averages": said}))


def _mean(rows: Sequence[ExamRow], key: tuple[str, str]) -> float | None:
    values = list(_of(rows, key))
    return sum(values) / len(values) if values else None


def _of(rows: Sequence[ExamRow], key: tuple[str, str]) -> Iterator[float]:
    subject, period = key
    for row in rows:
        value = row.values.get(subject, {}).get(period)
        if value is not None:
            yield value


def _shown(value: float) -> str:
    return f"{value:g}".replace(".", ",")
