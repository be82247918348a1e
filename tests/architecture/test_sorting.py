"""Russian words sort and are found alike on SQLite and on PostgreSQL: the same list passes on both."""

import random
from collections.abc import Callable

import pytest
from django.db.models import QuerySet

from schools.models import School
from tests.factories import MunicipalityFactory, SchoolFactory

# As PostgreSQL sorts by ru-RU-x-icu: marks, digits, Cyrillic (ё with е, й after и), Latin; № counts as «no».
SORTED = [
    "_",
    "-",
    "«Альфа»",
    "(Б)",
    "1 школа",
    "10",
    "10 школа",
    "2 школа",
    "9",
    "а",
    "А 1",
    "А-1",
    "А1",
    "альфа",
    "Альфа",
    "Б",
    "д'Артур",
    "д’Артур",
    "дАртур",
    "еж",
    "Еж",
    "ёж",
    "Ёж",
    "ежевика",
    "ёлка",
    "елки",
    "Ёлкина",
    "Елкина О",
    "Ёлкина П",
    "иванов",
    "ИВАНОВ",
    "Иванов Пётр",
    "Иванов-Петров",
    "Ивановна",
    "Иваново",
    "Й",
    "йод",
    "Ключи",
    "ООШ с Ключи",
    "ООШ с. Ключи",
    "ООШ, с. Ключи",
    "СОШ 3",
    "СОШ № 12",
    "СОШ № 3",
    "СОШ № 3 г",
    "СОШ №12",
    "СОШ №3",
    "щ",
    "Щ",
    "Щёлково",
    "Ъ",
    "Эхо",
    "Яблоневая",
    "é",
    "É",
    "f",
    "lyceum",
    "№ 1",
    "№10",
    "School",
    "z",
    "Z",
]


@pytest.fixture
def register(db: None, everywhere: None) -> Callable[[list[str]], QuerySet[School]]:
    """Give a function: names → the register of a municipality with schools of these names."""

    def schools(names: list[str]) -> QuerySet[School]:
        municipality = MunicipalityFactory()
        for name in names:
            SchoolFactory(municipality=municipality, name=name)
        return School.objects.filter(municipality=municipality).order_by("name")

    return schools


Register = Callable[[list[str]], QuerySet[School]]


@pytest.mark.parametrize("seed", range(3))
def test_russian_words_sort_as_in_a_register(register: Register, seed: int) -> None:
    shuffled = random.Random(seed).sample(SORTED, len(SORTED))
    assert list(register(shuffled).values_list("name", flat=True)) == SORTED


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("ЁЛК", ["ёлка", "Ёлкина", "Ёлкина П", "Щёлково"]),
        ("щ", ["щ", "Щ", "Щёлково"]),
        ("сош № ", ["СОШ № 12", "СОШ № 3", "СОШ № 3 г"]),
        ("100%", []),
        ("_", ["_"]),
        ("YCEU", ["lyceum"]),
    ],
)
def test_russian_words_are_found_in_any_case(register: Register, asked: str, found: list[str]) -> None:
    matching = register(SORTED).filter(name__icontains=asked)
    assert sorted(matching.values_list("name", flat=True)) == sorted(found)
