"""The guide «Как писать сроки»: made from the grammar's own tables, every reading by the reader itself."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from roadmaps.deadlines import kinds
from roadmaps.deadlines.expressions import Mode, Monthly
from roadmaps.deadlines.phrases import TABLE
from roadmaps.deadlines.reader import read
from roadmaps.deadlines.wording import EACH, how_often
from roadmaps.deadlines.words import CONSTANT, MONTHS, OFTEN, SHORT_MONTHS, UNITS

PERIOD = (date(2026, 9, 1), date(2027, 5, 31))
TITLE = "Как писать сроки, чтобы портал их понял"
OPENING = (
    "Срок пишите так, как привыкли: портал читает его сам и сразу показывает под полем, какие это даты.",
    "Ниже перечислено, что он понимает. Примеры прочитаны для карты с 1 сентября 2026 г. по 31 мая 2027 г.",
    "Регистр букв, «ё», пробелы, вид тире и точка в конце ничего не меняют.",
    "Чего портал не понял, он не угадывает: такая строка ждёт вашего решения на странице «Без дат».",
)
BY_TRIMESTERS = "trimester"


class Section(NamedTuple):
    """A part of the guide: its heading, one line of explanation, and the examples."""

    heading: str
    rule: str
    examples: tuple[str, ...]


SECTIONS = (
    Section(
        "День, месяц, год",
        "Исполнить нужно к последнему дню названного. Без года срок наступает в каждом году карты.",
        (
            *("15 октября 2026 г.", "15.10.2026", "15.10.26", "«15» октября 2026 года", "15 октября"),
            *("октябрь 2026", "в октябре", f"{SHORT_MONTHS[10][0]}. 2026", "2027 год"),
        ),
    ),
    Section(
        "Несколько дат",
        "Запятая, «и», точка с запятой, новая строка означают перечень. Год в конце относится ко всем.",
        (
            *(
                "октябрь, декабрь, март",
                "октябрь и апрель",
                "9, 10 ноября 2026",
                "15 октября, 1 декабря 2026 г.",
            ),
            *("октябрь 2026, март 2027", "май 2027, 2028 гг."),
        ),
    ),
    Section(
        "Промежутки",
        "Тире или «с … по …» означают один срок: он начинается первым днём и кончается последним.",
        (
            *(
                "сентябрь – ноябрь 2026",
                "с 10 по 20 октября",
                "с 20 декабря по 15 января",
                "10.10–20.10.2026",
            ),
            *("в период с 1 марта по 17 мая 2027 года", "октябрь 2026 – март 2027"),
        ),
    ),
    Section(
        "Не позднее дня",
        "Так можно начать: "
        + ", ".join(f"«{words}»" for words in ("до", "к", *TABLE[kinds.UNTIL][:2], "в срок до"))
        + ".",
        (
            *("до 20 декабря", "не позднее 20 декабря 2026 г.", "в срок до 01.02.2027", "к 1 марта"),
            *(
                "до марта 2027",
                "до конца учебного года",
                "до конца 1 полугодия",
                "до 1 октября, до 1 февраля",
            ),
        ),
    ),
    Section(
        "Кварталы, четверти, полугодия",
        "Квартал и полугодие календарные, четверть учебная. Учебное полугодие называйте с учебным годом.",
        (
            *("IV квартал 2026", "1 и 2 квартал 2027 года", "II четверть", "2027 год, 1 квартал"),
            *("1 полугодие 2026-2027 учебного года", "1 полугодие 2027 года"),
        ),
    ),
    Section(
        "Как часто",
        "Срок наступает в каждом целом или неполном отрезке карты. «Не реже», «не менее» ничего не меняют.",
        (
            *(EACH[unit] for unit in UNITS if unit in EACH and unit != BY_TRIMESTERS),
            *(words[0] for words in OFTEN.values()),
            *(
                "1 раз в месяц",
                "не реже 1 раза в четверть",
                "3 раза в год",
                "2 раза в учебный год",
                "раз в 2 месяца",
            ),
            *("ежемесячно, октябрь – декабрь 2026", "1 раз в четверть в течение 2026-2027 учебного года"),
        ),
    ),
    Section(
        "Число каждого месяца",
        "Если назван день месяца, срок наступает в этот день каждого месяца или после каждого квартала.",
        (
            how_often(Monthly(0, 0, days=((25, 25),), mode=Mode.UNTIL, unit="month")),
            how_often(Monthly(0, 0, days=((10, 10),), mode=Mode.UNTIL, unit="quarter", is_next=True)),
            *("ежемесячно до 5 числа", "с 1 по 5 число каждого месяца"),
        ),
    ),
    Section(
        "Всё время",
        "Дело без отдельного срока длится весь названный год или всю карту.",
        (
            *(
                "в течение учебного года",
                "в течение 2026-2027 учебного года",
                "в течение года",
                "весь период",
            ),
            *CONSTANT[:3],
            *("с 01.10.2026", "октябрь 2026, далее – постоянно", "сентябрь, в течение года"),
        ),
    ),
    Section(
        "По итогам",
        "Срок наступает в последний день названной части учебного года.",
        ("по итогам четверти", "по итогам 1 полугодия", "конец 1, 2 полугодия", "по окончании учебного года"),
    ),
    Section(
        "Слова рядом с датой",
        "Кто, где и по какому плану, портал запомнит как замечание; на даты оно не влияет.",
        (
            *("до 01.12.2026 по плану ИРО", "октябрь (заседание методсовета)", "15.10.2026 в 14.00"),
            *(
                "конец октября",
                "3 неделя октября",
                "2 раза в год (октябрь, апрель)",
                "ежемесячно, по графику",
            ),
        ),
    ),
    Section(
        "Срок без своей даты",
        "Так писать можно, но даты здесь нет: задайте её сами или отметьте, что она не нужна.",
        (
            "по отдельному графику",
            "согласно плану работы школы",
            "по мере необходимости",
            "после проведения ВПР",
        ),
    ),
    Section(
        "Чего портал не угадывает",
        "Здесь дату нужно задать самим или написать срок иначе.",
        (
            *("летний период", "в течение месяца", "1 раз в две недели", "по вторникам", "третья неделя"),
            *("31 апреля", "июль", "в начале учебного года", "за 10 дней до 1 декабря", "осенние каникулы"),
        ),
    ),
)
VOCABULARY = (
    ("месяцы сокращённо", (f"{short}." for spelt in SHORT_MONTHS.values() for short in spelt)),
    ("месяцы полностью", (forms[0] for forms in MONTHS.values())),
    ("не позднее", ("до", "к", *TABLE[kinds.UNTIL])),
    ("начиная с", ("с", *TABLE[kinds.FROM])),
    ("как часто", (word for words in OFTEN.values() for word in words)),
    ("частота не меньше", TABLE[kinds.LEAST]),
    ("всё время", (*CONSTANT, *TABLE[kinds.CONSTANT])),
    ("в течение", TABLE[kinds.DURING]),
    ("по итогам", TABLE[kinds.CLOSING]),
    ("потом", ("далее", *TABLE[kinds.THEN])),
    ("зависит от события", TABLE[kinds.EVENT]),
    ("по чужому плану", TABLE[kinds.TIMETABLE]),
)


def guide() -> str:
    """Return the guide in Markdown."""
    lines = [f"# {TITLE}", "", *OPENING, ""]
    for section in SECTIONS:
        lines += [f"## {section.heading}", "", section.rule, "", *_table(section.examples), ""]
    lines += ["## Слова, которые портал знает", "", "| Значение | Слова |", "| --- | --- |"]
    lines += [f"| {meaning} | {_listed(words)} |" for meaning, words in WORDS.items()]
    lines += ["", "Триместры портал понимает там, где учебный год управления поделён на три части."]
    return "\n".join(lines) + "\n"


def told(phrase: str) -> str:
    """Tell how a phrase is read, with its remark."""
    reading = read(phrase, *PERIOD)
    return reading.sentence + (f"; замечание: {reading.note}" if reading.occurrences and reading.note else "")


def _table(examples: Iterable[str]) -> Iterator[str]:
    yield "| Пишите | Портал понимает |"
    yield "| --- | --- |"
    for phrase in examples:
        yield f"| {phrase} | {told(phrase)} |"


def _listed(words: Iterable[str]) -> str:
    """List words once each; a comma inside a phrase stands by its word."""
    return ", ".join(f"«{word.replace(' ,', ',')}»" for word in dict.fromkeys(words))


WORDS = {meaning: tuple(words) for meaning, words in VOCABULARY}
