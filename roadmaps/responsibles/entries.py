"""Pieces of the cell joined into entries: one person or one group each."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from roadmaps.responsibles import words
from roadmaps.responsibles.kinds import Kind, is_adjective, listed_kind, plain
from roadmaps.responsibles.names import school_numbers
from roadmaps.responsibles.pieces import Piece, cut

_LAST_WORD = re.compile(r"([А-Яа-яЁёA-Za-z№]+)[\s.]*$")
_NUMBERED = re.compile(r"^\d+[.)]\s*(?=[А-Яа-яЁё])")
_DASH = re.compile(r"\s[–—-]\s")
_AND = re.compile(r"и\s", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")
_NEW_LINES = re.compile(r" ?\n[ \n]*")
_LETTERS_LAST = re.compile(r"[А-ЯЁ]{2,}$")
_JOINED_BY_SIGN = re.compile(r"^[/+]|(?<=[\s.])[/+]$")
_CLASSES = re.compile(r"[\d–-]+(?:\s*кл|$)", re.IGNORECASE)
_TAIL = 60


@dataclass(slots=True)
class Entry:
    """An entry that is being read: where it stands in the cell, and what it has so far."""

    text: str
    start: int
    end: int
    kind: Kind
    has_name: bool = False
    posts_after_name: int = 0
    ends_with_name: bool = False
    waits_for_name: bool = False

    @property
    def tail(self) -> str:
        return self.text[max(self.start, self.end - _TAIL) : self.end]

    @property
    def last_word(self) -> str:
        match = _LAST_WORD.search(self.tail)
        return match[1] if match else ""

    @property
    def is_post_first(self) -> bool:
        return self.has_name and self.kind is not Kind.NAME

    @property
    def is_open(self) -> bool:
        """Whether a preposition or a sign stands last, to which what follows belongs."""
        return not self.ends_with_name and (
            self.tail.endswith(("-", "№", "«", "(")) or plain(self.last_word) in words.OPEN_WORDS
        )

    @property
    def is_unfinished(self) -> bool:
        """Whether the line cannot end here: after a preposition, a hyphen, an adjective without its noun."""
        last = self.last_word
        if self.ends_with_name:
            return False
        if self.is_open or plain(last) in words.FORMS:
            return True
        return is_adjective(last) and listed_kind(last) is None and not self.tail.rstrip().endswith(")")

    @property
    def wants_whose(self) -> bool:
        """Whether the last word is a bare post or body: «заместитель …», «руководители …»."""
        return listed_kind(self.last_word) is not None and not self.tail.rstrip().endswith((")", "»"))

    def take(self, piece: Piece) -> None:
        self.end = piece.end
        self.ends_with_name = piece.kind is Kind.NAME
        self.waits_for_name = bool(_AND.match(piece.text))
        if piece.kind is Kind.NAME:
            self.has_name = True
        elif self.has_name and (piece.kind is Kind.ONE or _DASH.match(f" {piece.text}")):
            self.posts_after_name += 1


def read_entries(text: str) -> list[str]:
    """The entries of the cell «Ответственные» as written, in order (the contract's section 3)."""
    text = _NEW_LINES.sub("\n", _BLANKS.sub(" ", text)).strip()
    pieces = cut(text)
    entries: list[Entry] = []
    for index, piece in enumerate(pieces):
        if not entries or begins_new(entries[-1], piece, pieces[index + 1 : index + 3]):
            entries.append(Entry(text, piece.start, piece.end, piece.kind))
        entries[-1].take(piece)
    cleaned = (clean(text[entry.start : entry.end]) for entry in entries)
    return [entry for entry in cleaned if entry]


def begins_new(entry: Entry, piece: Piece, following: list[Piece]) -> bool:
    """Whether `piece` begins another entry than the one before it; `following` are the next two pieces."""
    if piece.before == ";":
        return True
    if _goes_on(entry, piece):
        return False
    if piece.kind is Kind.ONE:
        return _post_begins(entry, piece, following)
    if piece.kind is Kind.MANY and _is_post_of_one(entry, piece, following):
        return False
    return _BEGINS[piece.kind](entry, piece)


def _goes_on(entry: Entry, piece: Piece) -> bool:
    """Whether the entry cannot end before `piece`."""
    if piece.before == ",":
        return entry.tail[-1:].isdigit() and _CLASSES.match(piece.text) is not None
    if piece.before == " " and (_AND.match(piece.text) or entry.waits_for_name or _is_whose(entry, piece)):
        return True
    if piece.kind is Kind.NAME and entry.has_name:
        return entry.is_open
    return entry.is_unfinished or _is_wrap(entry, piece)


def clean(entry: str) -> str:
    """An entry with single spaces, without the signs that joined it and the cell's closing full stop."""
    entry = " ".join(entry.split())
    entry = _NUMBERED.sub("", _JOINED_BY_SIGN.sub("", entry).strip(" ,;:–—•*·").removeprefix("-").lstrip())
    entry = re.sub(r"\.{2,}$", ".", entry.removeprefix(".").strip())
    if entry.endswith("-"):
        entry = entry[:-1].rstrip()
    if entry.endswith(".") and not _stop_belongs(entry):
        entry = entry[:-1].rstrip()
    return entry


def _stop_belongs(entry: str) -> bool:
    match = _LAST_WORD.search(entry)
    if match is None:
        return False
    last = match[1]
    return (len(last) == 1 and last.isupper()) or plain(last) in words.CLOSING_ABBREVIATIONS


def _is_wrap(entry: Entry, piece: Piece) -> bool:
    """Whether a line break stands inside one post: «Заместитель⏎директора», «Руководители⏎ОО»."""
    if piece.before != "\n" or entry.has_name or entry.kind not in (Kind.ONE, Kind.MANY, Kind.BODY):
        return False
    first = _first_word(piece.text)
    if piece.kind is Kind.LETTERS:
        return entry.wants_whose and (entry.kind is not Kind.BODY or first in words.SCHOOLS_IN_LETTERS)
    if first not in words.AMBIGUOUS or not piece.text[0].islower():
        return False
    if first in words.MANY:
        return plain(entry.last_word) in words.DEPUTIES
    return entry.wants_whose or entry.kind is not Kind.BODY or first in words.AUTHORITIES


def _is_whose(entry: Entry, piece: Piece) -> bool:
    """«Специалисты Управления образования», «Заместители Директора»: the genitive, for all its capital."""
    first = _first_word(piece.text)
    if entry.has_name or entry.kind not in (Kind.ONE, Kind.MANY, Kind.BODY) or first not in words.AMBIGUOUS:
        return False
    if first in words.MANY:
        return plain(entry.last_word) in words.DEPUTIES
    return entry.wants_whose or first in words.AUTHORITIES


def _name_begins(entry: Entry, piece: Piece) -> bool:
    if piece.before == "," or entry.has_name or entry.kind is Kind.MANY:
        return True
    return piece.before == "\n" and entry.kind is not Kind.ONE


def _post_begins(entry: Entry, piece: Piece, following: list[Piece]) -> bool:
    if not entry.has_name:
        if _is_said_of(entry, piece):
            return False
        return piece.before != " " or (piece.text[0].isupper() and not _is_dotted(entry))
    if entry.is_post_first or (piece.before != " " and _leads_a_name(following)):
        return True
    if piece.before == "\n":
        return piece.text[0].isupper() or entry.posts_after_name > 0
    if entry.posts_after_name == 0 or piece.before == " ":
        return False
    return not _is_role(piece)


def _leads_a_name(following: list[Piece]) -> bool:
    """Whether a name stands right behind the post, and has no post of its own behind it."""
    if not following or following[0].kind is not Kind.NAME or following[0].before != " ":
        return False
    return len(following) == 1 or following[1].kind is not Kind.ONE or following[1].before != ","


def _is_dotted(entry: Entry) -> bool:
    """«соц. Педагог»: the capital stands after an abbreviation only."""
    return is_adjective(entry.last_word) and listed_kind(entry.last_word) is None


def _is_role(piece: Piece) -> bool:
    found = re.findall(r"[А-Яа-яЁё]+", piece.text[:80])
    return any(plain(word) in words.ROLES for word in found[:2])


def _is_said_of(entry: Entry, piece: Piece) -> bool:
    """«специалисты, ответственные за питание»: said of those who stand before."""
    if piece.before == " " and piece.text[0].islower() and not entry.has_name:
        return True
    if not plain(piece.text).startswith(("ответственные за ", "ответственный за ")):
        return False
    return _first_word(entry.text[entry.start : entry.start + _TAIL]) in words.WORKERS


def _is_post_of_one(entry: Entry, piece: Piece, following: list[Piece]) -> bool:
    """«Озерову Л.П., директора МБОУ СОШ № 5»: a post in an oblique case, which looks like several people."""
    if not entry.has_name or entry.posts_after_name or piece.before != ",":
        return False
    if following and following[0].text[0] in "№0123456789":
        return False
    names_one = len(school_numbers(piece.text)) == 1 or "«" in piece.text or '"' in piece.text
    return names_one and _first_word(piece.text) in words.AMBIGUOUS


def _first_word(text: str) -> str:
    return plain(re.split(r"[^А-Яа-яЁё-]", text, maxsplit=1)[0])


def _goes_on_with_areas(entry: Entry, piece: Piece) -> bool:
    """«Заместители директора по УВР, ВР»: the letters are one more area of the same post."""
    first = _first_word(piece.text)
    if first in words.SUBJECTS:
        return (
            _first_word(entry.text[entry.start : entry.start + _TAIL]) in words.TEACHERS
            and not entry.has_name
        )
    last = _LETTERS_LAST.search(entry.tail)
    return last is not None and plain(last[0]) in words.AREAS and first in words.AREAS


def _letters_begin(entry: Entry, piece: Piece) -> bool:
    """Letters after a separator; after a name and a space only schools: «Озерова Л.П. ОО»."""
    if piece.before == " ":
        return entry.ends_with_name and plain(piece.text) in words.SCHOOLS_IN_LETTERS
    return not _goes_on_with_areas(entry, piece)


def _rest_begins(entry: Entry, piece: Piece) -> bool:
    """An unknown word after a comma: «директор, сторожа»; but «отдел культуры, спорта» goes on."""
    first = _first_word(piece.text)
    if piece.before != "," or not first or piece.text[0] != piece.text[0].lower():
        return False
    if first in words.GOING_ON | words.OPEN_WORDS or first.endswith(words.OBLIQUE_ADJECTIVES):
        return False
    if entry.has_name:
        return entry.is_post_first and entry.ends_with_name
    return (
        entry.tail.endswith((")", "»"))
        or listed_kind(entry.last_word) is not None
        or entry.last_word.isupper()
    )


def _body_begins(entry: Entry, piece: Piece) -> bool:
    return piece.before != " " or entry.has_name or entry.kind is Kind.MANY


_BEGINS: dict[Kind, Callable[[Entry, Piece], bool]] = {
    Kind.NAME: _name_begins,
    Kind.MANY: lambda entry, piece: not _is_said_of(entry, piece),
    Kind.BODY: _body_begins,
    Kind.LETTERS: _letters_begin,
    Kind.CAPITAL: lambda _, piece: piece.before != " ",
    Kind.CLAUSE: lambda *_: False,
    Kind.REST: _rest_begins,
}
