"""The pictures of the README and the guides: what each shows, to whom, at which size."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from docx import Document
from PIL import Image
from playwright.sync_api import Page

from config.demo import plan
from config.demo.people import SLUG
from schools.choices import Role
from tests.browser.accessibility import PHONE, WIDE

HEADINGS = ("№ п/п", "Мероприятие", "Сроки", "Ответственные", "Планируемый результат")
# What a reader cannot know by itself: who it is, which days, a number that stands twice.
DOUBTFUL = (
    ("3.1", "Наставничество для молодых учителей", "летний период", "Жданова Е.", "Отчёт наставников"),
    ("3.1", "Взаимопосещение уроков", "по понедельникам или средам", "Руководители ОО", "Листы наблюдения"),
)
COLOURS = 256
Go = Callable[[Page], None]


@dataclass(frozen=True)
class Picture:
    """One picture: its file's name, whose eyes see it, the page, what is done there before."""

    name: str
    role: Role
    path: str
    steps: tuple[Go, ...] = ()
    size: dict[str, int] = field(default_factory=lambda: WIDE)
    keeps_place: bool = False  # else the top of the page is shown


def follow(selector: str, words: str) -> Go:
    """Follow the first link of the selector that holds the words."""

    def press(page: Page) -> None:
        with page.expect_navigation():
            page.locator(selector, has_text=words).first.click()

    return press


def open_panel(page: Page) -> None:
    """Choose the first row of a plan: its form opens beside it."""
    page.locator("a.item-title").first.click()
    page.locator("#panel .panel-head").wait_for()


def open_sheet(page: Page) -> None:
    """Press «Исполнено» where a document is asked for: the sheet of what to attach opens."""
    page.locator("a.btn", has_text="Исполнено").first.click()
    page.locator("#sheet .modal-title").wait_for()


def acknowledgement(page: Page) -> None:
    """Go from a roadmap to its sheet of acknowledgement."""
    page.goto(f"{page.url.split('?')[0]}acknowledgement/")


def upload_order(page: Page) -> None:
    """Give the portal an order made of the demo's own plan."""
    page.locator("input[type=file]").set_input_files(
        {"name": "Приказ № 412.docx", "mimeType": "application/octet-stream", "buffer": order()}
    )
    page.wait_for_url("**/uploads/*/")


def settle_summer(page: Page) -> None:
    """Say which days the first deadline in question means; the next question comes by itself."""
    page.locator(".note-card.is-current input[name=due]").fill("2027-08-31")
    page.keyboard.press("Enter")
    page.locator(".note-card.is-settled").wait_for()


def order() -> bytes:
    """Write an order in Word with two sections of the demo's plan, and one that leaves questions."""
    document = Document()
    document.add_paragraph("ПРИКАЗ")
    document.add_paragraph("от 12 ноября 2026 г. № 412")
    document.add_paragraph("Дорожная карта поддержки школ на 2027 год")
    table = document.add_table(rows=1, cols=len(HEADINGS))
    _fill(table.rows[0].cells, HEADINGS)
    for number, (title, rows) in enumerate(plan.MAIN[:2], start=1):
        section = table.add_row().cells
        section[0].merge(section[-1]).text = f"{number}. {title}"
        for place, row in enumerate(rows, start=1):
            _fill(table.add_row().cells, (f"{number}.{place}", *row[:4]))
    section = table.add_row().cells
    section[0].merge(section[-1]).text = "3. Поддержка учителей"
    for cells in DOUBTFUL:
        _fill(table.add_row().cells, cells)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _fill(cells: object, texts: tuple[str, ...]) -> None:
    for cell, text in zip(cells, texts, strict=False):
        cell.text = text


def save(page: Page, picture: Picture, folder: Path) -> None:
    """Go where the picture is taken, and take it."""
    page.goto(f"/{SLUG}/{picture.path}")
    for step in picture.steps:
        step(page)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    if not picture.keeps_place:
        page.evaluate("window.scrollTo(0, 0)")
    shot = Image.open(io.BytesIO(page.screenshot()))
    few_colours = shot.convert("RGB").quantize(
        COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    )  # a third of the size
    few_colours.save(folder / f"{picture.name}.png", optimize=True)


PLAN = follow("main a", "адресной")
DRAFT = follow("main a", "функциональной")
PICTURES = (
    Picture("overview", Role.HEAD, "overview/"),
    Picture("monitoring", Role.HEAD, "monitoring/"),
    Picture("executions", Role.COORDINATOR, "executions/?state=overdue"),
    Picture("acceptance", Role.COORDINATOR, "acceptance/"),
    Picture("silent", Role.COORDINATOR, "silent/"),
    Picture("inbox", Role.COORDINATOR, "inbox/"),
    Picture("delegations", Role.COORDINATOR, "delegations/"),
    Picture("acknowledgement", Role.SPECIALIST, "roadmaps/", (PLAN, acknowledgement)),
    Picture("report", Role.COORDINATOR, "reports/add/"),
    Picture("roadmaps", Role.SPECIALIST, "roadmaps/"),
    Picture("upload", Role.SPECIALIST, "roadmaps/upload/"),
    Picture("preview", Role.SPECIALIST, "roadmaps/upload/", (upload_order, settle_summer), keeps_place=True),
    Picture("templates", Role.SPECIALIST, "templates/"),
    Picture("roadmap", Role.SPECIALIST, "roadmaps/", (PLAN, open_panel)),
    Picture("approve", Role.SPECIALIST, "roadmaps/", (DRAFT, follow("a.btn-p", "Утвердить приказом"))),
    Picture("due", Role.DIRECTOR, "due/"),
    Picture("due-phone", Role.DIRECTOR, "due/", size=PHONE),
    Picture("calendar-phone", Role.DIRECTOR, "calendar/", size=PHONE),
    Picture("evidence-phone", Role.DIRECTOR, "due/", (open_sheet,), size=PHONE),
    Picture("people", Role.ADMINISTRATOR, "people/"),
    Picture("person", Role.ADMINISTRATOR, "people/add/"),
    Picture("reminders", Role.ADMINISTRATOR, "reminders/"),
    Picture("mail", Role.ADMINISTRATOR, "outbox/"),
    Picture("municipalities", Role.VIEWER, "../municipalities/"),
)
