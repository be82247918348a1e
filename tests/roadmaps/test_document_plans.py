"""Plans read row by row: columns in any order, merged cells, numbers that the editor counts."""

import datetime

import pytest

from roadmaps.documents.calendar_words import find_period
from tests.roadmaps.word_files import HEADINGS, ROW, TITLE, pick, read, table, tc, tr


def test_columns_are_told_by_their_headings_wherever_they_stand():
    headings = (
        "Сроки реализации",
        "Задача",
        "Информационное сопровождение",
        "Мероприятие",
        "Адресность мероприятия",
        "Отметка о выполнении",
        "Планируемый результат",
        "Ответственный исполнитель",
        "Место проведения",
    )
    row = ("май", "Выявить", "сайт", "2.1. Опрос", "учителя", "есть", "карта", "Озерова Л.П.", "ЦДО")
    content = read(TITLE, table(headings, row))
    activity = content["activities"][0]
    assert activity == {
        "number": "2.1",
        "section": "",
        "title": "Опрос",
        "task": "Выявить",
        "audience": "учителя",
        "deadline": "май",
        "responsible": ["Озерова Л.П."],
        "result": "карта",
        "report_form": "сайт",
        "mark": "есть",
        "extra": {"Место проведения": "ЦДО"},
    }
    assert [column["heading"] for column in content["columns"]] == list(headings)
    assert content["columns"][-1]["field"] == "Место проведения"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("№", "number"),
        ("N п/п", "number"),
        ("Наименование мероприятия", "title"),
        ("Содержание деятельности", "title"),
        ("Контрольная точка", "title"),
        ("Срок исполнения", "deadline"),
        ("Дата проведения мероприятия", "deadline"),
        ("Исполнители", "responsible"),
        ("Ответственные за проведение мероприятия", "responsible"),
        ("Показатель реализации", "result"),
        ("Ожидаемые результаты", "result"),
        ("Формы отчетных документов", "report_form"),
        ("Подтверждающий документ", "report_form"),
        ("Целевая аудитория", "audience"),
        ("Информация об исполнении", "mark"),
        ("Место проведения мероприятия", "Место проведения мероприятия"),
    ],
)
def test_a_heading_names_a_field(heading, field):
    usual = {"title": "Мероприятие", "deadline": "Срок", "responsible": "Ответственные"}
    others = tuple(text for name, text in usual.items() if name != field)
    content = read(TITLE, table((heading, *others), ("1", *(["Совет", "май", "ОО"][-len(others) :]))))
    named = content["columns"] or content["tables"][0]["columns"]
    assert named[0] == {"heading": heading, "field": field}


def test_the_better_named_of_two_columns_alike_has_the_field():
    content = read(
        TITLE,
        table(
            ("Мероприятия", "Сроки", "Ответственные", "Показатель", "Результат"),
            ("1. Совет", "май", "ОО", "80 %", "Протокол"),
        ),
    )
    assert pick(content["activities"], "result", "extra") == [("Протокол", {"Показатель": "80 %"})]


def test_a_column_called_as_another_one_is_asked_about_unless_both_say_it_together():
    headings = (
        "№",
        "Мероприятия",
        "Что кладём в папку",
        "Сроки",
        "ФИО ответственного",
        "Должность ответственного",
    )
    row = ("1", "Совет", "протокол", "май", "Озерова Л.П.", "методист")
    content = read(TITLE, table(headings, row))
    assert content["activities"][0]["extra"] == {"Что кладём в папку": "протокол"}
    assert [one["heading"] for one in content["headings"] if not one["is_sure"]] == ["Что кладём в папку"]
    said = [one["message"] for one in content["warnings"] if "Что кладём в папку" in one["where"]]
    assert len(said) == 1


@pytest.mark.parametrize(
    ("headings", "cells", "deadline", "extra"),
    [
        (("Начало реализации", "Окончание реализации"), ("май", "июнь"), "май – июнь", {}),
        (("Начало", "Окончание"), ("май", "июнь"), "май – июнь", {}),
        (
            ("Сроки", "Начало года", "Конец года"),
            ("июль", "40 %", "60 %"),
            "июль",
            {"Начало года": "40 %", "Конец года": "60 %"},
        ),
    ],
)
def test_beginning_and_end_are_one_deadline_where_no_other_column_says_when(headings, cells, deadline, extra):
    plan = table(("№", "Мероприятие", *headings, "Ответственный"), ("1", "Совет", *cells, "Озерова Л.П."))
    activity = read(TITLE, plan)["activities"][0]
    assert (activity["deadline"], activity["extra"]) == (deadline, extra)


def test_columns_with_unknown_headings_are_told_by_what_is_written_in_them():
    content = read(
        TITLE,
        table(
            ("", "Что делаем", "Календарь", "Люди"),
            ("1", "Программа перехода в эффективный режим", "январь 2024", "Озерова Л.П."),
            ("2", "Диагностика дефицитов учителей района", "в течение года", "Туманов С.Д."),
        ),
    )
    assert [column["field"] for column in content["columns"]] == [
        "number",
        "title",
        "deadline",
        "responsible",
    ]
    assert any("Календарь" in warning["where"] for warning in content["warnings"])


def test_a_row_merged_across_the_table_is_a_section():
    content = read(
        TITLE,
        table(
            HEADINGS,
            tr(tc("Трек 1. Адресная поддержка", span=5)),
            tr("1.1.", tc("Организация", span=4)),
            ("1.1.1.", "Совет", "", "", ""),
            tr(tc("2. Работа с учителями", span=5)),
            ("2.1", "Семинар", "май", "ОО", ""),
        ),
    )
    assert pick(content["sections"], "number", "title") == [
        ("", "Трек 1. Адресная поддержка"),
        ("1.1", "Организация"),
        ("2", "Работа с учителями"),
    ]
    assert pick(content["activities"], "number", "section") == [("1.1.1", "1.1"), ("2.1", "2")]


def test_a_row_with_its_own_cells_is_an_activity_though_its_date_and_people_are_blank():
    content = read(TITLE, table(HEADINGS, ROW, ("1.2", "Анкета", "", "", ""), ("", "", "", "", " ")))
    assert pick(content["activities"], "number", "title") == [("1.1", "Провести совет"), ("1.2", "Анкета")]


def test_a_cell_merged_over_rows_holds_for_each_of_them():
    content = read(
        TITLE,
        table(
            HEADINGS,
            tr("1", "Совет", "май", "ОО", tc("Протокол", merge="restart")),
            tr("2", "Анкета", "июнь", "ОО", tc("", merge="continue")),
        ),
    )
    assert pick(content["activities"], "title", "result") == [("Совет", "Протокол"), ("Анкета", "Протокол")]


def test_a_row_that_a_page_break_has_cut_is_one_row():
    content = read(
        TITLE,
        table(
            HEADINGS,
            ("1.1", "Разработать план по", "до 1 мая", "Озерова Л.П.", "План"),
            ("", "повышению качества", "", "", "утверждён"),
            ("1.2", "Совет", "май", "ОО", ""),
        ),
        table(("", "директоров школ", "", "", ""), ("1.3", "Анкета", "июнь", "ОО", "")),
    )
    assert pick(content["activities"], "number", "title", "result") == [
        ("1.1", "Разработать план по повышению качества", "План утверждён"),
        ("1.2", "Совет директоров школ", ""),
        ("1.3", "Анкета", ""),
    ]
    assert sum("page break" in warning["message"] for warning in content["warnings"]) == 2


def test_rows_without_numbers_below_a_heading_are_not_taken_for_cut_ones():
    content = read(
        TITLE,
        table(
            HEADINGS,
            tr("1.", tc("Собрания", span=4)),
            ("", "- порядок экзаменов", "", "", ""),
            ("", "выбор предметов", "", "", ""),
        ),
    )
    assert pick(content["activities"], "title") == [("- порядок экзаменов",), ("выбор предметов",)]


def test_numbers_that_the_editor_counts_are_numbers_of_rows_and_sections():
    content = read(
        TITLE,
        table(
            HEADINGS,
            tr(tc("Организация", span=5, number=(1, 0))),
            tr(tc("", number=(1, 1)), "Совет", "май", "ОО", ""),
            tr(tc("", number=(1, 1)), "Анкета", "май", "ОО", ""),
            tr(tc("Учителя", span=5, number=(1, 0))),
            tr(tc("", number=(1, 1)), tc(["Семинар", "Отчёт"], number=(2, 0)), "май", "ОО", ""),
        ),
    )
    assert pick(content["sections"], "number", "title") == [("1", "Организация"), ("2", "Учителя")]
    assert pick(content["activities"], "number", "section", "title") == [
        ("1.1", "1", "Совет"),
        ("1.2", "1", "Анкета"),
        ("2.1", "2", "Семинар Отчёт"),
    ]


def test_a_number_counted_in_the_titles_cell_is_split_off():
    content = read(
        TITLE,
        table(
            ("Мероприятие", "Срок", "Ответственные"),
            tr(tc("Совет", number=(1, 0)), "май", "ОО"),
            tr(tc("Анкета", number=(1, 0)), "май", "ОО"),
        ),
    )
    assert pick(content["activities"], "number", "title") == [("1", "Совет"), ("2", "Анкета")]


@pytest.mark.parametrize(
    ("printed", "number", "title"),
    [
        ("1.1.МБОУ СОШ № 5, ремонт", "1.1", "МБОУ СОШ № 5, ремонт"),
        ("2.1. Проведение совета", "2.1", "Проведение совета"),
        ("3. Совет", "3", "Совет"),
        ("4) Совет", "4", "Совет"),
        ("3 команды школ", "", "3 команды школ"),
        ("2024 год: итоги", "", "2024 год: итоги"),
        ("01.09.2024 линейка", "", "01.09.2024 линейка"),
        (["1. Опрос", "2. Разбор"], "", "1. Опрос 2. Разбор"),
    ],
)
def test_a_number_printed_in_the_title_is_told_from_other_figures(printed, number, title):
    content = read(TITLE, table(("Мероприятие", "Срок", "Ответственные"), tr(tc(printed), "май", "ОО")))
    assert pick(content["activities"], "number", "title") == [(number, title)]


@pytest.mark.parametrize(
    ("lines", "deadline"),
    [
        (["март 2024", "май 2025"], "март 2024, май 2025"),
        (["Март", "2024 г."], "Март 2024 г."),
        (["Март,", "декабрь"], "Март, декабрь"),
        (["Февраль-", "апрель 2024"], "Февраль- апрель 2024"),
        (["01.03.2024", "01.05.2024"], "01.03.2024, 01.05.2024"),
        (["с 1 сентября", "по 31 мая"], "с 1 сентября по 31 мая"),
        (["в течение года", "по графику"], "в течение года по графику"),
        (["2024", "2025"], "2024, 2025"),
    ],
)
def test_lines_of_a_deadline_are_joined_by_a_comma_where_each_holds_a_date(lines, deadline):
    content = read(TITLE, table(HEADINGS, tr("1", "Совет", tc(lines), "ОО", "")))
    assert content["activities"][0]["deadline"] == deadline


def test_headings_of_two_rows_a_row_of_column_numbers_and_headings_said_again_are_no_activities():
    content = read(
        TITLE,
        table(
            tr(tc("План мероприятий", span=5)),
            tr(tc("№", merge="restart"), tc("Мероприятие", merge="restart"), tc("Работа", span=3)),
            tr(tc("", merge="continue"), tc("", merge="continue"), "Срок", "Ответственные", "Результат"),
            ("1", "2", "3", "4", "5"),
            ("1", "Совет", "май", "ОО", "Протокол"),
            ("№", "Мероприятие", "Работа Срок", "Работа Ответственные", "Работа Результат"),
            ("2", "Анкета", "июнь", "ОО", "Отчёт"),
        ),
    )
    assert pick(content["activities"], "number", "title", "deadline") == [
        ("1", "Совет", "май"),
        ("2", "Анкета", "июнь"),
    ]
    assert content["tables"][0]["caption"] == "План мероприятий"


def test_years_of_a_roadmap_against_school_failure_are_not_school_years():
    title = "Дорожная карта по профилактике учебной неуспешности на 2024-2026 годы"
    assert find_period(title) == (datetime.date(2024, 1, 1), datetime.date(2026, 12, 31))
