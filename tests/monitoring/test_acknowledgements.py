"""People named in an order confirm that they have read it."""

from accounts.models import Message
from monitoring.models import Acknowledgement
from monitoring.services import acknowledgements
from tests.cast import Cast
from tests.monitoring.pages import read, url


def latest(cast: Cast) -> dict[str, int]:
    """Name the order that the person has read."""
    return {"revision": cast.roadmap.revisions.first().pk}


def test_the_named_are_the_people_of_the_plan_directors_and_coordinators(cast: Cast):
    named = [line.person for line in acknowledgements.lines(cast.roadmap.revisions.first())]
    assert set(named) == {cast.director, cast.other_director, cast.specialist, cast.coordinator}


def test_a_director_confirms_once_and_sees_only_the_own_line(cast: Cast, client_of):
    client, page = client_of(cast.director), url(cast, "acknowledgement-list", cast.roadmap.pk)
    assert "Вы названы в приказе." in read(client.get(page))
    confirm = url(cast, "acknowledgement-confirm", cast.roadmap.pk)
    stale = read(client.post(confirm, {"revision": 0}, follow=True))
    assert "вступил в силу новый приказ" in stale
    assert not Acknowledgement.objects.exists()
    for _ in range(2):
        text = read(client.post(confirm, latest(cast), follow=True))
    assert "Ознакомление записано." in text
    assert "Ёлкина" not in text
    kept = Acknowledgement.objects.get()
    assert (kept.name, kept.post) == ("Ветрова Мария Олеговна", "директор школы, СОШ № 3")
    cast.director.surname = "Северная"
    cast.director.save()
    assert "Ветрова Мария Олеговна" in read(client_of(cast.specialist).get(page))


def test_whoever_is_not_named_has_nothing_to_confirm(cast: Cast, client_of):
    confirm = url(cast, "acknowledgement-confirm", cast.roadmap.pk)
    assert "подтверждать нечего" in read(client_of(cast.head).post(confirm, latest(cast), follow=True))
    assert not Acknowledgement.objects.exists()


def test_a_reminder_goes_once_a_day_to_those_who_have_not_confirmed(cast: Cast, client_of):
    acknowledgements.confirm(cast.roadmap.revisions.first(), by=cast.director)
    client, ask = client_of(cast.specialist), url(cast, "acknowledgement-ask", cast.roadmap.pk)
    assert "Отправляются 3 письма." in read(client.post(ask, follow=True))
    assert "Писать некому" in read(client.post(ask, follow=True))
    letters = set(Message.objects.values_list("recipient", flat=True))
    assert letters == {cast.other_director.email, cast.specialist.email, cast.coordinator.email}


def test_whoever_has_no_address_is_named_to_the_one_who_asks(cast: Cast, client_of):
    for person in (cast.director, cast.other_director):
        person.email = ""
        person.save()
        person.user.delete()
    client, ask = client_of(cast.specialist), url(cast, "acknowledgement-ask", cast.roadmap.pk)
    unreached = "почта не указана: Ветрова М. О., Ёлкина О. П."
    first = read(client.post(ask, follow=True))
    assert "Отправляются 2 письма." in first
    assert unreached in first
    second = read(client.post(ask, follow=True))
    assert unreached in second
    assert "все подтвердили" not in second


def test_a_draft_has_no_sheet(cast: Cast, client_of):
    page = url(cast, "acknowledgement-list", cast.draft.pk)
    assert client_of(cast.specialist).get(page).status_code == 404
