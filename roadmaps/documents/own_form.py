"""The form of documents that the portal itself has written: what its styles and its tables' titles say.

A paragraph in one of these styles, and a table with one of these titles (Word's alternative text), is told by
them and by no guessing; whoever changes the document in Word keeps them without thinking of it. Documents of
others have neither, and everything else in the reader is for them.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from roadmaps.documents.blocks import Block, Paragraph
from roadmaps.documents.calendar_words import DATE, find_date
from roadmaps.documents.content import Order, Period
from roadmaps.responsibles import split_entries

# The form itself: said by the portal, no text of the department's.
FORM: Final = "form"
TITLE: Final = "title"
PERIOD: Final = "period"
GOAL: Final = "goal"
COORDINATORS: Final = "coordinators"
ISSUER: Final = "issuer"
NUMBER: Final = "number"
SIGNATURE: Final = "signature"
CAPTION: Final = "caption"
PART: Final = "part"  # a heading above a table that is the first section in it
HEADING: Final = "heading"
TEXT: Final = "text"

# The styles' identifiers in Word, and what a paragraph in them is.
STYLES: Final = {
    FORM: "RoadmapForm",
    TITLE: "RoadmapTitle",
    PERIOD: "RoadmapPeriod",
    GOAL: "RoadmapGoal",
    COORDINATORS: "RoadmapCoordinators",
    ISSUER: "RoadmapIssuer",
    NUMBER: "RoadmapNumber",
    SIGNATURE: "RoadmapSignature",
    CAPTION: "RoadmapCaption",
    PART: "RoadmapPart",
    HEADING: "RoadmapHeading",
    TEXT: "RoadmapText",
}
ROLES: Final = {style: role for role, style in STYLES.items()}
# The titles of tables, and the kinds of `tables.Kind` that they are.
TABLE_TITLES: Final = {
    "plan": "План мероприятий дорожной карты",
    "control_points": "Контрольные точки дорожной карты",
    "mechanisms": "Механизмы реализации дорожной карты",
    "specialists": "Специалисты дорожной карты",
    "indicators": "Целевые показатели дорожной карты",
    "passport": "Паспорт дорожной карты",
    "other": "Таблица в тексте дорожной карты",
}
TABLE_ROLES: Final = {title: kind for kind, title in TABLE_TITLES.items()}
# Paragraphs that hold a field of their own, and so are no text.
FIELDS: Final = frozenset(STYLES) - {HEADING, TEXT, PART}

_LABEL = re.compile(r"[^:]*:\s*")
_NUMBER = re.compile(r"№\s*(.*?)[\s_]*$")
_BLANKS = re.compile(r"[\s_]+")


@dataclass(frozen=True)
class Own:
    """What the paragraphs of the portal's own form say; None where they say nothing of it."""

    title: str | None = None
    period: Period | None = None
    goal: str | None = None
    coordinators: tuple[str, ...] | None = None
    issuer: str | None = None
    number: str | None = None
    date: datetime.date | None = None
    signed_by: str | None = None
    signer_post: str | None = None

    def order(self, found: Order) -> Order:
        """The order that was found, with what the form says of it in place of that."""
        return Order(
            number=found.number if self.number is None else self.number,
            date=found.date if self.number is None else self.date,
            issuer=found.issuer if self.issuer is None else self.issuer,
            signed_by=found.signed_by if self.signed_by is None else self.signed_by,
            signer_post=found.signer_post if self.signer_post is None else self.signer_post,
        )


def read_own(blocks: Sequence[Block]) -> Own:
    """The fields that stand in paragraphs of the portal's own styles."""
    said: dict[str, list[Paragraph]] = {}
    for block in blocks:
        if isinstance(block, Paragraph) and block.role in FIELDS:
            said.setdefault(block.role, []).append(block)

    def text(role: str) -> str | None:
        return " ".join(filter(None, (block.text for block in said[role]))) if role in said else None

    goal, number, issuer = text(GOAL), text(NUMBER), text(ISSUER)
    signer_post, signed_by = _signed(said[SIGNATURE][0]) if SIGNATURE in said else (None, None)
    return Own(
        title=text(TITLE),
        period=_period(text(PERIOD)),
        goal=None if goal is None else _LABEL.sub("", goal, count=1),
        coordinators=tuple(_people(said[COORDINATORS])) if COORDINATORS in said else None,
        issuer=None if issuer is None else _BLANKS.sub(" ", issuer).strip(),
        number=None if number is None else _number(number),
        date=find_date(number) if number else None,
        signed_by=signed_by,
        signer_post=signer_post,
    )


def places_of(blocks: Sequence[Block]) -> dict[str, int]:
    """Where the fields stand that are no part of the order: the first paragraph of each."""
    places: dict[str, int] = {}
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.role in (TITLE, PERIOD, GOAL, COORDINATORS):
            places.setdefault(block.role, index)
    return places


def is_form(block: Block) -> bool:
    """Whether a block is a field or the portal's own words, and so no text."""
    return isinstance(block, Paragraph) and block.role in FIELDS


def own_labels(blocks: Sequence[Block]) -> dict[str, str]:
    """What the form calls goal and coordinators: the words before the colon of their first paragraph."""
    first = {block.role: block.text for block in reversed(blocks) if isinstance(block, Paragraph)}
    found = {role: _LABEL.match(first.get(role, "")) for role in (GOAL, COORDINATORS)}
    return {role: match[0].rstrip(": ") for role, match in found.items() if match}


def _people(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """The people named, one or more a paragraph, after the words that the first begins with."""
    for index, paragraph in enumerate(paragraphs):
        text = _LABEL.sub("", paragraph.text, count=1) if index == 0 else paragraph.text
        yield from split_entries(text)


def _period(text: str | None) -> Period | None:
    if text is None:
        return None
    days = [day for match in DATE.finditer(text) if (day := find_date(match[0])) is not None]
    is_clear = len(days) > 1 and days[0] <= days[1]
    return Period(*days[:2]) if is_clear else Period()


def _number(text: str) -> str:
    match = _NUMBER.search(text)
    return match[1].strip() if match else ""


def _signed(paragraph: Paragraph) -> tuple[str, str]:
    """The post before the last tab of the line, and the name after it; blanks to fill in are neither."""
    post, _, name = paragraph.raw.rpartition("\t")
    return _BLANKS.sub(" ", post).strip(), _BLANKS.sub(" ", name).strip()
