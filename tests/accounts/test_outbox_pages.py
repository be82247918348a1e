"""The outgoing mail of a municipality, on its administrator's pages."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.access import VIEW_OUTBOX
from accounts.choices import MessageState
from accounts.models import Message
from accounts.services import outbox
from schools.access import Ability
from tests.accounts.mail_server import a_mail, raising, refused
from tests.cast import Cast

PEOPLE = ["director", "school_coordinator", "specialist", "coordinator", "head", "viewer"]
PAGES = ["message-detail", "message-html", "message-retry"]


@pytest.fixture
def administrator(cast: Cast, client_of: Callable):
    return client_of(cast.administrator)


def here(cast: Cast, **fields) -> Message:
    return a_mail(municipality=cast.municipality.slug, **fields)


def address(name: str, cast: Cast, message: Message | None = None) -> str:
    pk = {"pk": message.pk} if message else {}
    return reverse(name, kwargs={"municipality": cast.municipality.slug, **pk})


def test_the_ability_is_the_one_that_roles_give():
    assert VIEW_OUTBOX == Ability.VIEW_OUTBOX


@pytest.mark.parametrize("who", PEOPLE)
def test_only_the_administrator_opens_the_outbox(cast: Cast, client_of: Callable, who: str):
    message = here(cast)
    client = client_of(cast.person(who))
    assert client.get(address("message-list", cast)).status_code == 403
    assert client.get(address("message-detail", cast, message)).status_code == 403
    assert client.post(address("message-retry", cast, message)).status_code == 403


def test_the_list_has_the_municipalitys_own_mail_alone(cast: Cast, administrator):
    own = here(cast)
    a_mail(municipality=cast.other_municipality.slug)
    a_mail(municipality="")
    assert list(administrator.get(address("message-list", cast)).context["object_list"]) == [own]


@pytest.mark.parametrize("name", PAGES)
def test_foreign_mail_and_absent_mail_are_not_there(cast: Cast, administrator, name: str):
    for message in (a_mail(municipality=cast.other_municipality.slug), a_mail(municipality="")):
        send = administrator.post if name == "message-retry" else administrator.get
        assert send(address(name, cast, message)).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"a@example.org", "b@example.org", "Boris@example.com"}),
        ("?state=failed", {"b@example.org"}),
        ("?q=EXAMPLE.ORG", {"a@example.org", "b@example.org"}),
        ("?q=bor", {"Boris@example.com"}),
        ("?state=sent", set()),
    ],
)
def test_the_list_is_filtered(cast: Cast, administrator, query: str, found: set[str]):
    for recipient in ("a@example.org", "b@example.org", "Boris@example.com"):
        here(cast, recipient=recipient)
    Message.objects.filter(recipient="b@example.org").update(state=MessageState.FAILED)
    page = administrator.get(address("message-list", cast) + query)
    assert {message.recipient for message in page.context["object_list"]} == found


def test_the_list_tells_how_the_outbox_is_doing(cast: Cast, administrator):
    here(cast)
    here(cast)
    health = administrator.get(address("message-list", cast)).context["health"]
    assert (health.waiting, health.failed) == (2, 0)
    outbox.send_waiting()
    health = administrator.get(address("message-list", cast)).context["health"]
    assert (health.waiting, health.oldest) == (0, None)


def test_a_refused_mail_shows_what_the_server_said_and_goes_again(cast: Cast, administrator, server):
    server.answer = raising(refused(550, b"5.1.1 No such user"))
    message = here(cast)
    outbox.send_waiting()
    assert (
        "550 5.1.1 No such user"
        in administrator.get(address("message-detail", cast, message)).content.decode()
    )
    server.answer = staticmethod(lambda recipient: None)
    administrator.post(address("message-retry", cast, message))
    outbox.send_waiting()
    message.refresh_from_db()
    assert message.state == MessageState.SENT


def test_a_mail_that_is_not_failed_is_not_sent_again(cast: Cast, administrator):
    message = here(cast)
    outbox.send_waiting()
    administrator.post(address("message-retry", cast, message))
    message.refresh_from_db()
    assert message.state == MessageState.SENT


def test_the_mails_html_is_framed_by_our_page_alone_and_runs_nothing(cast: Cast, administrator):
    message = here(cast, html="<p style='color:red'>Срок</p><script>alert(1)</script>")
    page = administrator.get(address("message-html", cast, message))
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    policy = dict(part.strip().partition(" ")[::2] for part in page["Content-Security-Policy"].split(";"))
    assert policy["frame-ancestors"] == "'self'"
    assert policy["default-src"] == "'none'"
    assert "sandbox" in policy
    assert "script-src" not in policy
    frame = administrator.get(address("message-detail", cast, message))
    assert "frame-src 'self'" in frame["Content-Security-Policy"]
    assert frame["X-Frame-Options"] == "DENY"
    assert b"<script>alert" not in frame.content


def test_the_key_of_an_invitation_is_not_on_the_pages(cast: Cast, administrator):
    message = here(
        cast, text="Откройте /invitation/very-secret/", html="<a>very-secret</a>", secret="very-secret"
    )
    for name in ("message-detail", "message-html"):
        assert b"very-secret" not in administrator.get(address(name, cast, message)).content
