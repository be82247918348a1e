"""Tables of words: what a column is by its heading, what a line of a passport is by its name."""

import re
from dataclasses import dataclass
from functools import lru_cache

NUMBER, TITLE, DEADLINE, RESPONSIBLE = "number", "title", "deadline", "responsible"
RESULT, REPORT_FORM, TASK, AUDIENCE, MARK = "result", "report_form", "task", "audience", "mark"
NAME, POSITION, AREA, UNIT, VALUE = "name", "position", "area", "unit", "value"
OTHER = ""

# A word is named by its beginning; a heading fits a row of the table when it has all its words in order.
# The heading's earliest word decides, then the longer row, then the higher row. OTHER words lead nowhere.
PLAN = (
    (NUMBER, "№"),
    (NUMBER, "n"),
    (NUMBER, "п п"),
    (NUMBER, "п/п"),
    (NUMBER, "номер"),
    (TITLE, "контрольн точк"),
    (TITLE, "контрольн событ"),
    (TITLE, "мероприят"),
    (TITLE, "наименован мероприят"),
    (TITLE, "перечен мероприят"),
    (TITLE, "содержан мероприят"),
    (TITLE, "название мероприят"),
    (TITLE, "планируем мероприят"),
    (TITLE, "меры"),
    (TITLE, "мера"),
    (TITLE, "действи"),
    (TITLE, "механизм"),
    (TITLE, "вид деятельност"),
    (TITLE, "виды деятельност"),
    (TITLE, "вид работ"),
    (TITLE, "виды работ"),
    (TITLE, "форма работ"),
    (TITLE, "формы работ"),
    (TITLE, "форма содержан"),
    (TITLE, "содержан"),
    (TITLE, "наименован"),
    (TITLE, "название"),
    (TITLE, "тема"),
    (TITLE, "тематик"),
    (TITLE, "вопрос"),
    (TITLE, "событи"),
    (TITLE, "шаг"),
    (DEADLINE, "срок"),
    (DEADLINE, "дата"),
    (DEADLINE, "даты"),
    (DEADLINE, "период"),
    (DEADLINE, "время"),
    (DEADLINE, "месяц"),
    (DEADLINE, "когда"),
    (DEADLINE, "календарн"),
    (DEADLINE, "планируем срок"),
    (DEADLINE, "ожидаем срок"),
    (DEADLINE, "планируем дат"),
    (RESPONSIBLE, "ответствен"),
    (RESPONSIBLE, "исполнител"),
    (RESPONSIBLE, "кто"),
    (RESPONSIBLE, "организатор"),
    (RESPONSIBLE, "субъект"),
    (REPORT_FORM, "отчет"),
    (REPORT_FORM, "форма отчет"),
    (REPORT_FORM, "формы отчет"),
    (REPORT_FORM, "форма предоставлен"),
    (REPORT_FORM, "форма представлен"),
    (REPORT_FORM, "формы представлен"),
    (REPORT_FORM, "форма завершен"),
    (REPORT_FORM, "форма результат"),
    (REPORT_FORM, "вид документ"),
    (REPORT_FORM, "виды документ"),
    (REPORT_FORM, "подтвержда документ"),
    (REPORT_FORM, "выходн документ"),
    (REPORT_FORM, "документ"),
    (REPORT_FORM, "информацион сопровожден"),
    (REPORT_FORM, "информацион обеспечен"),
    (REPORT_FORM, "продукт"),
    (RESULT, "результат"),
    (RESULT, "ожидаем"),
    (RESULT, "планируем"),
    (RESULT, "предполагаем"),
    (RESULT, "прогнозируем"),
    (RESULT, "показател"),
    (RESULT, "индикатор"),
    (RESULT, "эффект"),
    (RESULT, "критери"),
    (RESULT, "итог"),
    (RESULT, "выход"),
    (TASK, "задач"),
    (AUDIENCE, "адресн"),
    (AUDIENCE, "адресат"),
    (AUDIENCE, "целев аудитор"),
    (AUDIENCE, "целев групп"),
    (AUDIENCE, "аудитор"),
    (AUDIENCE, "категор"),
    (AUDIENCE, "участник"),
    (AUDIENCE, "контингент"),
    (AUDIENCE, "для кого"),
    (MARK, "отметк"),
    (MARK, "статус"),
    (MARK, "исполнен"),
    (MARK, "выполнен"),
    (MARK, "информац исполнен"),
    (MARK, "информац выполнен"),
    (MARK, "информац реализац"),
    (MARK, "информац ход"),
    (MARK, "факт"),
    (OTHER, "фактическ результат"),
    (OTHER, "место"),
    (OTHER, "цель"),
    (OTHER, "направлен"),
    (OTHER, "раздел"),
    (OTHER, "финанс"),
    (OTHER, "источник"),
    (OTHER, "объем"),
    (OTHER, "стоимост"),
    (OTHER, "ресурс"),
    (OTHER, "количеств"),
    (OTHER, "уровен"),
    (OTHER, "примечан"),
    (OTHER, "форма провед"),
    (OTHER, "формы провед"),
    (OTHER, "форма"),
    (OTHER, "класс"),
    (OTHER, "механизм контрол"),
    (OTHER, "контрол"),
    (OTHER, "соисполнител"),
)
# What stands for the activity where no column is called so.
TITLES_IN_NEED = ("направлен", "раздел", "форма", "цель", "показател", "задач", "решен")

SPECIALISTS = (
    (NUMBER, "№"),
    (NUMBER, "п п"),
    (NUMBER, "п/п"),
    (NAME, "фио"),
    (NAME, "ф и о"),
    (NAME, "фамили"),
    (NAME, "специалист"),
    (NAME, "ф.и.о"),
    (AREA, "ответствен"),
    (AREA, "направлен"),
    (AREA, "закреплен"),
    (AREA, "курируем"),
    (AREA, "функци"),
    (AREA, "обязанност"),
    (AREA, "роль"),
    (AREA, "зона"),
    (POSITION, "должност"),
    (POSITION, "место работ"),
    (POSITION, "занимаем"),
    (POSITION, "статус"),
    (OTHER, "телефон"),
    (OTHER, "контакт"),
    (OTHER, "электрон"),
    (OTHER, "подпис"),
    (OTHER, "школ"),
    (OTHER, "образовательн"),
    (OTHER, "наименован"),
)

INDICATORS = (
    (NUMBER, "№"),
    (NUMBER, "п п"),
    (NUMBER, "п/п"),
    (NAME, "показател"),
    (NAME, "индикатор"),
    (NAME, "критери"),
    (UNIT, "единиц"),
    (UNIT, "ед изм"),
    (UNIT, "ед. изм"),
    (UNIT, "измерен"),
    (VALUE, "значен"),
    (VALUE, "план"),
    (VALUE, "факт"),
    (VALUE, "базов"),
    (VALUE, "целев значен"),
    (VALUE, "год"),
    (VALUE, "период"),
    (VALUE, "динамик"),
)

PASSPORT = (
    "наименован", "название", "основан", "заказчик", "разработчик", "исполнител", "соисполнител",
    "координатор", "цель", "цели", "задач", "срок", "этап", "объем", "источник", "финанс", "ресурс",
    "ожидаем", "результат", "показател", "индикатор", "целев", "направлен", "контрол", "система",
    "состав", "ответствен", "значим", "перечен", "механизм", "участник", "аннотац", "проблем",
    "обоснован", "нормативн", "правов", "куратор", "руководител", "период", "приоритет", "актуальност",
    "миссия", "риск", "критери", "адресн", "целевая",
)  # fmt: skip

# How far in a heading its word may stand: a long heading is called by its first words.
_FAR, _SHORT = 4, 8
_LONGEST = 300
_WORDS = re.compile(r"[а-яa-z]+(?:[./][а-яa-z]+)*|№|\d{4}")


@dataclass(frozen=True, order=True)
class Match:
    """How well a heading fits a field: smaller is better."""

    place: int
    shortness: int
    rank: int
    field: str


def words_of(heading: str) -> list[str]:
    """The words of a heading in small letters, «ё» made «е»."""
    return _WORDS.findall(heading.lower().replace("ё", "е"))


@lru_cache(maxsize=4096)
def match(heading: str, table: tuple[tuple[str, str], ...]) -> Match | None:
    """The best row of a table of words for a heading, or None where no row fits."""
    found = words_of(heading[:_LONGEST])
    farthest = _FAR if len(found) <= _SHORT else 1
    matches = []
    for rank, (field, phrase) in enumerate(table):
        stems = phrase.split()
        place = _place(found, stems)
        if place is not None and place <= farthest:
            matches.append(Match(place, -len(stems), rank, field))
    return min(matches, default=None)


def begins_with(text: str, stems: tuple[str, ...]) -> bool:
    """Whether the first or second word of a text begins as one of the words of a table does."""
    return any(word.startswith(stems) for word in words_of(text)[:2])


def _place(found: list[str], stems: list[str]) -> int | None:
    """Where the first of the stems stands, when all do in this order; a short stem is a whole word."""
    first = None
    place = 0
    for stem in stems:
        while place < len(found) and not _fits(found[place], stem):
            place += 1
        if place == len(found):
            return None
        first = place if first is None else first
        place += 1
    return first


def _fits(word: str, stem: str) -> bool:
    return word == stem if len(stem) < 3 else word.startswith(stem)
