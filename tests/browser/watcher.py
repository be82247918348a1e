"""A watcher over every page that a test opens: no other host, no breach of the CSP, no error, no crash."""

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, WebError

OWN_SCHEMES = ("data:", "blob:", "about:")
# Chromium tells of a refused form (422), of a page that is absent, and so on: the answer itself is judged.
OF_AN_ANSWER = "Failed to load resource: the server responded with a status of 4"
TELL_BREACHES = """document.addEventListener("securitypolicyviolation",
    (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`))"""
SECONDS = 20


class Watcher:
    """Opens contexts of a browser for people of a portal and writes down whatever goes wrong in them."""

    def __init__(self, browser: Browser, address: str) -> None:
        """Watch pages of the portal that answers at the address."""
        self.address = address
        self.troubles: list[str] = []
        self.pages: list[Page] = []
        self._browser = browser

    def visitor(self, **options: object) -> Page:
        """Give a page of somebody new: nothing is remembered of anybody else."""
        options = {
            "viewport": {"width": 1440, "height": 900},
            "locale": "ru-RU",
            "timezone_id": "Europe/Moscow",
            "reduced_motion": "reduce",
            **options,
        }
        context = self._browser.new_context(base_url=self.address, **options)
        context.set_default_timeout(SECONDS * 1000)
        self._watch(context)
        page = context.new_page()
        self.pages.append(page)
        return page

    def save_pages(self, folder: Path, name: str) -> None:
        """Keep what the open pages look like, for whoever reads about the failure."""
        folder.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(self.pages):
            if not page.is_closed():
                page.screenshot(path=folder / f"{name}-{number}.png", full_page=True)

    def close(self) -> None:
        """Close everything that was opened."""
        for page in self.pages:
            page.context.close()

    def _watch(self, context: BrowserContext) -> None:
        context.add_init_script(TELL_BREACHES)
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", self._error)

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", *OWN_SCHEMES)):
            self.troubles.append(f"asked of another host: {request.url}")

    def _response(self, response: Response) -> None:
        is_part = response.request.resource_type not in {"document", "fetch", "xhr"}
        if response.status >= 500 or (is_part and response.status >= 400):
            self.troubles.append(f"{response.status} {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(OF_AN_ANSWER):
            where = message.page.url if message.page else ""
            self.troubles.append(f"{message.type} at {where}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.troubles.append(f"error at {error.page.url if error.page else ''}: {error.error}")
