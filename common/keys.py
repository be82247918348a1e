"""Keys of rows, versions and places as an address or a form names them (plain Python)."""

from collections.abc import Iterable
from typing import Final

LONGEST: Final = 18  # digits: every such number fits where a database keeps its keys


def key_of(text: str) -> int | None:
    """Return the number; None where the text is anything else, or longer than any key."""
    return int(text) if len(text) <= LONGEST and text.isdecimal() else None


def keys_of(texts: Iterable[str]) -> list[int]:
    """Return the numbers among the texts."""
    return [key for key in map(key_of, texts) if key is not None]


def pairs_of(texts: Iterable[str]) -> list[tuple[int, int]]:
    """Return key and version of each text «key:version»; anything else is left out."""
    named = [text.partition(":") for text in texts]
    pairs = [(key_of(key), key_of(version)) for key, _colon, version in named]
    return [(key, version) for key, version in pairs if key is not None and version is not None]
