"""Django's admin: roadmaps of all municipalities to look at, for superusers alone."""

import pytest
from django.urls import reverse

from accounts.models import User
from roadmaps.models import Roadmap
from tests.cast import Cast
from tests.conftest import SIGN_IN_BACKEND, PortalClient
from tests.factories import PASSWORD

MODELS = [
    "roadmap",
    "section",
    "planitem",
    "occurrence",
    "responsible",
    "passportentry",
    "indicator",
    "specialist",
    "revision",
    "upload",
]


@pytest.fixture
def root(cast: Cast, client: PortalClient) -> PortalClient:
    client.force_login(User.objects.create_superuser("root@example.org", PASSWORD), backend=SIGN_IN_BACKEND)
    return client


@pytest.mark.parametrize("model", MODELS)
def test_a_superuser_looks_at_the_rows_of_all_municipalities(root: PortalClient, model: str):
    assert root.get(reverse(f"admin:roadmaps_{model}_changelist")).status_code == 200
    assert root.get(reverse(f"admin:roadmaps_{model}_add")).status_code == 403


def test_a_roadmap_is_read_with_its_history_and_not_changed(cast: Cast, root: PortalClient):
    foreign = Roadmap._base_manager.get(municipality=cast.other_municipality, state="in_force")
    for roadmap in (cast.roadmap, foreign):
        address = reverse("admin:roadmaps_roadmap_change", args=[roadmap.pk])
        assert roadmap.title in root.get(address).content.decode()
        assert root.post(address, {"title": "Иначе"}).status_code == 403
        assert root.get(reverse("admin:roadmaps_roadmap_history", args=[roadmap.pk])).status_code == 200


def test_a_revision_is_its_own_history(cast: Cast, root: PortalClient):
    revision = cast.roadmap.revisions.get()
    assert root.get(reverse("admin:roadmaps_revision_change", args=[revision.pk])).status_code == 200
    assert root.get(reverse("admin:roadmaps_revision_history", args=[revision.pk])).status_code == 404


@pytest.mark.parametrize("model", MODELS)
def test_nobody_else_is_let_in(cast: Cast, client_of, model: str):
    address = reverse(f"admin:roadmaps_{model}_changelist")
    assert client_of(cast.administrator).get(address, follow=True).status_code != 200
