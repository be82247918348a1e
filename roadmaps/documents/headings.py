"""Tables of words: what a column is by its heading, what a line of a passport is by its name."""

import re
from dataclasses import dataclass
from functools import lru_cache

NUMBER, TITLE, DEADLINE, RESPONSIBLE = "number", "title", "deadline", "responsible"
RESULT, REPORT_FORM, TASK, AUDIENCE, MARK = "result", "report_form", "task", "audience", "mark"
NAME, POSITION, AREA, UNIT, VALUE = "name", "position", "area", "unit", "value"
OTHER = ""


def _table(*rows: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """A table of words from fields and their phrases, parted by commas."""
    return tuple((field, phrase.strip()) for field, phrases in rows for phrase in phrases.split(","))


# A word is named by its beginning; a heading fits a row of the table when it has all its words in order.
# The heading's earliest word decides, then the longer row, then the higher row. OTHER words lead nowhere.
PLAN = _table(
    (NUMBER, "№, n, п п, п/п, п.п, номер"),
    (TITLE, "контрольн точк, контрольн событ, мероприят, наименован мероприят, перечен мероприят"),
    (TITLE, "содержан мероприят, название мероприят, планируем мероприят, меры, мера, комплекс мер"),
    (TITLE, "действи, механизм, вид деятельност, виды деятельност, вид работ, виды работ, форма работ"),
    (TITLE, "направлен мероприят, раздел мероприят, этап мероприят, формы работ, форма содержан"),
    (TITLE, "форма мероприят, формы мероприят, формат содержан, содержан"),
    (TITLE, "наименован, название, тема, тематик, вопрос, событи, шаг, что, решени, управленческ решен"),
    (TITLE, "активност, деятельност, поручени, задани, процедур, работы, предложени, основн направлен работ"),
    (DEADLINE, "срок, дата, даты, период, время, месяц, когда, календарн, планируем срок, ожидаем срок"),
    (DEADLINE, "планируем дат, контрольн срок, контрольн дат, дедлайн, график, квартал, продолжительност"),
    (RESPONSIBLE, "ответствен, отв, исполнител, кто, организатор, субъект, фио, ф.и.о, ф и о, лица, куратор"),
    (RESPONSIBLE, "координатор, кем, фамили, должност ответствен, должност исполнител"),
    (REPORT_FORM, "отчет, форма отчет, формы отчет, вид отчет, виды отчет, форма предоставлен"),
    (REPORT_FORM, "форма представлен, формы представлен, форма завершен, форма результат, вид документ"),
    (REPORT_FORM, "виды документ, подтвержда, подтверждени, способ подтвержд, итогов документ"),
    (REPORT_FORM, "результат вид документ, результат документ, документ результат, форма документ"),
    (REPORT_FORM, "выходн документ, документ, информацион сопровожден, информацион обеспечен, продукт"),
    (REPORT_FORM, "нормативн акт, правов акт, локальн акт, материал, форма контрол, форма подтвержд"),
    (RESULT, "результат, ожидаем, планируем, предполагаем, прогнозируем, показател, индикатор, эффект"),
    (RESULT, "критери, итог, выход, целев показател, целев значен, целев индикатор, планов показател"),
    (
        RESULT,
        "что выход, что получ, что будет, планов результат, конечн результат, ключев показател, достижени",
    ),
    (TASK, "задач"),
    (AUDIENCE, "адресн, адресат, целев аудитор, целев групп, целев категор, аудитор, категор, участник"),
    (AUDIENCE, "контингент, для кого, кому, обучающ класс"),
    (MARK, "отметк, отм, статус, вып, исп, исполнен, выполнен, информац исполнен, информац выполнен"),
    (MARK, "информац реализац"),
    (MARK, "информац ход, факт, ход выполнен, ход исполнен, ход реализац, сведени исполнен"),
    (MARK, "сведени выполнен, степен выполнен, степен исполнен, реализован, состояни"),
    (OTHER, "фактическ результат, место, цель, направлен, раздел, финанс, источник, объем, стоимост, ресурс"),
    (OTHER, "количеств, уровен, примечан, форма провед, формы провед, форма, формат, класс"),
    (
        OTHER,
        "механизм контрол, контрол, соисполнител, основани, бюджет, сумма, охват, причин, телефон, должност",
    ),
)
# What stands for the activity where no column is called so.
TITLES_IN_NEED = ("направлен", "раздел", "форма", "формат", "цель", "показател", "задач", "решен", "этап")

SPECIALISTS = _table(
    (NUMBER, "№, п п, п/п, п.п"),
    (NAME, "фио, ф и о, фамили, специалист, ф.и.о, методист, эксперт"),
    (AREA, "ответствен, направлен, закреплен, курируем, функци, обязанност, роль, зона, вид работ"),
    (POSITION, "должност, место работ, занимаем, статус"),
    (OTHER, "телефон, контакт, электрон, подпис, школ, образовательн, наименован"),
)

INDICATORS = _table(
    (NUMBER, "№, п п, п/п, п.п"),
    (NAME, "показател, индикатор, критери"),
    (UNIT, "единиц, ед изм, ед. изм, ед.изм, измерен"),
    (VALUE, "значен, план, факт, базов, целев значен, год, период, динамик"),
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
