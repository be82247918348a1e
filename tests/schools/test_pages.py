"""Pages of schools, people and groups: who sees which rows, filters, forms, two editors at once."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from schools.choices import GroupRule, Role, SchoolResult, Zone
from schools.models import Group, Person, Position, School
from tests.cast import Cast
from tests.factories import PersonFactory, ResponsibleFactory, SchoolFactory, SchoolStatusFactory, a_person

EVERYBODY = ["director", "school_coordinator", "specialist", "coordinator", "head", "viewer", "administrator"]


def at(cast: Cast, name: str, row=None, **values) -> str:
    pk = {"pk": row.pk} if row is not None else {}
    return reverse(name, kwargs={"municipality": cast.municipality.slug, **pk, **values})


def rows(answer) -> list[str]:
    return [str(row) for row in answer.context["object_list"]]


@pytest.fixture
def administrator(cast: Cast, client_of: Callable):
    return client_of(cast.administrator)


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_person_of_a_school_sees_the_own_school_alone(cast: Cast, client_of: Callable, who: str):
    client = client_of(cast.person(who))
    own = ["СОШ № 3"] if who in ("director", "school_coordinator") else ["СОШ № 12", "СОШ № 3"]
    assert sorted(rows(client.get(at(cast, "school-list")))) == own
    seen = client.get(at(cast, "school-detail", cast.other_school)).status_code
    assert seen == (404 if len(own) == 1 else 200)


def test_a_viewer_sees_names_but_neither_contacts_nor_buttons(cast: Cast, client_of: Callable):
    Person.objects.filter(pk=cast.director.pk).update(phone="8 (000) 000-00-17")
    text = client_of(cast.viewer).get(at(cast, "school-detail", cast.school)).content.decode()
    assert "Ветрова" in text
    for hidden in ("000-00-17", cast.director.email, at(cast, "school-edit", cast.school)):
        assert hidden not in text


def test_schools_stand_in_the_order_of_their_numbers(cast: Cast, administrator):
    for name, number in (("Лесная ООШ", ""), ("Лицей № 2", "2"), ("СОШ № 10", "10")):
        SchoolFactory(municipality=cast.municipality, name=name, number=number)
    School.objects.filter(name="СОШ № 3").update(number="3")
    School.objects.filter(name="СОШ № 12").update(number="12")
    expected = ["Лицей № 2", "СОШ № 3", "СОШ № 10", "СОШ № 12", "Лесная ООШ"]
    assert rows(administrator.get(at(cast, "school-list"))) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "сош 12"}, {"СОШ № 12"}),
        ({"q": "ЛЕСНАЯ"}, {"Лесная ООШ"}),
        ({"result": "at_risk"}, {"Лесная ООШ"}),
        ({"result": "none"}, {"Гимназия"}),
        ({"zone": "red"}, {"Лесная ООШ"}),
        ({"zone": "none"}, {"СОШ № 3", "СОШ № 12", "Гимназия"}),
        ({"closed": "closed"}, {"Старая школа"}),
        ({"closed": "all", "q": "школа"}, {"Старая школа"}),
        ({"q": "нет такой"}, set()),
        ({"zone": "пурпурная"}, {"СОШ № 3", "СОШ № 12", "Гимназия", "Лесная ООШ"}),
    ],
)
def test_schools_are_found(cast: Cast, administrator, query: dict, expected: set):
    forest = SchoolFactory(municipality=cast.municipality, name="Лесная ООШ")
    SchoolStatusFactory(school=forest, result=SchoolResult.AT_RISK, zone=Zone.RED)
    gymnasium = SchoolFactory(municipality=cast.municipality, name="Гимназия")
    SchoolStatusFactory(school=gymnasium, school_year="2025/26", result=SchoolResult.AT_RISK)
    SchoolFactory(municipality=cast.municipality, name="Старая школа", is_closed=True)
    assert set(rows(administrator.get(at(cast, "school-list"), query))) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "РУЧЬЕВА нина"}, {"Ручьёва Н. А."}),
        ({"q": "ёлкина"}, {"Ёлкина О. П."}),
        ({"role": "director"}, {"Ветрова М. О.", "Ёлкина О. П."}),
        ({"login": "none"}, {"Без Входа"}),
        ({"login": "invited"}, {"Приглашённый П."}),
        ({"work": "past"}, {"Ушедшая"}),
        ({"q": "100%_"}, set()),
    ],
)
def test_people_are_found(cast: Cast, administrator, query: dict, expected: set):
    names = {"surname": "Без Входа", "first_name": "", "patronymic": ""}
    a_person(Role.SPECIALIST, municipality=cast.municipality, **names)
    Person.objects.filter(surname="Без Входа").update(user=None)
    invited = a_person(
        Role.SPECIALIST,
        municipality=cast.municipality,
        surname="Приглашённый",
        first_name="Пётр",
        patronymic="",
    )
    invited.user.set_unusable_password()
    invited.user.save()
    PersonFactory(municipality=cast.municipality, surname="Ушедшая", first_name="", patronymic="")
    assert set(rows(administrator.get(at(cast, "person-list"), query))) == expected


def test_people_of_one_school_are_found(cast: Cast, administrator):
    found = rows(administrator.get(at(cast, "person-list"), {"school": cast.school.pk}))
    assert found == ["Ветрова М. О.", "Луговой П. И."]


def test_htmx_gets_the_rows_alone(cast: Cast, administrator):
    answer = administrator.get(at(cast, "person-list"), {"q": "руч"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "<html" not in text
    assert "Ручьёва" in text


def test_a_school_is_added_once_whatever_the_case(cast: Cast, administrator):
    page = at(cast, "school-add")
    administrator.post(page, {"name": " Заречная   СОШ № 7 "})
    added = School.objects.get(name="Заречная СОШ № 7")
    assert (added.municipality, added.number) == (cast.municipality, "7")
    again = administrator.post(page, {"name": "заречная сош № 7"})
    assert again.context["form"].errors["name"]
    assert School.objects.filter(name__iexact="Заречная СОШ № 7").count() == 1


def test_the_same_name_is_free_in_another_municipality(cast: Cast, administrator):
    assert administrator.post(at(cast, "school-add"), {"name": "ООШ с. Ключи"}).status_code == 302


def test_statuses_are_set_year_by_year(cast: Cast, administrator):
    page = at(cast, "school-status", cast.school)
    data = {
        "version": 1,
        "result_2026/27": "at_risk",
        "zone_2026/27": "yellow",
        "result_2025/26": "low_results",
    }
    assert administrator.post(page, data).status_code == 302
    found = cast.school.statuses.values_list("school_year", "result", "zone")
    assert set(found) == {("2026/27", "at_risk", "yellow"), ("2025/26", "low_results", "")}
    data = {"version": 2, "zone_2024/25": "red"}
    assert administrator.post(page, data).context["form"].errors["result_2024/25"]


def test_a_stale_save_shows_both_and_loses_nothing(cast: Cast, administrator, client_of: Callable):
    page = at(cast, "school-edit", cast.school)
    read = {"name": "СОШ № 3", "address": "ул. Лесная, 1", "version": 1}
    client_of(cast.specialist).post(page, {**read, "address": "ул. Речная, 5"})
    mine = {**read, "address": "ул. Полевая, 9", "pupils": 300}
    conflict = administrator.post(page, mine)
    assert conflict.status_code == 409
    text = conflict.content.decode()
    assert "ул. Речная, 5" in text
    assert "ул. Полевая, 9" in text
    School.objects.get(pk=cast.school.pk, address="ул. Речная, 5", pupils=None)

    chosen = {**mine, "version": conflict.context["theirs"].version, "take-address": "theirs"}
    assert administrator.post(page, chosen).status_code == 302
    School.objects.get(pk=cast.school.pk, address="ул. Речная, 5", pupils=300)


def test_what_only_one_of_the_two_has_touched_is_proposed_from_that_one(cast: Cast, administrator):
    page = at(cast, "person-edit", cast.director)
    read = {
        "surname": "Ветрова",
        "first_name": "Мария",
        "patronymic": "Олеговна",
        "email": cast.director.email,
    }
    administrator.post(page, {**read, "phone": "8 (000) 1", "version": 1})
    conflict = administrator.post(page, {**read, "surname": "Соловьёва", "version": 1})
    proposed = {each.name: each.proposed for each in conflict.context["differences"]}
    assert proposed == {"surname": "mine", "phone": "theirs"}


def test_a_person_is_added_with_a_position_and_invited(cast: Cast, administrator):
    data = {
        "surname": "Ольхова",
        "first_name": "Анна",
        "email": "olhova@example.org",
        "role": Role.DIRECTOR,
        "school": cast.school.pk,
        "since": "2026-11-24",
        "is_successor": "on",
        "is_invited": "on",
    }
    answer = administrator.post(at(cast, "person-add"), data)
    person = Person.objects.get(surname="Ольхова")
    assert answer["Location"] == person.get_absolute_url()
    assert person.user is not None
    held = Position.objects.of_directors().current(cast.municipality.today()).get(school=cast.school)
    assert held.person == person


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"role": Role.DIRECTOR, "school": ""}, "school"),
        ({"email": ""}, "email"),
        ({"surname": ""}, "surname"),
        ({"since": "31.02.2026"}, "since"),
    ],
)
def test_a_wrong_form_adds_nobody(cast: Cast, administrator, wrong: dict, field: str):
    data = {"surname": "Ольхова", "first_name": "Анна", "email": "olhova@example.org", "role": "head"}
    data |= {"since": "2026-11-24", "is_invited": "on", **wrong}
    answer = administrator.post(at(cast, "person-add"), data)
    assert answer.context["form"].errors[field]
    assert not Person.objects.filter(first_name="Анна", patronymic="").exists()


def test_the_card_tells_who_changed_what(cast: Cast, administrator):
    page = at(cast, "person-edit", cast.specialist)
    data = {"surname": "Ольхова", "first_name": "Нина", "patronymic": "Андреевна", "version": 1}
    administrator.post(page, data)
    story = administrator.get(at(cast, "person-detail", cast.specialist)).context["story"]
    latest = next(each for each in story if each.by)
    assert latest.by == "Кленов И. Л."
    assert ("Ручьёва", "Ольхова") in [(each.before, each.after) for each in latest.changes]


def test_the_history_of_a_namesake_elsewhere_is_not_told(cast: Cast, administrator):
    story = administrator.get(at(cast, "person-detail", cast.director)).context["story"]
    assert len(story) == 2  # the person and the position, of this municipality alone


def test_a_group_is_known_by_its_other_spellings(cast: Cast, administrator):
    page = at(cast, "group-edit", cast.working_group)
    data = {
        "name": "Рабочая группа",
        "rule": "list",
        "spellings": "Члены РГ\n\n члены  рабочей группы\nЧлены РГ",
    }
    data |= {"members": [cast.head.pk], "version": 1}
    assert administrator.post(page, data).status_code == 302
    group = Group.objects.get(pk=cast.working_group.pk)
    assert group.spellings == ["Члены РГ", "члены рабочей группы"]
    assert list(group.members.all()) == [cast.head]
    clash = administrator.post(at(cast, "group-add"), {"name": "члены рг", "rule": "list"})
    assert clash.context["form"].non_field_errors()


def test_a_group_by_a_rule_keeps_no_list(cast: Cast, administrator):
    data = {"name": "Координаторы", "rule": GroupRule.SCHOOL_COORDINATORS, "members": [cast.head.pk]}
    administrator.post(at(cast, "group-add"), data)
    assert not Group.objects.get(name="Координаторы").members.exists()


def test_a_group_takes_no_member_from_elsewhere(cast: Cast, administrator):
    data = {"name": "Новая", "rule": "list", "members": [cast.other.head.pk]}
    answer = administrator.post(at(cast, "group-add"), data)
    assert answer.context["form"].errors["members"]


def test_a_group_that_a_roadmap_names_is_not_deleted(cast: Cast, administrator):
    ResponsibleFactory(item=cast.items[0], group=cast.working_group)
    administrator.post(at(cast, "group-delete", cast.working_group))
    assert Group.objects.filter(pk=cast.working_group.pk).exists()


@pytest.mark.parametrize(
    "name", ["school-list", "person-list", "group-list", "school-detail", "person-detail"]
)
def test_more_rows_need_no_more_queries(
    cast: Cast, administrator, name: str, django_assert_max_num_queries, django_assert_num_queries
):
    row = {"school-detail": cast.school, "person-detail": cast.director}.get(name)
    page = at(cast, name, row)
    administrator.get(page)
    with django_assert_max_num_queries(25) as few:
        administrator.get(page)
    for number in range(12):
        school = SchoolFactory(municipality=cast.municipality)
        SchoolStatusFactory(school=school, zone="red")
        a_person(Role.DIRECTOR, municipality=cast.municipality, school=school)
        a_person(Role.SCHOOL_COORDINATOR, municipality=cast.municipality, school=cast.school)
        SchoolStatusFactory(school=cast.school, school_year=f"20{number:02}/{number + 1:02}")
        Group.objects.create(municipality=cast.municipality, name=f"Группа {number}")
    with django_assert_num_queries(len(few)):
        administrator.get(page)
