"""The one place that knows the database engine: Russian sorting and searching on SQLite as on PostgreSQL.

PostgreSQL has the collation ``ru-RU-x-icu``. SQLite folds and sorts Latin letters only, so a collation of
the same name and the functions behind ``icontains`` are registered when a connection opens (DESIGN §7).
"""

import functools
import re
import unicodedata
from typing import Any

_COLLATION = "ru-RU-x-icu"
RUSSIAN = (
    f'"{_COLLATION}"'  # quoted once: SQLite's schema editor quotes no collation, PostgreSQL's respects it
)
_OWN_LETTERS = frozenset("йЙ")  # letters of their own, though Unicode writes them as letter and breve


def _rank(letter: str) -> int:
    """Order of the kinds of characters: spaces and marks, digits, Cyrillic, all other letters."""
    if letter.isdigit():
        return 1
    if not letter.isalpha():
        return 0
    return 2 if "\u0400" <= letter <= "\u052f" else 3


@functools.lru_cache(maxsize=20_000)
def russian_key(text: str) -> tuple[Any, ...]:
    """The key by which ``text`` sorts: letters first, then accents (е before ё), then case (small first)."""
    letters, accents, cases = [], [], []
    for character in text:
        base = character if character in _OWN_LETTERS else unicodedata.normalize("NFD", character)[0]
        letters.append((_rank(base), base.casefold()))
        accents.append(base != character)
        cases.append(character != character.lower())
    return letters, accents, cases


def _compare(left: str, right: str) -> int:
    one, other = russian_key(left), russian_key(right)
    return (one > other) - (one < other)


@functools.lru_cache(maxsize=500)
def _pattern(like: str, escape: str) -> re.Pattern[str]:
    parts, characters = [], iter(like)
    for character in characters:
        if escape and character == escape:
            parts.append(re.escape(next(characters, "")))
        else:
            parts.append({"%": ".*", "_": "."}.get(character) or re.escape(character))
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)


def _like(like: str | None, value: object, escape: str = "") -> bool | None:
    if like is None or value is None:
        return None
    return _pattern(like, escape).fullmatch(str(value)) is not None


def teach_russian(connection: Any, **kwargs: object) -> None:
    """Register the Russian collation, ``LIKE``, ``lower`` and ``upper`` on a new SQLite connection."""
    if connection.vendor != "sqlite":
        return
    database = connection.connection
    database.create_collation(_COLLATION, _compare)
    for arguments in (2, 3):
        database.create_function("like", arguments, _like, deterministic=True)
    for name, change in (("lower", str.lower), ("upper", str.upper)):
        database.create_function(
            name,
            1,
            lambda value, change=change: change(value) if isinstance(value, str) else value,
            deterministic=True,
        )
