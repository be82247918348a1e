"""The department's own words for columns: a heading as it writes it and the field that it means."""

from collections.abc import Mapping

from roadmaps.documents import headings as words
from roadmaps.documents.headings import Match, match

# What a column of a plan can be; «nothing of these» is said by an empty text.
FIELDS = (
    words.NUMBER,
    words.TITLE,
    words.TASK,
    words.AUDIENCE,
    words.DEADLINE,
    words.RESPONSIBLE,
    words.RESULT,
    words.REPORT_FORM,
    words.MARK,
)
Spellings = Mapping[str, str]
LEARNT = "?"  # before a field that an earlier document taught: a heading of the usual words goes before it
LAST = 10_000  # the place of what was learnt among words that tell a field


def spelling_key(heading: str) -> str:
    """A heading as it is compared: small letters, «ё» made «е», signs at its ends left out."""
    return " ".join(heading.casefold().replace("ё", "е").split()).strip(" .,:;*()«»\"'-–—")


def ready(spellings: Spellings | None) -> dict[str, str]:
    """The spellings by their keys, those of unknown fields left out."""
    known = {*FIELDS, words.OTHER}
    return {
        spelling_key(heading): field
        for heading, field in (spellings or {}).items()
        if field.removeprefix(LEARNT) in known
    }


def match_spelled(
    heading: str, table: tuple[tuple[str, str], ...], spellings: Mapping[str, str]
) -> Match | None:
    """The field of a heading: as the department spells it, else by the table of words."""
    field = spellings.get(spelling_key(heading)) if spellings and heading else None
    if field is None:
        return match(heading, table)
    return Match(LAST if field.startswith(LEARNT) else -1, 0, 0, field.removeprefix(LEARNT))


def is_told(heading: str, spellings: Mapping[str, str]) -> bool:
    """Whether it was said of this very document what the column is: no table of words goes before that."""
    field = spellings.get(spelling_key(heading)) if spellings and heading else None
    return field is not None and not field.startswith(LEARNT)


def usual_field(heading: str) -> str:
    """What a column of a plan is by its heading alone, as nobody has taught it."""
    found = match(heading, words.PLAN)
    return found.field if found else words.OTHER
