"""The paragraph above a table: its caption, and whether it heads a part of the plan."""

import re
from collections.abc import Sequence

from roadmaps.documents.blocks import Block, Paragraph
from roadmaps.documents.numbers import as_number, split_number
from roadmaps.documents.own_form import CAPTION, PART

LONGEST_CAPTION = 300
_FARTHEST = 5
_GENERAL = re.compile(
    r"(?:\W|\d)*(?:план|дорожн|график|перечень|мероприятия\W*$|приложение|таблица|утвержд|срок|координатор|цел[ьи]\b|на\s+20\d\d|по\s|[IVX]+\s+раздел)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:раздел|направление|трек|блок|этап|задача|модуль|часть)\s*(?:№\s*)?[\dIVX]", re.IGNORECASE
)


def caption_above(blocks: Sequence[Block], index: int) -> int | None:
    """The place of the nearest paragraph above the table at `index`, when it is short enough.

    A table of the portal's own form has a caption in a style of its own, or none.
    """
    is_own = bool(blocks[index].role)
    for above in range(index - 1, -1, -1):
        block = blocks[above]
        if not isinstance(block, Paragraph):
            return None
        if not block.is_blank:
            fits = block.role == CAPTION if is_own else len(block.text) <= LONGEST_CAPTION
            return above if fits else None
    return None


def part_above(blocks: Sequence[Block], index: int) -> tuple[int, tuple[str, str]] | None:
    """The place, the number and the title of the heading of a part of the plan, above the table at `index`.

    A paragraph that looks like a heading is likelier than the nearest one.
    """
    if blocks[index].role:
        return _own_part(blocks, index)
    nearest = caption_above(blocks, index)
    if nearest is None:
        return None
    seen = 0
    for place in range(nearest, -1, -1):
        block = blocks[place]
        if not isinstance(block, Paragraph) or seen == _FARTHEST:
            break
        seen += not block.is_blank
        part = part_of_plan(block) if _looks_like_heading(block) else None
        if part:
            return place, part
    block = blocks[nearest]
    part = part_of_plan(block) if isinstance(block, Paragraph) else None
    return (nearest, part) if part else None


def _own_part(blocks: Sequence[Block], index: int) -> tuple[int, tuple[str, str]] | None:
    """The nearest heading of a part in the portal's own style, below whatever table stands above."""
    for above in range(index - 1, -1, -1):
        block = blocks[above]
        if not isinstance(block, Paragraph):
            return None
        if block.role == PART:
            return above, split_number(block.text, is_heading=True)
    return None


def _looks_like_heading(paragraph: Paragraph) -> bool:
    has_number = as_number(paragraph.label) is not None
    return not paragraph.is_blank and (has_number or paragraph.is_heading or paragraph.is_strong)


def part_of_plan(caption: Paragraph) -> tuple[str, str] | None:
    """Number and title of the part of the plan that a caption heads, or None where it says only «plan»."""
    text = " ".join(caption.lines)
    number = as_number(caption.label) or ""
    if not number:
        number, text = split_number(text, is_heading=True)
    if not text or (_GENERAL.match(text) and not names_part(text)) or text.endswith((";", ",")):
        return None
    return number, text


def names_part(text: str) -> bool:
    """Whether a text begins as headings of parts do: «Раздел 2», «Трек I»."""
    return _PART.match(text) is not None
