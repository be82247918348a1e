"""Orders read into their content: columns in any order, merged cells, numbers that the editor counts."""

import io
import re

import docx
import pytest

from roadmaps.documents import read_document
from tests.roadmaps.word_files import document, p, table, tc, tr

HEADINGS = ("№ п/п", "Мероприятия", "Сроки", "Ответственные", "Ожидаемый результат")
TITLE = "Дорожная карта по поддержке школ на 2024-2025 годы"
ROW = ("1.1", "Провести совет", "май 2024", "Озерова Л.П.", "Протокол")


def read(*blocks, **parts):
    return read_document(document(*blocks, **parts), "приказ.docx").to_dict()


def pick(rows, *keys):
    return [tuple(row[key] for key in keys) for row in rows]


def test_a_plan_is_read_row_by_row_in_the_contracts_shape():
    content = read(TITLE, table(HEADINGS, ROW))
    assert content["activities"] == [
        {
            "number": "1.1",
            "section": "",
            "title": "Провести совет",
            "task": "",
            "audience": "",
            "deadline": "май 2024",
            "responsible": ["Озерова Л.П."],
            "result": "Протокол",
            "report_form": "",
            "mark": "",
            "extra": {},
        }
    ]
    assert content["title"] == TITLE
    assert content["period"] == {"start": "2024-01-01", "end": "2025-12-31"}
    assert content["order"] == {"number": "", "date": None, "issuer": "", "signed_by": ""}
    assert content["passport"] == content["specialists"] == content["mechanisms"] == []


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
    assert content["tables"][0]["caption"] == f"{TITLE} План мероприятий"


def test_several_tables_are_parts_of_one_plan():
    headings = ("№", "Мероприятие", "Срок", "Ответственные")
    content = read(
        TITLE,
        "",
        "1. Организационная работа",
        table(headings, ("1", "Совет", "май", "ОО")),
        "Методическая работа",
        table(headings, ("1", "Семинар", "май", "ОО")),
        "3. Контроль",
        table(("1", "Проверка", "май", "ОО")),
    )
    assert pick(content["sections"], "number", "title") == [
        ("1", "Организационная работа"),
        ("", "Методическая работа"),
        ("3", "Контроль"),
    ]
    assert pick(content["activities"], "section", "title") == [
        ("1", "Совет"),
        ("Методическая работа", "Семинар"),
        ("3", "Проверка"),
    ]


def test_a_grid_drawn_unevenly_is_read_by_overlap():
    content = read(
        TITLE,
        table(
            tr("№", tc("Мероприятие", span=2), tc("Срок", span=2), "Ответственные"),
            tr("1", "Совет", tc("май", span=3), "ОО"),
            tr(tc("Анкета", span=2), tc("июнь", span=2), "ОО", properties='<w:gridBefore w:val="1"/>'),
            columns=(500, 3000, 100, 900, 100, 1500),
        ),
    )
    assert pick(content["activities"], "number", "title", "deadline") == [
        ("1", "Совет", "май"),
        ("", "Анкета", "июнь"),
    ]


def test_changes_are_taken_as_accepted_and_hidden_text_is_left_out():
    changed = (
        "<w:tc><w:p><w:r><w:t>Провести </w:t></w:r><w:del><w:r><w:delText>совет</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>семинар</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>тайно</w:t></w:r></w:p></w:tc>"
    )
    content = read(
        TITLE,
        "<w:sdt><w:sdtContent>"
        + table(
            HEADINGS,
            tr("1", changed, "май", "ОО", ""),
            tr("2", "Лишнее", "май", "ОО", "", properties="<w:del/>"),
            tr("3", "Учё\u00adба\u00a0 учителей\n(по графику)", "май", "ОО", ""),
        )
        + "</w:sdtContent></w:sdt>",
    )
    assert pick(content["activities"], "title") == [("Провести семинар",), ("Учёба учителей (по графику)",)]


def test_text_boxes_and_layout_tables_are_opened():
    stamp = p("УТВЕРЖДЕНО") + p("приказом от 15.01.2024 № 7")
    box = f"<w:r><w:pict><w:txbxContent>{stamp}</w:txbxContent></w:pict></w:r>"
    plan = table(HEADINGS, ROW)
    content = read(
        p(TITLE, inside=box),
        f"<w:tbl><w:tblGrid/><w:tr><w:tc>{p('План')}{plan}{p()}</w:tc></w:tr></w:tbl>",
    )
    assert content["order"]["number"] == "7"
    assert content["order"]["date"] == "2024-01-15"
    assert pick(content["activities"], "title") == [("Провести совет",)]


def test_other_tables_go_to_their_lists():
    content = read(
        TITLE,
        "Паспорт дорожной карты",
        table(
            ("№", "Раздел", "Содержание"),
            ("1", "Цель", "Рост качества"),
            ("2", "Сроки реализации", "2024 год"),
            ("3", "Исполнители", ""),
        ),
        "Список специалистов",
        table(
            ("№", "ФИО", "Место работы, должность", "Ответственный за направление"),
            tr("1", tc(["Озерова", "Лидия Павловна"]), "методист", tc("Кадры", merge="restart")),
            tr("2", "Туманов Степан Денисович", "психолог", tc("", merge="continue")),
        ),
        "1.1. Качество",
        table(("Показатель", "Единица измерения", "2024", "2025"), ("Доля неуспевающих", "%", "5", "")),
        "Контрольные точки",
        table(("Событие", "Срок", "Ответственные", "Документ"), ("1. Совет", "май", "ОО", "Протокол")),
        "План",
        table(HEADINGS, ROW),
        "",
        table(
            tr(tc("Механизмы реализации дорожной карты", span=4)),
            ("Мероприятие", "Сроки", "Ответственные", "Информационное сопровождение"),
            ("1. Совещание", "май", "Озерова Л.П.", "Сайт"),
        ),
    )
    assert content["passport"] == [
        {"name": "Цель", "text": "Рост качества"},
        {"name": "Сроки реализации", "text": "2024 год"},
        {"name": "Исполнители", "text": ""},
    ]
    assert content["goal"] == "Рост качества"
    assert pick(content["specialists"], "number", "name", "position", "area") == [
        ("1", "Озерова Лидия Павловна", "методист", "Кадры"),
        ("2", "Туманов Степан Денисович", "психолог", "Кадры"),
    ]
    assert content["indicators"] == [
        {
            "group": "1.1. Качество",
            "name": "Доля неуспевающих",
            "unit": "%",
            "values": {"2024": "5", "2025": ""},
        }
    ]
    assert content["control_points"] == [
        {
            "number": "1",
            "title": "Совет",
            "responsible": ["ОО"],
            "deadline": "май",
            "extra": {"Документ": "Протокол"},
        }
    ]
    assert pick(content["mechanisms"], "number", "title", "report_form") == [("1", "Совещание", "Сайт")]
    assert len(content["activities"]) == 1


def test_nothing_of_a_document_is_lost():
    note = f'<w:footnote w:id="2">{p("Сноска о приёме.")}</w:footnote>'
    blocks = (
        "Вступление к документу.",
        p("ПОЯСНЕНИЕ"),
        p("Первая строка списка", number=(1, 0)),
        table(("Школа", "Баллы"), ("Лицей", "71"), ("Гимназия", "64")),
        TITLE,
        "Цель: рост качества",
        table(
            ("Шаги", "Мероприятие", "Срок", "Ответственные", "Смета"),
            ("начало", "Совет", "май", "ОО", "рубли"),
        ),
        "Заключительное слово",
    )
    content = read(*blocks, notes=note)
    said = str(content)
    for word in re.findall(r"\w{3,}", re.sub(r"<[^>]+>", " ", " ".join((*blocks, note)))):
        assert word in said, word
    assert content["texts"][1] == {
        "heading": "ПОЯСНЕНИЕ",
        "text": "1. Первая строка списка\nШкола\tБаллы\nЛицей\t71\nГимназия\t64\n"
        "Заключительное слово\nСноска о приёме.",
    }


def test_a_file_of_python_docx_is_read_too():
    made = docx.Document()
    made.add_paragraph(TITLE)
    grid = made.add_table(rows=3, cols=4)
    for column, text in enumerate(("№", "Мероприятие", "Срок", "Ответственные")):
        grid.cell(0, column).text = text
    grid.cell(1, 0).merge(grid.cell(1, 3)).text = "1. Организация"
    for column, text in enumerate(("1.1", "Совет", "май", "Озерова Л.П.")):
        grid.cell(2, column).text = text
    buffer = io.BytesIO()
    made.save(buffer)
    content = read_document(buffer.getvalue(), "приказ.docx").to_dict()
    assert pick(content["sections"], "number", "title") == [("1", "Организация")]
    assert pick(content["activities"], "number", "section", "responsible") == [("1.1", "1", ["Озерова Л.П."])]


def test_remarks_say_where_to_look():
    content = read_document(
        document(TITLE, table(HEADINGS, ROW, ("1.2", "Анкета", "", "ОО", ""))), ""
    ).to_dict(str)
    assert {
        "where": "table 1, row 3, column “Сроки”",
        "message": "No deadline is written.",
    } in content["warnings"]


def test_remarks_are_translated_before_their_names_are_filled_in():
    content = read_document(document(TITLE, table(HEADINGS, ROW, ("1.2", "Анкета", "", "ОО", ""))), "")
    said = content.to_dict(lambda sentence: f"[{sentence}]")
    assert {"where": "[table 1, row 3, column “Сроки”]", "message": "[No deadline is written.]"} in said[
        "warnings"
    ]
