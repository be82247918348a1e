"""Django's admin: the registers of all municipalities for superusers; nothing for anybody else."""

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission
from django.test import RequestFactory
from django.urls import reverse
from django_scopes import scopes_disabled

from accounts.models import User
from common.admin import InstallationAdmin
from schools.models import Person, School
from schools.models.history import story_of
from tests.cast import Cast
from tests.conftest import SIGN_IN_BACKEND
from tests.factories import PASSWORD

MODELS = ["municipality", "school", "schoolstatus", "person", "position", "group"]
PAGES = ["changelist", "add"]


@pytest.fixture
def root(cast: Cast, client):
    user = User.objects.create_superuser("root@example.org", PASSWORD)
    client.force_login(user, backend=SIGN_IN_BACKEND)
    return client


@pytest.fixture
def staff(cast: Cast, client):
    """Somebody marked as staff, with every permission there is, and no superuser."""
    user = User.objects.create_user("staff@example.org", PASSWORD, is_staff=True)
    user.user_permissions.set(Permission.objects.all())
    client.force_login(user, backend=SIGN_IN_BACKEND)
    return client


@pytest.mark.parametrize("model", MODELS)
def test_a_superuser_sees_all_municipalities(root, cast: Cast, model: str):
    answer = root.get(reverse(f"admin:schools_{model}_changelist"))
    assert answer.status_code == 200
    assert answer.context["cl"].result_count >= 2
    assert root.get(reverse(f"admin:schools_{model}_add")).status_code == 200


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("page", PAGES)
def test_staff_that_is_no_superuser_is_not_let_in(staff, model: str, page: str):
    assert staff.get(reverse(f"admin:schools_{model}_{page}"), follow=True).status_code == 404
    assert staff.get(reverse("admin:index"), follow=True).status_code == 404


@pytest.mark.parametrize("model", [Person, School])
def test_staff_that_is_no_superuser_sees_no_row_even_past_the_door(cast: Cast, model: type):
    request = RequestFactory().get("/")
    request.user = User.objects.create_user("staff@example.org", PASSWORD, is_staff=True)
    request.user.user_permissions.set(Permission.objects.all())
    rows = site.get_model_admin(model)
    assert not rows.get_queryset(request).exists()
    assert not any(rows.get_model_perms(request).values())


def test_every_model_of_a_municipality_is_kept_by_the_guarded_kind():
    ours = [admin for model, admin in site._registry.items() if model._meta.app_label == "schools"]
    assert ours
    assert all(isinstance(admin, InstallationAdmin) for admin in ours)


def test_a_superuser_changes_a_row_and_the_history_says_so(root, cast: Cast):
    school = cast.other.school
    page = reverse("admin:schools_school_change", args=[school.pk])
    form = root.get(page).context["adminform"].form
    data = {name: value for name, value in form.initial.items() if value is not None}
    assert root.post(page, data | {"name": "СОШ № 99"}).status_code == 302
    with scopes_disabled():
        assert School.objects.get(pk=school.pk).name == "СОШ № 99"
        assert School.history.filter(id=school.pk).first().history_user.email == "root@example.org"
    history = root.get(reverse("admin:schools_school_history", args=[school.pk]))
    assert history.status_code == 200


def test_the_way_in_is_the_portals_own_sign_in(client, db):
    answer = client.get(reverse("admin:index"), follow=True)
    assert answer.request["PATH_INFO"] == reverse("sign-in")


def test_the_history_knows_no_scope_so_we_scope_by_hand(cast: Cast):
    """DESIGN §4: what django-scopes guards, and what it does not, told here so that nobody relies on it."""
    foreign = cast.other.school
    assert not School.objects.filter(pk=foreign.pk).exists()
    assert not foreign.positions.exists()
    assert School.history.filter(id=foreign.pk).exists()


def test_the_story_of_a_person_names_nobody_of_another_municipality(cast: Cast):
    cast.director.history.update(history_user=cast.other.head.user)
    assert {each.by for each in story_of(cast.director)} <= {"", cast.other.head.user.email}
