"""A row that stands like a heading though nothing is merged: read as an activity, and asked about."""

import io

import pytest
from docx import Document
from openpyxl import Workbook

from roadmaps.catalogue.content import content_of
from roadmaps.documents import read_document
from roadmaps.models import Roadmap, Upload
from roadmaps.services.corrections import corrected
from roadmaps.services.section_rows import asked_rows
from roadmaps.services.uploads import answer as answered
from roadmaps.writers.excel import write_excel
from roadmaps.writers.word import write_word
from tests.roadmaps.renewals import told
from tests.roadmaps.test_answers import answer, confirm, seen
from tests.roadmaps.test_uploads import HEADINGS, upload

SET, WHO = "октябрь 2026", "Руководители ОО"
PLAN = (
    ("1", "Организационные мероприятия", "", "", ""),
    ("1.1", "Создать рабочую группу", SET, WHO, "Приказ"),
    ("1.2", "Утвердить состав", "ноябрь 2026", WHO, "Приказ"),
    ("2", "Работа с педагогами", "", "", ""),
    ("2.1", "Провести семинар", "декабрь 2026", WHO, "Программа"),
    ("3", "Подвести итоги", "май 2027", WHO, "Справка"),
)
FIRST, SECOND = "«1 Организационные мероприятия»", "«2 Работа с педагогами»"


def an_order(*plans, headings=HEADINGS) -> bytes:
    """A Word order with a table for each plan; a row of one text is merged across its table."""
    document = Document()
    document.add_paragraph("Приказ от 01.09.2026 № 57")
    document.add_paragraph("Дорожная карта поддержки школ на 2026-2027 годы")
    for number, rows in enumerate(plans, start=1):
        document.add_paragraph(f"План {number}")
        table = document.add_table(rows=1, cols=len(headings))
        for row in (headings, *rows):
            cells = table.rows[0].cells if row is headings else table.add_row().cells
            if isinstance(row, str):
                cells[0].merge(cells[-1]).text = row
                continue
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture
def specialist(cast, client_of):
    return client_of(cast.specialist)


@pytest.fixture
def received(cast, specialist):
    def receive(*plans, **kwargs) -> Upload:
        assert upload(specialist, cast, an_order(*plans, **kwargs)).status_code == 302
        return Upload.objects.latest("pk")

    return receive


def asked(uploaded: Upload) -> list[str]:
    return [f"{row['number']} {row['title']}".strip() for row in asked_rows(uploaded.content, {}).values()]


def doubt_of(client, uploaded: Upload, words: str):
    return next(one for one in seen(client, uploaded).doubts if one.title.startswith(f"Строка {words}"))


def say(client, uploaded: Upload, words: str, choice: str) -> Upload:
    answer(client, uploaded, doubt_of(client, uploaded, words).key, choice=choice)
    uploaded.refresh_from_db()
    return uploaded


def blocks(client, uploaded: Upload) -> list[tuple[str, list[str]]]:
    (table,) = seen(client, uploaded).tables
    return [
        (f"{one.number} {one.title}".strip(), [line.row["number"] for line in one.lines])
        for one in table.blocks
    ]


def outline(roadmap: Roadmap) -> list[tuple[str, str, list[str]]]:
    return [
        (section.number, section.title, [item.number for item in section.items.order_by("position")])
        for section in roadmap.sections.order_by("position")
    ]


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (PLAN, ["1 Организационные мероприятия", "2 Работа с педагогами"]),
        (
            (("", "Трек 1", "", "", ""), *PLAN),
            ["Трек 1", "1 Организационные мероприятия", "2 Работа с педагогами"],
        ),
        ((("I", "Анализ", "", "", ""), ("1", "Изучить итоги", SET, WHO, "")), ["I Анализ"]),
        ((("2", "Анализ", "", "", ""), ("1", "Изучить итоги", SET, WHO, "")), ["2 Анализ"]),
        # Something is written in it; nothing stands under it; it is merged.
        ((("1", "Анализ", "", "", "Отчёт"), ("1.1", "Изучить", SET, WHO, "")), []),
        ((("1", "Анализ", "", "", ""), ("2", "Изучить", SET, WHO, "")), []),
        (("1. Анализ", ("1.1", "Изучить", SET, WHO, "")), []),
        ((("", "Анализ", "", "", ""), ("", "Изучить", SET, WHO, "")), []),
        # A form that is still to be filled in has no dates and no people anywhere, or in few rows.
        ((("1", "Анализ", "", "", ""), ("1.1", "Изучить", "", "", "")), []),
        (
            (
                ("1", "Анализ", "", "", ""),
                ("1.1", "А", "", "", ""),
                ("1.2", "Б", "", "", ""),
                ("1.3", "В", SET, "", ""),
            ),
            [],
        ),
    ],
)
def test_a_row_is_asked_about_where_nothing_but_its_place_makes_it_a_heading(received, plan, found):
    assert asked(received(plan)) == found


def test_read_as_an_activity_it_is_asked_about_before_its_dates_and_people(specialist, received):
    uploaded = received(PLAN)
    assert uploaded.content["activities"][0]["title"] == "Организационные мероприятия"
    assert uploaded.content["sections"] == []
    titles = [doubt.title for doubt in seen(specialist, uploaded).doubts]
    first = titles.index(f"Строка {FIRST} — раздел плана или мероприятие?")
    assert titles[first : first + 3] == [titles[first], "Срок не указан", "Ответственный не указан"]


def test_a_section_has_the_rows_under_it_and_no_doubts_of_its_own(specialist, received):
    uploaded = say(specialist, received(PLAN), FIRST, "section")
    assert blocks(specialist, uploaded) == [
        ("1 Организационные мероприятия", ["1.1", "1.2", "2", "2.1", "3"])
    ]
    preview = seen(specialist, uploaded)
    assert (dict(preview.counts)["Разделы"], dict(preview.counts)["Мероприятия"]) == (1, 5)
    assert [doubt.title for doubt in preview.open_doubts if "не указан" in doubt.title] == [
        "Срок не указан",
        "Ответственный не указан",
    ]  # of row 2, which nobody has spoken of
    say(specialist, uploaded, SECOND, "section")
    assert [doubt.title for doubt in seen(specialist, uploaded).open_doubts] == []
    assert outline(confirm(specialist, uploaded)) == [
        ("1", "Организационные мероприятия", ["1.1", "1.2"]),
        ("2", "Работа с педагогами", ["2.1", "3"]),
    ]


def test_an_activity_stays_one_and_is_not_asked_about_again(specialist, received):
    uploaded = say(specialist, received(PLAN), FIRST, "activity")
    assert doubt_of(specialist, uploaded, FIRST).said == "мероприятие"
    assert outline(confirm(specialist, uploaded)) == []
    assert uploaded.roadmap.items.get(number="1").title == "Организационные мероприятия"


def test_all_such_rows_are_sections_by_one_answer_save_those_spoken_of_apart(specialist, received):
    uploaded = say(specialist, received((("", "Трек 1", "", "", ""), *PLAN)), SECOND, "activity")
    page = specialist.get(uploaded.get_absolute_url()).content.decode()
    assert "все такие строки — разделы" in page.replace("\u00a0", " ")
    say(specialist, uploaded, FIRST, "all")
    assert blocks(specialist, uploaded) == [
        ("Трек 1", []),
        ("1 Организационные мероприятия", ["1.1", "1.2", "2", "2.1", "3"]),
    ]
    answered(uploaded, key=doubt_of(specialist, uploaded, FIRST).key, given=None)
    assert blocks(specialist, uploaded) == [("", ["", "1", "1.1", "1.2", "2", "2.1", "3"])]


def test_of_one_such_row_nothing_is_said_of_all(specialist, received):
    uploaded = received(PLAN[:3])
    assert doubt_of(specialist, uploaded, FIRST).options == {"is_one_of_many": False}
    assert "все такие строки" not in specialist.get(uploaded.get_absolute_url()).content.decode()


def test_the_answer_is_taken_back_where_the_section_stands(specialist, received):
    uploaded = say(specialist, received(PLAN), FIRST, "section")
    page = specialist.get(uploaded.get_absolute_url()).content.decode()
    doubt = doubt_of(specialist, uploaded, FIRST)
    assert doubt.said == "раздел"
    assert f'data-doubt="{doubt.number}"' in page
    answer(specialist, uploaded, doubt.key, undo="yes")
    assert blocks(specialist, uploaded) == [("", ["1", "1.1", "1.2", "2", "2.1", "3"])]


def test_it_survives_another_reading_of_the_document(specialist, received):
    uploaded = say(specialist, received(PLAN), FIRST, "all")
    answered(uploaded, key="column:Формы отчетных документов", given={"field": "result"})
    uploaded.refresh_from_db()
    assert uploaded.content["activities"][1]["result"] == "Приказ"
    assert [name for name, _rows in blocks(specialist, uploaded)] == [
        "1 Организационные мероприятия",
        "2 Работа с педагогами",
    ]


def test_a_row_put_right_by_hand_is_a_section_as_it_was_put_right_or_none(specialist, received):
    uploaded = received(PLAN)
    own = {reference: row["number"] for reference, row in asked_rows(uploaded.content, {}).items()}
    first, second = own
    answered(uploaded, key=f"row@{first}", given={"values": {"title": "Организация"}})
    answered(uploaded, key=f"row@{second}", given={"values": {"deadline": "май 2027"}})
    answered(uploaded, key=f"heading@{first}", given={"kind": "section", "is_for_all": True})
    assert blocks(specialist, uploaded) == [("1 Организация", ["1.1", "1.2", "2", "2.1", "3"])]
    answered(uploaded, key=f"row@{second}", given={"is_left_out": True})
    assert blocks(specialist, uploaded) == [("1 Организация", ["1.1", "1.2", "2", "2.1", "3"])]
    assert [row["number"] for row in corrected(uploaded.content, uploaded.answers)["activities"]] == [
        "1.1",
        "1.2",
        "2.1",
        "3",
    ]


def test_it_ends_with_the_next_heading_and_with_its_table(specialist, received):
    bare = ("1", "Организационные мероприятия", "", "", "")
    uploaded = received(
        (
            "Трек 1. Школы",
            ("0.1", "До разделов", SET, WHO, ""),
            bare,
            ("1.1", "Создать группу", SET, WHO, ""),
            "Трек 2. Педагоги",
            ("5.1", "Провести семинар", SET, WHO, ""),
            bare,
            ("1.1", "Утвердить план", SET, WHO, ""),
        ),
        (("7.1", "Подвести итоги", SET, WHO, ""),),
    )
    say(specialist, uploaded, FIRST, "all")
    assert outline(confirm(specialist, uploaded)) == [
        ("", "Трек 1. Школы", ["0.1"]),
        ("1", "Организационные мероприятия", ["1.1"]),
        ("", "Трек 2. Педагоги", ["5.1", "7.1"]),
        ("", "1 Организационные мероприятия", ["1.1"]),  # its number names a section of the table already
    ]


def test_a_long_document_shows_sections_and_their_notes_on_their_pages(specialist, received, monkeypatch):
    monkeypatch.setattr("roadmaps.services.preview_pages.ROWS_OF_PAGE", 2)
    monkeypatch.setattr("roadmaps.services.preview_pages.ALL_AT_ONCE", 3)
    uploaded = say(specialist, received((("", "Трек 1", "", "", ""), *PLAN)), FIRST, "all")
    sheets = seen(specialist, uploaded).sheets
    titles = [[block.title for table in sheet.tables for block in table.blocks] for sheet in sheets]
    assert titles == [["Трек 1", "Организационные мероприятия"], ["Работа с педагогами"]]
    assert [len(sheet.doubts) for sheet in sheets]


def test_a_sheet_has_such_rows_too(cast, specialist):
    book = Workbook()
    for row in (HEADINGS, *PLAN):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    upload(specialist, cast, file.getvalue(), "план.xlsx")
    assert asked(Upload.objects.get()) == ["1 Организационные мероприятия", "2 Работа с педагогами"]


def test_it_goes_out_merged_and_comes_in_as_a_section(specialist, received):
    uploaded = say(specialist, received(PLAN), FIRST, "all")
    content = content_of(confirm(specialist, uploaded))
    for written, name in ((write_word(content), "план.docx"), (write_excel(content), "план.xlsx")):
        read = read_document(written, name).to_dict()
        assert [(one["number"], one["title"]) for one in read["sections"]] == [
            ("1", "Организационные мероприятия"),
            ("2", "Работа с педагогами"),
        ]
        assert [(row["number"], row["section"]) for row in read["activities"]] == [
            ("1.1", "1"),
            ("1.2", "1"),
            ("2.1", "2"),
            ("3", "2"),
        ]


def test_a_template_has_it_as_a_section_too(specialist, received):
    uploaded = say(specialist, received(PLAN), FIRST, "section")
    template = confirm(specialist, uploaded, confirm="template")
    assert (template.is_template, len(outline(template))) == (True, 1)


def test_a_newer_text_is_compared_as_it_was_answered(cast, specialist, received):
    uploaded = say(specialist, received(PLAN), FIRST, "all")
    roadmap = confirm(specialist, uploaded)
    newer = received(PLAN)
    newer.target = roadmap
    newer.save()
    assert any("Организационные мероприятия" in str(line) for line in told(newer))
    say(specialist, newer, FIRST, "all")
    assert [fields for _sign, _title, fields in told(newer)] == [
        ["title", "period"]
    ]  # mended at confirmation
