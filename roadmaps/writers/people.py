"""The cell «Ответственные» written so that it is read into the same entries."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from roadmaps.responsibles import split_entries

_JOINTS: Final = ("\n", ",\n", ";\n")


def people_text(entries: Sequence[str]) -> str:
    """The entries one a line, by the lightest joint by which they are told apart again."""
    return _joined(tuple(entries))


@lru_cache(maxsize=4096)
def _joined(entries: tuple[str, ...]) -> str:
    texts = (joint.join(entries) for joint in _JOINTS)
    fitting = (text for text in texts if tuple(split_entries(text)) == entries)
    return next(fitting, "\n".join(entries))
