"""Registers to Excel and from it: what goes out comes in again; all rows or none; errors by their cells."""

import datetime
import io
from collections.abc import Callable

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from schools.choices import Role
from schools.documents.register import MOST_ROWS, RegisterError, read_register
from schools.models import Person, Position, School
from schools.writers.register import write_register
from tests.cast import NOW, Cast
from tests.factories import SchoolFactory, a_person

SCHOOL = ["Краткое название", "Обучающихся", "Результаты", "Зона", "Закрыта"]
PERSON = ["Фамилия", "Имя", "Отчество", "Электронная почта", "Роль", "Школа", "Должность", "С какого дня"]


def at(cast: Cast, name: str) -> str:
    return reverse(name, kwargs={"municipality": cast.municipality.slug})


def a_file(headings: list[str], *rows: list) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    book.active.append(headings)
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return SimpleUploadedFile("реестр.xlsx", stream.getvalue())


def table(content: bytes) -> list[tuple]:
    return list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


@pytest.fixture
def administrator(cast: Cast, client_of: Callable):
    return client_of(cast.administrator)


@pytest.fixture
def take_in(cast: Cast, administrator):
    """Give a function that uploads rows and confirms them; it gives the preview's answer."""

    def taken(register: str, headings: list[str], *rows: list):
        page = at(cast, f"{register}-import")
        preview = administrator.post(page, {"file": a_file(headings, *rows)})
        if preview.status_code == 200 and "seen" in preview.context:
            assert administrator.post(page, {"seen": preview.context["seen"]}).status_code == 302
        return preview

    return taken


def problems(answer) -> list[tuple]:
    return [(each.number, each.column, each.sentence) for each in answer.context["outcome"].problems]


class TestSchools:
    """The register of schools."""

    def test_a_preview_saves_nothing(self, cast: Cast, administrator):
        file = a_file(SCHOOL, ["СОШ № 40", 120, "низкие результаты", "красная", "нет"])
        preview = administrator.post(at(cast, "school-import"), {"file": file})
        assert preview.context["counts"] == {"new": 1}
        assert not School.objects.filter(name="СОШ № 40").exists()

    def test_rows_are_taken_in_with_this_years_status(self, cast: Cast, take_in):
        take_in("school", SCHOOL, ["СОШ № 40", 120.0, "Низкие результаты", "красная", None])
        school = School.objects.get(name="СОШ № 40")
        assert (school.pupils, school.number, school.municipality) == (120, "40", cast.municipality)
        assert school.statuses.get().result == "low_results"
        assert school.statuses.get().school_year == "2026/27"

    def test_a_known_school_is_changed_and_its_version_grows(self, cast: Cast, take_in):
        preview = take_in("school", ["краткое название", "Обучающихся"], ["сош № 3", 412])
        (line,) = preview.context["outcome"].lines
        assert ("Обучающихся", "", "412") in line.changes
        school = School.objects.get(pk=cast.school.pk)
        assert (school.pupils, school.version) == (412, 2)
        assert school.statuses.get().result == "low_results"

    def test_a_school_that_the_file_opens_again_owes_from_that_day(self, cast: Cast, take_in):
        with time_machine.travel(NOW - datetime.timedelta(days=3), tick=False):
            cast.school.is_closed = True
            cast.school.save()
        take_in("school", ["Краткое название", "Закрыта"], ["СОШ № 3", "нет"])
        assert School.objects.get(pk=cast.school.pk).returned_on == NOW.date()

    @pytest.mark.parametrize(
        ("row", "column", "part"),
        [
            (["", 100, "", "", ""], "Краткое название", "не может быть пустой"),
            (["СОШ № 41", "сто", "", "", ""], "Обучающихся", "не целое число"),
            (["СОШ № 41", -5, "", "", ""], "Обучающихся", "не целое число"),
            (["СОШ № 41", 5, "плохие", "", ""], "Результаты", "такого значения нет"),
            (["СОШ № 41", 5, "", "синяя", ""], "Зона", "такого значения нет"),
            (["СОШ № 41", 5, "", "", "может быть"], "Закрыта", "не «да» и не «нет»"),
            (["СОШ № 40", 5, "", "", ""], "Краткое название", "уже есть"),
            (["С" * 121, 5, "", "", ""], "Краткое название", "120"),
        ],
    )
    def test_an_error_names_its_row_and_column_and_nothing_is_taken_in(
        self, cast: Cast, take_in, row: list, column: str, part: str
    ):
        answer = take_in("school", SCHOOL, ["СОШ № 40", 100, "", "", ""], row)
        assert answer.status_code == 422
        ((number, where, sentence),) = problems(answer)
        assert (number, where) == (3, column)
        assert part in sentence
        assert not School.objects.filter(name="СОШ № 40").exists()

    def test_what_goes_out_comes_in_unchanged(self, cast: Cast, administrator):
        School.objects.filter(pk=cast.school.pk).update(address="=1+1", pupils=7)
        content = administrator.get(at(cast, "school-export")).content
        file = SimpleUploadedFile("реестр.xlsx", content)
        preview = administrator.post(at(cast, "school-import"), {"file": file})
        assert preview.context["counts"] == {"same": 2}

    def test_no_cell_acts_as_a_formula(self, cast: Cast, administrator):
        School.objects.filter(pk=cast.school.pk).update(address="=HYPERLINK(1)")
        content = administrator.get(at(cast, "school-export")).content
        cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).active for cell in row]
        (cell,) = [cell for cell in cells if cell.value == "=HYPERLINK(1)"]
        assert cell.data_type == "s"

    def test_the_export_is_what_the_list_shows_on_all_its_pages(self, cast: Cast, administrator):
        for _number in range(60):
            SchoolFactory(municipality=cast.municipality, address="Заречье")
        content = administrator.get(at(cast, "school-export"), {"q": "заречье"}).content
        assert len(table(content)) == 61

    def test_a_director_takes_out_the_own_school_alone(self, cast: Cast, client_of: Callable):
        content = client_of(cast.director).get(at(cast, "school-export")).content
        assert [row[0] for row in table(content)[1:]] == ["СОШ № 3"]

    def test_rows_that_were_changed_on_the_way_are_refused(self, cast: Cast, administrator):
        answer = administrator.post(at(cast, "school-import"), {"seen": "подделка"})
        assert answer.context["form"].errors["seen"]

    def test_a_preview_of_another_register_is_refused(self, cast: Cast, administrator):
        file = a_file(PERSON, ["Ольхова", "Анна", "", "", "директор школы", "СОШ № 3", "", ""])
        seen = administrator.post(at(cast, "person-import"), {"file": file}).context["seen"]
        assert administrator.post(at(cast, "school-import"), {"seen": seen}).context["form"].errors["seen"]


class TestPeople:
    """The register of people."""

    def test_a_person_comes_in_with_a_position_and_without_a_login(self, cast: Cast, take_in):
        row = [
            "Ольхова",
            "Анна",
            "Ильинична",
            "Olhova@example.org",
            "директор школы",
            "сош № 3",
            "",
            "01.09.2026",
        ]
        take_in("person", PERSON, row)
        person = Person.objects.get(surname="Ольхова")
        position = person.positions.get()
        assert (person.email, person.user) == ("olhova@example.org", None)
        assert (position.school, position.role, str(position.since)) == (
            cast.school,
            Role.DIRECTOR,
            "2026-09-01",
        )

    def test_two_rows_of_one_person_are_two_positions(self, cast: Cast, take_in):
        person = ["Ольхова", "Анна", "", ""]
        take_in(
            "person",
            PERSON,
            [*person, "директор школы", "СОШ № 3", "", ""],
            [*person, "школьный координатор", "СОШ № 12", "завуч", ""],
        )
        assert Person.objects.get(surname="Ольхова").positions.count() == 2

    def test_a_known_person_is_found_by_the_address_and_by_the_name(self, cast: Cast, take_in):
        rows = [
            ["Вешняя", "Мария", "Олеговна", cast.director.email, "директор школы", "СОШ № 3", "", ""],
            ["Ручьева", "Нина", "Андреевна", "", "специалист управления", "", "методист", ""],
        ]
        before = Person.objects.count()
        take_in("person", PERSON, *rows)
        assert Person.objects.count() == before
        assert Person.objects.get(pk=cast.director.pk).surname == "Вешняя"
        assert Position.objects.get(person=cast.specialist).title == "методист"

    @pytest.mark.parametrize(
        ("row", "column", "part"),
        [
            (["Ольхова", "Анна", "", "", "", "", "", ""], "Роль", "не может быть пустой"),
            (["Ольхова", "Анна", "", "", "завуч", "", "", ""], "Роль", "такого значения нет"),
            (["Ольхова", "Анна", "", "", "директор школы", "", "", ""], "Школа", "Выберите школу"),
            (["Ольхова", "Анна", "", "", "директор школы", "СОШ № 99", "", ""], "Школа", "нет школы"),
            (["Ольхова", "Анна", "", "почта", "администратор", "", "", ""], "Электронная почта", "адрес"),
            (["Ольхова", "Анна", "", "", "администратор", "", "", "вчера"], "С какого дня", "не дата"),
            (["Двойная", "Анна", "Ивановна", "", "администратор", "", "", ""], "Фамилия", "нескольких"),
        ],
    )
    def test_an_error_names_its_row_and_column(self, cast: Cast, take_in, row: list, column: str, part: str):
        for _number in range(2):
            a_person(Role.SPECIALIST, municipality=cast.municipality, surname="Двойная")
        answer = take_in("person", PERSON, row)
        ((number, where, sentence),) = problems(answer)
        assert (number, where) == (2, column)
        assert part in sentence

    def test_an_address_is_not_taken_from_its_owner(self, cast: Cast, take_in):
        row = ["Ольхова", "Анна", "", cast.director.email, "администратор", "", "", ""]
        ((_number, where, sentence),) = problems(take_in("person", PERSON, row))
        assert where == "Электронная почта"
        assert "Ветрова Мария Олеговна" in sentence

    def test_what_goes_out_comes_in_unchanged(self, cast: Cast, administrator):
        content = administrator.get(at(cast, "person-export")).content
        file = SimpleUploadedFile("реестр.xlsx", content)
        preview = administrator.post(at(cast, "person-import"), {"file": file})
        assert preview.context["counts"] == {"same": 8}


class TestFile:
    """Files that are no register."""

    @pytest.mark.parametrize(
        ("content", "part"),
        [
            (b"", "пуст"),
            (b"not a table", "не файл Excel"),
            (b"PK\x03\x04broken", "не файл Excel"),
            (write_register("Школы", ["Что-то"], [["x"]]), "заголовка"),
            (write_register("Школы", ["Краткое название"], []), "ни одной строки"),
            (write_register("Школы", ["Краткое название"], [["x"]] * (MOST_ROWS + 1)), "больше 2000"),
            (b"0" * (2 * 1024 * 1024 + 1), "слишком большой"),
        ],
    )
    def test_each_gets_a_clear_sentence(self, cast: Cast, administrator, content: bytes, part: str):
        file = SimpleUploadedFile("реестр.xlsx", content)
        answer = administrator.post(at(cast, "school-import"), {"file": file})
        assert part in " ".join(answer.context["form"].errors["file"])

    def test_a_heading_below_a_title_is_found_and_rows_keep_their_numbers(self):
        content = write_register("Школы", ["Школы округа"], [[""], ["Краткое название"], [""], ["СОШ № 3"]])
        sheet = read_register(content, {"краткое название": "name"}, "name")
        assert (sheet.fields, sheet.rows, sheet.numbers) == (["name"], [["СОШ № 3"]], [5])

    def test_a_packed_bomb_is_not_unpacked(self, monkeypatch):
        monkeypatch.setattr("schools.documents.register.MOST_BYTES_UNPACKED", 100)
        with pytest.raises(RegisterError, match="too_big"):
            read_register(write_register("Школы", ["Краткое название"], [["x"]]), {}, "name")
