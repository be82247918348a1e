"""Two texts side by side, and two edits of one text put together."""

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
