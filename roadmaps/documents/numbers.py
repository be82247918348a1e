"""Numbers of sections and rows: told from other text and split off the titles that they are printed in."""

import re

_ROMAN = r"(?=[IVXLСХІ])(?:[XХ]{0,3}(?:[IІ][XХ]|[IІ]V|V?[IІ]{0,3}))"
_ONLY = re.compile(rf"(?:№\s*)?(\d{{1,3}}(?:\s*[.,]\s*\d{{1,3}})*|{_ROMAN}(?:\.\d{{1,3}})*)\s*[.)]*")
_WHOLE = re.compile(r"[0-9]{1,12}")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}\b|\d{1,2}\.\d{4}\b")
_DEEP = re.compile(
    r"(\d{1,3}(?:\.\d{1,3}|\.\s\d{1,3}(?=\s?[.)]))+)(?:\s*[.)]+\s*|\s+|(?=[А-ЯЁA-Z«\"(]))(?=\S)"
)
_PLAIN = re.compile(r"(\d{1,3})\s*(?:\.(?!\d)|\))\s*(?=[^\W\d]|[«\"(]|(?<=\s)\d+(?:-[а-я]+)?\s+[а-яё])")
_ROMAN_FIRST = re.compile(rf"({_ROMAN}(?:\.\d{{1,3}})*)\s*[.)]\s*(?=\S)")
_BARE = re.compile(r"(\d{1,2})\s+(?=[А-ЯЁ])")


def whole(text: str, default: int = 0) -> int:
    """The whole number that a stranger's file gives, or the default where it gives none that can be."""
    return int(text) if _WHOLE.fullmatch(text) else default


def as_number(text: str) -> str | None:
    """The number that `text` is as a whole, without its closing full stop («1.1.» is «1.1»), or None."""
    text = text.strip()
    match = _ONLY.fullmatch(text)
    if match is None or not match[1] or _DATE.fullmatch(text.rstrip(".")):
        return None
    return re.sub(r"\s*[.,]\s*", ".", match[1])


def split_number(text: str, *, is_heading: bool = False) -> tuple[str, str]:
    """The number printed at the beginning of a title and the title without it; ("", text) without one."""
    if _DATE.match(text):
        return "", text
    for pattern in (_DEEP, _PLAIN, _ROMAN_FIRST, _BARE) if is_heading else (_DEEP, _PLAIN):
        match = pattern.match(text)
        if match and match[1]:
            return re.sub(r"\s", "", match[1]), text[match.end() :].strip()
    return "", text


def is_listed(lines: tuple[str, ...]) -> bool:
    """Whether the lines are a list of their own («1. …», «2. …»): its first number is not the row's."""
    numbers = [split_number(line)[0] for line in lines]
    return len(numbers) > 1 and numbers[0].isdigit() and str(int(numbers[0]) + 1) in numbers[1:]
