"""A whole invented order: what it says, and the Word file that says it."""

from random import Random

from tests.roadmaps.orders.drawing import JOINTS, Drawing
from tests.roadmaps.orders.order import Style, draw_front, draw_lists, draw_plan, draw_style
from tests.roadmaps.word_files import document, p, table, tc, tr

SUBJECT = "Об утверждении дорожной карты по поддержке школ города Синегорска"
PREAMBLE = (
    "Во исполнение приказа министерства образования Приморской области от 12.01.2022 № 15 "
    "«О поддержке школ», в целях повышения качества образования",
    "ПРИКАЗЫВАЮ:",
    "1. Утвердить прилагаемую дорожную карту по поддержке школ.",
    "2. Руководителям образовательных организаций обеспечить исполнение дорожной карты.",
    "3. Контроль за исполнением настоящего приказа оставляю за собой.",
)
MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
)  # fmt: skip
LIST_HEADINGS = {
    "control_points": (
        ("№", "number"), ("Контрольная точка", "title"), ("Ответственные", "responsible"),
        ("Срок", "deadline"),
    ),
    "mechanisms": (
        ("№ п/п", "number"), ("Механизм реализации", "title"), ("Сроки", "deadline"),
        ("Ответственный", "responsible"), ("Отчётный документ", "report_form"),
    ),
    "specialists": (
        ("№", "number"), ("ФИО", "name"), ("Должность", "position"), ("Направление работы", "area"),
    ),
}  # fmt: skip


def write_order(seed: int) -> tuple[bytes, dict[str, object], Style]:
    """The Word file, its label in the contract's shape, and the style in which it was drawn."""
    chance = Random(seed)
    style = draw_style(chance)
    plan, said = draw_plan(chance, style), draw_front(chance)
    lists = draw_lists(chance)
    said |= lists | {"sections": plan.sections, "activities": plan.rows}
    if lists["passport"]:
        said["goal"] = f"{said['goal']} к концу срока"
        lists["passport"].insert(1, {"name": "Цель", "text": said["goal"]})
    drawing = Drawing(style, chance)
    blocks = [*_order(chance, said, style), *_roadmap(chance, said, style), *_lists(lists, chance)]
    plan_at = chance.randint(len(blocks) - 1, len(blocks))
    blocks[plan_at:plan_at] = [p("План мероприятий"), *drawing.plan(plan), p("")]
    notes = ""
    if "notes" in style.twists:
        notes = f'<w:footnote w:id="2">{p("Сноска: перечень школ приведён в приложении")}</w:footnote>'
    return document(*blocks, notes=notes), said, style


def _order(chance: Random, said: dict[str, object], style: Style) -> list[str]:
    order = said["order"]
    year, month, day = order["date"].split("-")
    worded = f"{int(day)} {MONTHS[int(month) - 1]} {year} года"
    figures = f"{day}.{month}.{year}"
    head = chance.choice(
        (
            [p(f"{worded}\tг. Синегорск\t№ {order['number']}")],
            [p(f"от {figures} г. № {order['number']}")],
            [table((figures, "г. Синегорск", f"№ {order['number']}"))],
            [p(f"«{day}» {MONTHS[int(month) - 1]} {year} г."), p(f"№ {order['number']}")],
        )
    )
    act = chance.choice(("ПРИКАЗ", "П Р И К А З", "РАСПОРЯЖЕНИЕ"))
    post, name = "Начальник управления", order["signed_by"]
    signature = [table((post, "", name))] if "layout" in style.twists else [p(f"{post}\t\t{name}")]
    return [
        p("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ"),
        p("АДМИНИСТРАЦИИ ГОРОДА СИНЕГОРСКА"),
        p(""),
        p(act, bold=True),
        *head,
        p(SUBJECT),
        *(p(text) for text in PREAMBLE),
        p(""),
        *signature,
        p(""),
    ]


def _roadmap(chance: Random, said: dict[str, object], style: Style) -> list[str]:
    order = said["order"]
    approved = ("УТВЕРЖДЕНА", "приказом управления образования", f"от {order['date']} № {order['number']}")
    if "text_box" in style.twists:
        inside = "".join(p(text) for text in approved)
        stamp = [p("", inside=f"<w:r><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r>")]
    else:
        stamp = [p(text) for text in approved]
    title = _two_lines(said) if chance.random() < 0.5 else [p(said["title"])]
    blocks = [*stamp, p(""), *title, p("")]
    blocks.append(p(f"Муниципальный координатор: {said['coordinators'][0]}"))
    if not said["passport"]:
        blocks.append(p(f"Цель: {said['goal']}"))
    blocks.append(p("Дорожная карта разработана с учётом мнения школ и обсуждена на совете директоров."))
    return blocks


def _two_lines(said: dict[str, object]) -> list[str]:
    first, _, rest = said["title"].partition(" по ")
    said["title"] = f"{first.upper()} по {rest}"
    return [p(first.upper(), bold=True), p(f"по {rest}")]


def _lists(lists: dict[str, list[dict[str, object]]], chance: Random) -> list[str]:
    blocks = []
    captions = {
        "passport": "ПАСПОРТ",
        "control_points": "Контрольные точки",
        "mechanisms": "Механизмы реализации дорожной карты",
        "specialists": "Список специалистов",
        "indicators": "Целевые показатели",
    }
    for name, caption in captions.items():
        rows = lists[name]
        if not rows:
            continue
        blocks.append(p(caption))
        if name == "passport":
            blocks.append(table(*((row["name"], row["text"]) for row in rows)))
        elif name == "indicators":
            blocks.append(_indicators(rows, chance))
        else:
            columns = LIST_HEADINGS[name]
            drawn = [tuple(_text(row[key]) for _, key in columns) for row in rows]
            blocks.append(table(tuple(heading for heading, _ in columns), *drawn))
        blocks.append(p(""))
    return blocks


def _text(value: object) -> str:
    return JOINTS["semicolons"].join(value) if isinstance(value, list) else str(value)


def _indicators(rows: list[dict[str, object]], chance: Random) -> str:
    years = list(rows[0]["values"])
    drawn = [(row["name"], row["unit"], *row["values"].values()) for row in rows]
    if chance.random() < 0.5:
        return table(("Показатель", "Единица измерения", *years), *drawn)
    drawn = [(str(n), *row) for n, row in enumerate(drawn, start=1)]
    upper = tr(
        *(tc(name, merge="restart") for name in ("№", "Наименование показателя", "Ед. изм.")),
        tc("Значения показателя", span=len(years)),
    )
    lower = tr(*[tc("", merge="continue")] * 3, *years)
    return table(upper, lower, *drawn)
