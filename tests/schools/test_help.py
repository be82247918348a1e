"""Help opens the guide of the role at the part that tells of the page."""

import pytest
from django.urls import reverse

from config.context_processors import HELP
from schools.services import guides
from tests.cast import Cast
from tests.monitoring.pages import heading, read, url


@pytest.mark.parametrize(
    ("role", "title"),
    [("director", "Директору и школьному координатору"), ("coordinator", "Муниципальному координатору")],
)
def test_each_role_gets_its_guide_with_pictures(cast: Cast, client_of, role: str, title: str):
    client = client_of(cast.person(role))
    page = client.get(reverse("help"))
    assert heading(page) == title
    assert "<script" not in page.context["guide"].html
    assert 'src="/help/pictures/' in page.context["guide"].html


def test_every_picture_of_every_guide_is_there():
    shown = {
        part.split('"')[0] for name in guides.names() for part in guides.read(name).html.split('src="')[1:]
    }
    assert shown == {
        reverse("help-picture", kwargs={"name": path.name}) for path in guides.PICTURES.iterdir()
    }


def test_a_page_opens_the_guide_at_its_own_part(cast: Cast, client_of):
    page = client_of(cast.coordinator).get(url(cast, "acceptance"))
    assert page.context["help_url"] == "/help/coordinator/#принять-отметку"


def test_every_part_that_pages_open_is_in_a_guide():
    known = {anchor for name in guides.names() for anchor, _ in guides.read(name).headings}
    assert set(HELP.values()) <= known


@pytest.mark.parametrize("name", ["absent", "..", "director.md"])
def test_nothing_else_is_given_out(cast: Cast, client_of, name: str):
    client = client_of(cast.head)
    assert client.get(f"/help/{name}/").status_code == 404
    assert client.get(f"/help/pictures/{name}").status_code == 404


def test_other_guides_are_a_click_away(cast: Cast, client_of):
    assert "Муниципальному координатору" in read(client_of(cast.director).get(reverse("help")))
