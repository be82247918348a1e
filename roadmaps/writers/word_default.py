"""The portal's own Word template: an order with its acknowledgement sheet, then the approved roadmap."""

import datetime
import io
import zipfile
from typing import Any, Final

import docx
from docx.shared import Mm

from roadmaps.documents import own_form as own
from roadmaps.writers.word_styles import add_styles
from roadmaps.writers.word_xml import W, paragraph, parsed

MADE: Final = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
_FORM: Final = own.STYLES[own.FORM]
_CENTRE: Final = '<w:jc w:val="center"/>'
_BOTH: Final = '<w:ind w:firstLine="709"/><w:jc w:val="both"/>'
_STAMP: Final = '<w:ind w:left="4500"/>'
_BIG: Final = '<w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/>'
_APART: Final = '<w:spacing w:before="240" w:after="240"/><w:jc w:val="both"/>'
_ORDER: Final = (
    ("{%p if not есть_текст_приказа %}", _FORM, ""),
    ("{{ орган }}", own.STYLES[own.ISSUER], ""),
    ("ПРИКАЗ", _FORM, _BIG),
    ("{{ дата_приказа }}\t№ {{ номер_приказа }}", own.STYLES[own.NUMBER], ""),
    ("Об утверждении {{ предмет }}", _FORM, _APART),
    (
        "В целях повышения качества образования и адресной поддержки школ ПРИКАЗЫВАЮ:",
        _FORM,
        _BOTH,
    ),
    ("1. Утвердить {{ прилагаемое }}.", _FORM, _BOTH),
    (
        "2. Ответственным исполнителям обеспечить выполнение мероприятий в установленные сроки.",
        _FORM,
        _BOTH,
    ),
    ("3. Контроль за исполнением настоящего приказа оставляю за собой.", _FORM, f"<w:keepNext/>{_BOTH}"),
    ("{{ должность }}\t{{ подписал }}", own.STYLES[own.SIGNATURE], ""),
    ("{%p if есть_лист_ознакомления %}", _FORM, ""),
    (
        "С приказом от {{ дата_приказа }} № {{ номер_приказа }} ознакомлены:",
        _FORM,
        '<w:pageBreakBefore/><w:spacing w:before="240" w:after="240"/>',
    ),
    ("{{ лист_ознакомления }}", _FORM, ""),
    ("{%p endif %}", _FORM, ""),
    ("{%p if есть_гриф %}", _FORM, ""),
    ("", _FORM, '<w:pageBreakBefore/><w:spacing w:line="20" w:lineRule="exact"/>'),
    ("{%p else %}", _FORM, ""),
    ("{{ утверждено }}", _FORM, f"<w:pageBreakBefore/>{_STAMP}"),
    ("{{ приказом }}", _FORM, _STAMP),
    ("от {{ дата_приказа }} № {{ номер_приказа }}", _FORM, _STAMP),
    ("{%p endif %}", _FORM, ""),
    ("{%p endif %}", _FORM, ""),
    ("{{ дорожная_карта }}", _FORM, ""),
    ("{%p if есть_текст_приказа %}", _FORM, ""),
    ("{%p if есть_лист_ознакомления %}", _FORM, ""),
    ("С приказом ознакомлены:", _FORM, '<w:pageBreakBefore/><w:spacing w:before="240" w:after="240"/>'),
    ("{{ лист_ознакомления }}", _FORM, ""),
    ("{%p endif %}", _FORM, ""),
    ("{%p endif %}", _FORM, ""),
)
_PAGE_NUMBER: Final = (
    f'<w:p><w:pPr><w:pStyle w:val="{_FORM}"/>{_CENTRE}</w:pPr>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def make_template() -> bytes:
    """The template's bytes, the same every time."""
    document = docx.Document()
    body = document.element.body
    for element in list(body)[:-1]:
        body.remove(element)
    add_styles(document)
    for language in document.styles.element.iter(f"{W}lang"):
        language.set(f"{W}val", "ru-RU")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True  # the first page of an order has no number
    for element in parsed("".join(paragraph(*line) for line in _ORDER)):
        body[-1].addprevious(element)
    header = section.header
    header.is_linked_to_previous = False
    for old in list(header._element):
        header._element.remove(old)
    header._element.extend(parsed(_PAGE_NUMBER))
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "", "", ""
    properties.created = properties.modified = MADE.replace(tzinfo=None)
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]
    made = io.BytesIO()
    document.save(made)
    return _without_moments(made.getvalue())


def _without_moments(data: bytes) -> bytes:
    """The same archive with one moment for all of its parts, so that it depends on no clock."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info: Any = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return made.getvalue()
