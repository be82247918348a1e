"""Plans in Excel: merged cells, dates and numbers as they are shown, what stands round the table."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from roadmaps.documents import Content, DocumentError, read_document
from roadmaps.documents.content import Item
from roadmaps.writers.excel import write_excel
from tests.roadmaps.orders.comparing import compare
from tests.roadmaps.orders.sheets import write_sheet
from tests.roadmaps.word_files import archive

HEADINGS = ("№", "Мероприятие", "Сроки", "Ответственные", "Результат")
TITLE = "План мероприятий («дорожная карта») на 2024-2025 годы"


def read(rows, *, merged=(), formats=(), change=None):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    for cell, shape in dict(formats).items():
        sheet[cell].number_format = shape
    if change:
        change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return read_document(buffer.getvalue(), "план.xlsx").to_dict()


def pick(rows, *keys):
    return [tuple(row[key] for key in keys) for row in rows]


def test_a_sheet_is_read_as_a_document_is():
    content = read(
        [
            ("Управление образования города Синегорска",),
            ("", "", "Утверждён приказом от 12.01.2024 № 7"),
            (TITLE,),
            ("Муниципальный координатор: Озерова Л.П.",),
            (),
            HEADINGS,
            (1, 2, 3, 4, 5),
            ("1. Организация",),
            (1.1, "Совет", "май", "Озерова Л.П.", "Протокол"),
            (1.2, "Анкета", "июнь", None, "Отчёт"),
            (),
            ("2. Учителя",),
            (2.1, "Семинар", "май", "Озерова Л.П.\nДиректора школ", None),
            (),
            ("Начальник управления", "", "", "О.Б. Вершинина"),
        ],
        merged=("A3:E3", "A8:E8", "A12:E12", "D9:D10"),
    )
    assert content["title"] == TITLE
    assert content["order"] == {
        "number": "7",
        "date": "2024-01-12",
        "issuer": "Управление образования города Синегорска",
        "signed_by": "О.Б. Вершинина",
        "signer_post": "Начальник управления",
    }
    assert content["coordinators"] == ["Озерова Л.П."]
    assert pick(content["sections"], "number", "title") == [("1", "Организация"), ("2", "Учителя")]
    assert pick(content["activities"], "number", "section", "title", "responsible") == [
        ("1.1", "1", "Совет", ["Озерова Л.П."]),
        ("1.2", "1", "Анкета", ["Озерова Л.П."]),
        ("2.1", "2", "Семинар", ["Озерова Л.П.", "Директора школ"]),
    ]


@pytest.mark.parametrize(
    ("value", "shape", "shown"),
    [
        (datetime.datetime(2024, 11, 7), "DD.MM.YYYY", "07.11.2024"),
        (datetime.datetime(2024, 11, 7), "mm-dd-yy", "07.11.2024"),
        (datetime.datetime(2024, 11, 7), "d.mm", "7.11"),
        (datetime.datetime(2024, 11, 7), "[$-419]mmmm yyyy;@", "ноябрь 2024"),
        (2024, "General", "2024"),
        (2024.0, "0", "2024"),
        (0.5, "0%", "50%"),
        ("май 2024", "General", "май 2024"),
    ],
)
def test_a_value_is_given_as_it_is_shown(value, shape, shown):
    content = read([(TITLE,), HEADINGS, (1, "Совет", value, "ОО", "")], formats={"C3": shape})
    assert content["activities"][0]["deadline"] == shown


def test_numbers_that_a_sheet_has_spoilt_are_put_right():
    rows = [(round(1 + number / 10, 1), f"Дело {number}", "май", "ОО", "") for number in range(1, 10)]
    content = read(
        [
            (TITLE,),
            HEADINGS,
            *rows,
            (1.1, "Дело 10", "май", "ОО", ""),
            (datetime.datetime(2024, 2, 1), "Дело", "май", "ОО"),
        ]
    )
    assert [row["number"] for row in content["activities"]][-3:] == ["1.9", "1.10", "1.2"]
    assert any("1.10" in warning["message"] for warning in content["warnings"])


@pytest.mark.parametrize(
    ("is_plan_hidden", "activities", "said"),
    [(False, [("Совет",)], "kept as text"), (True, [("Совет",)], "was read too")],
)
def test_nothing_of_a_hidden_sheet_is_lost(is_plan_hidden, activities, said):
    def hide(book):
        other = book.create_sheet("Черновик")
        other.append(("Дорожная карта прошлых лет",))
        other.append(("Приказ", "№ 5 от 01.02.2020"))
        (book.active if is_plan_hidden else other).sheet_state = "hidden"
        book.active = int(is_plan_hidden)

    content = read([(TITLE,), HEADINGS, (1, "Совет", "май", "ОО", "")], change=hide)
    assert pick(content["activities"], "title") == activities
    assert any(said in warning["message"] for warning in content["warnings"])
    kept = " ".join(f"{text['heading']} {text['text']}" for text in content["texts"])
    assert is_plan_hidden or "Черновик Дорожная карта прошлых лет" in kept
    assert content["title"] == TITLE or is_plan_hidden


def test_a_heading_written_into_the_numbers_column_is_a_section_though_nothing_is_merged():
    content = read([(TITLE,), HEADINGS, ("1. Организационная работа",), (1.1, "Совет", "май", "ОО", "")])
    assert pick(content["sections"], "number", "title") == [("1", "Организационная работа")]


def test_a_sheet_without_a_plan_is_refused():
    with pytest.raises(DocumentError) as refused:
        read([("Школа", "Баллы"), ("Лицей", 71)])
    assert refused.value.code == "no_plan"


def test_hidden_rows_and_columns_are_read_and_spoken_of():
    def hide(book):
        book.active.row_dimensions[4].hidden = True
        book.active.column_dimensions["D"].hidden = True

    rows = [(TITLE,), HEADINGS, (1, "Совет", "май", "ОО", ""), (2, "Опрос", "июнь", "ОО", "")]
    content = read(rows, change=hide)
    assert pick(content["activities"], "title", "responsible") == [("Совет", ["ОО"]), ("Опрос", ["ОО"])]
    said = [warning["message"] for warning in content["warnings"]]
    assert any("Hidden rows" in one and "4" in one for one in said)
    assert any("Hidden columns" in one and "D" in one for one in said)


def test_several_sheets_are_parts_of_one_plan():
    def add(book):
        for name, kind in (("Направление 2. Ученики", "Мероприятие"), ("Контрольные точки", "Событие")):
            other = book.create_sheet(name)
            other.append(("№", kind, "Сроки", "Ответственные", "Результат"))
            other.append((1, f"{kind} листа", "май", "ОО", ""))
        book.active.title = "Направление 1. Учителя"

    content = read([(TITLE,), HEADINGS, (1, "Совет", "май", "ОО", "")], change=add)
    assert pick(content["activities"], "section", "title") == [
        ("Направление 1. Учителя", "Совет"),
        ("Направление 2. Ученики", "Мероприятие листа"),
    ]
    assert pick(content["control_points"], "title") == [("Событие листа",)]


@pytest.mark.parametrize(
    ("names", "sections", "captions"),
    [
        (("СОШ №1", "СОШ №2"), ["СОШ №1", "СОШ №2"], ["", ""]),
        (("План школы 5", "План школы 7"), ["", ""], ["План школы 5", "План школы 7"]),
        (("Лист1", "Sheet2"), ["", ""], None),
    ],
)
def test_plans_on_several_sheets_keep_the_names_of_the_sheets(names, sections, captions):
    def add(book):
        book.active.title = names[0]
        other = book.create_sheet(names[1])
        for row in (HEADINGS, (1, "Совет", "июнь", "ОО", "")):
            other.append(row)

    content = read([HEADINGS, (1, "Совет", "май", "ОО", "")], change=add)
    assert pick(content["activities"], "section", "deadline") == [
        *zip(sections, ("май", "июнь"), strict=True)
    ]
    if captions:
        assert [form["caption"] for form in content["tables"]] == captions
    titled = read([(TITLE,), HEADINGS, (1, "Совет", "май", "ОО", "")], change=add)
    assert titled["title"] == TITLE


@pytest.mark.parametrize("seed", range(30))
def test_an_invented_plan_is_read_from_a_sheet_as_it_was_written(seed):
    data, said, style = write_sheet(seed)
    found = read_document(data, "план.xlsx").to_dict()
    assert not [result[:3] for result in compare(said, found) if not result[3]], style


def test_a_sheet_added_to_a_workbook_of_our_own_is_kept_as_text():
    book = openpyxl.load_workbook(
        io.BytesIO(write_excel(Content(title=TITLE, activities=(Item(title="Совет"),))))
    )
    book.create_sheet("Заметки").append(("Спросить у школ", "до пятницы"))
    buffer = io.BytesIO()
    book.save(buffer)
    content = read_document(buffer.getvalue(), "план.xlsx").to_dict()
    assert pick(content["texts"], "heading", "text") == [("Заметки", "Спросить у школ\tдо пятницы")]
    assert any("Заметки" in warning["message"] for warning in content["warnings"])


def test_dates_in_two_columns_and_a_part_below_a_blank_row():
    content = read(
        [
            (TITLE,),
            ("№", "Мероприятие", "Срок", "", "Ответственные"),
            ("", "", "с", "по", ""),
            ("Раздел 1. Кадры",),
            (1, "Курсы", datetime.datetime(2024, 9, 1), datetime.datetime(2024, 12, 25), "ОО"),
            (),
            ("Раздел 2. Дети",),
            (2, "Кружок", datetime.datetime(2025, 2, 1), None, "Школы"),
        ],
        merged=("A2:A3", "B2:B3", "C2:D2", "E2:E3"),
    )
    assert pick(content["sections"], "title") == [("Раздел 1. Кадры",), ("Раздел 2. Дети",)]
    assert pick(content["activities"], "number", "deadline") == [
        ("1", "01.09.2024 – 25.12.2024"),
        ("2", "01.02.2025"),
    ]


def test_a_formula_that_nobody_has_worked_out_is_kept_as_written_and_said():
    content = read(
        [
            (TITLE,),
            HEADINGS,
            ("1.1", "Провести опрос", "май", "Озерова Л.П.", "Справка"),
            ('="1.2"', '="Собрать справки"', '="июнь"', '="Озерова Л.П."', '="Журнал"'),
        ]
    )
    assert [row["title"] for row in content["activities"]] == ["Провести опрос", '="Собрать справки"']
    assert [one for one in content["warnings"] if "A4, B4, C4, D4, E4" in one["message"]]


def test_a_formula_whose_value_is_an_empty_text_is_an_empty_cell():
    rows = [(TITLE,), HEADINGS, ("1.1", "Провести опрос", "май", "Озерова Л.П.", '=IF(A3="","нет","")')]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'<c r="E3">', b'<c r="E3" t="str">')
    content = read_document(archive(parts), "план.xlsx").to_dict()
    assert content["activities"][0]["result"] == ""
    assert not [one for one in content["warnings"] if "Formulas" in one["message"]]


def test_a_sheet_wider_than_can_be_read_is_refused_not_cut():
    def far(book):
        book.active.cell(3, 61).value = "Слово за краем"

    with pytest.raises(DocumentError) as refusal:
        read([(TITLE,), HEADINGS, ("1.1", "Провести опрос", "май", "Озерова Л.П.", "")], change=far)
    assert refusal.value.code == "too_heavy"
