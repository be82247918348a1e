"""Reads «Формы отчётных документов»: text as the order writes it → the documents that are asked for."""

import re
from dataclasses import dataclass

# Nouns that name a document, by their stems: after «и» one of them begins a document of its own.
_NOUNS = (
    "акт|анализ|анкет|аннотаци|ведомост|выписк|грамот|график|диплом|договор|дневник|журнал|заключени|заявк|"
    "информаци|карт|материал|мониторинг|маршрут|отч[её]т|паспорт|перечен|переч|повестк|план|положени|"
    "постановлени|предложени|презентаци|приказ|программ|протокол|публикаци|распоряжени|рекомендаци|решени|"
    "сборник|свидетельств|сертификат|скриншот|соглашени|списк|список|справк|ссылк|таблиц|фото|циклограмм"
)
_ADJECTIVE = r"[а-яё-]+(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)"
_AND = re.compile(rf"\s+и\s+(?=(?:{_ADJECTIVE}\s+)?(?:{_NOUNS}))", re.IGNORECASE)
_COMMA = re.compile(r"[,;\n]+(?![^(]*\))")
_OR = re.compile(r"\s+(?:или|либо|и/или)\s+|(?<=\w)\s*/\s*(?=[а-яё])", re.IGNORECASE)
_ONLY_ADJECTIVE = re.compile(rf"{_ADJECTIVE}$", re.IGNORECASE)
_PLACES = re.compile(r"\b(?:сайт|ссылк|публикац|страниц|скриншот|госпаблик|соцсет|https?:)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:приказ|распоряжени|постановлени|протокол|договор|соглашени|положени)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One document that a report form asks for, and how it is given most often: file, link or document."""

    name: str
    kind: str = "file"


def read_form(report_form: str) -> list[Asked]:
    """Return what a report form asks for: «Справка и приказ по итогам» is two documents, a dash none.

    Commas in brackets part nothing; «приказ или распоряжение» is one document; «квартальные, годовые отчёты»
    too, because an adjective alone names nothing.
    """
    names: list[str] = []
    pending = ""
    for part in _COMMA.split(report_form):
        words = " ".join(part.split()).strip(" .")
        if not any(map(str.isalnum, words)):
            continue
        if _ONLY_ADJECTIVE.fullmatch(words):
            pending += f"{words}, "
            continue
        pieces = [words] if _OR.search(words) else _AND.split(words)
        names += [pending + pieces[0], *pieces[1:]]
        pending = ""
    names += [pending.rstrip(", ")] if pending else []
    return [Asked(name, _kind(name)) for name in dict.fromkeys(name[0].upper() + name[1:] for name in names)]


def _kind(name: str) -> str:
    if _PLACES.search(name):
        return "link"
    return "document" if _NUMBERED.match(name) else "file"
