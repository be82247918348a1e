"""Django's admin shows what became of executions and changes nothing."""

import pytest
from django.urls import reverse

from accounts.models import User
from monitoring.services import progress
from tests.cast import Cast
from tests.conftest import SIGN_IN_BACKEND
from tests.factories import PASSWORD


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
