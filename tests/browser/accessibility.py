"""What axe-core says of a page, in lines that a person can act on."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
LIGHT, DARK = "light", "dark"
_AXE = Axe()


def look(page: Page, size: dict[str, int], theme: str) -> None:
    """Show the open page at the size (pixels) in the theme that the system asks for."""
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")


def violations(page: Page) -> list[str]:
    """Give a line for each violation on the page as it is shown now."""
    found = _AXE.run(page).response["violations"]
    return [
        f"{page.url} {page.viewport_size} {rule['id']} ({rule['help']}): {node['html'][:300]} "
        + " ".join(node["failureSummary"].split())
        for rule in found
        for node in rule["nodes"][:3]
    ]


def overflow(page: Page) -> list[str]:
    """Say if the page is wider than the window: somebody would have to scroll sideways to read it."""
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{page.url} {page.viewport_size}: {beyond} px wider than the window"] if beyond > 1 else []
