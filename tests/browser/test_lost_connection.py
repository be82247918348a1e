"""A connection lost while files go up: what went through stays, one file goes again, no word is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.portal import Portal, embedded
from tests.browser.walking import sign_in

pytestmark = pytest.mark.browser

ADDRESS = "**/executions/*/evidence/"
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Run the portal with the demo in it."""
    with embedded(tmp_path_factory.mktemp("lost") / "portal", "load_demo") as started:
        yield started


@pytest.fixture
def sheet(portal: Portal, chromium: Browser) -> Iterator[Page]:
    """Give the page of a duty that asks for a document, on a telephone."""
    context = chromium.new_context(
        base_url=portal.address, viewport={"width": 390, "height": 844}, has_touch=True, locale="ru-RU"
    )
    page = context.new_page()
    sign_in(page, "director@verkhneluchinsk.example", (portal.data / "demo-password").read_text())
    page.locator(".duty", has=page.locator(".duty-do .btn-p")).filter(has_text="Справка").locator(
        ".duty-title a"
    ).first.click()
    page.locator("#checklist").wait_for()
    yield page
    context.close()


def choose(page: Page, *names: str) -> None:
    """Choose files for the first document asked for, all at once."""
    page.locator("#checklist input[type=file][data-upload]").nth(1).set_input_files(
        [{"name": name, "mimeType": "application/pdf", "buffer": PDF + name.encode()} for name in names]
    )


def test_the_file_that_did_not_go_is_sent_again_alone_and_nothing_is_lost(sheet: Page) -> None:
    lost: list[str] = []

    def drop(route: Route) -> None:
        body = (route.request.post_data_buffer or b"").decode(errors="ignore")
        if "второй.pdf" in body and len(lost) < 3:
            lost.append("второй.pdf")
            route.abort("connectionreset")
        else:
            route.continue_()

    sheet.route(ADDRESS, drop)
    sheet.clock.install()
    sheet.fill("#id_note", "Подписано директором")
    sheet.locator("[data-line=any] summary").first.click()
    sheet.locator("[name=document_any]").evaluate("field => { field.value = '№ 61'; }")
    choose(sheet, "первый.pdf", "второй.pdf", "третий.pdf")
    attached = sheet.locator("#checklist .attached")
    expect(attached).to_have_count(2)
    row = sheet.locator(".upload-row")
    expect(row).to_contain_text("второй.pdf")
    expect(row).to_contain_text("уйдёт ещё раз сам")
    sheet.clock.fast_forward(3_000)
    expect(row).to_contain_text("уйдёт ещё раз сам")
    sheet.clock.fast_forward(10_000)
    expect(row).to_contain_text("не дошло")
    row.get_by_role("button", name="Повторить").tap()
    expect(attached).to_have_count(3)
    expect(row).to_have_count(0)
    assert len(lost) == 3
    assert sheet.input_value("#id_note") == "Подписано директором"
    assert sheet.input_value("[name=document_any]") == "№ 61"


def test_the_camera_is_offered_on_a_telephone(sheet: Page) -> None:
    camera = sheet.locator("label.btn", has_text="Фото").first
    expect(camera).to_be_visible()
    field = camera.locator("input")
    assert (field.get_attribute("accept"), field.get_attribute("capture")) == ("image/*", "environment")
