"""Django's admin is the installation administrator's: closed to every role, in working order for the one."""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import User
from tests.architecture.matrix import ANONYMOUS, EVERYBODY
from tests.cast import Cast
from tests.conftest import ClientOf, PortalClient
from tests.factories import PASSWORD

MODELS = sorted(model._meta.label_lower.replace(".", "_") for model in admin.site._registry)
PAGES = [f"admin:{model}_{page}" for model in MODELS for page in ("changelist", "add")]


@pytest.mark.parametrize("role", [ANONYMOUS, *sorted(EVERYBODY)])
def test_no_role_of_a_municipality_opens_the_admin(cast: Cast, client_of: ClientOf, role: str) -> None:
    client = PortalClient() if role == ANONYMOUS else client_of(cast.person(role))
    opened = []
    for page in ("admin:index", *PAGES):
        answer = client.get(reverse(page), follow=True)
        if any(template.name and template.name.startswith("admin/") for template in answer.templates):
            opened.append(page)
    assert opened == []


def test_the_administrator_of_the_installation_opens_every_list(cast: Cast) -> None:
    client = PortalClient()
    client.force_login(
        User.objects.create_superuser("root@example.org", PASSWORD),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    lists = [page for page in PAGES if page.endswith("changelist")]
    assert {page: client.get(reverse(page)).status_code for page in lists} == dict.fromkeys(lists, 200)
