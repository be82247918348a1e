"""Whatever has no other place: the remaining paragraphs and tables, under their nearest headings."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from roadmaps.documents.blocks import Block, Paragraph, as_text
from roadmaps.documents.content import Place, Text
from roadmaps.documents.own_form import HEADING, TEXT, is_form

_LONGEST_HEADING = 200
_LIST_MARK = re.compile(r"[-–—•*]|\d+(?:\.\d+)*[.)]")


@dataclass(frozen=True)
class Remaining:
    """A text, the block in which it begins, and the block of each line below its heading."""

    begin: int
    text: Text
    lines: tuple[int, ...] = ()


def place_of(texts: Sequence[Remaining], block: int) -> Place:
    """Where a block stands among the texts."""
    above = [text for text in texts if text.begin < block]
    return Place(len(above), sum(1 for line in above[-1].lines if line < block) if above else 0)


def remaining_texts(
    blocks: Sequence[Block], used: Collection[int], gridded: Collection[int] = ()
) -> list[Remaining]:
    """The blocks that are not `used`, as texts with the places where they stand.

    A heading without text of its own stays, with no text. Of the `gridded` tables, which can be read again
    from their text, a merged cell takes as many places as it covers columns.
    """
    texts: list[Remaining] = []
    place, heading, body, lines = 0, "", list[str](), list[int]()

    def close() -> None:
        if heading or body:
            texts.append(Remaining(place, Text(heading, "\n".join(body)), tuple(lines)))

    for index, block in enumerate(blocks):
        if index in used or is_form(block):
            continue
        if isinstance(block, Paragraph) and is_heading(block):
            close()
            place, heading, body, lines = index, block.text, [], []
        else:
            text = (
                _paragraph_text(block)
                if isinstance(block, Paragraph)
                else as_text(block.rows, is_gridded=index in gridded)
            )
            place = place if heading or body else index
            body += [text] if text else []
            lines += [index] * (text.count("\n") + 1) if text else []
    close()
    return texts


def is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph heads what follows: by its style, its bold or capital letters, or its colon."""
    if paragraph.role in (HEADING, TEXT):
        return paragraph.role == HEADING
    text = paragraph.text
    if not text or len(text) > _LONGEST_HEADING:
        return False
    if paragraph.is_heading or (paragraph.is_strong and any(sign.isalpha() for sign in text)):
        return True
    return text.endswith(":") and not _LIST_MARK.match(text) and text[0].isupper()


def _paragraph_text(paragraph: Paragraph) -> str:
    lines = list(paragraph.lines)
    if lines and paragraph.label:
        lines[0] = f"{paragraph.label} {lines[0]}"
    return "\n".join(lines)
