"""Walking a portal as one role: from its own pages along every link that is shown."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import Error, Page

from tests.architecture.expectations import ROWS
from tests.architecture.matrix import is_municipal

SAME_KIND = 3  # of one address with different objects so many are opened
LINKS = "links => links.map(link => link.href)"


def sign_in(page: Page, email: str, password: str) -> None:
    """Sign in by the form."""
    page.goto("/sign-in/")
    page.get_by_label("Электронная почта").fill(email)
    page.get_by_label("Пароль", exact=True).fill(password)
    page.get_by_role("button", name="Войти").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def own_pages(role: str, municipality: str) -> Iterator[str]:
    """Yield the addresses open to the role that name no object."""
    for name, row in ROWS.items():
        if role in (row.get or ()) and not row.own:
            yield reverse(name, kwargs={"municipality": municipality} if is_municipal(name) else {})


@dataclass
class Walk:
    """A walk: which pages were opened how often, by the names of their addresses, and what was wrong."""

    page: Page
    look_at: Callable[[Page, str], list[str]]
    seen: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)

    def go(self, addresses: list[str]) -> None:
        """Open the addresses and whatever they lead to."""
        waiting = deque(addresses)
        while waiting:
            address = urldefrag(waiting.popleft()).url
            name = _name(address)
            if address in self._known or not name or self.seen[name] >= _limit(name):
                continue
            self._known.add(address)
            self.seen[name] += 1
            waiting.extend(self._open(address))

    def _open(self, address: str) -> list[str]:
        """Open a page, look at it, give its links; a file gives none, a redirect the page it led to."""
        try:
            answer = self.page.goto(address)
        except Error as error:
            if "Download is starting" in error.message:
                return []
            raise
        if answer is None or answer.status != 200:
            self.troubles.append(f"{answer and answer.status} {address}")
            return []
        if "text/html" not in answer.headers.get("content-type", ""):
            return []
        here = urldefrag(self.page.url).url
        if urlsplit(here).path != urlsplit(address).path:
            return [here]
        self.troubles.extend(self.look_at(self.page, _name(here)))
        return self.page.locator("a[href]").evaluate_all(LINKS)


def _name(address: str) -> str:
    """Give the name of the address among the portal's own; «» if it is none of them."""
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


def _limit(name: str) -> int:
    return SAME_KIND if name.endswith("-detail") else 1
