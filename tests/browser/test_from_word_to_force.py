"""From the Word file on the desk to a roadmap in force: few presses and keystrokes, doubts by Enter."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from config.demo.people import SLUG
from tests.browser.conftest import WatcherOf
from tests.browser.pictures import DOUBTFUL, upload_order
from tests.browser.portal import Portal, embedded
from tests.browser.walking import sign_in
from tests.shared import shared_folder

pytestmark = pytest.mark.browser

MOST_CLICKS, MOST_KEYS = 12, 12
# A press of the pointer is a click whatever it leads to; a label's or a key's click is none of a hand's.
COUNT = """for (const kind of ["pointerdown", "keydown"]) {
    document.addEventListener(kind, (event) => {
        if (!event.isTrusted) return;
        sessionStorage.setItem(kind, String(Number(sessionStorage.getItem(kind) ?? 0) + 1));
    }, true);
}"""
COUNTED = "kind => Number(sessionStorage.getItem(kind) ?? 0)"
LEAVE = re.compile(r"оставить\sтекстом|дата\sне\sнужна")
OPEN = re.compile("Сомнения")


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Run a portal with the demo municipality."""
    with embedded(tmp_path_factory.mktemp("portal"), "load_demo") as started:
        yield started


def at_upload(portal: Portal, watched: WatcherOf) -> Page:
    """Give the page of uploading, before the specialist, with presses and keystrokes counted."""
    page = watched(portal).visitor()
    sign_in(page, f"specialist@{SLUG}.example", (portal.data / "demo-password").read_text())
    page.goto(f"/{SLUG}/roadmaps/upload/")
    page.context.add_init_script(COUNT)
    page.reload()
    return page


def test_an_order_in_word_is_in_force_within_twelve_clicks(portal: Portal, watched: WatcherOf) -> None:
    order = shared_folder("documents", "georgievsk-2023.docx")
    page = at_upload(portal, watched)
    with page.expect_file_chooser() as chooser:
        page.get_by_text("Выбрать файл").click()
    chooser.value.set_files(order)
    expect(page.get_by_text(OPEN).first).to_be_visible()
    page.get_by_role("button", name="Загрузить как проект").click()
    page.get_by_role("link", name="Утвердить приказом").click()
    page.get_by_role("button", name="Утвердить", exact=True).click()
    expect(page.locator(".roadmap-facts")).to_contain_text("Действует")
    expect(page.locator(".roadmap-facts")).to_contain_text("1119")
    clicks, keys = (page.evaluate(COUNTED, kind) for kind in ("pointerdown", "keydown"))
    assert 0 < clicks <= MOST_CLICKS
    assert keys <= MOST_KEYS


def test_doubts_are_settled_by_enter_one_after_another(portal: Portal, watched: WatcherOf) -> None:
    page = at_upload(portal, watched)
    upload_order(page)
    notes = page.locator("#preview-notes")
    while (current := notes.locator(".note-card.is-current")).count():
        number = current.get_attribute("data-note")
        if (leave := current.get_by_text(LEAVE)).count():
            leave.click()
        page.keyboard.press("Enter")
        expect(notes.locator(f"#note-{number}.is-settled")).to_be_visible()
    expect(page.locator("[data-confirm]")).to_be_focused()
    settled = notes.locator(".note-card.is-settled")
    count = len(DOUBTFUL) * 2  # two deadlines, a person, a number
    expect(settled).to_have_count(count)
    settled.first.get_by_role("button", name="Отменить").click()
    expect(settled).to_have_count(count - 1)
    expect(notes.locator(".note-card.is-current")).to_have_count(1)
