"""A plan pasted from Word, Excel or a web page; the department's own headings of columns."""

import pytest

from roadmaps.documents import DocumentError, read_apart, read_document, read_pasted, read_pasted_apart
from tests.roadmaps.word_files import HEADINGS, ROW, TITLE, document, pick, table

FROM_EXCEL = (
    "№\tМероприятие\tСрок\tОтветственные\n"
    "1. Работа с учителями\t\t\t\n"
    '1.1\t"Семинар\nдля учителей"\tмай 2024\tОзерова Л.П.\n'
    "1.2\tОпрос «Школа»\tиюнь 2024\tТуманов С.Д.\n"
)
FROM_WORD = """<html xmlns:o="urn:office"><head><style>p {color: red}</style></head>
<body><!--StartFragment--><p class=MsoNormal><b>Дорожная карта<br>на 2024 год</b><o:p></o:p></p>
<table><thead><tr><td>№</td><td>Мероприятие</td><td>Срок</td><td>Ответственные</td></tr></thead>
<tr><td colspan=4><p>1. Работа с&nbsp;учителями</p></td></tr>
<tr><td>1.1</td><td><p>Семинар для</p><p>учителей</p></td><td rowspan=2>май
 2024</td><td>Озерова Л.П.</td></tr>
<tr style='display:none'><td>8</td><td>скрыто</td><td>скрыто</td></tr>
<tr><td>1.2</td><td>Опрос<script>alert(1)</script></td><td>Туманов
С.Д.<span style="mso-hide:all">x</span></td></tr>
</table><!--EndFragment--></body></html>"""


def test_rows_of_a_sheet_are_pasted_as_lines_with_tabs():
    content = read_pasted(FROM_EXCEL).to_dict()
    assert pick(content["sections"], "number", "title") == [("1", "Работа с учителями")]
    assert pick(content["activities"], "number", "section", "title", "deadline", "responsible") == [
        ("1.1", "1", "Семинар для учителей", "май 2024", ["Озерова Л.П."]),
        ("1.2", "1", "Опрос «Школа»", "июнь 2024", ["Туманов С.Д."]),
    ]


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ('"Точка роста" как ресурс', '"Точка роста" как ресурс'),
        ('"Точка роста', '"Точка роста'),
        ('Урок "Точка роста"', 'Урок "Точка роста"'),
        ('"Урок ""Точка роста""\nи клуб"', 'Урок "Точка роста" и клуб'),
    ],
)
def test_quotes_of_a_texts_own_neither_double_rows_nor_join_them(cell, title):
    head, below = FROM_EXCEL.split("1.2\t")
    content = read_pasted(f"{head}1.2\t{cell}\tмай 2024\tОзерова Л.П.\n1.3\t{below}").to_dict()
    assert pick(content["activities"], "number", "title") == [
        ("1.1", "Семинар для учителей"),
        ("1.2", title),
        ("1.3", "Опрос «Школа»"),
    ]


def test_a_table_of_a_page_is_pasted_with_its_merged_cells_and_without_what_is_hidden():
    content = read_pasted(FROM_WORD).to_dict()
    assert content["title"] == "Дорожная карта на 2024 год"
    assert pick(content["sections"], "number", "title") == [("1", "Работа с учителями")]
    assert pick(content["activities"], "number", "title", "deadline", "responsible") == [
        ("1.1", "Семинар для учителей", "май 2024", ["Озерова Л.П."]),
        ("1.2", "Опрос", "май 2024", ["Туманов С.Д."]),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [("  \n", "empty"), ("Просто письмо", "no_plan"), ("<table><tr><td>1</td></tr></table>", "no_plan")],
)
def test_what_holds_no_plan_is_refused(text, code):
    with pytest.raises(DocumentError) as refused:
        read_pasted(text)
    assert refused.value.code == code


def test_a_heading_that_the_department_has_explained_is_known_from_then_on():
    file = document(
        TITLE,
        table(
            ("№", "Что делаем", "Календарь", "Люди", "Цвет"),
            ("1", "Совет", "как договоримся", "Все", "синий"),
        ),
    )
    with pytest.raises(DocumentError):
        read_document(file, "приказ.docx")
    spellings = {"ЧТО ДЕЛАЕМ:": "title", "календарь": "deadline", "Люди": "responsible", "Цвет": ""}
    content = read_document(file, "приказ.docx", spellings=spellings)
    activity = content.activities[0]
    assert (activity.title, activity.deadline, activity.responsible) == ("Совет", "как договоримся", ("Все",))
    assert activity.extra == {"Цвет": "синий"}
    assert [(one.heading, one.field, one.is_sure) for one in content.headings] == [
        ("№", "number", True),
        ("Что делаем", "title", True),
        ("Календарь", "deadline", True),
        ("Люди", "responsible", True),
        ("Цвет", None, True),
    ]


def test_a_column_that_was_not_recognised_is_named():
    content = read_document(document(TITLE, table((*HEADINGS, "Светофор"), (*ROW, "зелёный"))), "приказ.docx")
    assert [(one.heading, one.field, one.is_sure) for one in content.headings][-1] == (
        "Светофор",
        None,
        False,
    )


def test_what_is_read_apart_is_the_same():
    file = document(TITLE, table(HEADINGS, ROW))
    assert read_apart(file, "приказ.docx") == read_document(file, "приказ.docx")
    assert read_pasted_apart(FROM_WORD) == read_pasted(FROM_WORD)


def test_a_refusal_comes_from_apart_with_its_sentence():
    with pytest.raises(DocumentError) as refused:
        read_apart(b"%PDF-1.7", "приказ.docx")
    assert refused.value.code == "pdf"


@pytest.mark.parametrize("kind", ["lines", "page"])
def test_a_table_of_more_rows_than_can_be_read_is_refused_not_cut(kind):
    rows = [f"{number}\tСобрать справки\tмай" for number in range(1, 5_101)]
    text = "\n".join(rows)
    if kind == "page":
        text = "".join(f"<tr><td>{row.replace(chr(9), '<td>')}</tr>" for row in rows)
        text = f"<table>{text}</table>"
    with pytest.raises(DocumentError) as refusal:
        read_pasted(text)
    assert refusal.value.code == "too_heavy"
