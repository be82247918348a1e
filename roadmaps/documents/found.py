"""A text found in the document, how it was called there, and the lines that say nothing else."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """A text, its label as written, and the lines that are wholly said by it."""

    text: str = ""
    label: str = ""
    used: frozenset[int] = frozenset()
