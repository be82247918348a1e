"""A newer text of a roadmap: what differs is shown, what is chosen is taken in, marks and dates stay."""

import datetime

import pytest
from django.urls import reverse

from monitoring.models import Execution
from roadmaps.models import Occurrence, PlanItem, Upload
from roadmaps.services.approving import approve
from roadmaps.services.scheduling import set_dates
from tests.factories import ExecutionFactory
from tests.roadmaps.test_uploads import an_order, details, upload

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
