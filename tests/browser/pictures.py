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
from tests.browser.accessibility import DARK, LIGHT, PHONE, WIDE

HEADINGS = ("№ п/п", "Мероприятие", "Сроки", "Ответственные", "Планируемый результат")
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
    theme: str = LIGHT


def click(selector: str, words: str = "") -> Go:
    """Press the first thing of the selector that holds the words, and wait until what it brings is there."""

    def press(page: Page) -> None:
        page.locator(selector, has_text=words).first.click()
        page.wait_for_load_state("networkidle")

    return press


def upload_order(page: Page) -> None:
    """Give the portal an order made of the demo's own plan."""
    page.locator("input[type=file]").set_input_files(
        {"name": "Приказ № 412.docx", "mimeType": "application/octet-stream", "buffer": order()}
    )
    page.wait_for_url("**/uploads/*/")


def order() -> bytes:
    """Write an order in Word with two sections of the demo's plan."""
    document = Document()
    document.add_paragraph("ПРИКАЗ")
    document.add_paragraph("от 12 ноября 2026 г. № 412")
    document.add_paragraph("Дорожная карта поддержки школ на 2026/2027 учебный год")
    table = document.add_table(rows=1, cols=len(HEADINGS))
    _fill(table.rows[0].cells, HEADINGS)
    for number, (title, rows) in enumerate(plan.MAIN[:2], start=1):
        section = table.add_row().cells
        section[0].merge(section[-1]).text = f"{number}. {title}"
        for place, row in enumerate(rows, start=1):
            _fill(table.add_row().cells, (f"{number}.{place}", *row[:4]))
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
    page.evaluate("document.fonts.ready.then(() => window.scrollTo(0, 0))")
    shot = Image.open(io.BytesIO(page.screenshot()))
    few_colours = shot.convert("RGB").quantize(
        COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    )  # a third of the size
    few_colours.save(folder / f"{picture.name}.png", optimize=True)


PLAN = click("main a", "адресной")
DRAFT = click("main a", "функциональной")
PICTURES = (
    Picture("overview", Role.HEAD, "overview/"),
    Picture("overview-dark", Role.HEAD, "overview/", theme=DARK),
    Picture("monitoring", Role.HEAD, "monitoring/"),
    Picture("executions", Role.COORDINATOR, "executions/?state=overdue"),
    Picture("acceptance", Role.COORDINATOR, "acceptance/"),
    Picture("report", Role.COORDINATOR, "reports/add/"),
    Picture("roadmaps", Role.SPECIALIST, "roadmaps/"),
    Picture("upload", Role.SPECIALIST, "roadmaps/upload/"),
    Picture("preview", Role.SPECIALIST, "roadmaps/upload/", (upload_order,)),
    Picture("roadmap", Role.SPECIALIST, "roadmaps/", (PLAN, click("a.item-title"))),
    Picture("approve", Role.SPECIALIST, "roadmaps/", (DRAFT, click("a.btn-p", "Утвердить приказом"))),
    Picture("due", Role.DIRECTOR, "due/"),
    Picture("due-phone", Role.DIRECTOR, "due/", size=PHONE),
    Picture("evidence-phone", Role.DIRECTOR, "due/", (click("a.btn", "Исполнено"),), size=PHONE),
    Picture("people", Role.ADMINISTRATOR, "people/"),
    Picture("person", Role.ADMINISTRATOR, "people/add/"),
    Picture("mail", Role.ADMINISTRATOR, "outbox/"),
    Picture("municipalities", Role.VIEWER, "../municipalities/"),
)
