"""What was read, as plain values fit for JSON, and back: so it comes from the process that read it."""

import datetime
from dataclasses import asdict, fields
from typing import Any

from roadmaps.documents.content import (
    Column,
    Content,
    ExamAverage,
    ExamResults,
    ExamRow,
    Heading,
    Indicator,
    Item,
    Notice,
    Order,
    PassportEntry,
    Period,
    Place,
    Section,
    Specialist,
    TableForm,
    Text,
)

_ROWS: dict[str, Any] = {
    "passport": PassportEntry,
    "specialists": Specialist,
    "indicators": Indicator,
    "control_points": Item,
    "sections": Section,
    "activities": Item,
    "mechanisms": Item,
    "texts": Text,
    "warnings": Notice,
    "columns": Column,
    "headings": Heading,
}


def packed(content: Content) -> dict[str, Any]:
    """The content as dictionaries, lists, texts; dates as ISO 8601."""
    values = asdict(content)
    for part in (values["period"], values["order"]):
        part.update({name: day.isoformat() for name, day in part.items() if isinstance(day, datetime.date)})
    return values


def unpacked(values: dict[str, Any]) -> Content:
    """The content that was packed."""
    made: dict[str, Any] = {
        name: tuple(_made(kind, row) for row in values[name]) for name, kind in _ROWS.items()
    }
    made["order"] = Order(**{**values["order"], "date": _day(values["order"]["date"])})
    made["period"] = Period(*(_day(values["period"][name]) for name in ("start", "end")))
    made["coordinators"] = tuple(values["coordinators"])
    made["tables"] = tuple(_form(table) for table in values["tables"])
    made["places"] = {name: Place(**place) for name, place in values["places"].items()}
    made["exam_results"] = unpacked_results(values["exam_results"])
    rest = {one.name: values[one.name] for one in fields(Content) if one.name not in made}
    return Content(**made, **rest)


def unpacked_results(tables: list[dict[str, Any]]) -> tuple[ExamResults, ...]:
    """The exam results that were packed."""
    return tuple(
        ExamResults(
            table["table"],
            table["heading"],
            tuple(ExamRow(**row) for row in table["rows"]),
            tuple(_average(one) for one in table["averages"]),
        )
        for table in tables
    )


def _form(table: dict[str, Any]) -> TableForm:
    columns = tuple(Column(**column) for column in table["columns"])
    part = Place(**table["part"]) if table["part"] else None
    return TableForm(**{**table, "columns": columns, "place": Place(**table["place"]), "part": part})


def _average(values: dict[str, Any]) -> ExamAverage:
    wrong = tuple((subject, period) for subject, period in values.get("wrong", ()))
    return ExamAverage(**{**values, "rows": tuple(values["rows"]), "wrong": wrong})


def _made(kind: Any, row: dict[str, Any]) -> Any:
    if kind is Item:
        row = {**row, "responsible": tuple(row["responsible"])}
    return kind(**row)


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
