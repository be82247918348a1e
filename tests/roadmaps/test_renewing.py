"""A newer text of a roadmap: what differs is shown, what is chosen is taken in, marks and dates stay."""

import datetime
import io

import pytest
from django.urls import reverse
from docx import Document

from monitoring.models import Execution
from roadmaps.catalogue.moves import moved_rows
from roadmaps.models import Occurrence, PlanItem, Upload
from roadmaps.services.approving import approve
from roadmaps.services.scheduling import set_dates
from tests.factories import ExecutionFactory
from tests.roadmaps.test_uploads import HEADINGS, an_order, details, upload

OLD = (
    ("1.1", "Провести опрос родителей", "октябрь 2026", "Руководители ОО", "Справка"),
    ("1.2", "Собрать справки о кадрах", "до 1 ноября 2026 г.", "Руководители ОО", "Справка"),
    ("1.3", "Издать приказ", "до 1 декабря 2026 г.", "Руководители ОО", "Приказ"),
)
NEW = (
    ("1.1", "Провести опрос родителей и учителей", "октябрь 2026", "Руководители ОО", "Справка"),
    ("1.2", "Утвердить график консультаций", "до 20 октября 2026 г.", "Руководители ОО", "График"),
    ("1.3", "Собрать справки о кадрах", "до 15 ноября 2026 г.", "Руководители ОО", "Справка"),
)


@pytest.fixture
def specialist(cast, client_of):
    return client_of(cast.specialist)


@pytest.fixture
def roadmap(cast, specialist):
    upload(specialist, cast, an_order(OLD))
    uploaded = Upload.objects.get()
    specialist.post(uploaded.get_absolute_url(), {**details(), "confirm": "yes"})
    uploaded.refresh_from_db()
    return uploaded.roadmap


def address(name, cast, **kwargs):
    return reverse(name, kwargs={"municipality": cast.municipality.slug, **kwargs})


def upload_newer(client, cast, roadmap, rows=NEW) -> Upload:
    page = address("roadmap-upload", cast, roadmap=roadmap.pk)
    answer = upload(client, cast, an_order(rows), address=page)
    uploaded = Upload.objects.order_by("pk").last()
    assert answer.url == address("upload-compare", cast, pk=uploaded.pk)
    specialist_details = details(title=roadmap.title)
    client.post(uploaded.get_absolute_url(), {**specialist_details, "confirm": "compare"})
    return uploaded


def compared(client, cast, uploaded):
    return client.get(address("upload-compare", cast, pk=uploaded.pk)).context["proposals"]


def take(client, cast, uploaded, keys):
    return client.post(address("upload-compare", cast, pk=uploaded.pk), {"take": keys})


def keys_of(proposals, sign=None):
    return [
        choice.key
        for proposal in proposals
        for choice in proposal.choices
        if sign in (None, proposal.amendment.sign)
    ]


def plan_of(roadmap):
    rows = PlanItem.objects.filter(roadmap=roadmap).kept()
    return [(row.number, row.title, row.deadline_text) for row in rows]


def test_the_difference_names_each_row_once(cast, specialist, roadmap):
    found = compared(specialist, cast, upload_newer(specialist, cast, roadmap))
    told = [
        (
            proposal.amendment.sign,
            proposal.amendment.title,
            [choice.field.name for choice in proposal.choices if choice.field],
        )
        for proposal in found
    ]
    assert told == [
        ("changed", "1.1. Провести опрос родителей и учителей", ["title"]),
        ("added", "1.2. Утвердить график консультаций", []),
        ("changed", "1.3. Собрать справки о кадрах", ["number", "deadline"]),
        ("gone", "1.3. Издать приказ", []),
    ]
    assert [piece.text for piece in found[0].choices[0].field.after if piece.is_changed] == ["и учителей"]


def test_what_is_chosen_is_taken_in_and_nothing_else(cast, specialist, roadmap):
    uploaded = upload_newer(specialist, cast, roadmap)
    keys = [key for key in keys_of(compared(specialist, cast, uploaded)) if ":title:" not in key]
    assert take(specialist, cast, uploaded, keys).url == roadmap.get_absolute_url()
    assert plan_of(roadmap) == [
        ("1.1", "Провести опрос родителей", "октябрь 2026"),
        ("1.2", "Утвердить график консультаций", "до 20 октября 2026 г."),
        ("1.3", "Собрать справки о кадрах", "до 15 ноября 2026 г."),
    ]
    uploaded.refresh_from_db()
    assert (uploaded.state, uploaded.roadmap) == ("confirmed", roadmap)


def test_the_same_text_changes_nothing(cast, specialist, roadmap):
    assert compared(specialist, cast, upload_newer(specialist, cast, roadmap, OLD)) == []


def test_dates_set_by_hand_stay(cast, specialist, roadmap):
    item = roadmap.items.get(number="1.2")
    day = datetime.date(2026, 12, 24)
    set_dates(item, version=item.version, spans=[(day, day)], by=cast.specialist)
    uploaded = upload_newer(specialist, cast, roadmap)
    take(specialist, cast, uploaded, keys_of(compared(specialist, cast, uploaded)))
    item.refresh_from_db()
    assert item.deadline_text == "до 15 ноября 2026 г."
    assert [row.due for row in Occurrence.objects.filter(item=item)] == [day]


def test_a_roadmap_in_force_waits_for_the_next_order_and_keeps_its_marks(cast, specialist, roadmap):
    approve(roadmap, order_number="57", order_date=datetime.date(2026, 9, 1), by=cast.specialist)
    gone, moved = roadmap.items.get(number="1.3"), roadmap.items.get(number="1.2")
    for item in (gone, moved):
        ExecutionFactory(occurrence=item.occurrences.get(), school=cast.school, accepted=True)
    uploaded = upload_newer(specialist, cast, roadmap)
    take(specialist, cast, uploaded, keys_of(compared(specialist, cast, uploaded)))
    gone.refresh_from_db()
    assert (gone.is_struck, gone.cancelled_by) == (True, None)
    assert Execution.objects.filter(item__in=(gone, moved), state="accepted").count() == 2
    changes = specialist.get(address("roadmap-changes", cast, roadmap=roadmap.pk)).content.decode()
    assert "Утвердить график" in changes.replace("\u00a0", " ")


def test_a_difference_that_another_has_changed_meanwhile_is_not_taken_in(cast, specialist, roadmap):
    uploaded = upload_newer(specialist, cast, roadmap)
    keys = keys_of(compared(specialist, cast, uploaded))
    PlanItem.objects.filter(roadmap=roadmap, number="1.1").update(title="Провести собрание родителей")
    assert take(specialist, cast, uploaded, keys).url == address("upload-compare", cast, pk=uploaded.pk)
    assert ("1.1", "Провести собрание родителей", "октябрь 2026") in plan_of(roadmap)
    assert len(plan_of(roadmap)) == 3


def test_a_table_pasted_from_the_clipboard_is_previewed_like_a_file(cast, specialist):
    html = (
        "<table><tr><td>№</td><td>Мероприятие</td><td>Сроки</td><td>Ответственные</td></tr>"
        "<tr><td>1</td><td>Провести опрос</td><td>октябрь 2026</td><td>Руководители ОО</td></tr></table>"
    )
    answer = specialist.post(address("upload-paste", cast), {"text": "№ Мероприятие", "html": html})
    uploaded = Upload.objects.get()
    assert answer.url == uploaded.get_absolute_url()
    assert [row["title"] for row in uploaded.content["activities"]] == ["Провести опрос"]
    specialist.post(uploaded.get_absolute_url(), {**details(), "confirm": "yes"})
    uploaded.refresh_from_db()
    assert uploaded.roadmap.items.get().occurrences.get().due == datetime.date(2026, 10, 31)


def test_pasted_lines_with_tabs_are_read_and_a_text_without_a_table_is_refused(cast, specialist):
    lines = "№\tМероприятие\tСроки\tОтветственные\n1\tПровести опрос\tоктябрь 2026\tРуководители ОО"
    assert specialist.post(address("upload-paste", cast), {"text": lines}).status_code == 302
    page = specialist.post(address("upload-paste", cast), {"text": "просто текст"}).content.decode()
    assert "нет таблицы" in page


def signs_of(proposals):
    return [(one.amendment.sign, one.amendment.what, one.amendment.title) for one in proposals]


def test_rows_in_another_order_are_told_once_and_put_so_with_all_marks_and_dates(cast, specialist, roadmap):
    item = roadmap.items.get(number="1.3")
    day = datetime.date(2026, 12, 24)
    set_dates(item, version=item.version, spans=[(day, day)], by=cast.specialist)
    approve(roadmap, order_number="57", order_date=datetime.date(2026, 9, 1), by=cast.specialist)
    ExecutionFactory(occurrence=item.occurrences.get(), school=cast.school, accepted=True)
    uploaded = upload_newer(specialist, cast, roadmap, (OLD[2], OLD[0], OLD[1]))
    found = compared(specialist, cast, uploaded)
    assert signs_of(found) == [("moved", "Мероприятие", "1.3. Издать приказ")]
    take(specialist, cast, uploaded, keys_of(found))
    assert [number for number, *_rest in plan_of(roadmap)] == ["1.3", "1.1", "1.2"]
    assert [row.due for row in Occurrence.objects.filter(item=item)] == [day]
    assert Execution.objects.get(item=item).state == "accepted"
    again = upload_newer(specialist, cast, roadmap, (OLD[2], OLD[0], OLD[1]))
    assert compared(specialist, cast, again) == []


def with_texts(*texts: str, rows=OLD, headings=HEADINGS) -> bytes:
    document = Document(io.BytesIO(an_order(rows, headings)))
    for text in texts:
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_texts_outside_the_tables_are_compared_word_by_word(cast, specialist):
    before = with_texts("Контроль возложить на отдел мониторинга.", "Опубликовать на сайте управления.")
    upload(specialist, cast, before)
    first = Upload.objects.get()
    specialist.post(first.get_absolute_url(), {**details(), "confirm": "yes"})
    first.refresh_from_db()
    after = with_texts("Довести до сведения школ.", "Контроль возложить на отдел оценки.")
    upload(specialist, cast, after, address=address("roadmap-upload", cast, roadmap=first.roadmap_id))
    newer = Upload.objects.order_by("pk").last()
    found = compared(specialist, cast, newer)
    take(specialist, cast, newer, keys_of(found))
    first.roadmap.refresh_from_db()
    said = " ".join(text["text"] for text in first.roadmap.texts)
    assert "отдел оценки" in said
    assert "Довести до сведения" in said
    assert "Опубликовать" not in said


def test_another_set_of_columns_is_shown_and_taken_in_when_chosen(cast, specialist, roadmap):
    other = (*HEADINGS[:4], "Охват школ")
    page = address("roadmap-upload", cast, roadmap=roadmap.pk)
    upload(specialist, cast, an_order(OLD, other), address=page)
    newer = Upload.objects.order_by("pk").last()
    found = compared(specialist, cast, newer)
    (own,) = [one for one in found if one.amendment.key == "roadmap:"]
    choice = next(one for one in own.choices if one.field.name == "headings")
    assert "Охват школ" in [piece.text for piece in choice.field.after if piece.is_changed]
    take(specialist, cast, newer, keys_of(found))
    roadmap.refresh_from_db()
    assert roadmap.columns[-1]["heading"] == "Охват школ"
    assert roadmap.items.get(number="1.1").extra == {"Охват школ": "Справка"}
    assert "Охват школ" in specialist.get(roadmap.get_absolute_url()).content.decode().replace("\u00a0", " ")


def test_an_entry_kept_as_text_stays_so_in_a_row_that_is_added(cast, specialist, roadmap):
    added = ("1.4", "Собрать отзывы", "до 20 декабря 2026 г.", "Жданова Е.", "Отзывы")
    uploaded = upload_newer(specialist, cast, roadmap, (*OLD, added))
    where = address("upload-answer", cast, pk=uploaded.pk)
    specialist.post(where, {"doubt": "people:Жданова Е.", "choice": "text"})
    take(specialist, cast, uploaded, keys_of(compared(specialist, cast, uploaded)))
    assert roadmap.items.get(number="1.4").responsibles.get().kind == "text"


def test_a_row_left_out_of_a_newer_text_leaves_the_roadmap_as_it_is(cast, specialist, roadmap):
    uploaded = upload_newer(specialist, cast, roadmap)
    for place in (1, 3):  # one that changes, one that stands
        reference = ".".join(map(str, uploaded.content["row_places"]["activities"][place - 1]))
        specialist.post(address("upload-row", cast, pk=uploaded.pk, row=reference), {"do": "leave-out"})
    found = compared(specialist, cast, uploaded)
    assert [one.amendment.title for one in found if one.amendment.sign == "changed"] == []
    assert [one.amendment.title for one in found if one.amendment.sign == "gone"] == ["1.3. Издать приказ"]


@pytest.mark.parametrize(
    ("new", "moved"),
    [("abc", ""), ("cab", "c"), ("bca", "a"), ("dabc", ""), ("cba", "ca"), ("acb", "b")],
)
def test_as_few_rows_as_possible_are_said_to_have_moved(new, moved):
    names = moved_rows({name: {} for name in "abc"}, {name: {} for name in new})
    assert len(names) == len(moved)
