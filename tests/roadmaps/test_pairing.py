"""Rows of a newer text find their pairs, in long lists too, and few titles are compared by their letters."""

import difflib
import random

import pytest

from roadmaps.services.likeness import MOST_LETTERS
from roadmaps.services.pairing import paired

WORDS = """
    провести анализ мониторинг школ низкими результатами педагогов совещание директоров подготовка аттестации
    разработка плана контроль преподавания математики русского языка семинар практикум консультация родителей
""".split()  # noqa: SIM905


def plan(count, seed):
    chance = random.Random(seed)
    rows = [
        {
            "pk": place,
            "section": str(place // 10),
            "number": str(place % 10),
            "title": " ".join(chance.choices(WORDS, k=12)),
        }
        for place in range(count)
    ]
    return {"activities": rows, "sections": []}


@pytest.fixture
def compared(monkeypatch):
    """Counts the titles that are compared letter by letter."""
    calls = []
    ratio = difflib.SequenceMatcher.ratio
    monkeypatch.setattr(difflib.SequenceMatcher, "ratio", lambda self: (calls.append(1), ratio(self))[1])
    return calls


def test_rows_renumbered_with_a_word_changed_find_their_pairs_in_a_long_plan(compared):
    before = plan(600, 1)
    rows = [
        {
            **row,
            "number": f"{row['section']}.7",
            "title": row["title"].replace(row["title"].split()[5], "иначе", 1),
        }
        for row in before["activities"]
    ]
    after = paired(standing(before), {"activities": rows, "sections": []})
    assert [row["pk"] for row in after["activities"]] == list(range(600))
    assert len(compared) <= MOST_LETTERS


def test_a_plan_of_which_every_title_is_another_is_compared_with_few_of_the_old(compared):
    before = plan(600, 1)
    paired(standing(before), plan(600, 2))
    assert len(compared) <= MOST_LETTERS


def test_of_two_rows_the_one_that_is_more_alike_is_the_pair_whatever_its_number():
    titles = ["Провести опрос родителей пятых классов", "Провести опрос учителей начальной школы"]
    rows = [{"pk": place, "number": str(place + 1), "title": title} for place, title in enumerate(titles)]
    fresh = [{"number": "1", "title": "Провести опрос учителей начальной школы весной"}]
    after = paired(standing({"activities": rows, "sections": []}), {"activities": fresh, "sections": []})
    assert after["activities"][0]["pk"] == 1


def standing(content):
    return {**content, "activities": [{**row, "stands_in": None} for row in content["activities"]]}
