"""The one place that knows the database engine: Russian sorting and searching on SQLite as on PostgreSQL.

PostgreSQL has the collation ``ru-RU-x-icu``. SQLite folds and sorts Latin letters only, so a collation of
the same name and the functions behind ``icontains`` are registered when a connection opens (DESIGN §7).
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

_COLLATION = "ru-RU-x-icu"
RUSSIAN = (
    f'"{_COLLATION}"'  # quoted once: SQLite's schema editor quotes no collation, PostgreSQL's respects it
)
# As the collation of PostgreSQL ranks them (ICU, ru): marks, digits, Cyrillic, then Latin and all the rest.
_MARKS = " _-‑–—,;:!?.…·'‘’\"“”„«»()[]{}§@*/\\&#%•`^°+×<=>|~−$"
_CYRILLIC = "абвгґдеєжзиійклмнопрстуўфхцчшщъыьэюя"
_RANKS = {
    character: (rank, place)
    for rank, characters in enumerate((_MARKS, "0123456789", _CYRILLIC))
    for place, character in enumerate(characters)
}
_OWN_LETTERS = frozenset("йўЙЎ")  # letters of their own, though Unicode writes them as letter and breve
_SPELT_OUT = {"№": "no", "\u00a0": " ", "\u202f": " ", "\u2009": " "}


def _parts(text: str) -> Iterator[tuple[str, bool, int]]:
    """Yield each character without its accent, whether it had one, and its case (small first)."""
    for character in text:
        if spelt_out := _SPELT_OUT.get(character):
            yield from ((each, False, 2) for each in spelt_out)
        elif not unicodedata.combining(character):
            own = character in _OWN_LETTERS
            base = character if own else unicodedata.normalize("NFD", character)[0]
            yield base.lower(), base != character, int(character != character.lower())


@functools.lru_cache(maxsize=20_000)
def russian_key(text: str) -> tuple[Any, ...]:
    """The key by which ``text`` sorts: letters, then accents (е before ё), then case, then the text itself.

    The last makes only equal texts equal, as on PostgreSQL: a unique column relies on it.
    """
    parts = list(_parts(text))
    letters = [_RANKS.get(base, (3, ord(base))) for base, _accent, _case in parts]
    return letters, [accent for _, accent, _ in parts], [case for *_, case in parts], text


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
