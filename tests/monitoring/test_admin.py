"""Django's admin shows what became of executions and changes nothing."""

import pytest
from django.urls import reverse

from accounts.choices import MessageState
from accounts.models import Message, User
from accounts.services import outbox
from monitoring.services import comments, digests, progress
from schools.models import Person
from tests.cast import Cast
from tests.conftest import SIGN_IN_BACKEND
from tests.factories import PASSWORD
from tests.monitoring.pages import read


@pytest.fixture
def root(cast: Cast, client):
    user = User.objects.create_superuser("root@example.org", PASSWORD)
    client.force_login(user, backend=SIGN_IN_BACKEND)
    return client


@pytest.mark.parametrize("model", ["execution", "evidence", "event", "reminder"])
def test_a_superuser_reads_and_nobody_writes(cast: Cast, root, model: str):
    progress.submit(cast.execution, by=cast.director, link="https://school.example")
    assert root.get(reverse(f"admin:monitoring_{model}_changelist")).status_code == 200
    assert root.get(reverse(f"admin:monitoring_{model}_add")).status_code == 403


def test_one_execution_is_shown_without_a_way_to_change_it(cast: Cast, root):
    page = root.get(reverse("admin:monitoring_execution_change", args=[cast.execution.pk]))
    assert page.status_code == 200
    assert b'name="_save"' not in page.content
    gone = root.post(reverse("admin:monitoring_execution_delete", args=[cast.execution.pk]), {"post": "yes"})
    assert gone.status_code == 403


ADDRESS = "novaya@school3.example"


def again(root, *letters: Message) -> str:
    Message.objects.update(state=MessageState.FAILED)
    answer = root.post(
        reverse("admin:accounts_message_changelist"),
        {"action": "retry", "_selected_action": [letter.pk for letter in letters]},
        follow=True,
    )
    return read(answer)


@pytest.mark.parametrize("has_login", [True, False])
def test_failed_mail_goes_again_from_the_list_to_the_address_of_today(cast: Cast, root, has_login: bool):
    person = Person.objects.filter(pk=cast.director.pk)
    person.update(**({} if has_login else {"user": None}))
    comments.comment(cast.execution, by=cast.coordinator, text="@Ветрова, когда форма?")
    digests.run(municipality=cast.municipality.slug)
    letters = list(Message.objects.filter(recipient=cast.director.email))
    person.update(email=ADDRESS)
    cast.other_director.email = letters[0].recipient  # the former address is another's now
    cast.other_director.save()
    assert again(root, *letters).count(f"уйдёт на адрес {ADDRESS}") == len(letters) == 2
    for letter in letters:
        letter.refresh_from_db()
        assert (letter.state, letter.recipient) == (MessageState.WAITING, ADDRESS)


def test_failed_mail_of_a_person_without_an_address_stays_and_the_list_says_so(cast: Cast, root):
    digests.run(municipality=cast.municipality.slug)
    letter = Message.objects.get(recipient=cast.director.email)
    Person.objects.filter(pk=cast.director.pk).update(email="", user=None)
    assert "нет адреса электронной почты" in again(root, letter)
    letter.refresh_from_db()
    assert letter.state == MessageState.FAILED


def test_an_invitation_goes_again_to_its_login_wherever_the_person_reads_mail(cast: Cast, root):
    User.objects.filter(pk=cast.director.user.pk).update(email="login@school3.example")
    Person.objects.filter(pk=cast.director.pk).update(email=ADDRESS)
    letter = outbox.queue(
        recipient="old@school3.example",
        subject="Приглашение",
        text="Ключ",
        secret="Ключ",
        user=cast.director.user,
        municipality=cast.municipality.slug,
    )
    again(root, letter)
    letter.refresh_from_db()
    assert letter.recipient == "login@school3.example"
