"""The director's way from the letter to «done» on a telephone: three taps at most."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.portal import Portal, embedded

pytestmark = pytest.mark.browser

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Run the portal with the demo in it."""
    folder: Path = tmp_path_factory.mktemp("taps") / "portal"
    with embedded(folder, "load_demo") as started:
        yield started


@pytest.fixture
def phone(portal: Portal, chromium: Browser) -> Iterator[Page]:
    """Give a telephone on which the demo's director has signed in, as people do once in two weeks."""
    password = (portal.data / "demo-password").read_text()
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="ru-RU")
    page = context.new_page()
    page.goto(f"{portal.address}/sign-in/")
    page.fill("[name=username]", "director@verkhneluchinsk.example")
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda address: "sign-in" not in address)
    yield page
    context.close()


def duty(phone: Page, portal: Portal, *, has_document: bool) -> str:
    """Give the link that the letter has for a duty that is overdue."""
    rows = phone.locator(".duty", has=phone.locator(".duty-do .btn-p"))
    row = rows.filter(has_text="Документ не нужен") if not has_document else rows.filter(has_text="Справка")
    return portal.address + str(row.first.locator(".duty-title a").get_attribute("href"))


def test_without_a_document_it_takes_two_taps(phone: Page, portal: Portal) -> None:
    link = duty(phone, portal, has_document=False)
    phone.goto(link)  # the first tap, in the letter
    phone.get_by_role("button", name="Исполнено").tap()
    expect(phone.locator(".toast-item")).to_contain_text("Отмечено")
    expect(phone.get_by_role("button", name="Снять отметку")).to_be_visible()


def test_with_a_document_it_takes_three(phone: Page, portal: Portal) -> None:
    link = duty(phone, portal, has_document=True)
    phone.goto(link)  # the first tap, in the letter
    with phone.expect_file_chooser() as chosen:
        phone.locator("label.btn", has_text="Файл").first.tap()
    chosen.value.set_files([{"name": "справка.pdf", "mimeType": "application/pdf", "buffer": PDF}])
    expect(phone.locator("#checklist .attached")).to_contain_text("справка.pdf")
    phone.get_by_role("button", name="Исполнено").tap()
    expect(phone.locator(".toast-item")).to_contain_text("Отмечено")


def test_nothing_is_wider_than_the_telephone(phone: Page, portal: Portal) -> None:
    here = phone.url.rsplit("/", 2)[0]
    for name in ("due", "calendar", "inbox", "events", "search"):
        phone.goto(f"{here}/{name}/")
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, name
