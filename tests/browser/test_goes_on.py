"""A large file over a connection that breaks goes on from where it was and arrives once, byte for byte."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from monitoring.services.incoming_files import PIECE
from tests.browser.portal import Portal, embedded
from tests.browser.walking import sign_in

pytestmark = pytest.mark.browser

ADDRESS = "**/evidence/pieces/*/?offset=*"
CONTENT = b"%PDF-1.4\n" + b"".join(number.to_bytes(4, "big") for number in range(500_000)) + b"\n%%EOF\n"
NAME = "скан приказа.pdf"
LAST = len(CONTENT) // PIECE * PIECE


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Run the portal with the demo in it."""
    with embedded(tmp_path_factory.mktemp("pieces") / "portal", "load_demo") as started:
        yield started


@pytest.fixture
def sheet(portal: Portal, chromium: Browser) -> Iterator[Page]:
    """Give the page of a duty that asks for a document, on a telephone whose clock the test moves."""
    context = chromium.new_context(
        base_url=portal.address, viewport={"width": 390, "height": 844}, has_touch=True, locale="ru-RU"
    )
    page = context.new_page()
    sign_in(page, "director@verkhneluchinsk.example", (portal.data / "demo-password").read_text())
    page.locator(".duty", has=page.locator(".duty-do .btn-p")).filter(has_text="Справка").locator(
        ".duty-title a"
    ).first.click()
    page.locator("#checklist").wait_for()
    page.clock.install()
    yield page
    context.close()


def choose(page: Page, folder) -> None:
    """Choose the file for the first document asked for; on the disk it stays the same file."""
    path = folder / NAME
    if not path.exists():
        path.write_bytes(CONTENT)
    page.locator("#checklist input[type=file][data-upload]").nth(1).set_input_files(path)


def offsets(page: Page) -> list[int]:
    """Note where each piece that the page sends begins."""
    begun: list[int] = []

    def note(request: Request) -> None:
        if request.method == "POST" and "/evidence/pieces/" in request.url and "offset=" in request.url:
            begun.append(int(parse_qs(urlsplit(request.url).query)["offset"][0]))

    page.on("request", note)
    return begun


def attached(page: Page) -> bytes:
    """Give what the portal gives out of the only attached file of the name."""
    document = page.locator("#checklist .attached .document", has_text=NAME)
    expect(document).to_have_count(1)
    address = document.get_attribute("data-file") or document.get_attribute("href")
    return page.request.get(str(address)).body()


def remove(page: Page) -> None:
    """Take the file away again: the next test begins where this one did."""
    page.locator("#checklist .attached .btn-quiet").first.tap()
    expect(page.locator("#checklist .attached")).to_have_count(0)


def test_a_piece_that_is_lost_is_sent_again_by_itself_and_the_others_are_not(sheet: Page, tmp_path) -> None:
    lost: list[str] = []

    def drop(route: Route) -> None:
        if f"offset={2 * PIECE}" in route.request.url and len(lost) < 2:
            lost.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    sheet.route(ADDRESS, drop)
    begun = offsets(sheet)
    sheet.fill("#id_note", "Подписано директором")
    choose(sheet, tmp_path)
    row = sheet.locator("[data-queue] .upload-row")
    expect(row).to_contain_text("связь прервалась, продолжится отсюда само")
    expect(row).to_contain_text(re.compile(r"5\d\s%"))
    assert row.locator("progress").evaluate("bar => Math.floor(bar.value)") in range(50, 60)
    sheet.clock.fast_forward(2_500)
    expect(row).to_contain_text("связь прервалась")
    row.get_by_role("button", name="Продолжить").tap()
    assert attached(sheet) == CONTENT
    expect(sheet.locator(".upload-row")).to_have_count(0)
    assert begun == [0, PIECE, 2 * PIECE, 2 * PIECE, 2 * PIECE, LAST]
    assert sheet.input_value("#id_note") == "Подписано директором"
    remove(sheet)


def test_a_lost_answer_sends_no_byte_twice(sheet: Page, tmp_path) -> None:
    lost: list[str] = []

    def deafen(route: Route) -> None:
        answer = route.fetch()
        if len(lost) < 2 and any(f"offset={at}" in route.request.url for at in (PIECE, LAST)):
            lost.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.fulfill(response=answer)

    sheet.route(ADDRESS, deafen)
    begun = offsets(sheet)
    choose(sheet, tmp_path)
    for _pause in range(2):
        expect(sheet.locator("[data-queue] .upload-row")).to_contain_text("связь прервалась")
        sheet.clock.fast_forward(2_500)
    assert attached(sheet) == CONTENT
    assert begun == [0, PIECE, 2 * PIECE, LAST, len(CONTENT)]
    remove(sheet)


def test_the_same_file_chosen_after_the_page_was_closed_goes_on(sheet: Page, tmp_path) -> None:
    sheet.route(
        ADDRESS, lambda route: route.abort() if "offset=0" not in route.request.url else route.continue_()
    )
    choose(sheet, tmp_path)
    expect(sheet.locator("[data-queue] .upload-row")).to_contain_text("связь прервалась")
    sheet.once("dialog", lambda dialog: dialog.accept())
    sheet.reload()
    unfinished = sheet.locator("[data-unfinished]")
    expect(unfinished).to_contain_text("Выберите тот же файл")
    expect(unfinished).to_contain_text(re.compile(r"26\s%"))
    sheet.unroute(ADDRESS)
    begun = offsets(sheet)
    choose(sheet, tmp_path)
    assert attached(sheet) == CONTENT
    assert begun == [PIECE, 2 * PIECE, LAST]
    expect(unfinished).to_have_count(0)
    remove(sheet)


def test_a_cancelled_file_is_gone_at_once_here_and_there(sheet: Page, tmp_path, portal: Portal) -> None:
    sheet.route(
        ADDRESS, lambda route: route.abort() if "offset=0" not in route.request.url else route.continue_()
    )
    choose(sheet, tmp_path)
    row = sheet.locator("[data-queue] .upload-row")
    expect(row).to_contain_text("связь прервалась")
    kept = portal.data / "files" / "incoming"
    assert [path.stat().st_size for path in kept.rglob("*") if path.is_file()] == [PIECE]
    with sheet.expect_response("**/cancel/"):
        row.get_by_role("button", name="Отменить загрузку").tap()
    expect(sheet.locator(".upload-row")).to_have_count(0)
    assert not [path for path in kept.rglob("*") if path.is_file()]
