"""Django's admin: what the installation's administrator may do with logins and mail."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.choices import MessageState
from accounts.models import Invitation, Message, User
from accounts.services import invitations, outbox, second_factor
from tests.accounts.mail_server import a_mail
from tests.accounts.test_second_factor import turn_on
from tests.factories import PASSWORD, UserFactory

LOGINS = reverse("admin:accounts_user_changelist")


@pytest.fixture
def root(db, today) -> User:
    return User.objects.create_superuser("root@example.org", PASSWORD)


@pytest.fixture
def helper(db) -> User:
    """An administrator with rights on logins, but no superuser."""
    user = UserFactory(email="helper@example.org", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    return user


def act(client, action: str, *rows, page: str = LOGINS):
    return client.post(page, {"action": action, "_selected_action": [row.pk for row in rows]}, follow=True)


def test_a_new_login_has_no_password_and_its_address_is_in_small_letters(client, root):
    client.force_login(root)
    client.post(reverse("admin:accounts_user_add"), {"email": "Vetrova@Example.org", "language": "ru"})
    user = User.objects.get(email="vetrova@example.org")
    assert not user.has_usable_password()


def test_people_are_invited_from_the_list(client, root):
    client.force_login(root)
    user = User.objects.create_user("vetrova@example.org")
    act(client, "invite", user)
    assert Invitation.objects.get().invited_by == root
    assert Message.objects.get().recipient == user.email


def test_a_lost_second_factor_is_taken_off(client, root):
    user = UserFactory()
    turn_on(user)
    client.force_login(root)
    act(client, "forget_second_factor", user)
    assert second_factor.device_of(user) is None


def test_who_is_no_superuser_is_not_let_in_whatever_the_rights(client, helper, root):
    client.force_login(helper)
    page = reverse("admin:accounts_user_change", args=[root.pk])
    answer = client.post(page, {"email": "mine@example.org", "language": "ru"}, follow=True)
    assert answer.status_code == 404
    assert client.get(LOGINS, follow=True).status_code == 404
    act(client, "invite", root)
    root.refresh_from_db()
    assert root.email == "root@example.org"
    assert not Invitation.objects.exists()


def test_nobody_deletes_a_login(client, root, helper):
    client.force_login(root)
    assert (
        client.post(reverse("admin:accounts_user_delete", args=[helper.pk]), {"post": "yes"}).status_code
        == 403
    )


def test_invitations_and_mail_are_read_only_and_without_keys(client, root, settings):
    user = User.objects.create_user("vetrova@example.org")
    invitation = invitations.invite(user, by=root)
    token, message = invitations.token_of(invitation), Message.objects.get()
    client.force_login(root)
    for model, row in (("invitation", invitation), ("message", message)):
        page = client.get(reverse(f"admin:accounts_{model}_change", args=[row.pk]))
        assert page.status_code == 200
        assert token not in page.content.decode()
        assert client.get(reverse(f"admin:accounts_{model}_changelist")).status_code == 200
        assert client.get(reverse(f"admin:accounts_{model}_add")).status_code == 403
        assert client.post(reverse(f"admin:accounts_{model}_delete", args=[row.pk])).status_code == 403


def test_failed_mail_goes_again_from_the_list(client, root):
    client.force_login(root)
    failed, sent = a_mail(""), a_mail()
    outbox.send_waiting()
    Message.objects.filter(pk=failed.pk).update(recipient="vetrova@example.org")
    act(client, "retry", failed, sent, page=reverse("admin:accounts_message_changelist"))
    failed.refresh_from_db()
    sent.refresh_from_db()
    assert (failed.state, sent.state) == (MessageState.WAITING, MessageState.SENT)
