"""How one browser wants the portal shown: theme, size, spacing, colours and the rest, kept in a cookie."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Final, Self
from urllib.parse import parse_qsl, urlencode

COOKIE: Final = "display"
COOKIE_AGE: Final = 60 * 60 * 24 * 365

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "theme": ("auto", "light", "dark"),
    "size": ("1", "2", "3"),
    "spacing": ("usual", "wide"),
    "colours": ("usual", "bw", "wb", "blue"),
    "still": ("", "1"),
    "tables": ("", "1"),
    "bare": ("", "1"),
    "density": ("airy", "dense"),
}


@dataclass(frozen=True, slots=True)
class Display:
    """The choices; each field holds one of CHOICES, the first of them unless chosen."""

    theme: str = "auto"
    size: str = "1"
    spacing: str = "usual"
    colours: str = "usual"
    still: str = ""
    tables: str = ""
    bare: str = ""
    density: str = "airy"

    @classmethod
    def from_cookie(cls, value: str) -> Self:
        """The choices as the cookie has them; whatever is not a known choice is left out."""
        return cls().changed(dict(parse_qsl(value)))

    def changed(self, data: Mapping[str, str]) -> Self:
        """The same with those choices that the data names and that exist."""
        known = {name: data[name] for name in data if data[name] in CHOICES.get(name, ())}
        return replace(self, **known)

    def to_cookie(self) -> str:
        """Only what differs from the usual."""
        usual = Display()
        return urlencode(
            {
                field.name: getattr(self, field.name)
                for field in fields(self)
                if getattr(self, field.name) != getattr(usual, field.name)
            }
        )

    @property
    def html_classes(self) -> str:
        """The classes of <html> that css/accessibility.css knows."""
        classes = [
            f"size-{self.size}" if self.size != "1" else "",
            "spacing-wide" if self.spacing == "wide" else "",
            f"colours-{self.colours}" if self.colours != "usual" else "",
            "still" if self.still else "",
            "as-tables" if self.tables else "",
            "no-pictures" if self.bare else "",
            "dense" if self.density == "dense" else "",
        ]
        return " ".join(filter(None, classes))

    @property
    def dark_media(self) -> str:
        """The media of the dark stylesheet: always, never, or as the system asks."""
        media = {"dark": "all", "light": "not all", "auto": "(prefers-color-scheme: dark)"}
        return media[self.theme] if self.colours == "usual" else "not all"
