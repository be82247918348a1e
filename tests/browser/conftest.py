"""Fixtures of the browser tests: Chromium, a watcher over its pages, the portal as real processes."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.portal import Portal
from tests.browser.watcher import SECONDS, Watcher
from tests.services import BASE
from tests.tools import find

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
FAILED = pytest.StashKey[bool]()
PICTURES_OF_FAILURES = BASE / ".build" / "browser"

WatcherOf = Callable[[Portal], Watcher]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember that a test failed, so that its pages are kept."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Run Chromium until the tests of the file end; later tests of the process must find no event loop."""
    program = find("chromium")
    if not program:
        pytest.skip("no Chromium here")
    expect.set_options(timeout=SECONDS * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def watched(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[WatcherOf]:
    """Give a function: portal → a watcher over pages of it; at the end nothing may have gone wrong."""
    watchers: list[tuple[Portal, Watcher]] = []

    def watch(portal: Portal) -> Watcher:
        watchers.append((portal, Watcher(chromium, portal.address)))
        return watchers[-1][1]

    yield watch
    for portal, watcher in watchers:
        if request.node.stash.get(FAILED, True):
            watcher.save_pages(PICTURES_OF_FAILURES, request.node.name)
        watcher.close()
        assert not watcher.troubles, "\n".join(watcher.troubles)
        assert not portal.troubles(), portal.said()
