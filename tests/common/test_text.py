"""What the typograph does to names and titles, and how numbers are written."""

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from common import text

# «_» stands for a no-break space.
TYPESET = [
    ("СОШ №25", "СОШ №_25"),
    ("приказ № 412", "приказ №_412"),
    ("Провести в школах и по итогам", "Провести в_школах и_по_итогам"),
    ("В школе", "В_школе"),
    ("для учителей", "для_учителей"),
    ("4 дня назад", "4_дня назад"),
    ("Не менее 9 практикумов", "Не_менее 9_практикумов"),
    ("до 20 ноября 2026 г.", "до_20_ноября 2026_г."),
    ("Охват 82 %", "Охват 82_%"),
    ("Охват 82%", "Охват 82_%"),
    ("1 250 школ", "1_250_школ"),
    ("I четверть", "I_четверть"),
    ("Ветрова М.О.", "Ветрова_М._О."),
    ("Ветрова М. О. Жданова Е. П.", "Ветрова_М._О._Жданова_Е._П."),
    ("В.И.Ленина", "В._И._Ленина"),
    ('лицей "Успех"', "лицей «Успех»"),
    ('"Точка роста": план', "«Точка роста»: план"),
    ('(группа "А")', "(группа «А»)"),
    ("сентябрь - май", "сентябрь_– май"),
    ("1 сентября – 31 октября", "1_сентября_– 31_октября"),
    ("Школа - центр", "Школа_— центр"),
    ("2024-2026 годы", "2024–2026_годы"),
    ("5-11 классы", "5–11_классы"),
    ("письмо № 01-12", "письмо №_01-12"),
    ("приказ № 5-11", "приказ №_5-11"),
    ("телефон 8 (000) 000-21-14", "телефон 8 (000) 000-21-14"),
    ("2026-11-24", "2026-11-24"),
    ("г. Георгиевск", "г._Георгиевск"),
    ("учителя-предметники", "учителя-предметники"),
    ("ОГЭ и ЕГЭ", "ОГЭ и_ЕГЭ"),
    ("https://edu.example/a-1", "https://edu.example/a-1"),
    ("", ""),
]


@pytest.mark.parametrize(("written", "printed"), TYPESET)
def test_typograph_sets_russian_text(written: str, printed: str) -> None:
    assert text.typograph(written) == printed.replace("_", text.NBSP)


@pytest.mark.parametrize("written", [written for written, _printed in TYPESET])
def test_text_that_is_set_stays_as_it_is(written: str) -> None:
    once = text.typograph(written)
    assert text.typograph(once) == once


def test_english_text_gets_english_quotation_marks() -> None:
    assert text.typograph('the "red" zone') == "the “red” zone"


def test_the_filter_leaves_escaping_as_it_was() -> None:
    page = Template("{% load portal %}{{ raw|typograph }} {{ ready|typograph }}")
    ready = mark_safe('<b class="x">"А" в школе</b>')
    shown = page.render(Context({"raw": '<b>"А" в школе</b>', "ready": ready}))
    expected = '&lt;b&gt;«А» в_школе&lt;/b&gt; <b class="x">«А» в_школе</b>'
    assert shown == expected.replace("_", text.NBSP)


@pytest.mark.parametrize(
    ("count", "form"),
    [
        (1, "дело"),
        (2, "дела"),
        (5, "дел"),
        (6, "дел"),
        (11, "дел"),
        (12, "дел"),
        (21, "дело"),
        (104, "дела"),
        (111, "дел"),
    ],
)
def test_russian_has_three_forms(count: int, form: str) -> None:
    assert text.plural(count, "дело", "дела", "дел") == form


@pytest.mark.parametrize(
    ("value", "places", "russian", "english"),
    [
        (1250, None, "1_250", "1,250"),
        (62.5, None, "62,5", "62.5"),
        (62.0, None, "62", "62"),
        (62, 1, "62,0", "62.0"),
        (-5.6, None, "−5,6", "−5.6"),
        (1234567, None, "1_234_567", "1,234,567"),
        (0, None, "0", "0"),
    ],
)
def test_numbers_are_written_in_the_language(
    value: float, places: int | None, russian: str, english: str
) -> None:
    assert text.number(value, places=places) == russian.replace("_", text.NBSP)
    assert text.number(value, places=places, language="en") == english


def test_per_cent_stands_off_in_russian_only() -> None:
    assert (text.percent(81.5), text.percent(81.5, language="en")) == (f"82{text.NBSP}%", "82%")


@pytest.mark.parametrize(
    ("name", "short", "letters"),
    [
        ("Ветрова Мария Олеговна", "Ветрова_М._О.", "МВ"),
        ("Ветрова М. О.", "Ветрова_М._О.", "МВ"),
        ("Ветрова М.О.", "Ветрова_М._О.", "МВ"),
        ("Ли Анна", "Ли_А.", "АЛ"),
        ("vetrova@uo.example", "vetrova@uo.example", "VE"),
        ("", "", ""),
    ],
)
def test_a_name_is_shortened_surname_first(name: str, short: str, letters: str) -> None:
    assert text.initials(name) == short.replace("_", text.NBSP)
    assert text.monogram(name) == letters
