"""Orders that nobody has written, in many hands: what is read is what was written, value for value."""

import re

import pytest

from roadmaps.documents import read_document
from tests.roadmaps.orders import hands
from tests.roadmaps.orders.comparing import compare, lost_words, shown_text
from tests.roadmaps.orders.writing import write_order

SEEDS = range(60)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_order_is_read_as_it_was_written(seed):
    data, said, style = write_order(seed)
    found = read_document(data, "приказ.docx").to_dict()
    wrong = [result[:3] for result in compare(said, found) if not result[3]]
    assert not wrong, style


@pytest.mark.parametrize("seed", SEEDS)
def test_no_word_of_an_order_is_lost(seed):
    data, _, style = write_order(seed)
    found = read_document(data, "приказ.docx").to_dict()
    lost = lost_words(shown_text(data), found)
    headings = " ".join(heading for _, heading in style.columns) + " Итоги работы Значения показателя"
    assert not {word for word in lost if word not in re.findall(r"\w{3,}", headings.lower())}


@pytest.mark.parametrize("town", hands.WRITTEN)
def test_a_plan_written_by_hand_is_read_as_it_was_meant(town):
    data, said = hands.WRITTEN[town]()
    found = read_document(data, "приказ.docx").to_dict()
    assert not [result[:3] for result in compare(said, found) if not result[3]]
    assert sum(lost_words(shown_text(data), found).values()) <= 2
