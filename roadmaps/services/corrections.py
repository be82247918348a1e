"""The content of an uploaded document with all that its owner has answered."""

from collections.abc import Mapping
from typing import Any

from roadmaps.services.answers import PARTS, Answers, corrected_row, is_left_out, references
from roadmaps.services.section_rows import with_sections


def corrected(content: Mapping[str, Any], answers: Answers, *, with_left_out: bool = False) -> dict[str, Any]:
    """The content with the answers in its rows and sections; rows left out are not in it, or marked so."""
    content = with_sections(content, answers).content
    rows: dict[str, list[dict[str, Any]]] = {part: [] for part in PARTS}
    for part in PARTS:
        for name, row in references(content, part):
            gone = is_left_out(name, answers)
            if not gone or with_left_out:
                rows[part].append(corrected_row(row, name, answers) | ({"is_left_out": True} if gone else {}))
    return {**content, **rows}
