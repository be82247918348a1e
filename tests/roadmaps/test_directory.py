"""Entries of the responsibles as orders write them, found among people, groups and schools."""

import pytest

from roadmaps.choices import ResponsibleKind
from roadmaps.services.directory import Directory, Meaning
from schools.choices import GroupRule, Role
from schools.models import Person, School
from tests.cast import Cast
from tests.factories import GroupFactory, PersonFactory, PositionFactory, SchoolFactory


def person(cast: Cast, names: str, school: School | None = None) -> Person:
    surname, first_name, patronymic = names.split()
    found: Person = PersonFactory(
        municipality=cast.municipality, surname=surname, first_name=first_name, patronymic=patronymic
    )
    PositionFactory(person=found, role=Role.DIRECTOR if school else Role.SPECIALIST, school=school)
    return found


@pytest.fixture
def town(cast: Cast) -> dict[str, Person]:
    """People whose names orders write in every way."""
    for number in ("18", "19", "25", "28"):
        SchoolFactory(municipality=cast.municipality, name=f"СОШ № {number}", number=number)
    school = School.objects.get(number="25")
    SchoolFactory(municipality=cast.municipality, name="Гимназия № 25", number="25")
    names = (
        "Челябинов Игорь Тимофеевич",
        "Мирошниченко Светлана Викторовна",
        "Ковалёва Виктория Юрьевна",
        "Ловенецкая Ирина Витальевна",
        "Жданова Елена Павловна",
        "Жданова Екатерина Юрьевна",
        "Озеров Лев Петрович",
    )
    people = {each.split()[0] + each.split()[1][:2]: person(cast, each) for each in names}
    return {**people, "Рогозин": person(cast, "Рогозин Андрей Сергеевич", school)}


def meaning(cast: Cast, entry: str) -> Meaning:
    return Directory(cast.municipality).meaning(entry)


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ("Челябинов И.Т.", "ЧелябиновИг"),
        ("Челябинову И.Т.", "ЧелябиновИг"),
        ("И. Т. Челябиновым", "ЧелябиновИг"),
        ("С.В. Мирошниченко", "МирошниченкоСв"),
        ("МИРОШНИЧЕНКО С.В.", "МирошниченкоСв"),
        ("Ковалева Виктория Юрьевна", "КовалёваВи"),
        ("Ковалевой Виктории Юрьевне", "КовалёваВи"),
        ("Ковалёву В. Ю.", "КовалёваВи"),
        ("Ловенецкой И.В.", "ЛовенецкаяИр"),
        ("Ловенецкая Ирина Витальевна, методист ТМЦ", "ЛовенецкаяИр"),
        ("Жданова Е.П.", "ЖдановаЕл"),
        ("Озерову Л.П., директора", "ОзеровЛе"),
    ],
)
def test_a_name_is_known_in_any_order_and_grammatical_case(
    cast: Cast, town: dict[str, Person], entry: str, key: str
):
    found = meaning(cast, entry)
    assert (found.kind, found.person) == (ResponsibleKind.PERSON, town[key])


@pytest.mark.parametrize(
    "entry",
    [
        "Жданова Е.",  # two of them
        "Ковалев В.Ю.",  # only a woman is called so
        "Озерова Л.П.",  # the genitive of a man, or a woman whom nobody knows
        "Челябанов И.Т.",  # one letter away
        "Челябинов Т.И.",  # other initials
        "Сидоров К.К.",
        "Рогозин А.С., директор МБОУ СОШ №18",  # works elsewhere
        "команды школ (СОШ №18, №77)",  # no such school
        "Клуб садоводов",
    ],
)
def test_what_may_be_somebody_else_is_a_doubt(cast: Cast, town: dict[str, Person], entry: str):
    assert meaning(cast, entry).kind == ResponsibleKind.DOUBT


def test_a_person_is_named_with_the_school(cast: Cast, town: dict[str, Person]):
    found = meaning(cast, "Рогозин А.С., директор МБОУ СОШ №25")
    assert (found.person, [school.name for school in found.schools]) == (town["Рогозин"], ["СОШ № 25"])


def test_of_two_namesakes_the_one_of_the_school_named_is_meant(cast: Cast, town: dict[str, Person]):
    school = School.objects.get(number="18")
    there = person(cast, "Рогозин Антон Семёнович", school)
    assert meaning(cast, "Рогозин А.С.").kind == ResponsibleKind.DOUBT
    assert meaning(cast, "Рогозин А.С., директор СОШ № 18").person == there


def test_several_schools_are_named_by_their_numbers(cast: Cast, town: dict[str, Person]):
    found = meaning(cast, "4 управленческие команды школ (СОШ №18, №19, №25, №28)")
    assert found.kind == ResponsibleKind.SCHOOLS
    assert [school.name for school in found.schools] == ["СОШ № 18", "СОШ № 19", "СОШ № 25", "СОШ № 28"]
    assert [school.name for school in meaning(cast, "Гимназия №25").schools] == ["Гимназия № 25"]


def test_a_school_without_a_number_is_known_by_its_name(cast: Cast):
    SchoolFactory(municipality=cast.municipality, name="ООШ с. Ключи")
    found = meaning(cast, "Администрация МБОУ ООШ с. Ключи")
    assert [school.name for school in found.schools] == ["ООШ с. Ключи"]


def test_a_group_is_known_by_the_departments_own_spellings_in_any_case(cast: Cast):
    working = GroupFactory(
        municipality=cast.municipality,
        name="Члены рабочей группы",
        rule=GroupRule.LIST,
        spellings=["Специалисты УО"],
    )
    for entry in ("члены рабочей группы", "Членам рабочей группы", "специалисты УО", "Специалистам УО"):
        assert meaning(cast, entry).group == working
    assert meaning(cast, "Директора ОО").group == cast.directors
