"""Who signs the order: from the document, else from the settings, else a blank to fill in by hand."""

import datetime
import io

import docx
import pytest
from django.urls import reverse
from django_scopes import scope

from reports.services import papers
from roadmaps.documents import read_document
from roadmaps.documents.content import Content, Item, Order
from roadmaps.services.approving import approve
from roadmaps.writers.excel import write_excel
from roadmaps.writers.word import write_word
from schools.access import membership_of
from tests.roadmaps.word_files import HEADINGS, ROW, TITLE, document, p, table

ROWS = (Item("1", title="Совещание", deadline="май", responsible=("Озерова Л.П.",)),)
ORDER = (p("ПРИКАЗ", bold=True), "от 12.03.2024 № 77", "ПРИКАЗЫВАЮ:", "1. Утвердить карту.")
PLAN = (p(TITLE, bold=True), table(HEADINGS, ROW))


def lines(data):
    return [one.text for one in docx.Document(io.BytesIO(data)).paragraphs if one.text]


def under(cast, roadmap):
    """What stands under the order when the department takes the roadmap away in Word."""
    roadmap.refresh_from_db()
    membership = membership_of(cast.specialist.user, cast.municipality)
    data = papers.write(roadmap, membership, form="word", has_marks=False)
    made = docx.Document(io.BytesIO(data))
    return next(one.text for one in made.paragraphs if one.style.style_id == "RoadmapSignature")


@pytest.fixture
def with_settings(cast):
    cast.municipality.department = "Управление образования Тихореченского округа"
    cast.municipality.signer_post = "Начальник управления образования"
    cast.municipality.signer_name = "В. А. Рощина"
    cast.municipality.save()
    return cast


@pytest.mark.parametrize(
    ("signed", "post"),
    [
        (("Начальник управления образования\tВ.А. Рощина",), "Начальник управления образования"),
        (
            ("Начальник управления", "образования администрации\tВ.А. Рощина"),
            "Начальник управления образования администрации",
        ),
        (("И. о. директора департамента __________ В.А. Рощина",), "И. о. директора департамента"),
    ],
)
def test_the_post_is_read_and_goes_out_again(signed, post):
    content = read_document(document(*ORDER, *signed, *PLAN), "приказ.docx")
    assert (content.order.signer_post, content.order.signed_by) == (post, "В.А. Рощина")
    for data, name in ((write_word(content), "а.docx"), (write_excel(content), "а.xlsx")):
        assert read_document(data, name).order == content.order


def test_nothing_is_invented_where_nobody_is_known():
    data = write_word(Content(title="План мероприятий", order=Order(issuer="МКУ «Центр»"), activities=ROWS))
    said = lines(data)
    assert "______________________________\t____________________" in said
    assert {"УТВЕРЖДЁН", "приказом МКУ «Центр»", "1. Утвердить прилагаемый план."} <= set(said)
    assert not any("Руководитель" in line for line in said)
    order = read_document(data, "а.docx").order
    assert (order.signer_post, order.signed_by) == ("", "")


def test_a_draft_is_signed_by_the_settings_until_somebody_writes_another(with_settings, client_of):
    cast = with_settings
    with scope(municipality=cast.municipality):
        assert under(cast, cast.draft) == "Начальник управления образования\tВ. А. Рощина"
    client = client_of(cast.specialist)
    address = reverse("roadmap-order", args=[cast.municipality.slug, cast.draft.pk])
    initial = client.get(address).context["form"].initial
    assert initial["order_issuer"] == cast.municipality.department
    sent = {
        "version": cast.draft.version,
        "order_signer_post": "Заместитель начальника",
        "order_signed_by": "О. П. Лисова",
    }
    answer = client.post(address, {**sent, "order_issuer": "Управление образования", "download": "1"})
    assert answer.url == reverse("roadmap-file", args=[cast.municipality.slug, cast.draft.pk, "word"])
    with scope(municipality=cast.municipality):
        assert under(cast, cast.draft) == "Заместитель начальника\tО. П. Лисова"


def test_an_order_keeps_whoever_signed_it(with_settings):
    cast = with_settings
    with scope(municipality=cast.municipality):
        assert under(cast, cast.roadmap).strip("\t_") == ""  # in force already: nobody knows who signed
        day = datetime.date(2026, 11, 20)
        cast.draft.start, cast.draft.end = day, datetime.date(2027, 5, 31)
        cast.draft.save()
        approve(cast.draft, order_number="90", order_date=day, reason="", by=cast.specialist)
        cast.municipality.signer_name = "Другой Человек"
        cast.municipality.save()
        assert under(cast, cast.draft) == "Начальник управления образования\tВ. А. Рощина"
