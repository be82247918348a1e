"""Comments with names in them, the inbox, the stream of events."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Message
from monitoring.models import Notice
from monitoring.services import comments, progress
from schools.choices import Role
from tests.cast import Cast
from tests.factories import a_person
from tests.monitoring.pages import heading, read, url


def people(notices) -> set[int]:
    return set(notices.values_list("person", flat=True))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@Полевой посмотрите", ["coordinator"]),
        ("@Полевой С. Ю., посмотрите", ["coordinator"]),
        ("@Полевой А. Ю., посмотрите", []),
        ("@Ёлкина, директор другой школы", []),
        ("полевой сезон, mail@Полевой", ["coordinator"]),
        ("@Ветрова и @Ручьёва", ["director", "specialist"]),
    ],
)
def test_a_comment_addresses_whom_it_names(cast: Cast, text: str, names: list[str]):
    found = comments.named_in(text, cast.execution)
    assert {person.pk for person in found} == {cast.person(name).pk for name in names}


def test_a_comment_is_told_to_all_it_concerns_and_written_to_the_named(cast: Cast):
    comments.comment(cast.execution, by=cast.director, text="@Ручьёва Н. А. когда форма?")
    told = {cast.school_coordinator.pk, cast.coordinator.pk, cast.specialist.pk}
    assert people(Notice.objects.all()) == told
    letter = Message.objects.get()
    assert letter.recipient == cast.specialist.email
    assert "Ветрова М. О." in letter.subject
    assert "когда форма?" in letter.text


def test_a_question_finds_a_coordinator_where_the_roadmap_has_none_of_its_own(cast: Cast):
    cast.roadmap.coordinators.clear()
    comments.comment(cast.execution, by=cast.director, text="Какую форму сдавать?")
    assert people(Notice.objects.all()) == {cast.school_coordinator.pk, cast.coordinator.pk}
    cast.coordinator.positions.all().delete()
    comments.comment(cast.execution, by=cast.school_coordinator, text="А кому?")
    assert people(Notice.objects.filter(event__note="А кому?")) == {cast.director.pk, cast.head.pk}


def test_a_coordinator_who_has_left_the_department_is_asked_no_more(cast: Cast):
    successor = a_person(Role.COORDINATOR, municipality=cast.municipality, surname="Савина")
    cast.coordinator.positions.update(role=Role.DIRECTOR, school=cast.other_school)
    comments.comment(cast.execution, by=cast.director, text="Какую форму сдавать?")
    assert people(Notice.objects.all()) == {cast.school_coordinator.pk, successor.pk}


def test_the_talk_of_a_duty_without_a_school_reaches_the_people_named(cast: Cast):
    entry = cast.items[1].responsibles.get()
    entry.kind, entry.person, entry.group = "group", None, cast.working_group
    entry.save()
    cast.working_group.members.add(cast.viewer)  # who works elsewhere than in the department
    comments.comment(cast.municipal_execution, by=cast.coordinator, text="@Звягин, готов ли приказ?")
    told = Notice.objects.all()
    assert people(told) == {cast.specialist.pk, cast.viewer.pk}
    assert people(told.filter(is_mention=True)) == {cast.viewer.pk}
    assert Message.objects.get().recipient == cast.viewer.email


def test_a_decision_on_a_duty_without_a_school_reaches_the_people_named_and_at_work(cast: Cast):
    progress.submit(cast.municipal_execution, by=cast.specialist)
    entry = cast.items[1].responsibles.get()
    entry.kind, entry.person, entry.group = "group", None, cast.working_group
    entry.save()
    cast.working_group.members.add(cast.viewer, cast.other_director)
    cast.other_director.positions.all().delete()
    progress.send_back(cast.municipal_execution, by=cast.coordinator, reason="Нет подписи")
    assert people(Notice.objects.all()) == {cast.specialist.pk, cast.viewer.pk}


def test_whoever_is_named_in_vain_is_told_to_the_writer(cast: Cast, client_of):
    cast.specialist.email = ""
    cast.specialist.save()
    cast.specialist.user.delete()
    client, address = client_of(cast.director), url(cast, "execution-comment", cast.execution.pk)
    text = "@Ручьёва Н. А., @Ёлкина и @Полевой, когда форма?"
    page = client.post(address, {"text": text}, follow=True)
    assert "Письмо не отправлено: @Ручьёва Н. А., @Ёлкина." in read(page)


def test_a_schools_talk_is_not_told_to_whoever_marked_it_and_has_left(cast: Cast, client_of):
    progress.submit(cast.execution, by=cast.director)
    progress.send_back(cast.execution, by=cast.coordinator, reason="Нет подписи")
    cast.director.positions.update(school=cast.other_school)
    comments.comment(cast.execution, by=cast.coordinator, text="Внутреннее письмо школы")
    assert cast.director.pk not in people(Notice.objects.filter(event__note="Внутреннее письмо школы"))
    old = Notice.objects.get(person=cast.director)
    page = client_of(cast.director).get(url(cast, "inbox-open", old.pk), follow=True)
    assert "больше не работаете" in read(page)


def test_a_comment_is_written_though_a_restored_database_counts_its_notices_anew(cast: Cast):
    comments.comment(cast.execution, by=cast.director, text="@Ручьёва Н. А. когда форма?")
    first = Message.objects.get()
    Notice.objects.all().delete()
    comments.comment(cast.execution, by=cast.director, text="@Ручьёва Н. А. когда форма?")
    assert Message.objects.exclude(message_id=first.message_id).count() == 1


@pytest.mark.parametrize("text", ["", "  ", "а" * 2001])
def test_an_empty_or_endless_comment_is_refused(cast: Cast, text: str):
    with pytest.raises(ValidationError):
        comments.comment(cast.execution, by=cast.director, text=text)


def test_decisions_come_to_the_inbox_and_are_read_by_opening(cast: Cast, client_of):
    progress.submit(cast.execution, by=cast.director)
    progress.send_back(cast.execution, by=cast.coordinator, reason="Нет подписи")
    assert people(Notice.objects.all()) == {cast.director.pk, cast.school_coordinator.pk}
    client = client_of(cast.director)
    page = client.get(url(cast, "inbox"))
    assert heading(page) == "1 непрочитанное уведомление"
    assert "1 непрочитанное уведомление" in read(client.get(url(cast, "due")))
    assert "«Нет подписи»" in read(page)
    opened = client.get(url(cast, "inbox-open", Notice.objects.get(person=cast.director).pk))
    assert opened["Location"].startswith(url(cast, "execution-detail", cast.execution.pk))
    assert heading(client.get(url(cast, "inbox"))) == "Всё прочитано"


def test_many_accepted_at_once_come_too_and_are_read_together(cast: Cast, client_of):
    progress.submit(cast.execution, by=cast.director)
    progress.accept_many([(cast.execution.pk, cast.execution.version)], by=cast.coordinator)
    client = client_of(cast.director)
    assert Notice.objects.of(cast.director).unread().count() == 1
    client.post(url(cast, "inbox-read"))
    assert not Notice.objects.of(cast.director).unread().exists()
    assert Notice.objects.of(cast.school_coordinator).unread().exists()


def test_the_page_of_an_execution_takes_comments_but_not_from_a_viewer(cast: Cast, client_of):
    client, address = client_of(cast.director), url(cast, "execution-comment", cast.execution.pk)
    client.post(address, {"text": "Справка будет завтра"})
    assert "«Справка будет завтра»" in read(client.get(url(cast, "execution-detail", cast.execution.pk)))
    assert client_of(cast.viewer).post(address, {"text": "Да"}).status_code == 403


def test_a_comment_of_many_lines_may_be_as_long_as_its_field_says(cast: Cast, client_of):
    lines = ["а" * 99] * 20  # with the breaks between them 1999 characters as a browser counts them
    address = url(cast, "execution-comment", cast.execution.pk)
    client_of(cast.director).post(address, {"text": "\r\n".join(lines)})
    assert cast.execution.events.get().note == "\n".join(lines)


def test_a_comment_that_is_too_long_stays_to_be_shortened(cast: Cast, client_of):
    client, address = client_of(cast.director), url(cast, "execution-comment", cast.execution.pk)
    typed = "Справка\n" + "а" * 2000
    page = client.post(address, {"text": typed})
    assert page.status_code == 422
    assert "Не больше 2000" in read(page)
    assert f"{typed}</textarea>" in page.content.decode()
    assert f'value="{url(cast, "execution-detail", cast.execution.pk)}"' in page.content.decode()
    assert not cast.execution.events.exists()


def test_the_stream_is_narrowed_and_shows_only_the_own(cast: Cast, client_of):
    progress.submit(cast.execution, by=cast.director)
    comments.comment(cast.other_school_execution, by=cast.other_director, text="Вопрос")
    everything = client_of(cast.head).get(url(cast, "event-list"))
    assert everything.context["paginator"].count == 2
    only = client_of(cast.head).get(url(cast, "event-list"), {"kind": "comments", "q": "вопрос"})
    assert only.context["paginator"].count == 1
    assert client_of(cast.director).get(url(cast, "event-list")).context["paginator"].count == 1
