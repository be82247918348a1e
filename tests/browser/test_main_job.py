"""The main job as four people, on a portal that runs: from the order in Word to the report in Excel."""

import datetime
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import WatcherOf
from tests.browser.portal import Portal, embedded, missing_services, on_services
from tests.browser.waiting import WAIT_SECONDS, eventually, link_in_file
from tests.shared import shared_folder

pytestmark = pytest.mark.browser

SLUG, PASSWORD = "tihorechye", "Рябина-у-дороги-7"
SCHOOLS = (("СОШ № 25", "25"), ("СОШ № 18", "18"))
ADMINISTRATOR, SPECIALIST = "klenov@tihorechye.example", "nina@tihorechye.example"
DIRECTOR, OTHER, COORDINATOR = "vetrova@mail.example", "yolkina@mail.example", "polevoy@mail.example"
READ = {
    "Разделы": 5,
    "Мероприятия": 25,
    "Контрольные точки": 8,
    "Механизмы реализации": 5,
    "Специалисты": 6,
}
FIRST_FILE, SECOND_FILE = "справка.pdf", "справка с подписью.pdf"
DUTY = "Мониторинг участия в школьном"
UNDATED = "Продолжить сотрудничество с СГПИ"
DEADLINE = datetime.date(2024, 5, 31)
REASON = "На листе нет подписи директора"
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture(
    params=[
        pytest.param(embedded, id="SQLite"),
        pytest.param(on_services, id="PostgreSQL and Redis", marks=pytest.mark.services),
    ]
)
def portal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Portal]:
    """Run an empty portal: as one process, then as on a server."""
    run: Callable[[Path], AbstractContextManager[Portal]] = request.param
    if run is on_services and (missing := missing_services()):
        pytest.skip(f"needs a service at {', '.join(missing)}")
    with run(tmp_path / "portal") as started:
        yield started


def menu(page: Page, entry: str) -> None:
    page.get_by_role("navigation", name="Главное меню").get_by_role("link", name=entry).first.click()


def take_up(page: Page, link: str, email: str) -> None:
    """Open the link of an invitation and set the first password."""
    page.goto(link)
    expect(page.get_by_label("Электронная почта")).to_have_value(email)
    page.get_by_label("Новый пароль", exact=True).fill(PASSWORD)
    page.get_by_label("Тот же пароль ещё раз").fill(PASSWORD)
    page.get_by_role("button", name="Задать пароль и войти").click()


def field(page: Page | Locator, label: str) -> Locator:
    """Give the field whose label begins so; «can be left out» may stand after it."""
    return page.get_by_label(re.compile(rf"^\s*{re.escape(label)}"))


def add_school(page: Page, name: str, number: str) -> None:
    """Add a school to the register."""
    menu(page, "Школы")
    page.get_by_role("link", name="Добавить школу").first.click()
    field(page, "Краткое название").fill(name)
    field(page, "Номер").fill(number)
    page.get_by_role("button", name="Добавить школу").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)


def add_person(page: Page, names: str, email: str, role: str, *, post: str, school: str = "") -> None:
    """Take a person on, who is invited at once."""
    menu(page, "Люди")
    page.get_by_role("link", name="Добавить человека").click()
    for label, name in zip(("Фамилия", "Имя", "Отчество"), names.split(), strict=True):
        field(page, label).fill(name)
    field(page, "Электронная почта").fill(email)
    field(page, "Роль").select_option(role)
    field(page, "Должность").fill(post)
    if school:
        field(page, "Школа").select_option(label=school)
    expect(field(page, "Сразу отправить приглашение")).to_be_checked()
    page.get_by_role("button", name="Добавить человека").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(names)


def link_in_outbox(page: Page, email: str) -> str:
    """Give the link of the invitation from the administrator's page of outgoing mail."""
    menu(page, "Почта")
    page.get_by_role("row", name=email).get_by_role("link").first.click()
    return page.locator(".mail-text a").first.get_attribute("href") or ""


def invite_everybody(page: Page, portal: Portal) -> dict[str, str]:
    """As the administrator: open the municipality, its schools and people; give the links they got."""
    printed = portal.manage(
        "create_municipality",
        SLUG,
        "Тихореченский округ",
        "--administrator=Кленов Игорь Львович",
        f"--email={ADMINISTRATOR}",
    )
    take_up(page, printed.split()[-1], ADMINISTRATOR)
    for name, number in SCHOOLS:
        add_school(page, name, number)
    add_person(page, "Ручьёва Нина Андреевна", SPECIALIST, "specialist", post="методист")
    add_person(page, "Ветрова Мария Олеговна", DIRECTOR, "director", post="директор", school=SCHOOLS[0][0])
    add_person(page, "Ёлкина Ольга Павловна", OTHER, "director", post="директор", school=SCHOOLS[1][0])
    add_person(page, "Полевой Сергей Юрьевич", COORDINATOR, "coordinator", post="заместитель начальника")
    return {
        SPECIALIST: link_in_outbox(page, SPECIALIST),
        DIRECTOR: link_in_outbox(page, DIRECTOR),
        COORDINATOR: link_in_file(portal, COORDINATOR),
    }


def fact(page: Page, words: str) -> Locator:
    """The value beside the words in a list of facts."""
    named = page.locator("dt").filter(has_text=words)
    return page.locator("dl.facts > div").filter(has=named).locator("dd")


def take_in(page: Page, order: Path) -> None:
    """As the specialist: upload the order, look at what was read, take it in as a draft."""
    page.get_by_role("link", name="Загрузить приказ").first.click()
    page.locator("input[type=file]").set_input_files(order)
    for words, count in READ.items():
        expect(fact(page, words)).to_have_text(str(count))
    page.get_by_role("button", name="Загрузить как проект").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Георгиевском")


def row(page: Page, title: str) -> Locator:
    """Give the row of the plan by the beginning of its title."""
    return page.locator("table.plan tbody tr", has_text=title)


def set_date(page: Page) -> None:
    """As the specialist: give a row that has none a date by hand."""
    undated = row(page, UNDATED)
    undated.locator(".doubt-link", has_not_text="Кто это").first.click()
    field(page.locator("#panel"), "Срок").first.fill(DEADLINE.isoformat())
    page.locator("#panel").get_by_role("button", name="Сохранить").click()
    expect(row(page, UNDATED).locator(".col-due")).to_contain_text("31 мая")


def put_in_force(page: Page) -> None:
    """As the specialist: put the roadmap in force by an order."""
    page.get_by_role("link", name="Утвердить приказом").click()
    field(page, "Номер приказа").fill("1119")
    field(page, "Дата приказа").fill("2023-03-07")
    page.get_by_role("button", name="Утвердить", exact=True).click()
    expect(page.locator(".roadmap-facts")).to_contain_text("Действует")


def duty(page: Page) -> Locator:
    """Give the director's duty that the test is about."""
    return page.locator("article.duty", has_text=DUTY).first


def mark_done(page: Page, button: str, file: Path) -> None:
    """As the director: mark the duty done with a file."""
    menu(page, "К исполнению")
    duty(page).get_by_role("link", name=button).click()
    sheet = page.locator("#sheet")
    sheet.locator("input[name=file_0]").set_input_files(file)
    expect(sheet.locator(".attached", has_text=file.name)).to_be_visible()
    sheet.get_by_role("button", name="Исполнено").click()
    expect(sheet).to_be_hidden()


def mark(page: Page) -> Locator:
    """Give the mark of the director in the coordinator's queue."""
    menu(page, "Приёмка")
    return page.locator("article.mark-row", has_text=DUTY)


def send_back(page: Page) -> None:
    """As the coordinator: return the mark with a reason."""
    waiting = mark(page)
    expect(waiting).to_contain_text(SCHOOLS[0][0].replace(" ", "\xa0"))
    expect(waiting.get_by_role("link", name=FIRST_FILE)).to_be_visible()
    waiting.get_by_role("link", name="Вернуть").click()
    waiting.get_by_label("Что исправить").fill(REASON)
    waiting.get_by_role("button", name="Вернуть").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("По всем отметкам есть решение")


def accept(page: Page) -> None:
    """As the coordinator: accept the mended mark."""
    waiting = mark(page)
    expect(waiting.get_by_role("link", name=SECOND_FILE)).to_be_visible()
    waiting.get_by_role("button", name="Принять").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("По всем отметкам есть решение")


def watch_summary(page: Page) -> None:
    """As the coordinator: wait until a job has counted the accepted mark, then open the figure."""
    menu(page, "Мониторинг")

    def is_counted() -> bool:
        page.reload()
        figures = [text.strip() for text in page.locator("tfoot .num").all_inner_texts()]
        return figures[1:4] == ["1", "0", "1"]  # received, on time, late

    eventually(is_counted, "the mark in the summary")
    page.locator("tfoot .num").nth(1).get_by_role("link").click()
    line = page.get_by_role("row", name=DUTY)
    expect(line).to_have_count(1)
    expect(line).to_contain_text("Принято с опозданием")


def order_report(page: Page, folder: Path) -> Path:
    """As the coordinator: order the report in Excel, watch its progress, take the file."""
    menu(page, "Отчёты")
    page.get_by_role("link", name="Заказать отчёт").first.click()
    page.get_by_role("button", name="Собрать отчёт").click()
    page.get_by_role("link", name="Скачать Excel").wait_for(timeout=WAIT_SECONDS * 1000)
    with page.expect_download() as download:
        page.get_by_role("link", name="Скачать Excel").click()
    download.value.save_as(folder / "report.xlsx")
    return folder / "report.xlsx"


def rows(workbook: Path) -> list[list[object]]:
    """Give the rows of the report, each without its empty cells."""
    sheet = load_workbook(workbook).active
    filled = (
        [value for value in values if value is not None] for values in sheet.iter_rows(values_only=True)
    )
    return [line for line in filled if line]


def test_the_order_goes_from_word_to_excel(portal: Portal, watched: WatcherOf, tmp_path: Path) -> None:
    order = shared_folder("documents", "georgievsk-2023.docx")
    watcher = watched(portal)
    links = invite_everybody(watcher.visitor(), portal)
    specialist, director, coordinator = watcher.visitor(), watcher.visitor(), watcher.visitor()
    files = [tmp_path / FIRST_FILE, tmp_path / SECOND_FILE]
    for file in files:
        file.write_bytes(PDF)

    take_up(specialist, links[SPECIALIST], SPECIALIST)
    take_in(specialist, order)
    set_date(specialist)
    put_in_force(specialist)

    take_up(director, links[DIRECTOR], DIRECTOR)
    mark_done(director, "Исполнено", files[0])
    take_up(coordinator, links[COORDINATOR], COORDINATOR)
    send_back(coordinator)
    menu(director, "К исполнению")
    expect(duty(director)).to_contain_text(REASON)
    mark_done(director, "Исправить", files[1])
    accept(coordinator)
    watch_summary(coordinator)

    report = rows(order_report(coordinator, tmp_path))
    marks = [line for line in report if str(line[0]).startswith(DUTY) and SCHOOLS[0][0] in line]
    assert len(marks) == 1, report
    assert any(SECOND_FILE in str(value) for value in marks[0])
    day = datetime.datetime.now(ZoneInfo("Europe/Moscow")).date()
    assert datetime.datetime.combine(day, datetime.time()) in marks[0]
    assert marks[0][-1] == "принято с опозданием"
    assert sum(line[0] == "Механизмы реализации" for line in report) == 1
