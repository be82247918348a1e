"""What holds of every cell: no exception, no word lost, and the same entries however it is typed."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps.responsibles import parse_name, split_entries

LINES = (
    "Озерова_Л.П. С.Д._Туманов Озеров-Луговой_С._Д. Лидия Павловна И.И. директор Директора школы № 5 СОШ ОО",
    "методисты Заместитель по УВР ВР руководители ОО, УО; Отдел образования, администрации района педагоги",
    "(по_согласованию) «Центр, образования» осуществляющие надзор, и , ; \n – - . ) ( « зам. кл. классные",
    "Управления Совет школьные координаторы директорам 9, 11 классов имени",
)
WORDS = [word.replace("_", " ") for line in LINES for word in line.split(" ")]
CELLS = st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join)
# Between two names of one entry: «и», a preposition, brackets.
JOINING = r"\b(и|по|имени)\b|[(«№-]"
LETTERS = re.compile(r"[^\W\d_]+")


def letters(text):
    return LETTERS.findall(text)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises_anything(text):
    for entry in split_entries(text):
        parse_name(entry)


@settings(deadline=None, max_examples=300)
@given(CELLS)
def test_every_word_is_in_one_entry_in_the_order_of_the_cell(text):
    assert letters(" ".join(split_entries(text))) == letters(text)


@settings(deadline=None, max_examples=300)
@given(st.one_of(CELLS, st.text("абвАБВ ,;.\n()«»-№1", max_size=80)))
def test_an_entry_stands_in_the_cell_as_written_and_is_never_empty(text):
    line = " ".join(text.split())
    place = 0
    for entry in split_entries(text):
        assert entry == " ".join(entry.split()) != ""
        place = line.index(entry.rstrip("."), place) + 1


@settings(deadline=None, max_examples=300)
@given(CELLS)
def test_an_entry_holds_one_person_at_most_unless_a_word_between_joins_them(text):
    for entry in split_entries(text):
        found = re.findall(r"Озеров\w* Л\.П\.|С\.Д\. Туманов", entry)
        assert len(found) <= 1 or re.search(JOINING, entry, re.IGNORECASE)


@settings(deadline=None, max_examples=300)
@given(CELLS)
def test_spaces_and_a_closing_comma_change_nothing(text):
    plain = split_entries(text)
    assert split_entries(f"  {text} ,") == plain
    assert split_entries(text.replace(" ", "  ")) == plain
    assert split_entries(text.replace(" ", "\u00a0")) == plain


@settings(deadline=None)
@given(CELLS)
def test_what_is_read_twice_is_the_same(text):
    assert split_entries(text) == split_entries(text)
