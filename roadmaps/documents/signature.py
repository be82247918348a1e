"""The signature under an order: the name beside a post."""

import re
from collections.abc import Sequence

from roadmaps.documents.lines import Line

_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_NAME = rf"(?:[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?{_SURNAME}|{_SURNAME}\s[А-ЯЁ]\.\s?[А-ЯЁ]\.)"
_SIGNED = re.compile(rf"(?P<before>.*?)(?P<gap>\t|\s{{2,}}|_+\s*|^\s*|\s)(?P<name>{_NAME})\s*$", re.DOTALL)
_POST = re.compile(
    r"(?:\W|\d)*(?:(?:первый|временно)\s+)?(?:начальник|директор|руководител|заместител|председател|глава|"
    r"и\.?\s?о\.|исполняющ|заведующ|министр|врио|ректор)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d+(?:\.\d+)*[.)]")
_RESOLVED = re.compile(r"(?:приказываю|постановляю|распоряжаюсь|обязываю|решил)", re.IGNORECASE)
_SPACED = re.compile(r"(?<=\w)\s(?=\w\b)")
_BLANKS = re.compile(r"[\s_]+")
_POST_LINES = 6
_LONG = 200


def read_signature(lines: Sequence[Line], act: int | None) -> tuple[str, str]:
    """The name under the order's text, and its post; without an order (line `act`), the first beside any."""
    resolved = next((index for index, line in enumerate(lines) if _is_resolved(line)), None)
    start = resolved + 1 if resolved is not None else (act or 0)
    for index in range(start, len(lines)):
        match = _signed(lines[index])
        if match is None or _NUMBERED.match(lines[index].text):
            continue
        before, gap = match["before"], match["gap"]
        if "_" in before + gap and not _POST.match(before) and act is not None:
            continue
        post = _post(lines, index, before, is_apart=gap not in (" ", "") or not before)
        if post:
            return " ".join(match["name"].split()), post
    return "", ""


def _is_resolved(line: Line) -> bool:
    """«ПРИКАЗЫВАЮ», also with its letters set apart."""
    return (
        _RESOLVED.search(line.text) is not None
        or _RESOLVED.search(_SPACED.sub("", line.text[-60:])) is not None
    )


def _post(lines: Sequence[Line], index: int, before: str, *, is_apart: bool) -> str:
    """The post that stands before the name: on its line, or begun on the lines right above; else nothing."""
    said = _BLANKS.sub(" ", before).strip()
    if _POST.match(before):
        return said
    if not is_apart:
        return ""
    for upper in range(index - 1, max(-1, index - _POST_LINES), -1):
        text = lines[upper].text
        if _POST.match(text) and len(text) <= _LONG:
            return " ".join(filter(None, (*(line.text for line in lines[upper:index]), said)))
        if text.endswith((".", ";", ":")) or _signed(lines[upper]):
            return ""
    return ""


def _signed(line: Line) -> re.Match[str] | None:
    """A name at the line's end and what stands before it."""
    raw = line.raw.strip()
    return _SIGNED.match(raw) if len(raw) <= _LONG else None
