"""The demo municipality, walked as everybody: every page shown to a role, at two sizes, in two themes."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page

from config.demo.people import SLUG
from schools.choices import Role
from tests.browser.accessibility import DARK, LIGHT, PHONE, WIDE, look, overflow, violations
from tests.browser.conftest import WatcherOf
from tests.browser.pictures import PICTURES, Picture, save
from tests.browser.portal import Portal, embedded
from tests.browser.walking import Walk, own_pages, sign_in
from tests.services import BASE

pytestmark = [pytest.mark.browser, pytest.mark.tour]

LOGINS = {
    Role.DIRECTOR: "director",
    Role.SCHOOL_COORDINATOR: "zavuch",
    Role.SPECIALIST: "specialist",
    Role.COORDINATOR: "coordinator",
    Role.HEAD: "head",
    Role.VIEWER: "viewer",
    Role.ADMINISTRATOR: "admin",
}
PICTURE_FOLDER = BASE / "docs" / "pictures"
ANONYMOUS = "anonymous"
WAYS = ((WIDE, LIGHT), (PHONE, DARK), (WIDE, DARK), (PHONE, LIGHT))


@dataclass
class Demo:
    """The demo municipality's portal, and how often pages have been looked at."""

    portal: Portal
    password: str
    looks: Counter[str] = field(default_factory=Counter)

    def look_at(self, page: Page, name: str) -> list[str]:
        """Give what is wrong with the page: the first of its name in two ways, each other in the next way.

        So each page is seen in both sizes and both themes, and in all four together where three roles see it.
        """
        number = self.looks[name]
        self.looks[name] += 1
        found = []
        for size, theme in WAYS[:2] if not number else [WAYS[(number + 1) % len(WAYS)]]:
            look(page, size, theme)
            found += [f"{theme} {trouble}" for trouble in [*violations(page), *overflow(page)]]
        return found


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Run a portal with the demo municipality."""
    with embedded(tmp_path_factory.mktemp("demo"), "load_demo") as portal:
        yield Demo(portal, (portal.data / "demo-password").read_text())


@pytest.mark.parametrize("role", [ANONYMOUS, *LOGINS])
def test_every_page_shown_to_a_role_is_in_order(role: str, demo: Demo, watched: WatcherOf) -> None:
    page = watched(demo.portal).visitor()
    walk = Walk(page, demo.look_at)
    if role in LOGINS:
        sign_in(page, f"{LOGINS[Role(role)]}@{SLUG}.example", demo.password)
        walk.go([page.url])
    walk.go(list(own_pages(role, SLUG)))
    assert not walk.troubles, "\n".join(walk.troubles)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_the_pictures_of_the_guides_can_be_taken(
    picture: Picture, demo: Demo, watched: WatcherOf, tmp_path: Path
) -> None:
    """Keep them in the project's documentation with SAVE_PICTURES=1."""
    folder = PICTURE_FOLDER if os.environ.get("SAVE_PICTURES") == "1" else tmp_path
    page = watched(demo.portal).visitor(viewport=picture.size)
    sign_in(page, f"{LOGINS[picture.role]}@{SLUG}.example", demo.password)
    save(page, picture, folder)
    assert (folder / f"{picture.name}.png").stat().st_size < 150_000
