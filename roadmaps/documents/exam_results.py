"""Tables of exam results: schools by rows, subjects and years by columns, averages printed below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from roadmaps.documents import headings as words
from roadmaps.documents.blocks import Block, Paragraph, Row, Table
from roadmaps.documents.captions import caption_above
from roadmaps.documents.columns import Column
from roadmaps.documents.content import ExamAverage, ExamResults, ExamRow, Notice
from roadmaps.documents.header import headers
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


def read_exam_results(
    blocks: Sequence[Block], used: frozenset[int]
) -> tuple[tuple[ExamResults, ...], list[Notice]]:
    """The results in the tables that hold nothing else, and a remark for each average that is not one."""
    found: list[ExamResults] = []
    notices: list[Notice] = []
    number = 0
    for index, block in enumerate(blocks):
        if not isinstance(block, Table):
            continue
        number += 1
        reading = _read(block, number) if index not in used else None
        if reading is None:
            continue
        above = caption_above(blocks, index)
        caption = blocks[above] if above is not None else None
        heading = caption.text if isinstance(caption, Paragraph) else ""
        found.append(ExamResults(number, heading, tuple(reading.rows), tuple(reading.averages)))
        notices += reading.notices
    return tuple(found), notices


def _read(table: Table, number: int) -> _Reading | None:
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
    reading.averages.append(
        ExamAverage(name, tuple(row.name for row in rows), _nested(printed), _nested(counted))
    )
    reading.begun = len(reading.rows)
    wrong = [
        f"{' '.join(key).strip()}: {_shown(printed[key])} ({_shown(round(mean, 2))})"
        for key, mean in counted.items()
        if abs(printed[key] - mean) > 0.5 * 10 ** -digits[key] + 1e-6
    ]
    if wrong:
        said = "; ".join(wrong[:_SHOWN]) + ("; …" if len(wrong) > _SHOWN else "")
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
