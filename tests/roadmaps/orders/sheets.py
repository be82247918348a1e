"""An invented plan written into a workbook, as people keep it there."""

import datetime
import io
import re
from random import Random

import openpyxl

from tests.roadmaps.orders.drawing import JOINTS
from tests.roadmaps.orders.order import Plan, Style, draw_front, draw_plan, draw_style

DAY = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")


def write_sheet(seed: int) -> tuple[bytes, dict[str, object], Style]:
    """The workbook, its label in the contract's shape, and the style in which it was drawn."""
    chance = Random(seed)
    style = draw_style(chance)
    if style.numbers in ("auto", "auto_title"):
        style.numbers = (
            "own" if ("number", "") in style.columns or style.columns[0][0] == "number" else "none"
        )
    if style.sections in ("auto", "paragraphs"):
        style.sections = chance.choice(("merged", "deep", "tracks"))
    plan, said = draw_plan(chance, style), draw_front(chance)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "План"
    width = len(style.columns)
    for _ in range(chance.randint(0, 2)):
        sheet.append(())
    _front(sheet, said, width, chance)
    sheet.append(())
    sheet.append([heading for _, heading in style.columns])
    if "numbering_row" in style.twists:
        sheet.append(list(range(1, width + 1)))
    _rows(sheet, plan, style, chance)
    sheet.append(())
    sheet.append(("Начальник управления", "", "", said["order"]["signed_by"]))
    if "hidden" in style.twists:
        sheet.row_dimensions[sheet.max_row - 3].hidden = True
    label = said | {"sections": plan.sections, "activities": plan.rows}
    label["order"] = {**said["order"], "issuer": "Управление образования города Синегорска"}
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue(), label, style


def _front(sheet, said: dict[str, object], width: int, chance: Random) -> None:
    order = said["order"]
    year, month, day = order["date"].split("-")
    sheet.append(("Управление образования города Синегорска",))
    stamp = ["", "", "Утверждена приказом", f"от {day}.{month}.{year} № {order['number']}"]
    sheet.append([*stamp[:2], " ".join(stamp[2:])])
    sheet.append((said["title"],))
    if chance.random() < 0.7:
        _merge(sheet, width)
    sheet.append((f"Цель: {said['goal']}",))
    sheet.append((f"Муниципальный координатор: {said['coordinators'][0]}",))


def _rows(sheet, plan: Plan, style: Style, chance: Random) -> None:
    for kind, index in plan.order:
        if kind == "section":
            section = plan.sections[index]
            text = f"{section['number']}. {section['title']}" if section["number"] else section["title"]
            sheet.append((text,))
            _merge(sheet, len(style.columns))
            continue
        row = plan.rows[index]
        sheet.append([_value(name, heading, row, style, chance) for name, heading in style.columns])
        if index in plan.merged:
            _merge_up(sheet, style)


def _merge_up(sheet, style: Style) -> None:
    last = sheet.max_row
    for column, (name, _) in enumerate(style.columns, start=1):
        if name in ("deadline", "responsible"):
            sheet.cell(last, column).value = None
            sheet.merge_cells(start_row=last - 1, end_row=last, start_column=column, end_column=column)


def _merge(sheet, width: int) -> None:
    sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=width)


def _value(name: str, heading: str, row: dict[str, object], style: Style, chance: Random) -> object:
    if name == "number":
        number = str(row["number"])
        return float(number) if number.count(".") == 1 else int(number) if number.isdigit() else number
    if name == "responsible":
        return JOINTS[style.people].join(row["responsible"])
    if name == "extra":
        return row["extra"][heading]
    text = str(row[name])
    day = DAY.fullmatch(text)
    if day and chance.random() < 0.8:
        return datetime.date(int(day[3]), int(day[2]), int(day[1]))
    return f"{row['number']}. {text}" if name == "title" and style.numbers == "title" else text
