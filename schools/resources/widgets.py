"""Cells of a register: what a text in the file means, and how a value is written into one."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from import_export.widgets import Widget

LANGUAGES = ("ru", "en")
MOST = 100_000


def in_both_languages(text: Any) -> set[str]:
    """The text in small letters as the interface says it in Russian and in English."""
    words = set()
    for language in LANGUAGES:
        with override(language):
            words.add(str(text).lower())
    return words


class TextWidget(Widget):  # type: ignore[misc]
    """A text with single spaces."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        """The text; an empty cell is an empty text."""
        return " ".join(str(value or "").split())

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """The text."""
        return str(value or "")


class CountWidget(Widget):  # type: ignore[misc]
    """A whole number of people."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        """The number; an empty cell is none, a word is refused."""
        text = "".join(str(value or "").split())
        if not text:
            return None
        if not text.isdecimal() or int(text) > MOST:
            raise ValueError(_("«%(value)s» is not a whole number.") % {"value": value})
        return int(text)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> int | None:
        """The number."""
        return value if value is None else int(value)


class YesNoWidget(Widget):  # type: ignore[misc]
    """«да» or «нет»."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        """Whether the cell says yes; an empty one says no."""
        word = str(value or "").lower()
        if word in {"да", "yes", "+", "1", "true"}:
            return True
        if word in {"", "нет", "no", "-", "0", "false"}:
            return False
        raise ValueError(_("«%(value)s» is neither «yes» nor «no».") % {"value": value})

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """The word."""
        return _("yes") if value else _("no")


class ChoiceWidget(Widget):  # type: ignore[misc]
    """One of named values, written in words."""

    def __init__(self, choices: Iterable[tuple[str, Any]]) -> None:
        """Keep the values and their words."""
        super().__init__()
        self.choices = dict(choices)

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        """The value that the word names, in whatever language and case."""
        word = " ".join(str(value or "").lower().split())
        if not word:
            return ""
        for key, label in self.choices.items():
            if word == key or word in in_both_languages(label):
                return key
        known = ", ".join(f"«{label}»" for label in self.choices.values())
        raise ValueError(_("«%(value)s» is not one of: %(known)s.") % {"value": value, "known": known})

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """The word."""
        return str(self.choices.get(value, value) or "")


class DayWidget(Widget):  # type: ignore[misc]
    """A day: «01.09.2026», or 2026-09-01."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> datetime.date | None:
        """The day; an empty cell is none."""
        text = str(value or "").strip()
        if not text:
            return None
        for pattern in ("%d.%m.%Y", "%Y-%m-%d"):
            try:
                return datetime.datetime.strptime(text, pattern).date()  # noqa: DTZ007 a day has no zone
            except ValueError:
                continue
        raise ValueError(_("«%(value)s» is not a date like 01.09.2026.") % {"value": value})

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """The day."""
        return f"{value:%d.%m.%Y}" if value else ""
