"""A cell of a sheet as a person sees it: dates and numbers in their shown form."""

import datetime
import re
from typing import Any

from roadmaps.documents.calendar_words import NAMES

_DATE_PARTS = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dd|d|hh|h|ss|s|[^ymdhs]+", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"\[[^\]]*\]|\\|\"|_.|\*.|@|;.*")
_DEFAULT_DATE = "dd.mm.yyyy"
# What Excel shows by the computer's language, which is Russian here.
_LOCAL_DATES = (
    "mm-dd-yy",
    "m/d/yy",
    "m/d/yyyy",
    "yyyy-mm-dd",
    "yyyy-mm-dd h:mm:ss",
    "m/d/yy h:mm",
    "general",
    "",
)


def shown(value: Any, number_format: str) -> str:
    """The value as the sheet shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ИСТИНА" if value else "ЛОЖЬ"
    if isinstance(value, datetime.datetime | datetime.date):
        return _date(value, number_format)
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def plan_number(value: Any) -> str:
    """What a date in the numbers' column was typed as: «1.2», which the sheet took for 1 February."""
    return f"{value.day}.{value.month}" if isinstance(value, datetime.datetime | datetime.date) else ""


def _date(value: datetime.date, number_format: str) -> str:
    shape = _NOT_SHOWN.sub("", number_format).strip().lower()
    if shape in _LOCAL_DATES or not re.search(r"[ymd]", shape):
        shape = _DEFAULT_DATE
    parts = {
        "yyyy": f"{value.year:04}",
        "yy": f"{value.year % 100:02}",
        "mmmm": NAMES[value.month - 1],
        "mmm": NAMES[value.month - 1][:3],
        "mm": f"{value.month:02}",
        "m": str(value.month),
        "dd": f"{value.day:02}",
        "d": str(value.day),
    }
    return "".join(
        parts.get(part, "" if part[0] in "hs" else part) for part in _DATE_PARTS.findall(shape)
    ).strip(" :")


def _number(value: float, number_format: str) -> str:
    shape = _NOT_SHOWN.sub("", number_format).strip()
    places = re.search(r"\.(0+)", shape)
    if "%" in shape:
        return f"{value * 100:.{len(places[1]) if places else 0}f}%".replace(".", ",")
    if places:
        return f"{value:.{len(places[1])}f}"
    if re.fullmatch(r"[#,0 ]*0", shape):
        return f"{value:.0f}"
    return f"{value:.11g}"
