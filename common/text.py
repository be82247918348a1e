"""Text as a printer would set it: no-break spaces, quotation marks, dashes, numbers, initials, plurals."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

NBSP: Final = "\N{NO-BREAK SPACE}"
MINUS: Final = "\N{MINUS SIGN}"

SHORT_WORDS: Final = "а|в|во|да|для|до|за|и|из|или|к|ко|на|над|не|ни|но|о|об|от|по|под|при|про|с|со|у|что|без"
ABBREVIATIONS: Final = "г|гг|д|им|п|пл|пос|пр|с|ст|стр|ул|пер|корп|кв|п/п"
MONTHS_ANY: Final = (
    r"янв\w*|фев\w*|мар\w*|апр\w*|ма[йяе]|июн\w*|июл\w*|авг\w*|сен\w*|окт\w*|ноя\w*|дек\w*"
    r"|\d{1,2}|\d{4}|\d{2}\.\d{2}(?:\.\d{2,4})?"
)
SHORT_PATTERN: Final = re.compile(rf"(?<![\w.-])({SHORT_WORDS})\s+(?=\S)", re.IGNORECASE)
ABBREVIATION_PATTERN: Final = re.compile(
    rf"(?<![\w.-])((?:{ABBREVIATIONS})\.)\s*(?=[А-ЯЁ«\d])", re.IGNORECASE
)
NUMBER_SIGN: Final = re.compile(r"№\s*[-–]?\s*(?=[\w(])")
PERCENT: Final = re.compile(r"(\d)\s*%")
THOUSANDS: Final = re.compile(r"(?<=\d)[ \u202f](?=\d{3}(?!\d))")
NUMBER_WORD: Final = re.compile(r"(?<![\w.])(\d[\d.,–-]*)[ \t]+(?=[А-Яа-яЁёA-Za-z])")
ROMAN_WORD: Final = re.compile(
    r"\b([IVX]{1,4})\s+(?=четверт|квартал|полугоди|триместр|этап|quarter|half)", re.IGNORECASE
)
INITIALS: Final = re.compile(r"(?<![А-ЯЁа-яё])([А-ЯЁ])\.\s*([А-ЯЁ])\.")
SURNAME_FIRST: Final = re.compile(rf"([а-яё])\s+(?=[А-ЯЁ]\.{NBSP}?[А-ЯЁ]\.)")
SURNAME_LAST: Final = re.compile(rf"([А-ЯЁ]\.{NBSP}[А-ЯЁ]\.)\s*(?=[А-ЯЁ][а-яё])")
MONTH_RANGE: Final = re.compile(rf"(?<!\w)({MONTHS_ANY})\s+[-–—]\s+(?=(?:{MONTHS_ANY})(?!\w))", re.IGNORECASE)
DASH: Final = re.compile(r"(?<=\S)\s+[-–—]\s+")
YEARS: Final = re.compile(r"(?<![\d\w./-])(\d{1,4})-(\d{1,4})(?![\d\w./-])")
TAGS: Final = re.compile(r"(<[^>]*>)")
CYRILLIC: Final = re.compile(r"[А-Яа-яЁё]")


@lru_cache(maxsize=20_000)
def typograph(text: str) -> str:
    """The text with its spaces, quotation marks and dashes set; the words stay as they are.

    Kept in memory: a page of 250 rows asks for a thousand titles, the same ones on every page.
    """
    if not text:
        return text
    text = _quoted(text)
    if not CYRILLIC.search(text):
        return NUMBER_SIGN.sub(f"№{NBSP}", text)
    text = NUMBER_SIGN.sub(f"№{NBSP}", text)
    text = YEARS.sub(_range, text)
    text = MONTH_RANGE.sub(rf"\1{NBSP}– ", text)
    text = DASH.sub(_dash, text)
    text = PERCENT.sub(rf"\1{NBSP}%", text)
    text = THOUSANDS.sub(NBSP, text)
    text = INITIALS.sub(rf"\1.{NBSP}\2.", text)
    text = SURNAME_FIRST.sub(rf"\1{NBSP}", text)
    text = SURNAME_LAST.sub(rf"\1{NBSP}", text)
    text = ABBREVIATION_PATTERN.sub(rf"\1{NBSP}", text)
    text = ROMAN_WORD.sub(rf"\1{NBSP}", text)
    text = NUMBER_WORD.sub(rf"\1{NBSP}", text)
    # Twice: «и в школе» has two short words that share a space.
    text = SHORT_PATTERN.sub(rf"\1{NBSP}", text)
    return SHORT_PATTERN.sub(rf"\1{NBSP}", text)


def typograph_html(html: str) -> str:
    """The same between the tags of ready HTML."""
    return "".join(
        piece if piece.startswith("<") else typograph(piece.replace("&quot;", '"'))
        for piece in TAGS.split(html)
    )


def _quoted(text: str) -> str:
    """Straight quotation marks turned into «ёлочки», or into “ ” where there is no Russian letter."""
    if '"' not in text:
        return text
    opening, closing = ("«", "»") if CYRILLIC.search(text) else ("“", "”")
    text = re.sub(r'(^|[\s(\[«“—–>-])"(?=\S)', rf"\1{opening}", text)
    return text.replace('"', closing)


def _range(match: re.Match[str]) -> str:
    """«2024-2026» is a range, «01-12» of a letter's number is not."""
    first, last = match.groups()
    is_numbered = match.string[: match.start()].rstrip().endswith("№")
    if is_numbered or first.startswith("0") or last.startswith("0") or int(first) >= int(last):
        return match.group()
    return f"{first}–{last}"


def _dash(match: re.Match[str]) -> str:
    """A dash never begins a line; one that is already an en dash stays so."""
    return f"{NBSP}– " if "–" in match.group() else f"{NBSP}— "


def plural(count: int, one: str, few: str, many: str) -> str:
    """The Russian form for a count: 1 дело, 2 дела, 6 дел, 21 дело."""
    tens, units = abs(count) % 100, abs(count) % 10
    if units == 1 and tens != 11:
        return one
    if 2 <= units <= 4 and not 12 <= tens <= 14:
        return few
    return many


def number(value: float | Decimal | str, *, language: str = "ru", places: int | None = None) -> str:
    """«1 250», «62,5», «−5,6»; in English «1,250», «62.5». `places` fixes the digits after the comma."""
    exact = Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    shown = f"{abs(exact):,f}"
    if places is None and "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    if language == "ru":
        shown = shown.replace(",", NBSP).replace(".", ",")
    return (MINUS if exact < 0 else "") + shown


def percent(value: float | Decimal | str, *, language: str = "ru", places: int | None = 0) -> str:
    """«82 %» with a no-break space; in English «82%». The value is in per cent already."""
    shown = number(value, language=language, places=places)
    return f"{shown}{NBSP}%" if language == "ru" else f"{shown}%"


def initials(name: str) -> str:
    """«Ветрова М. О.» from «Ветрова Мария Олеговна»; a name of one word and an address stay."""
    surname, *rest = _name_words(name) or [""]
    return NBSP.join([surname, *(f"{part[0].upper()}." for part in rest[:2])])


def monogram(name: str) -> str:
    """Two letters for the round mark, the given name's first: «МВ» for «Ветрова Мария Олеговна»."""
    words = _name_words(name)
    if len(words) < 2:
        return name.strip()[:2].upper()
    return (words[1][0] + words[0][0]).upper()


def _name_words(name: str) -> list[str]:
    """The surname, the name and the patronymic, whole or as initials; an address is one word."""
    if "@" in name:
        return [name.strip()]
    return [word for word in re.split(r"[\s.]+", name) if word[:1].isalpha()]
