"""Contents of roadmaps made up for tests: whatever a department may have written, as a reader gives it."""

import datetime
from dataclasses import replace

from hypothesis import strategies as st

from roadmaps.documents.content import (
    Column,
    Content,
    Indicator,
    Item,
    Order,
    PassportEntry,
    Period,
    Place,
    Section,
    Specialist,
    TableForm,
    Text,
)

WORDS = (
    "провести", "анализ", "школ", "с низкими", "результатами", "и", "для педагогов", "№ 5", "«Успех»",
    "ОГЭ-2025", "(по согласованию)", "=СУММ(A1)", "100 %", "<b>", "&", "наставничество", "ё", "3.5", "—",
    '"в кавычках"', "+7 900 123", "'", "Профориентационноеобучениепедагогов" * 3,
    "{{ план }}", "]]>", "\u00ab\u00bb",
)  # fmt: skip
FIRST = (
    "Совещание",
    "Мониторинг",
    "Проведение",
    "«Школа»",
    "Семинар",
    "Обучение",
    "План",
    "Акт",
    "=1+1",
    "+7 900",
    "@А1",
)
DEADLINES = (
    "", "май 2025", "ежеквартально", "до 01.09.2025", "в течение учебного года", "2025 г.", "сентябрь, май",
    "Сентябрь, Май", "Май", "01.09.2025 – 31.05.2026", "до 1 мая – до 2 мая – далее",
)  # fmt: skip
PEOPLE = (
    "Озерова Л.П.", "Руководители ОО", "Климов А.В., директор МБОУ СОШ № 3", "Директора школ", "Зимина О.Н.",
    "Заместители директоров", "Методист Седова И.К.",
)  # fmt: skip
EXTRA = ("Место проведения", "Примечание", "Источник финансирования")
SECTIONS = ("Организационные меры", "Работа с педагогами", "Трек 3. Профилактика", "Контроль")

tails = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
phrases = st.tuples(st.sampled_from(FIRST), tails).map(" ".join).map(str.strip)
maybe = st.one_of(st.just(""), phrases)
days = st.dates(datetime.date(2023, 1, 1), datetime.date(2027, 12, 31))


@st.composite
def periods(draw):
    first, last = sorted((draw(days), draw(days)))
    return Period(first, last)


@st.composite
def items(draw, numbers, section="", *, has_extra=False, columns=()):
    def written(name, values):
        return draw(values) if name in columns else values_of(values)

    return Item(
        number=draw(numbers),
        section=section,
        title=draw(phrases),
        task=written("task", maybe),
        audience=written("audience", maybe),
        deadline=draw(st.sampled_from(DEADLINES)),
        responsible=tuple(draw(st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True))),
        result=written("result", maybe),
        report_form=written("report_form", maybe),
        mark=written("mark", maybe),
        extra={name: draw(maybe) for name in EXTRA} if has_extra else {},
    )


def values_of(_values):
    """Nothing: the plan has no such column."""
    return ""


@st.composite
def plans(draw):
    """Sections with their activities, in columns of any order."""
    columns = draw(st.permutations(("result", "report_form", "task", "audience", "mark")))
    columns = columns[: draw(st.integers(0, 5))]
    has_extra, is_numbered = draw(st.booleans()), draw(st.booleans())
    sections, rows = [], []
    for place, title in enumerate(draw(st.lists(st.sampled_from(SECTIONS), max_size=3, unique=True)), 1):
        number = str(place) if draw(st.booleans()) else ""
        sections.append(Section(number, title))
        key = number or title
        for row in range(1, draw(st.integers(1, 4)) + 1):
            numbers = st.just(f"{place}.{row}" if is_numbered else "")
            made = draw(items(numbers, key, has_extra=has_extra, columns=columns))
            rows.append(replace(made, heading=place - 1))
    if not rows:
        sections = []
        rows.append(draw(items(st.just("1" if is_numbered else ""), has_extra=has_extra, columns=columns)))
    if len(sections) > 1 and draw(st.booleans()):  # the sections below the first stand in a plan of their own
        names = {section.number or section.title for section in sections[1:]}
        sections = [sections[0], *(replace(section, table=1) for section in sections[1:])]
        rows = [replace(row, table=int(row.section in names)) for row in rows]
    return tuple(sections), tuple(rows), columns


@st.composite
def contents(draw):
    """A whole roadmap that was made in the portal: no form of a document, any of the parts."""
    sections, activities, columns = draw(plans())
    tables = ()
    shared = draw(shared_columns(extra=any(row.extra for row in activities)))
    if any(section.table for section in sections):
        drawn = draw(st.booleans())
        tables = tuple(
            TableForm("plan", caption, _drawn(kept, *shared) if drawn else (), Place())
            for caption, kept in (("План первый", columns), ("", tuple(reversed(columns))))
        )
    points = draw(st.lists(items(st.just("")), max_size=3))
    ways = draw(st.lists(items(st.just(""), columns=("report_form",)), max_size=3))
    texts = draw(st.lists(st.tuples(phrases, st.lists(phrases, max_size=3)), max_size=3))
    years = ("2024/2025", "2025/2026")
    return Content(
        title=draw(st.sampled_from(("Дорожная карта ", "План мероприятий ", ""))) + draw(phrases),
        period=draw(st.one_of(st.just(Period()), periods())),
        order=Order(
            number=draw(st.sampled_from(("", "412", "01-09/37", "55-пр"))),
            date=draw(st.one_of(st.none(), days)),
            issuer=draw(st.sampled_from(("", "Управление образования", "МКУ «Центр»"))),
            signed_by=draw(st.sampled_from(("", "И.И. Иванова"))),
            signer_post=draw(st.sampled_from(("", "Начальник управления образования"))),
        ),
        coordinators=tuple(
            draw(st.lists(st.sampled_from(PEOPLE[:1] + PEOPLE[4:5]), max_size=2, unique=True))
        ),
        goal=draw(maybe),
        passport=tuple(
            PassportEntry(*pair) for pair in draw(st.lists(st.tuples(phrases, maybe), max_size=3))
        ),
        specialists=tuple(
            Specialist(str(number), name, position, area)
            for number, (name, position, area) in enumerate(
                draw(st.lists(st.tuples(st.sampled_from(PEOPLE[:1]), phrases, phrases), max_size=2)), 1
            )
        ),
        indicators=tuple(
            Indicator(group, name, "%", dict.fromkeys(years, value))
            for group, name, value in draw(
                st.lists(st.tuples(st.just(""), phrases, st.sampled_from(("", "12", "5,5"))), max_size=3)
            )
        ),
        control_points=tuple(points),
        sections=sections,
        activities=activities,
        mechanisms=tuple(ways),
        texts=tuple(Text(heading, "\n".join(lines)) for heading, lines in texts),
        columns=_drawn(columns, *shared) if draw(st.booleans()) else (),
        tables=tables,
    )


@st.composite
def shared_columns(draw, *, extra):
    """Headings of columns that hold one field together: deadlines, people, and a column drawn twice."""
    doubled = EXTRA[1:2] * draw(st.integers(0, 3)) if extra else ()
    return draw(st.sampled_from(DATES)), draw(st.sampled_from(ANSWERING)), doubled


def _drawn(columns, dates, people, doubled):
    """The columns of a plan as a department has drawn them."""
    return (
        Column("№ п/п", "number"),
        Column("Мероприятия", "title"),
        *(Column(heading, "deadline") for heading in dates),
        *(Column(heading, "responsible") for heading in people),
        *(Column(HEADINGS[name], name) for name in columns),
        *(Column(heading, heading) for heading in doubled),
    )


DATES = (
    ("Срок исполнения",),
    ("Сентябрь", "Октябрь", "Май"),
    ("I квартал", "II квартал"),
    ("Начало реализации", "Окончание реализации"),
    ("Срок с", "Срок по"),
    ("Когда начать", "Когда сдать"),  # a reader does not tell that these are one
)
ANSWERING = (
    ("Исполнители",),
    ("ФИО ответственного", "Должность ответственного"),
    ("Должность ответственного", "ФИО ответственного"),
)
HEADINGS = {
    "result": "Планируемый результат",
    "report_form": "Информационное сопровождение",
    "task": "Задача",
    "audience": "Адресность мероприятия",
    "mark": "Отметка об исполнении",
}
