"""A phrase in plain form: small letters, «ё» as «е», one kind of dash and of space."""

from typing import NamedTuple

DASHES = "‐‑‒–—―−⁃﹘﹣－~～"
SPACES = "\t\v\f\x1c\x1d\x1e\x1f\u0085\u00a0\u1680\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
BREAKS = "\r\u2028\u2029"
DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0306\u0308\u0301"
COMPOSED = {("и", "\u0306"): "й", ("И", "\u0306"): "Й"}
PLAIN = str.maketrans(
    {
        **dict.fromkeys(DASHES, "-"),
        **dict.fromkeys(SPACES, " "),
        **dict.fromkeys(BREAKS, "\n"),
        "ё": "е",
        "і": "i",
    }
)
RARE = frozenset(DROPPED)


class Plain(NamedTuple):
    """The plain text, and where each of its characters stands in the original (None: in the same place)."""

    text: str
    places: list[int] | None

    def place(self, index: int) -> int:
        """Return the place in the original of a character of the plain text."""
        return index if self.places is None else self.places[index]


def plain(text: str) -> Plain:
    """Bring a phrase into plain form; any string will do."""
    places = None
    if not RARE.isdisjoint(text):
        text, places = _without_rare(text)
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return Plain(lower.translate(PLAIN), places)


def one_line(text: str) -> str:
    """Return the text with one space for any run of white space, and none at the ends."""
    return " ".join(text.split())


def _without_rare(text: str) -> tuple[str, list[int]]:
    """Drop soft hyphens, zero-width characters and accents; compose the letters that are written in two."""
    letters: list[str] = []
    places: list[int] = []
    for index, letter in enumerate(text):
        if letter not in RARE:
            letters.append(letter)
            places.append(index)
        elif letters and (letters[-1], letter) in COMPOSED:
            letters[-1] = COMPOSED[letters[-1], letter]
    places.append(len(text))
    return "".join(letters), places
