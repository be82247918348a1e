"""Two texts side by side, and two edits of one text put together."""

import difflib
import random

import pytest

from common.differences import marked, merged


@pytest.mark.parametrize(
    ("text", "beside", "changed"),
    [
        ("до 20 ноября", "до 20 ноября", []),
        ("до 4 декабря 2026 г.", "до 20 ноября 2026 г.", ["4 декабря"]),
        ("Провести входную диагностику", "Провести диагностику", ["входную"]),
        ("языка, математики и физики", "языка и математики", [", математики", "физики"]),
        ("", "что-нибудь", []),
        ("новое", "", ["новое"]),
    ],
)
def test_what_differs_is_marked_by_words(text: str, beside: str, changed: list[str]):
    pieces = marked(text, beside=beside)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.is_changed] == changed


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("до 1 мая", "до 1 мая", "до 2 мая", "до 2 мая"),
        ("один два три", "ноль один два три", "один два три четыре", "ноль один два три четыре"),
        ("один два три", "один три", "один два три четыре", "один три четыре"),
        ("один два", "один 2", "один 2", "один 2"),
        ("один два", "один 2", "один II", None),
        ("один", "один два", "один три", None),
        ("", "моё", "твоё", None),
    ],
)
def test_two_edits_are_merged_unless_they_touch_the_same_words(
    base: str, mine: str, theirs: str, both: str | None
):
    assert merged(base, mine, theirs) == both


class Counted(difflib.SequenceMatcher):
    """The matcher that counts the pairs of words it looks at."""

    looked = 0

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        Counted.looked += sum(1 + len(self.b2j.get(word, ())) for word in self.a[alo:ahi])
        return super().find_longest_match(alo, ahi, blo, bhi)


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> type[Counted]:
    monkeypatch.setattr("common.differences.difflib.SequenceMatcher", Counted)
    monkeypatch.setattr(Counted, "looked", 0)
    return Counted


def long_text(kind: str, count: int, seed: int) -> str:
    """So many words in sentences, a table of figures, or letters."""
    chance = random.Random(seed)
    voices = {
        "words": lambda: (
            "".join(chance.choices("абвгдежзиклмнопрст", k=5)) + chance.choice(["", "", "", ",", "."])
        ),
        "few words": lambda: f"слово{chance.randrange(300)}",
        "figures": lambda: f"{chance.randrange(100)}\t",
        "letters": lambda: chance.choice("абвгд"),
        "one word": lambda: "и",
    }
    return " ".join(voices[kind]() for _ in range(count))


@pytest.mark.parametrize("kind", ["words", "few words", "figures", "letters", "one word"])
@pytest.mark.parametrize("count", [150, 2_000, 20_000])
def test_unlike_texts_of_any_length_are_compared_in_bounded_work(
    looked: type[Counted], kind: str, count: int
):
    text, beside = long_text(kind, count, seed=1), long_text(kind, count + 1, seed=2)
    pieces = marked(text, beside=beside)
    assert "".join(piece.text for piece in pieces) == text
    merged(text, beside, "другое " + text)
    assert looked.looked < 3_000_000


@pytest.mark.parametrize("count", [1_000, 10_000])
def test_little_changes_of_a_long_text_stay_little(count: int):
    words = long_text("words", count, seed=3).split(" ")
    mine = [*words[: count // 4], "первое", *words[count // 4 : -count // 4], "второе", *words[-count // 4 :]]
    pieces = marked(" ".join(mine), beside=" ".join(words))
    changed = [piece.text for piece in pieces if piece.is_changed]
    assert [text.strip() for text in changed] == ["первое", "второе"]


def test_two_edits_of_a_long_text_are_merged():
    words = long_text("words", 20_000, seed=3).split(" ")
    mine, theirs = ["моё", *words], [*words, "твоё"]
    assert merged(" ".join(words), " ".join(mine), " ".join(theirs)) == " ".join([*mine, "твоё"])
