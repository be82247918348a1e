"""An invented order: what it says, in the contract's shape, drawn by chance from the banks."""

from dataclasses import dataclass, field
from random import Random

from tests.roadmaps.orders import banks

OPTIONAL = ("result", "report_form", "task", "audience", "mark", "extra")
BANK_OF = {
    "title": banks.TITLES,
    "deadline": banks.DEADLINES,
    "result": banks.RESULTS,
    "report_form": banks.REPORTS,
    "task": banks.TASKS,
    "audience": banks.AUDIENCES,
    "mark": banks.MARKS,
    "extra": banks.EXTRAS,
}
PEOPLE = ("Лугова Татьяна Сергеевна", "Ясенев Пётр Кузьмич", "Кленов Андрей Викторович")


@dataclass
class Style:
    """How the plan is drawn."""

    numbers: str = "own"  # own, title, auto, auto_title, none
    sections: str = "merged"  # merged, beside, paragraphs, tracks, plain, deep, auto, none
    header: str = "one"  # one, grouped
    people: str = "lines"  # lines, commas, semicolons
    columns: list[tuple[str, str]] = field(default_factory=list)
    twists: frozenset[str] = frozenset()


TWISTS = (
    "numbering_row", "repeated", "cut", "split_tables", "merged_cells", "grid_before", "tracked", "controls",
    "links", "hidden", "breaks", "text_box", "notes", "layout", "uneven", "nested", "title_row", "empty_rows",
)  # fmt: skip


@dataclass
class Plan:
    """Sections and rows in order, each with its label."""

    sections: list[dict[str, str]] = field(default_factory=list)
    rows: list[dict[str, object]] = field(default_factory=list)
    order: list[tuple[str, int]] = field(default_factory=list)
    merged: set[int] = field(default_factory=set)  # rows whose deadline and people are those above


def draw_style(chance: Random) -> Style:
    """Columns, their order and their names, the way of numbering and the twists."""
    style = Style(
        numbers=chance.choice(("own", "own", "title", "auto", "auto_title", "none")),
        sections=chance.choice(
            ("merged", "beside", "paragraphs", "tracks", "plain", "deep", "auto", "none", "merged")
        ),
        header=chance.choice(("one", "one", "one", "grouped")),
        people=chance.choice(("lines", "commas", "semicolons")),
        twists=frozenset(chance.sample(TWISTS, chance.randint(0, 5))),
    )
    if style.sections == "auto" and style.numbers not in ("auto", "auto_title"):
        style.numbers = "auto"
    if style.numbers in ("auto", "auto_title") and style.sections not in ("auto", "none"):
        style.sections = "auto"
    fields = ["title", "deadline", "responsible", *chance.sample(OPTIONAL, chance.randint(0, 4))]
    if chance.random() < 0.5:
        chance.shuffle(fields)
    if style.numbers in ("own", "auto"):
        fields.insert(0, "number")
    style.columns = [(name, chance.choice(banks.HEADINGS[name])) for name in fields]
    return style


def draw_plan(chance: Random, style: Style) -> Plan:
    """Sections with rows, numbered as the style says."""
    plan = Plan()
    titles = chance.sample(banks.TITLES, len(banks.TITLES))
    sections = chance.sample(banks.SECTIONS, chance.randint(2, 4)) if style.sections != "none" else [""]
    for index, title in enumerate(sections, start=1):
        key, prefix = _open(plan, style, index, title, chance)
        for row in range(1, chance.randint(2, 5) + 1):
            number = f"{prefix}.{row}" if prefix else str(len(plan.rows) + 1)
            plan.order.append(("row", len(plan.rows)))
            plan.rows.append(_row(chance, style, number, key, titles.pop()))
            if "merged_cells" in style.twists and row % 2 == 0:
                plan.merged.add(len(plan.rows) - 1)
                plan.rows[-1] |= {name: plan.rows[-2][name] for name in ("deadline", "responsible")}
            if len(titles) < 6:
                return plan
    return plan


def _open(plan: Plan, style: Style, index: int, title: str, chance: Random) -> tuple[str, str]:
    """Write the headings of a part; give the key of rows below it and what their numbers begin with."""

    def add(number: str, text: str) -> None:
        plan.order.append(("section", len(plan.sections)))
        plan.sections.append({"number": number, "title": text})

    if style.sections == "none":
        return "", ""
    if style.sections == "tracks":
        word = chance.choice(("Трек", "Направление", "Блок"))
        add("", f"{word} {index}. {title}")
        return f"{word} {index}. {title}", str(index)
    if style.sections == "plain":
        add("", title)
        return title, ""
    if style.sections == "deep":
        add(str(index), title)
        add(f"{index}.1", f"{title}: первый этап")
        return f"{index}.1", f"{index}.1"
    add(str(index), title)
    return str(index), str(index)


def _row(chance: Random, style: Style, number: str, section: str, title: str) -> dict[str, object]:
    row: dict[str, object] = {
        "number": "" if style.numbers == "none" else number,
        "section": section,
        "title": title,
        "responsible": list(chance.choice(banks.RESPONSIBLES)),
        "extra": {},
    }
    names = dict(style.columns)
    for name in ("deadline", *OPTIONAL):
        text = chance.choice(BANK_OF[name]) if name in names else ""
        if name == "mark" and chance.random() < 0.5:
            text = ""
        if name != "extra":
            row[name] = text
        elif text:
            row["extra"] = {names["extra"]: text}
    return row


def draw_front(chance: Random) -> dict[str, object]:
    """The order's own form."""
    year = chance.randint(2022, 2026)
    day, month = chance.randint(1, 28), chance.randint(1, 12)
    return {
        "title": f"Дорожная карта по поддержке школ города Синегорска на {year}-{year + 1} годы",
        "period": {"start": f"{year}-01-01", "end": f"{year + 1}-12-31"},
        "order": {
            "number": chance.choice(("118", "01-05/17", "254-од", "77/1")),
            "date": f"{year}-{month:02}-{day:02}",
            "issuer": "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ ГОРОДА СИНЕГОРСКА",
            "signed_by": chance.choice(("О.Б. Вершинина", "Вершинина О.Б.")),
        },
        "coordinators": ["Лугова Т.С."],
        "goal": "повышение качества образования в школах города до среднего по региону",
    }


def draw_lists(chance: Random) -> dict[str, list[dict[str, object]]]:
    """Control points, mechanisms, specialists, indicators, the passport: some of them, or none."""
    points = [
        {
            "number": str(n),
            "title": chance.choice(banks.TITLES),
            "responsible": list(chance.choice(banks.RESPONSIBLES)),
            "deadline": chance.choice(banks.DEADLINES),
        }
        for n in range(1, 4)
    ]
    ways = [{**point, "report_form": chance.choice(banks.REPORTS)} for point in points]
    people = [
        {"number": str(n), "name": name, "position": f"методист {n} категории", "area": area}
        for n, (name, area) in enumerate(zip(PEOPLE, banks.SECTIONS, strict=False), start=1)
    ]
    years = chance.choice(
        (("2023/2024", "2024/2025"), ("2023-2024 уч. год", "2024-2025 уч. год"), ("2023 год", "2024 год"))
    )
    indicators = [
        {
            "group": "",
            "name": name,
            "unit": unit,
            "values": {year: str(chance.randint(2, 97)) for year in years},
        }
        for name, unit in (
            ("Доля выпускников, получивших аттестат", "%"),
            ("Число школ с программами развития", "ед."),
            ("Средний балл ЕГЭ по русскому языку", "балл"),
        )
    ]
    passport = [
        {"name": "Основание для разработки", "text": "Приказ министерства образования от 12.01.2022 № 15"},
        {"name": "Задачи", "text": "Выявить школы. Помочь каждой из них."},
        {"name": "Ожидаемые результаты", "text": "Рост доли успешных учеников"},
        {"name": "Исполнители", "text": "Управление образования, школы города"},
    ]
    made = {
        "control_points": points,
        "mechanisms": ways,
        "specialists": people,
        "indicators": indicators,
        "passport": passport,
    }
    return {name: rows if chance.random() < 0.5 else [] for name, rows in made.items()}
