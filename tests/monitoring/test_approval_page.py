"""Putting a roadmap in force, amending and completing it by its pages."""

import datetime

from monitoring.choices import ExecutionState
from monitoring.models import Execution
from roadmaps.choices import RoadmapState
from roadmaps.models import Roadmap
from tests.cast import LATER, SOON, Cast
from tests.factories import ResponsibleFactory, an_item
from tests.monitoring.pages import read, url
from tests.monitoring.test_assignment import give_dates

ORDER = {"order_number": "500", "order_date": "2026-11-20"}


def test_what_will_happen_is_said_before(cast: Cast, client_of):
    doubtful = an_item(cast.draft_section, number="2", title="Методическая неделя")
    ResponsibleFactory(item=doubtful, text="Методист ТМЦ")
    page = client_of(cast.specialist).get(url(cast, "roadmap-approve", cast.draft.pk))
    text = read(page)
    assert "Мероприятия, контрольные точки и механизмы 2 Сроков в плане 1" in text
    assert "Исполнений к сдаче 2 Школ, которые получат свои дела 2" in text
    assert "2. Методическая неделя дат нет" in text
    assert "Кто это: «Методист ТМЦ»?" in text
    assert not Execution.objects.filter(roadmap=cast.draft).exists()


def test_an_order_puts_a_draft_in_force(cast: Cast, client_of):
    client = client_of(cast.specialist)
    page = client.post(url(cast, "roadmap-approve", cast.draft.pk), ORDER, follow=True)
    assert page.redirect_chain == [(cast.draft.get_absolute_url(), 302)]
    assert "Приказ действует" in read(page)
    cast.draft.refresh_from_db()
    assert (cast.draft.state, cast.draft.order_number) == (RoadmapState.IN_FORCE, "500")
    assert Execution.objects.filter(roadmap=cast.draft).count() == 2


def test_what_is_missing_is_said_and_what_was_typed_stays(cast: Cast, client_of):
    cast.draft.schools.clear()
    client = client_of(cast.specialist)
    address = url(cast, "roadmap-approve", cast.draft.pk)
    sentence = "За часть мероприятий отвечают школы: сначала выберите школы карты."
    assert sentence in read(client.get(address))
    page = client.post(address, ORDER)
    assert page.status_code == 200
    assert sentence in read(page)
    assert 'value="500"' in page.content.decode()
    cast.draft.refresh_from_db()
    assert cast.draft.is_draft


def test_an_order_has_a_number_and_a_date(cast: Cast, client_of):
    page = client_of(cast.specialist).post(
        url(cast, "roadmap-approve", cast.draft.pk), {"order_date": "31.02.2026"}
    )
    text = read(page)
    assert "Напишите номер приказа." in text
    assert "Напишите дату так: 20.11.2026." in text


def test_an_amendment_says_what_it_changes_and_keeps_marks(cast: Cast, client_of):
    give_dates(cast.items[0], datetime.date(2026, 12, 15), LATER)
    cast.items[1].is_struck = True
    cast.items[1].save()
    new = an_item(cast.section, number="4", due=(SOON,))
    ResponsibleFactory(item=new, group=cast.directors)
    client = client_of(cast.specialist)
    address = url(cast, "roadmap-approve", cast.roadmap.pk)
    text = read(client.get(address))
    assert "Новых исполнений 2" in text
    assert "Исполнений с новым сроком 2" in text
    assert "Исполнений исключается из плана 1" in text
    page = client.post(address, {**ORDER, "reason": "Изменился график"}, follow=True)
    assert page.status_code == 200
    assert cast.roadmap.revisions.first().reason == "Изменился график"
    cast.municipal_execution.refresh_from_db()
    assert cast.municipal_execution.state == ExecutionState.CANCELLED


def test_an_amendment_is_not_older_than_the_order_it_changes(cast: Cast, client_of):
    data = {**ORDER, "order_date": "2026-08-01"}
    page = client_of(cast.specialist).post(url(cast, "roadmap-approve", cast.roadmap.pk), data)
    assert "Действующий приказ подписан 1 сентября 2026" in read(page)
    assert cast.roadmap.revisions.count() == 1


def test_a_completed_roadmap_leaves_everybodys_list(cast: Cast, client_of):
    client = client_of(cast.specialist)
    address = url(cast, "roadmap-complete", cast.roadmap.pk)
    assert "Ещё не сдано 5" in read(client.get(address))
    client.post(address)
    assert Roadmap.objects.get(pk=cast.roadmap.pk).state == RoadmapState.COMPLETED
    assert "Дел пока нет" in read(client_of(cast.director).get(url(cast, "due")))
    assert client.get(address).status_code == 404
