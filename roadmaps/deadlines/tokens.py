"""A plain phrase cut into tokens: numbers, numeric dates, words with a meaning, marks."""

import re
from typing import NamedTuple

from roadmaps.deadlines import kinds
from roadmaps.deadlines.normalise import Plain
from roadmaps.deadlines.phrases import PHRASES
from roadmaps.deadlines.slips import GLUED, meaning_of, spelt
from roadmaps.deadlines.words import TENS

ENDING = "ого|го|ому|му|ое|е|ый|ой|й|ая|я|ую|ю|ых|х|ым|м|ти"
SCAN = re.compile(
    rf"""
    (?P<word>[^\W\d_]+)
  | (?P<full>(?<![0-9])(?<![0-9]\.)[0-9]{{1,2}}(?P<point>[./])[0-9]{{1,2}}(?P=point)
      [0-9]{{2}}(?:[0-9]{{2}})?(?![0-9]))
  | (?P<spaced>(?<![0-9])(?<![0-9]\.)[0-9]{{1,2}}\ ?\.\ ?[0-9]{{1,2}}\ ?\.\ ?[0-9]{{4}}(?![0-9]))
  | (?P<joined>(?<![0-9])(?<![0-9][-,])[0-9]{{2}}(?P<join>[-,])[0-9]{{2}}(?P=join)[0-9]{{4}}(?![0-9]))
  | (?P<iso>(?<![0-9])[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![0-9]))
  | (?P<month>(?<![0-9])(?<![0-9]\.)[0-9]{{2}}\.[0-9]{{4}}(?![0-9]))
  | (?P<clock>[0-9]{{1,2}}:[0-9]{{2}}(?![0-9]))
  | (?P<short>(?<![0-9])(?<![0-9]\.)[0-9]{{1,2}}\.[0-9]{{1,2}}(?![0-9])(?!\.[0-9]))
  | (?P<number>(?P<digits>[0-9]+)(?:-?(?:{ENDING})\b)?)
  | (?P<quoted>["«„“']\ ?(?P<inner>[0-9]{{1,2}})\ ?["»“”'])
  | (?P<blank>_{{2,}})
  | (?P<line>\n)
  | (?P<mark>[^\s.])
    """,
    re.VERBOSE,
)
MARKS = {
    ",": kinds.COMMA,
    "/": kinds.SLASH,
    ";": kinds.BREAK,
    "-": kinds.DASH,
    ":": kinds.COLON,
    **dict.fromkeys("([{", kinds.OPEN),
    **dict.fromkeys(")]}", kinds.CLOSE),
    "№": kinds.BINDER,
    "#": kinds.BINDER,
}
LONGEST_NUMBER = 4
LEAST_TEN = 10
BEFORE_DATE = frozenset({"до", "с", "со"})
TIME_WORDS = frozenset({"в", "во"})
RANGE_KINDS = frozenset({kinds.DASH, kinds.UNTIL, kinds.BY})
# A line break after the first of these, or before the second, is only a wrap.
UNFINISHED = (
    kinds.PREPOSITIONS
    | kinds.QUALIFIERS
    | {
        kinds.WORD,
        kinds.SCHOOL,
        kinds.CARDINAL,
        kinds.ORDINAL,
        kinds.LEAST,
        kinds.TIMES,
        kinds.NEXT,
        kinds.EDGE,
    }
)
FINISHING = frozenset({kinds.YEAR, kinds.UNIT, kinds.DAY_OF_MONTH, kinds.TIMES, kinds.WORD, kinds.CLOSE})
AFTER_DAY = frozenset({kinds.MONTH, kinds.BY})
TRAILING = frozenset({kinds.COMMA, kinds.BREAK, kinds.DASH, kinds.COLON})
ORDINAL_ENDINGS = frozenset(ENDING.split("|"))


class Token(NamedTuple):
    """A piece of the phrase with its meaning and its place in the plain text."""

    kind: str
    text: str
    start: int
    end: int
    number: int = 0
    unit: str = ""
    date: tuple[int, int, int] = (0, 0, 0)
    """Day, month, year as written in figures; 0 for what is not written."""


LAST = Token(kinds.END, "", 0, 0)


def tokens_of(plain: Plain) -> list[Token]:
    """Cut the phrase into tokens; phrases that mean one thing become one token; an END closes the list."""
    text = plain.text
    scanned: list[Token] = []
    for match in SCAN.finditer(text):
        start, end = match.span()
        kind, end_of_word = match.lastgroup, end + text.startswith(".", end)
        if kind == "word":
            _scan_word(match.group(), start, end_of_word, scanned)
        elif kind == "mark":
            mark = match.group()
            scanned.append(Token(MARKS.get(mark, kinds.SIGN), mark, start, end_of_word))
        else:
            _scan(str(kind), match, start, end_of_word, scanned)
    while scanned and scanned[-1].kind in TRAILING:
        scanned.pop()
    tokens = _merged(_unwrapped(scanned) if "\n" in text else scanned)
    tokens += [LAST] * 3
    return tokens


def _scan(kind: str, match: re.Match[str], start: int, end: int, into: list[Token]) -> None:
    word = match.group()
    if kind == "number":
        _scan_number(match.group("digits"), start, end, into)
    elif kind == "quoted":
        _scan_number(match.group("inner"), start, end, into)
    elif kind == "blank":
        into.append(Token(kinds.BLANK, word, start, end))
    elif kind == "line":
        into.append(Token(kinds.BREAK, word, start, end))
    elif kind == "clock":
        into.append(Token(kinds.TIME, word, start, end))
    else:
        into.append(_date(kind, word, start, end, into))


def _scan_word(word: str, start: int, end: int, into: list[Token]) -> None:
    meaning = meaning_of(word)
    if meaning.kind == kinds.WORD:
        if word in ORDINAL_ENDINGS and len(into) > 1 and _follows_ordinal(into, start):
            into[-2:] = [into[-2]._replace(end=end)]
            return
        front = GLUED.get(word)
        if front:
            _scan_word(word[:front], start, start + front, into)
            _scan_word(word[front:], start + front, end, into)
            return
        word = spelt(word)
    elif meaning.kind == kinds.ORDINAL and into and into[-1].text in TENS and meaning.number < LEAST_TEN:
        tens = into.pop()
        into.append(tens._replace(kind=kinds.ORDINAL, end=end, number=tens.number + meaning.number))
        return
    into.append(Token(meaning.kind, word, start, end, meaning.number, meaning.unit))


def _follows_ordinal(tokens: list[Token], start: int) -> bool:
    """Is what follows «I-» without a space the ending of the ordinal?"""
    ordinal, dash = tokens[-2:]
    return ordinal.kind == kinds.ORDINAL and dash.kind == kinds.DASH and ordinal.end + 1 == start


def _scan_number(digits: str, start: int, end: int, into: list[Token]) -> None:
    if len(digits) > LONGEST_NUMBER:
        into.append(Token(kinds.LONG_NUMBER, digits, start, end))
    else:
        into.append(Token(kinds.NUMBER, digits, start, end, int(digits)))


def _date(kind: str, word: str, start: int, end: int, before: list[Token]) -> Token:
    """Make a token of «31.08.2023», «31.08.23», «31.08», «09.2023» or «2023-08-31»; «15.00» is a time."""
    numbers = [int(part) for part in re.split(r"[-.,/ ]+", word)]
    if kind == "iso":
        numbers.reverse()
    elif kind == "month":
        numbers.insert(0, 0)
    elif kind == "short":
        return _short_date(word, numbers, start, end, before)
    day, month, year = numbers
    if kind != "month" and not day:
        month = 0  # «00.05.2023» is not the whole of May
    return Token(kinds.DATE, word, start, end, date=(day, month, year if year > 99 else 2000 + year))


def _short_date(word: str, numbers: list[int], start: int, end: int, before: list[Token]) -> Token:
    """Make a date of «18.02», and of «1.9» only after «до», «с»: elsewhere that is a number of a plan."""
    day, month = numbers
    last = before[-1] if before else LAST
    timely = last.text in TIME_WORDS or (
        last.kind in RANGE_KINDS and len(before) > 1 and before[-2].kind == kinds.TIME
    )
    two_digits = word[-3] == "."
    if not timely and 1 <= day <= 31 and 1 <= month <= 12 and (two_digits or last.text in BEFORE_DATE):
        return Token(kinds.DATE, word, start, end, date=(day, month, 0))
    return Token(kinds.TIME if two_digits else kinds.SIGN, word, start, end)


def _unwrapped(scanned: list[Token]) -> list[Token]:
    """Drop the line breaks that only wrap one date or one remark: «до\\n1 мая», «учебного\\nгода»."""
    tokens: list[Token] = []
    for token, after in zip(scanned, [*scanned[1:], LAST], strict=False):
        if token.text == "\n" and tokens:
            before = tokens[-1]
            is_dash = before.kind == kinds.DASH and len(tokens) > 1 and tokens[-2].text != "\n"
            is_day = before.kind == kinds.NUMBER and len(before.text) <= 2 and after.kind in AFTER_DAY
            if is_dash or is_day or before.kind in UNFINISHED or after.kind in FINISHING:
                continue
        tokens.append(token)
    return tokens


def _merged(scanned: list[Token]) -> list[Token]:
    """Join the words of the phrases in the table into one token each."""
    tokens: list[Token] = []
    index, last = 0, len(scanned) - 1
    while index <= last:
        token = scanned[index]
        index += 1
        seconds = PHRASES.get(token.text)
        tails = seconds.get(scanned[index].text) if seconds and index <= last else None
        if tails:
            for rest, meaning in tails:
                end = index + 1 + len(rest)
                if not rest or tuple(word.text for word in scanned[index + 1 : end]) == rest:
                    text = " ".join(word.text for word in scanned[index - 1 : end])
                    token = Token(meaning.kind, text, token.start, scanned[end - 1].end, 0, meaning.unit)
                    index = end
                    break
        tokens.append(token)
    return tokens
