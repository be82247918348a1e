"""Tables of single words: what each of them means in a deadline."""

from typing import NamedTuple

from roadmaps.deadlines import kinds


class Meaning(NamedTuple):
    """What a word means: its kind, its number (a month, an ordinal) and its unit of time."""

    kind: str
    number: int = 0
    unit: str = ""


def words(line: str) -> list[str]:
    """Return the words of a line."""
    return line.split()


def forms(stem: str, endings: str) -> list[str]:
    """Return the stem with each of the endings; «-» stands for none."""
    return [stem + ending.strip("-") for ending in endings.split()]


SOFT = "ь я ю ем е"
HARD = "- а у ом е"
ADJECTIVE = "ый ого ому ым ом ая ой ую ое ые ых ыми"
SOFT_ADJECTIVE = "ий его ему им ем яя ей юю ее ие их ими"

MONTHS: dict[int, list[str]] = {
    1: forms("январ", SOFT),
    2: forms("феврал", SOFT),
    3: forms("март", HARD),
    4: forms("апрел", SOFT),
    5: forms("ма", "й я ю ем е"),
    6: forms("июн", SOFT),
    7: forms("июл", SOFT),
    8: forms("август", HARD),
    9: forms("сентябр", SOFT),
    10: forms("октябр", SOFT),
    11: forms("ноябр", SOFT),
    12: forms("декабр", SOFT),
}
SHORT_MONTHS: dict[int, list[str]] = {
    1: ["янв"],
    2: ["фев", "февр"],
    3: ["мар"],
    4: ["апр"],
    6: ["июн"],
    7: ["июл"],
    8: ["авг"],
    9: ["сен", "сент", "сентяб"],
    10: ["окт", "октяб"],
    11: ["ноя", "нояб"],
    12: ["дек", "декаб"],
}
NOMINATIVES = frozenset(forms[0] for forms in MONTHS.values())

ORDINALS: dict[int, list[str]] = {
    1: ["i", *forms("перв", ADJECTIVE)],
    2: ["ii", *forms("втор", "ой ого ому ым ом ая ую ое ые ых")],
    3: ["iii", *forms("трет", "ий ьего ьему ьим ьем ья ьей ью ье ьи ьих")],
    4: ["iv", *forms("четверт", ADJECTIVE)],
    5: forms("пят", ADJECTIVE),
    6: forms("шест", ADJECTIVE),
    7: forms("седьм", ADJECTIVE),
    8: forms("восьм", ADJECTIVE),
    9: forms("девят", ADJECTIVE),
    10: forms("десят", ADJECTIVE),
    11: forms("одиннадцат", ADJECTIVE),
    12: forms("двенадцат", ADJECTIVE),
    13: forms("тринадцат", ADJECTIVE),
    14: forms("четырнадцат", ADJECTIVE),
    15: forms("пятнадцат", ADJECTIVE),
    16: forms("шестнадцат", ADJECTIVE),
    17: forms("семнадцат", ADJECTIVE),
    18: forms("восемнадцат", ADJECTIVE),
    19: forms("девятнадцат", ADJECTIVE),
    20: forms("двадцат", ADJECTIVE),
    30: forms("тридцат", ADJECTIVE),
}
TENS = frozenset({"двадцать", "тридцать"})  # «двадцать пятого»
CARDINALS: dict[int, list[str]] = {
    1: words("один одного одному одним одна одну одной одно"),
    2: words("два двух двум две двумя"),
    3: words("три трех трем тремя"),
    4: words("четыре четырех четырем"),
    5: words("пять пяти"),
    6: words("шесть шести"),
    7: words("семь семи"),
    8: words("восемь восьми"),
    9: words("девять девяти"),
    10: words("десять десяти"),
    12: words("двенадцать двенадцати"),
    20: words("двадцать двадцати"),
    30: words("тридцать тридцати"),
}

UNITS: dict[str, list[str]] = {
    "day": words("день дня дню днем дне дни дней дням сутки суток"),
    "week": [*forms("недел", "я и ю е ь ям ями ях ей"), "нед"],
    "month": [*forms("месяц", "- а у ем е ы ев ам ах"), "мес"],
    "quarter": [*forms("квартал", "- а у ом е ы ов ам ах"), "кв"],
    "term": [*forms("четверт", "ь и ью ей ям ях"), "четв"],
    "trimester": forms("триместр", "- а у ом е ы ов ам ах"),
    "half": [*forms("полугоди", "е я ю ем и й ям ях"), "полугод", "полгода", "полугода"],
}
YEARS = words("г гг год года году годе годом годы годов годам годах")

OFTEN: dict[str, list[str]] = {
    "week": ["еженедельно", "понедельно", "еженед"],
    "month": ["ежемесячно", "помесячно", "ежем", "ежемес"],
    "quarter": ["ежеквартально", "поквартально", "ежекв", "ежекварт"],
    "year": ["ежегодно"],
}
CONSTANT = words(
    "постоянно систематически систематично регулярно непрерывно непрестанно ежедневно повседневно постоянный"
)
EDGES: dict[str, list[str]] = {
    "start": forms("начал", "о а у ом е"),
    "middle": forms("середин", "а ы е у ой"),
    "end": [
        *forms("кон", "ца цу цом"),
        *forms("окончани", "я ю ем е и"),
        *forms("завершени", "я ю ем е и"),
    ],
}

SCHOOL_WORDS = words("уч учеб учебн") + forms("учебн", ADJECTIVE)
CALENDAR_WORDS = ["календ", *forms("календарн", ADJECTIVE)]
CURRENT_WORDS = [
    *forms("текущ", "ий его ему ем ая ей ую"),
    *forms("отчетн", ADJECTIVE),
    *forms("соответствующ", "ий его ему ем ей ую"),
    *words("сего этого данного"),
    *forms("нов", ADJECTIVE),
    *forms("очередн", ADJECTIVE),
]
SEASON_WORDS = [
    *words("зима зимы зиму зиме зимой весна весны весну весне весной лето лета лету летом"),
    *words("осень осени осенью каникулы каникул каникулам каникулах сезон сезона сезону сезоне"),
    *forms("зимн", SOFT_ADJECTIVE),
    *forms("летн", SOFT_ADJECTIVE),
    *forms("осенн", SOFT_ADJECTIVE),
    *forms("весенн", SOFT_ADJECTIVE),
    *forms("каникулярн", ADJECTIVE),
]
TIMETABLE_WORDS = [
    "согласно",
    *forms("график", "- а у ом е и ов ам ами ах"),
    *forms("план", "- а у ом е ы ов ам ами ах"),
    *forms("расписани", "е я ю ем и й ям"),
    *forms("циклограмм", "а ы е у ой"),
    *forms("приказ", "- а у ом е ы ов ам ами"),
    *forms("распоряжени", "е я ю ем и й ям ями"),
    *forms("регламент", "- а у ом е ы ов ам"),
    *forms("положени", "е я ю ем и"),
    *forms("согласовани", "ю ем и"),
    *forms("календар", "ь я ю ем е"),
]
GATHERING_WORDS = [
    *forms("совещани", "и ях"),
    *forms("заседани", "и ях"),
    *forms("собрани", "и ях"),
    *forms("конференци", "и ях"),
    *forms("педсовет", "е ах"),
    *forms("семинар", "е ах"),
    *forms("мероприяти", "и ях"),
]
WHOLE_OF_WORDS = [
    *forms("реализаци", "и я ю ей"),
    *forms("действи", "я е ю"),
    *forms("программ", "ы а е"),
    *forms("проект", "а у"),
    *forms("дорожн", "ой ая"),
    *forms("карт", "ы а е"),
    *words("мероприятий исполнения выполнения настоящей настоящего комплекса"),
]
PLAIN: dict[str, list[str]] = {
    kinds.SCHOOL: SCHOOL_WORDS,
    kinds.CALENDAR: CALENDAR_WORDS,
    kinds.PERIOD: forms("период", "- а у ом е ы") + forms("срок", "- а у ом е"),
    kinds.SEASON: SEASON_WORDS,
    kinds.DAY_OF_MONTH: words("число числа числу числом числе"),
    kinds.NEXT: words("следующего следующему последующего"),
    kinds.CURRENT: CURRENT_WORDS,
    kinds.CLOCK: words("ч час часа часов часам часу мин минут мск utc"),
    kinds.EVERY: words("каждый каждого каждому каждым каждом каждая каждой каждую каждое каждые каждых"),
    kinds.ALL: words("весь всего всему всем вся всю всей все"),
    kinds.TIMES: words("раз раза разу разам р"),
    kinds.LEAST: words("минимум"),
    kinds.UNTIL: words("до к ко"),
    kinds.FROM: words("с со"),
    kinds.BY: words("по"),
    kinds.IN: words("в во за"),
    kinds.ON: words("на"),
    kinds.OF: words("от"),
    kinds.AND: words("и но"),
    kinds.THEN: words("далее затем впоследствии"),
    kinds.TERM: words("срок"),
    kinds.DURING: words("втечение втечении"),
    kinds.INCLUSIVE: words("включительно"),
    kinds.EVENT: words("при через одновременно"),
    kinds.ON_EVE: words("перед накануне"),
    kinds.EXCEPT: words("кроме исключая помимо искл"),
    kinds.AFTER: words("после ранее раньше позже позднее"),
    kinds.TIMETABLE: TIMETABLE_WORDS,
    kinds.BINDER: [
        *words("n п пп пункт пункта пункту пунктом пункты подпункт подпункта раздел раздела разделу"),
        *words("ст статья статьи каб кабинет кабинета кабинете ауд аудитория аудитории д дом корп корпус"),
        *words("стр приложение приложения приложению протокол протокола протоколу сош оош школа школы"),
        *words("школе гимназия гимназии лицей лицея лицее мбоу мкоу маоу мбдоу мкдоу доу тел телефон форма"),
    ],
    kinds.STREET: [
        *words("ул улица улицы улице пл площадь площади пр проспект проспекта проспекте пер переулок"),
        *words("переулка пос поселок мкр микрорайон им имени"),
    ],
    kinds.GATHERING: GATHERING_WORDS,
    kinds.WHOLE_OF: WHOLE_OF_WORDS,
    # Known words that are one slip away from a word of time.
    kinds.WORD: [
        *words("смарт октябрят октябрята четверг четверга четверги четвергам"),
        *words("ежегодной ежемесячной ежеквартальной еженедельной"),
        *words("ежегодном ежемесячном ежеквартальном еженедельном"),
    ],
}


def _lexicon() -> dict[str, Meaning]:
    table: dict[str, Meaning] = {}
    for kind, plain in PLAIN.items():
        table.update((word, Meaning(kind)) for word in plain)
    for kind, numbered in (
        (kinds.MONTH, SHORT_MONTHS),
        (kinds.MONTH, MONTHS),
        (kinds.CARDINAL, CARDINALS),
        (kinds.ORDINAL, ORDINALS),
    ):
        table.update((word, Meaning(kind, number)) for number, spelt in numbered.items() for word in spelt)
    for kind, named in ((kinds.UNIT, UNITS), (kinds.OFTEN, OFTEN), (kinds.EDGE, EDGES)):
        table.update((word, Meaning(kind, 0, unit)) for unit, spelt in named.items() for word in spelt)
    table.update((word, Meaning(kinds.YEAR, 0, "year")) for word in YEARS)
    table.update((word, Meaning(kinds.CONSTANT)) for word in CONSTANT)
    table["круглогодично"] = Meaning(kinds.CONSTANT, 0, "year")
    for word, times in (("однажды", 1), ("дважды", 2), ("трижды", 3), ("четырежды", 4)):
        table[word] = Meaning(kinds.TIMES, times)
    table.update((word, Meaning(kinds.CLOSING)) for word in ("конец", "конце"))
    return table


LEXICON = _lexicon()
