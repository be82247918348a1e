"""Documents read into the contract's shape: tables to their lists, nothing lost, remarks said."""

import io
import re

import docx

from roadmaps.documents import read_document
from tests.roadmaps.word_files import HEADINGS, ROW, TITLE, document, p, pick, read, table, tc, tr


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


def test_a_caption_alone_makes_no_mechanisms_of_the_only_plan():
    plan = table(
        HEADINGS,
        tr(tc("Раздел 1. Кадры", span=5)),
        ("1", "Совет", "май", "ОО", "приказ"),
        ("2", "Опрос", "июнь", "ОО", "справка"),
    )
    caption = "Механизм реализации дорожной карты"
    content = read(TITLE, caption, plan)
    assert pick(content["activities"], "section", "title", "result") == [
        ("Раздел 1. Кадры", "Совет", "приказ"),
        ("Раздел 1. Кадры", "Опрос", "справка"),
    ]
    assert content["tables"][0]["caption"] == caption
    other = read(TITLE, caption, plan, "План мероприятий", table(HEADINGS, ROW))
    assert pick(other["mechanisms"], "title") == [("Совет",), ("Опрос",)]
    assert pick(other["activities"], "title") == [(ROW[1],)]


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
