"""A roadmap is taken away in Word and Excel, with the marks of execution or without."""

import datetime
import io
import re

import docx
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from monitoring.choices import EvidenceKind
from monitoring.models import Evidence
from reports.catalogue.marks import marks_of
from reports.choices import OrderState
from reports.models import ReportOrder, WordTemplate
from reports.services import orders, papers, word_templates
from roadmaps.documents import read_document
from roadmaps.writers.word import default_template
from schools.access import membership_of
from tests.roadmaps.test_word_template import template


def _address(cast, form, **query):
    marks = "?marks=1" if query else ""
    return reverse("roadmap-file", args=[cast.municipality.slug, cast.roadmap.pk, form]) + marks


def _taken(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer
    assert answer["Content-Disposition"].startswith("attachment")
    return b"".join(answer.streaming_content)


def _accept(cast):
    execution = cast.municipal_execution
    execution.state, execution.submitted_on = "accepted", datetime.date(2026, 11, 12)
    execution.submitted_at = datetime.datetime(2026, 11, 12, 9, tzinfo=datetime.UTC)
    execution.save()
    Evidence.objects.create(
        execution=execution, kind=EvidenceKind.DOCUMENT, name="Справка № 4", added_by=cast.specialist
    )
    return execution


def test_the_word_file_is_read_as_the_roadmap(cast, client_of):
    data = _taken(client_of(cast.specialist), _address(cast, "word"))
    read = read_document(data, "карта.docx")
    assert read.title == cast.roadmap.title
    assert {item.title for item in read.activities} <= {item.title for item in cast.items}


def test_marks_stand_in_a_column_of_their_own(cast, client_of):
    execution = _accept(cast)
    data = _taken(client_of(cast.coordinator), _address(cast, "word", marks=1))
    marked = {item.title: item.mark for item in read_document(data, "карта.docx").activities}
    assert marked[execution.item.title].startswith("Исполнено")
    book = load_workbook(io.BytesIO(_taken(client_of(cast.coordinator), _address(cast, "excel", marks=1))))
    assert [cell.value for cell in book["План"][2]][-1] == "Отметка об исполнении"
    without = read_document(_taken(client_of(cast.coordinator), _address(cast, "word")), "карта.docx")
    assert not any(item.mark for item in without.activities)


def test_a_school_sees_its_own_marks_only(cast):
    execution = cast.other_school_execution
    execution.state, execution.submitted_on = "accepted", datetime.date(2026, 11, 12)
    execution.submitted_at = datetime.datetime(2026, 11, 12, 9, tzinfo=datetime.UTC)
    execution.save()
    of_department = marks_of(cast.roadmap, membership_of(cast.coordinator.user, cast.municipality))
    of_school = marks_of(cast.roadmap, membership_of(cast.director.user, cast.municipality))
    assert of_department[execution.item_id] == "Исполнено: 1 из 2; не исполнено: СОШ № 3"
    assert of_school[execution.item_id] == "Исполнено: 0 из 1; не исполнено: СОШ № 3"


@pytest.mark.parametrize("form", ["word", "excel"])
def test_a_long_roadmap_is_built_in_the_background(cast, client_of, monkeypatch, form):
    monkeypatch.setattr(papers, "LONG", 0)
    client = client_of(cast.coordinator)
    ordering = client.get(_address(cast, form, marks=1))
    assert ordering.status_code == 302
    page = client.get(ordering.url)
    assert page.context["form"].initial["report"] == form
    sent = {"report": form, "roadmap": cast.roadmap.pk, "has_marks": "on"}
    address = reverse("report-add", args=[cast.municipality.slug])
    answer = client.post(address, sent)
    order = ReportOrder.objects.get(report=form)
    assert answer.url == order.get_absolute_url()
    orders.build(order.pk)
    order.refresh_from_db()
    assert order.state == OrderState.READY, order.error
    assert order.file.name.endswith({"word": ".docx", "excel": ".xlsx"}[form])


def test_a_draft_has_no_report_of_its_execution_but_goes_out_itself(cast, client_of):
    client = client_of(cast.specialist)
    address = reverse("report-add", args=[cast.municipality.slug])
    refused = client.post(address, {"report": "execution", "roadmap": cast.draft.pk})
    assert refused.context["form"].errors["roadmap"]
    assert client.post(address, {"report": "word", "roadmap": cast.draft.pk}).status_code == 302


def test_the_departments_template_is_used_once_it_is_good(cast, client_of):
    client = client_of(cast.specialist)
    address = reverse("word-template", args=[cast.municipality.slug])
    bad = io.BytesIO(template("{{ дорожная_карта }}", "{{ фио }}"))
    bad.name = "плохой.docx"
    assert "фио" in client.post(address, {"file": bad}).content.decode()
    assert not WordTemplate.objects.exists()
    good = io.BytesIO(template("Наш бланк", "{{ план }}"))
    good.name = "бланк.docx"
    assert client.post(address, {"file": good}).status_code == 302
    made = docx.Document(io.BytesIO(_taken(client, _address(cast, "word"))))
    assert made.paragraphs[0].text == "Наш бланк"
    assert "бланк.docx" in client.get(address).content.decode()
    dropped = client.post(reverse("word-template-drop", args=[cast.municipality.slug]))
    assert dropped.status_code == 302
    assert word_templates.template_of(membership_of(cast.specialist.user, cast.municipality)) is None


def test_a_template_goes_round_through_word(cast, client_of):
    client = client_of(cast.specialist)
    names = {
        name: reverse(name, args=[cast.municipality.slug]) for name in ("word-template", "word-template-file")
    }
    mine = docx.Document(io.BytesIO(_taken(client, names["word-template-file"])))
    for paragraph in mine.paragraphs:
        if paragraph.text == "ПРИКАЗ":
            paragraph.text = "РАСПОРЯЖЕНИЕ"
    changed = io.BytesIO()
    mine.save(changed)
    for data in (changed.getvalue(), b"PK no document at all", changed.getvalue()[:-200]):
        file = io.BytesIO(data)
        file.name = "бланк.docx"
        answer = client.post(names["word-template"], {"file": file})
        if answer.status_code == 200:
            assert re.search("[А-Яа-я]{4,}.*[.]", answer.context["form"].errors["file"][0])
    made = docx.Document(io.BytesIO(_taken(client, _address(cast, "word"))))
    assert "РАСПОРЯЖЕНИЕ" in [paragraph.text for paragraph in made.paragraphs]
    client.post(reverse("word-template-drop", args=[cast.municipality.slug]))
    made = docx.Document(io.BytesIO(_taken(client, _address(cast, "word"))))
    assert "ПРИКАЗ" in [paragraph.text for paragraph in made.paragraphs]


def test_the_template_can_be_taken_to_be_changed(cast, client_of):
    address = reverse("word-template-file", args=[cast.municipality.slug])
    assert _taken(client_of(cast.specialist), address) == default_template()
